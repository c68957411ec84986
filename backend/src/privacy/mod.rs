//! One's own data: taking it along, and having it erased. For the person alone; nobody asks for somebody else.
//!
//! [`places`] names every column that names somebody, with what becomes of its row: a test compares it with the schema, so
//! that a new table cannot be forgotten. Deliberately absent: any way back from erasing.

mod archive;
mod erase;
mod export;
mod places;
mod sql;
#[cfg(test)]
mod tests;
mod words;

pub use archive::archive;
pub use erase::erase;
pub use export::{Export, MyData, Section, export, my_data};

use crate::{Backend, Result};
use domain::{Actor, Failure, SignInId, Timestamp, time::MINUTE};

/// How long a sign-in counts as a proof of who it is.
const PROOF_LASTS: i64 = 10 * MINUTE;

/// Refuses unless the actor has just signed in: a sign-in that lies open on somebody's desk is not enough.
async fn fresh_proof(
    backend: &Backend,
    actor: &Actor,
    sign_in: SignInId,
    now: Timestamp,
) -> Result<()> {
    let mut reader = backend.db.read().await?;
    let at = sql::signed_in_at(reader.conn(), actor.person, sign_in).await?;
    match at.filter(|at| now.since(*at) < PROOF_LASTS) {
        Some(_) => Ok(()),
        None => Err(Failure::Forbidden.into()),
    }
}
