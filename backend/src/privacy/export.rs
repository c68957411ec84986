//! What somebody takes along: everything that the database holds of them and that is theirs to know.

use super::{places::PLACES, sql};
use crate::{Backend, Result, accounts, zones};
use domain::{Actor, Lang, ProgrammeId, SignInId, Timestamp, time::Day};
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
}

/// Takes along what is the actor's, who has just proved who they are.
pub async fn export(
    backend: &Backend,
    actor: &Actor,
    sign_in: SignInId,
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
    Ok(Export {
        sections,
        photo,
        made_at: now,
    })
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
    /// The day on which it was made, at the office's place.
    pub fn made_on(&self) -> Result<Day> {
        zones::day(self.made_at, zones::OFFICE)
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
