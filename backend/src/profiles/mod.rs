//! Profiles: what a person tells others, saved step by step; who may read what of it; photos; reference data.
//!
//! Everybody writes their own profile only. A mentor's card is for every signed-in person, a mentee's for the
//! staff and for those who asked or worked with each other, and how to reach somebody outside the product is told
//! within a mentorship only.

mod assemble;
pub mod import;
mod photo;
pub mod reference;
pub mod reference_files;
mod sql;
mod steps;
#[cfg(test)]
mod tests;

pub use photo::{forget_photo, keep_photo, photo};
pub use steps::{
    Edit, choose_sides, save_offer, save_place, save_project, save_ties, save_time, save_who,
    saving,
};

use crate::{Backend, Result, db::Conn};
use domain::{
    Actor, Failure, PersonId, Timestamp,
    profiles::{Contact, Profile, ProfileCard, Project},
};

/// The actor's own profile; an empty one is made when there is none.
pub async fn own(backend: &Backend, actor: &Actor, now: Timestamp) -> Result<Profile> {
    let mut reader = backend.db.read().await?;
    if let Some(profile) = assemble::profile(&mut reader, actor.person).await? {
        return Ok(profile);
    }
    drop(reader);
    let mut tx = backend.db.write().await?;
    sql::ensure(tx.conn(), actor.person, now).await?;
    tx.commit().await?;
    let mut reader = backend.db.read().await?;
    assemble::profile(&mut reader, actor.person)
        .await?
        .ok_or_else(|| Failure::NotFound.into())
}

/// Makes sure that a person has a profile, inside the transaction that makes the account.
pub async fn ensure(conn: Conn<'_>, person: PersonId, now: Timestamp) -> Result<()> {
    sql::ensure(conn, person, now).await?;
    Ok(())
}

/// The public part of these people's profiles, in the order asked for, a fixed number of queries for all.
///
/// Asks no permission: a use case calls it for people whom its actor may see, as [`card`] does for one.
pub async fn cards(backend: &Backend, people: &[PersonId]) -> Result<Vec<ProfileCard>> {
    let mut reader = backend.db.read().await?;
    assemble::cards(&mut reader, people).await
}

/// A mentee's project. Asks no permission, as [`cards`].
pub async fn project(backend: &Backend, person: PersonId) -> Result<Option<Project>> {
    let mut reader = backend.db.read().await?;
    assemble::project_of(&mut reader, person).await
}

/// The card of one person, if the actor may see it; "not found" otherwise, so as not to tell who has an account.
pub async fn card(backend: &Backend, actor: &Actor, person: PersonId) -> Result<ProfileCard> {
    let mut reader = backend.db.read().await?;
    let card = assemble::cards(&mut reader, &[person])
        .await?
        .pop()
        .ok_or(Failure::NotFound)?;
    let visible = may_see(reader.conn(), actor, person, card.sides.mentor).await?;
    visible
        .then_some(card)
        .ok_or_else(|| Failure::NotFound.into())
}

/// Address and number of the other person of a mentorship.
pub async fn contact(backend: &Backend, actor: &Actor, person: PersonId) -> Result<Contact> {
    let mut reader = backend.db.read().await?;
    if !sql::is_pair(reader.conn(), actor.person, person).await? {
        return Err(Failure::Forbidden.into());
    }
    let row = sql::profiles(reader.conn(), &[person])
        .await?
        .pop()
        .ok_or(Failure::NotFound)?;
    Ok(Contact {
        email: row.email,
        phone: row.phone,
    })
}

/// A mentor is seen by the members of their programmes; anybody by themselves, by the staff of their programmes, by
/// administrators, and by those they met here.
async fn may_see(
    mut conn: Conn<'_>,
    actor: &Actor,
    person: PersonId,
    is_mentor: bool,
) -> Result<bool> {
    if actor.person == person || actor.is_administrator() {
        return Ok(true);
    }
    let theirs = sql::programmes_of(conn.reborrow(), person).await?;
    if theirs.iter().any(|programme| actor.coordinates(*programme)) {
        return Ok(true);
    }
    if is_mentor {
        let own = sql::programmes_of(conn.reborrow(), actor.person).await?;
        if own.iter().any(|programme| theirs.contains(programme)) {
            return Ok(true);
        }
    }
    Ok(sql::have_met(conn, actor.person, person).await?)
}
