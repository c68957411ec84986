//! Programmes: a mentoring scheme with its criteria, its charter text and who belongs to it on which side.
//!
//! [`seed`] makes an empty database usable: reference data, one programme, the charter in four languages. It never
//! touches what is there already.

pub mod demo;
pub mod invitations;
mod leave;
pub(crate) mod sql;
pub mod staff;
#[cfg(test)]
mod tests;
mod weights;

use crate::{Db, Error, Result, profiles::reference_files};
use domain::{Lang, ProgrammeId, Timestamp, matching::Weights};
use std::{
    io,
    path::{Path, PathBuf},
};
use thiserror::Error as ThisError;

pub(crate) use leave::{Leaving, depart, forget};
pub use leave::{leave, take_out};
pub use weights::{set_weights, weights};

/// The programme of a fresh database.
pub const DEFAULT_CODE: &str = "CIRCLE";
/// Its name in French, Arabic, English and German.
const DEFAULT_NAMES: [&str; 4] = [
    "Le cercle du mentorat",
    "دائرة المواكبة",
    "The mentoring circle",
    "Der Mentoring-Kreis",
];

/// A programme as staff pages name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    pub id: ProgrammeId,
    pub code: String,
    /// In French, Arabic, English and German.
    pub names: [String; 4],
    pub weights: Weights,
    pub is_demo: bool,
}

impl Programme {
    pub fn name(&self, lang: Lang) -> &str {
        let [fr, ar, en, de] = &self.names;
        match lang {
            Lang::Fr => fr,
            Lang::Ar => ar,
            Lang::En => en,
            Lang::De => de,
        }
    }
}

#[derive(Debug, ThisError)]
pub enum SeedError {
    #[error(transparent)]
    Reference(#[from] reference_files::ReferenceFileError),
    #[error("{} cannot be read", .0.display())]
    Charter(PathBuf, #[source] io::Error),
    #[error("storage")]
    Storage(#[from] Error),
}

impl From<sqlx::Error> for SeedError {
    fn from(error: sqlx::Error) -> Self {
        SeedError::Storage(error.into())
    }
}

/// Fills what is empty: reference data from `folder`, the default programme, its charter text. Safe to repeat, and
/// for several servers at once.
pub async fn seed(db: &Db, folder: &Path, now: Timestamp) -> Result<ProgrammeId, SeedError> {
    let mut reader = db.read().await?;
    let empty = sql::reference_count(reader.conn()).await? == 0;
    let known = sql::programmes(reader.conn()).await?;
    drop(reader);
    if empty {
        let items = reference_files::load_reference_csv(folder)?;
        let mut tx = db.write().await?;
        sql::insert_reference(tx.conn(), &items).await?;
        tx.commit().await?;
    }
    let programme = match known.into_iter().next() {
        Some(row) => row.0,
        None => create(db, DEFAULT_CODE, DEFAULT_NAMES, now).await?,
    };
    seed_charter(db, programme, &folder.join("charter"), now).await?;
    Ok(programme)
}

/// The programme with this code, made with the default weights when there is none.
pub async fn create(db: &Db, code: &str, names: [&str; 4], now: Timestamp) -> Result<ProgrammeId> {
    let weights = serde_json::to_string(&Weights::default())?;
    let mut tx = db.write().await?;
    sql::insert_programme(tx.conn(), ProgrammeId::new(), code, names, &weights, now).await?;
    let id = sql::programme_id(tx.conn(), code).await?;
    tx.commit().await?;
    Ok(id)
}

/// The first version of a programme's charter, when it has none and the folder has the texts.
async fn seed_charter(
    db: &Db,
    programme: ProgrammeId,
    folder: &Path,
    now: Timestamp,
) -> Result<(), SeedError> {
    let mut reader = db.read().await?;
    let has_one = sql::charter_text_count(reader.conn(), programme).await? > 0;
    drop(reader);
    if has_one || !folder.is_dir() {
        return Ok(());
    }
    let mut texts = Vec::new();
    for lang in Lang::ALL {
        let file = folder.join(format!("{}.md", lang.code()));
        let text =
            std::fs::read_to_string(&file).map_err(|cause| SeedError::Charter(file, cause))?;
        texts.push((lang, text));
    }
    let mut tx = db.write().await?;
    sql::insert_charter_texts(tx.conn(), programme, &texts, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Every programme, oldest first.
pub async fn all(db: &Db) -> Result<Vec<Programme>> {
    let mut reader = db.read().await?;
    sql::programmes(reader.conn())
        .await?
        .into_iter()
        .map(programme)
        .collect()
}

fn programme(row: sql::ProgrammeRow) -> Result<Programme> {
    let (id, code, fr, ar, en, de, weights, is_demo) = row;
    Ok(Programme {
        id,
        code,
        names: [fr, ar, en, de],
        weights: serde_json::from_str(&weights)?,
        is_demo,
    })
}
