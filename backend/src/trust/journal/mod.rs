//! The journal: refused sign-ins, throttling, requests from other sites, refused permissions, changes of roles.
//!
//! Changes are events, written in the transaction of the change. Refusals are noted here: the first of a kind is a line
//! of the log at once, and all that came within moments are one row of `events` with their number, so that a
//! flood costs neither a transaction for each nor the disk. What a crash loses of the rows is in the log.

mod sql;
#[cfg(test)]
mod tests;

use crate::{
    Backend, Db, Result,
    access::administrators_only,
    events::{self, NewEvent},
    notifications::wall_time,
};
use domain::{
    Actor, Lang, PersonId, Timestamp,
    programmes::{PAGE_ROWS, Page},
    time::DAY,
    trust::{JournalKind, JournalLine, shortened},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// Different refusals kept apart between two writings; of what comes after them only the kind is counted.
const KEPT_APART: usize = 20;
/// Rows of refusals kept: some 20 MB, whatever comes.
const ROWS_MAX: i64 = 100_000;
/// How long a refusal is kept.
const KEPT: i64 = 90 * DAY;

/// Refusals since the last writing. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Journal(Arc<Mutex<BTreeMap<Refused, Seen>>>);

/// What makes two refusals the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Refused {
    kind: JournalKind,
    by: Option<PersonId>,
    about: Option<PersonId>,
    from: String,
    what: String,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    first: Timestamp,
    times: u32,
}

/// One refusal. `what` is a word of ours: the name of a limit, the pattern of a path; never what somebody typed.
#[derive(Clone, Copy, Debug)]
pub struct Refusal<'a> {
    pub kind: JournalKind,
    /// Who is signed in.
    pub by: Option<PersonId>,
    /// Whose account it is about.
    pub about: Option<PersonId>,
    pub from: IpAddr,
    pub what: &'a str,
}

/// As it stands in `events`.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Payload {
    from: String,
    what: String,
    times: u32,
}

impl Journal {
    /// Notes a refusal. Neither waits nor writes: whoever makes refusals must not make work.
    pub fn note(&self, refusal: Refusal<'_>, now: Timestamp) {
        let Refusal {
            kind,
            by,
            about,
            from,
            what,
        } = refusal;
        let mut refused = Refused {
            kind,
            by,
            about,
            from: shortened(from),
            what: what.to_owned(),
        };
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.len() >= KEPT_APART && !noted.contains_key(&refused) {
            refused = Refused {
                kind,
                by: None,
                about: None,
                from: String::new(),
                what: String::new(),
            };
        }
        let seen = noted.entry(refused.clone()).or_insert(Seen {
            first: now,
            times: 0,
        });
        seen.times = seen.times.saturating_add(1);
        let is_first = seen.times == 1;
        drop(noted);
        if is_first {
            let id = |person: Option<PersonId>| person.map(tracing::field::display);
            tracing::warn!(
                kind = kind.code(),
                by = id(by),
                about = id(about),
                from = refused.from,
                what = refused.what,
                "refused"
            );
        }
    }

    fn take(&self) -> BTreeMap<Refused, Seen> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Writes what was noted since the last time; the worker does, every few seconds and before it ends.
pub async fn write(backend: &Backend) -> Result<()> {
    let noted = backend.journal.take();
    if noted.is_empty() {
        return Ok(());
    }
    let mut tx = backend.db.write().await?;
    for (refused, seen) in noted {
        let event = NewEvent {
            at: seen.first,
            kind: refused.kind.code(),
            actor: refused.by,
            // Nobody's stream: it is for the administrators to read.
            person: None,
            subject: refused.about.map(|about| about.0),
            payload: Payload {
                from: refused.from,
                what: refused.what,
                times: seen.times,
            },
        };
        events::record(tx.conn(), event).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Removes refusals after 90 days, and the oldest of more than 100,000. Changes of roles stay.
pub async fn forget_old(db: &Db, now: Timestamp) -> Result<()> {
    let mut tx = db.write().await?;
    for kind in JournalKind::ALL
        .into_iter()
        .filter(|kind| kind.is_refusal())
    {
        sql::forget_before(tx.conn(), kind.code(), now.plus(-KEPT)).await?;
        sql::forget_but(tx.conn(), kind.code(), ROWS_MAX).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// A page of the journal, the newest first: all of it, or one kind. For administrators.
pub async fn read(
    backend: &Backend,
    actor: &Actor,
    kind: Option<JournalKind>,
    page: u32,
    lang: Lang,
) -> Result<Page<JournalLine>> {
    administrators_only(actor)?;
    let kinds: Vec<&str> = JournalKind::ALL
        .into_iter()
        .filter(|one| kind.is_none_or(|kind| kind == *one))
        .map(JournalKind::code)
        .collect();
    let page = page.clamp(1, 100_000);
    let offset = i64::from((page - 1) * PAGE_ROWS);
    let mut reader = backend.db.read().await?;
    let total = sql::count(reader.conn(), &kinds).await?;
    let rows = sql::lines(reader.conn(), &kinds, i64::from(PAGE_ROWS), offset).await?;
    let people: BTreeSet<PersonId> = rows.iter().flat_map(sql::LineRow::people).collect();
    let people: Vec<PersonId> = people.into_iter().collect();
    let names = super::sql::names(reader.conn(), &people).await?;
    let named = |person: PersonId| {
        let name = names.get(&person).map(|names| names.shown(lang));
        (person, name.unwrap_or_default())
    };
    let rows = rows
        .iter()
        .filter_map(|row| line(row, named))
        .collect::<Result<_>>()?;
    Ok(Page {
        rows,
        page,
        total: u64::try_from(total).unwrap_or(0),
    })
}

/// `None` for an event that another version of the program wrote.
fn line(
    row: &sql::LineRow,
    named: impl Fn(PersonId) -> (PersonId, String),
) -> Option<Result<JournalLine>> {
    let kind = JournalKind::from_code(&row.kind)?;
    // An event of a change holds one word, such as the role.
    let payload = serde_json::from_str::<Payload>(&row.payload).unwrap_or_else(|_| Payload {
        what: serde_json::from_str(&row.payload).unwrap_or_default(),
        ..Payload::default()
    });
    let line = wall_time(row.at, None).map(|at| JournalLine {
        seq: row.seq,
        kind,
        at,
        by: row.actor_id.map(&named),
        about: row.about().map(&named),
        from: payload.from,
        what: payload.what,
        times: payload.times.max(1),
    });
    Some(line)
}
