//! Demo data: made-up people to try everything with, loaded only when asked for.
//!
//! The same on every machine but for the day it is loaded. Everybody in it is marked (`people.demo`) and said to be
//! made up on screen; all addresses end in example.org. A database with real people refuses it.

mod events;
mod lists;
mod pairs;
mod people;
mod random;
mod requests;
mod sql;
#[cfg(test)]
mod tests;

use crate::{
    Backend, Db, Error, Result,
    mentorships::charter::{self, Text},
};
use domain::{Lang, OrganisationId, PersonId, ProgrammeId, Timestamp};
use pairs::Work;
use people::{DemoPerson, Everybody};
use random::Random;
use thiserror::Error as ThisError;
use uuid::Uuid;

/// Addresses that can sign in, all with [`PASSWORD`].
pub const SIGN_INS: [&str; 5] = [
    "coordinator@example.org",
    "mentor@example.org",
    "mentee@example.org",
    "partner@example.org",
    "admin@example.org",
];
pub const PASSWORD: &str = "circle-of-trust";

const SEED: u64 = 0x6d65_6d20_6369_7263;
/// Every step of a profile.
const STEPS_DONE: i64 = 0xff;
const ORGANISATION: &str = "Fondation partenaire (démonstration)";

#[derive(Debug, ThisError)]
pub enum DemoError {
    #[error(
        "the database has people who are not of the demo, which is not mixed with them: start without --demo, or name another folder with --data"
    )]
    RealPeople,
    #[error("storage")]
    Storage(#[from] Error),
}

impl From<sqlx::Error> for DemoError {
    fn from(error: sqlx::Error) -> Self {
        DemoError::Storage(error.into())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loaded {
    Now,
    Before,
}

/// Are there people of the demo? Their password is public.
pub async fn is_loaded(db: &Db) -> Result<bool, DemoError> {
    let mut reader = db.read().await?;
    Ok(sql::people(reader.conn(), true).await? > 0)
}

/// Loads the demo into `programme`, unless it is there already.
pub async fn load(
    backend: &Backend,
    programme: ProgrammeId,
    now: Timestamp,
) -> Result<Loaded, DemoError> {
    let mut reader = backend.db.read().await?;
    if sql::people(reader.conn(), true).await? > 0 {
        return Ok(Loaded::Before);
    }
    if sql::people(reader.conn(), false).await? > 0 {
        return Err(DemoError::RealPeople);
    }
    drop(reader);
    let hash = backend.hasher.hash(PASSWORD.to_owned()).await?;
    let mut random = Random::new(SEED);
    let everybody = people::everybody(&mut random, now);
    let mut tx = backend.db.write().await?;
    write_people(&mut tx, &everybody, programme, &hash).await?;
    sql::confirm_everybody(tx.conn(), programme, now).await?;
    write_roles(&mut tx, &everybody, programme, now).await?;
    let text = charter_text(&mut tx, programme).await?;
    let work = pairs::work(&mut random, &everybody, &text, now)?;
    write_work(&mut tx, &work, programme).await?;
    tx.commit().await?;
    Ok(Loaded::Now)
}

/// The programme's own text in French; an empty one where it has none, as a demo without its files.
async fn charter_text(tx: &mut crate::db::Tx, programme: ProgrammeId) -> Result<Text> {
    let texts = charter::texts(tx.conn(), programme, 1).await?;
    let french = texts.into_iter().find(|text| text.lang == Lang::Fr);
    Ok(french.unwrap_or(Text {
        lang: Lang::Fr,
        body: String::new(),
    }))
}

async fn write_people(
    tx: &mut crate::db::Tx,
    everybody: &Everybody,
    programme: ProgrammeId,
    hash: &str,
) -> Result<()> {
    let all: Vec<&DemoPerson> = everybody.all().collect();
    let password = |email: &str| SIGN_INS.contains(&email).then(|| hash.to_owned());
    sql::mark_programme(tx.conn(), programme).await?;
    sql::insert_people(tx.conn(), &all, password).await?;
    sql::insert_profiles(tx.conn(), &all).await?;
    sql::insert_languages(tx.conn(), &all).await?;
    sql::insert_sectors(tx.conn(), &all).await?;
    sql::insert_expertise(tx.conn(), &all).await?;
    sql::insert_regions(tx.conn(), &all).await?;
    sql::insert_projects(tx.conn(), &all).await?;
    sql::insert_memberships(tx.conn(), programme, &all).await?;
    Ok(())
}

async fn write_work(tx: &mut crate::db::Tx, work: &Work, programme: ProgrammeId) -> Result<()> {
    sql::insert_requests(tx.conn(), programme, &work.requests).await?;
    sql::insert_pairs(tx.conn(), programme, &work.pairs).await?;
    sql::insert_charters(tx.conn(), &work.pairs).await?;
    sql::insert_signatures(tx.conn(), &work.pairs).await?;
    sql::insert_pledges(tx.conn(), &work.pairs).await?;
    sql::insert_circle(tx.conn(), &work.pairs).await?;
    sql::insert_notices(tx.conn(), &work.notices).await?;
    sql::insert_events(tx.conn(), &events::events(work)).await?;
    Ok(())
}

async fn write_roles(
    tx: &mut crate::db::Tx,
    everybody: &Everybody,
    programme: ProgrammeId,
    now: Timestamp,
) -> Result<()> {
    let organisation = OrganisationId::new();
    sql::insert_organisation(tx.conn(), organisation, ORGANISATION, now).await?;
    let id = |email: &str| -> Option<PersonId> {
        everybody
            .all()
            .find(|person| person.email == email)
            .map(|person| person.id)
    };
    for (email, role, scope) in [
        ("coordinator@example.org", "coordinator", programme.0),
        ("partner@example.org", "partner", organisation.0),
        ("admin@example.org", "administrator", Uuid::nil()),
    ] {
        if let Some(person) = id(email) {
            sql::insert_role(tx.conn(), person, role, scope, now).await?;
        }
    }
    Ok(())
}
