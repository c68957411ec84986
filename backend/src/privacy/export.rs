//! What somebody takes along: everything that the database holds of them and that is theirs to know.

use super::{places::PLACES, sql};
use crate::{
    Backend, Result, accounts,
    notifications::wall_time,
    profiles::reference::{self, ReferenceName},
    zones,
};
use domain::{
    Actor, Lang, ProgrammeId, SignInId, Timestamp,
    profiles::ReferenceKind,
    time::{Day, WallTime},
};
use serde::Serialize;

/// Rows taken of one table: far above what anybody has, so that an answer has an end.
const ROWS_MAX: i64 = 10_000;

/// Columns that hold yes or no.
const YES_OR_NO: [&str; 3] = ["mentee", "mentor", "mail"];

/// The rows of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub table: &'static str,
    /// Names of the columns.
    pub columns: &'static [&'static str],
    pub rows: Vec<Vec<Option<String>>>,
}

/// Everything of one person.
#[derive(Clone, Debug)]
pub struct Export {
    pub sections: Vec<Section>,
    /// As WebP.
    pub photo: Option<Vec<u8>>,
    pub made_at: Timestamp,
    /// The person's time zone; the office's where they named none.
    pub zone: String,
    /// The reference lists in the person's language.
    pub labels: Vec<ReferenceName>,
}

/// Takes along what is the actor's, who has just proved who they are.
pub async fn export(
    backend: &Backend,
    actor: &Actor,
    sign_in: SignInId,
    lang: Lang,
    now: Timestamp,
) -> Result<Export> {
    accounts::fresh_proof(backend, actor, sign_in, now).await?;
    let mut reader = backend.db.read().await?;
    let mut sections: Vec<Section> = Vec::new();
    for place in PLACES.iter().filter(|place| !place.told.is_empty()) {
        let (table, columns) = (place.table, place.told);
        let rows = sql::rows(
            reader.conn(),
            table,
            place.column,
            columns,
            actor.person,
            ROWS_MAX,
        )
        .await?;
        let rows = rows.into_iter().map(|row| readable(columns, row)).collect();
        // Both sides of one table stand together.
        match sections.iter_mut().find(|it| it.table == table) {
            Some(section) => section.rows.extend::<Vec<_>>(rows),
            None => sections.push(Section {
                table,
                columns,
                rows,
            }),
        }
    }
    let photo = sql::photo(reader.conn(), actor.person).await?;
    let zone = sql::zone(reader.conn(), actor.person).await?;
    drop(reader);
    Ok(Export {
        sections,
        photo,
        made_at: now,
        zone: zone.unwrap_or_else(|| zones::OFFICE.to_owned()),
        labels: reference::names(backend, &ReferenceKind::ALL, lang).await?,
    })
}

/// The tables of which people take something along, with the columns that they get.
pub fn told() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    let told = PLACES.iter().filter(|place| !place.told.is_empty());
    told.map(|place| (place.table, place.told))
}

/// Moments as dates that people and programs read, instead of milliseconds.
fn readable(columns: &[&str], row: Vec<Option<String>>) -> Vec<Option<String>> {
    let cells = columns.iter().zip(row);
    cells
        .map(|(column, value)| {
            let value = value?;
            if YES_OR_NO.contains(column) {
                // One engine says 1, the other true.
                return Some(matches!(value.as_str(), "1" | "true").to_string());
            }
            let is_moment = *column == "at" || column.ends_with("_at");
            let moment = value.parse().ok().filter(|_| is_moment);
            let moment = moment.and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
            Some(moment.map_or(value, |at| at.to_string()))
        })
        .collect()
}

impl Export {
    /// The day on which it was made, where the person is.
    pub fn made_on(&self) -> Result<Day> {
        Ok(wall_time(self.made_at, Some(&self.zone))?.day)
    }

    /// A moment of a section on the person's clock; `None` for what is none.
    pub fn wall_time(&self, moment: &str) -> Option<WallTime> {
        let at: jiff::Timestamp = moment.parse().ok()?;
        wall_time(Timestamp(at.as_millisecond()), Some(&self.zone)).ok()
    }

    /// A day of a section, as `2027-07-01`.
    pub fn day(&self, day: &str) -> Option<Day> {
        zones::plain_day(day)
    }

    /// What an entry of a reference list is called.
    pub fn label(&self, kind: ReferenceKind, code: &str) -> Option<String> {
        let mut labels = self.labels.iter();
        let found = labels.find(|label| label.kind == kind && label.code == code);
        found.map(|label| label.name.clone())
    }

    /// For programs: each table with its rows, each row with the names of its columns.
    pub fn json(&self) -> Result<String> {
        #[derive(Serialize)]
        struct Document {
            format: &'static str,
            made_at: String,
            data: serde_json::Map<String, serde_json::Value>,
        }
        let data = self.sections.iter().map(|section| {
            let rows = section.rows.iter().map(|row| {
                let cells = section.columns.iter().zip(row);
                let cells =
                    cells.map(|(column, value)| ((*column).to_owned(), value.clone().into()));
                serde_json::Value::Object(cells.collect())
            });
            (section.table.to_owned(), rows.collect())
        });
        Ok(serde_json::to_string_pretty(&Document {
            format: "mentoring-my-data/1",
            made_at: jiff::Timestamp::from_millisecond(self.made_at.0)?.to_string(),
            data: data.collect(),
        })?)
    }
}

/// What the page about one's own data needs to know.
#[derive(Clone, Debug)]
pub struct MyData {
    /// Whether the actor has just proved who they are.
    pub is_proved: bool,
    /// Programmes that the actor may leave.
    pub programmes: Vec<(ProgrammeId, String)>,
}

pub async fn my_data(
    backend: &Backend,
    actor: &Actor,
    sign_in: SignInId,
    lang: Lang,
    now: Timestamp,
) -> Result<MyData> {
    let is_proved = accounts::fresh_proof(backend, actor, sign_in, now)
        .await
        .is_ok();
    let mut reader = backend.db.read().await?;
    let programmes = sql::joined(reader.conn(), actor.person).await?;
    let programmes = programmes.into_iter().map(|(id, fr, ar, en, de)| {
        let name = match lang {
            Lang::Fr => fr,
            Lang::Ar => ar,
            Lang::En => en,
            Lang::De => de,
        };
        (id, name)
    });
    Ok(MyData {
        is_proved,
        programmes: programmes.collect(),
    })
}
