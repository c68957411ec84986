//! Reference data: the lists that profiles choose from, which an administrator edits.
//!
//! An entry is never deleted: where it is used it stays readable, and inactive ones are no longer offered.

mod sql;

use crate::{Backend, Error, Result, access::administrators_only, db::Begun, events};
use domain::{
    Actor, CommandId, FieldProblem, Lang, Problem, Timestamp, parse,
    profiles::{CountryCode, ReferenceItem, ReferenceKind},
};
use std::collections::HashSet;

/// One entry of a list in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceName {
    pub kind: ReferenceKind,
    pub code: String,
    pub parent: Option<String>,
    pub name: String,
    /// IANA ids of a country's zones, the first the default.
    pub time_zones: Vec<String>,
    pub active: bool,
}

/// Everything in these lists, in their order, named in one language; inactive entries too.
pub async fn names(
    backend: &Backend,
    kinds: &[ReferenceKind],
    lang: Lang,
) -> Result<Vec<ReferenceName>> {
    let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
    let mut reader = backend.db.read().await?;
    let rows = sql::of_kinds(reader.conn(), &codes).await?;
    rows.into_iter()
        .map(|row| {
            let item = item(row)?;
            Ok(ReferenceName {
                kind: item.kind,
                name: item.name(lang).to_owned(),
                code: item.code,
                parent: item.parent,
                time_zones: item.time_zones,
                active: item.active,
            })
        })
        .collect()
}

/// Do all of these codes exist in the list?
pub async fn has(backend: &Backend, kind: ReferenceKind, codes: &[&str]) -> Result<bool> {
    if codes.is_empty() {
        return Ok(true);
    }
    let mut reader = backend.db.read().await?;
    let known: HashSet<String> = sql::codes(reader.conn(), kind.code())
        .await?
        .into_iter()
        .collect();
    Ok(codes.iter().all(|code| known.contains(*code)))
}

/// The time zones of a country, the first its default; empty when there is no such country.
pub async fn zones(backend: &Backend, country: &CountryCode) -> Result<Vec<String>> {
    let mut reader = backend.db.read().await?;
    let zones = sql::zones(reader.conn(), country).await?;
    Ok(split(&zones.unwrap_or_default()))
}

/// A whole list with all names, for the administrator.
pub async fn list(
    backend: &Backend,
    actor: &Actor,
    kind: ReferenceKind,
) -> Result<Vec<ReferenceItem>> {
    administrators_only(actor)?;
    let mut reader = backend.db.read().await?;
    let rows = sql::of_kinds(reader.conn(), &[kind.code()]).await?;
    rows.into_iter().map(item).collect()
}

/// Changes an entry of a list, or adds it when its code is new.
pub async fn save_item(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    item: ReferenceItem,
    now: Timestamp,
) -> Result<()> {
    administrators_only(actor)?;
    let item = checked(item)?;
    let begun = backend
        .db
        .begin::<()>(command, Some(actor.person), "reference.save", now)
        .await?;
    let mut tx = match begun {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    if let Some(parent_kind) = item.kind.parent() {
        let known = sql::codes(tx.conn(), parent_kind.code()).await?;
        let fits = item
            .parent
            .as_ref()
            .map_or(item.kind == ReferenceKind::Federation, |parent| {
                known.contains(parent)
            });
        if !fits {
            return Err(Error::field("parent", Problem::NotInList));
        }
    }
    sql::save(tx.conn(), &item).await?;
    let event = events::NewEvent {
        at: now,
        kind: "reference.changed",
        actor: Some(actor.person),
        person: None,
        subject: None,
        payload: (item.kind.code(), &item.code),
    };
    events::record(tx.conn(), event).await?;
    tx.finish(()).await
}

/// The entry with its texts cleaned; all problems at once.
fn checked(item: ReferenceItem) -> Result<ReferenceItem> {
    let mut problems: Vec<FieldProblem> = Vec::new();
    let mut add = |field: &'static str, problem| {
        problems.push(FieldProblem {
            field: field.into(),
            problem,
        });
    };
    let mut name = |field, text: &str| {
        parse::line(text, 1, 160)
            .map_err(|problem| add(field, problem))
            .unwrap_or_default()
    };
    let (name_fr, name_ar) = (
        name("name_fr", &item.name_fr),
        name("name_ar", &item.name_ar),
    );
    let (name_en, name_de) = (
        name("name_en", &item.name_en),
        name("name_de", &item.name_de),
    );
    // Every kind of code has the same alphabet.
    let code = match item.code.trim() {
        "" => Err(Problem::Missing),
        code => CountryCode::parse(code)
            .map(|code| code.to_string())
            .ok_or(Problem::NotInList),
    };
    let code = code
        .map_err(|problem| add("code", problem))
        .unwrap_or_default();
    let is_country = item.kind == ReferenceKind::Country;
    let known_zones = item
        .time_zones
        .iter()
        .all(|zone| jiff::tz::TimeZone::get(zone).is_ok());
    if is_country && item.time_zones.is_empty() {
        add("time_zones", Problem::Missing);
    } else if !known_zones {
        add("time_zones", Problem::NotInList);
    }
    if !problems.is_empty() {
        return Err(problems.into());
    }
    Ok(ReferenceItem {
        code,
        name_fr,
        name_ar,
        name_en,
        name_de,
        parent: item.parent.filter(|parent| !parent.is_empty()),
        ..item
    })
}

fn item(row: sql::ItemRow) -> Result<ReferenceItem> {
    let (kind, code, parent, name_fr, name_ar, name_en, name_de, zones, active) = row;
    Ok(ReferenceItem {
        kind: ReferenceKind::from_code(&kind).ok_or(Error::UnknownCode("reference_items.kind"))?,
        code,
        parent,
        name_fr,
        name_ar,
        name_en,
        name_de,
        time_zones: split(&zones),
        active,
    })
}

/// Time zones are stored in one text, joined by `|`.
fn split(zones: &str) -> Vec<String> {
    zones
        .split('|')
        .filter(|zone| !zone.is_empty())
        .map(str::to_owned)
        .collect()
}
