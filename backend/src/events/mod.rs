//! The append-only record of what happened: timeline, live updates and audit read it.

pub(crate) mod sql;
mod tail;
#[cfg(test)]
mod tests;

use crate::{Backend, Result, db::Conn};
use domain::{Actor, PersonId, Timestamp};
use serde::Serialize;
use uuid::Uuid;

pub use sql::Happened;
pub use tail::Tail;

/// One thing that happened. `payload` never holds a message text, an address or a token.
pub struct NewEvent<'a, P: Serialize> {
    pub at: Timestamp,
    /// Dotted and stable: `request.accepted`, `charter.signed`.
    pub kind: &'a str,
    /// Who did it; `None` for the worker.
    pub actor: Option<PersonId>,
    /// Whom it concerns, for their live stream.
    pub person: Option<PersonId>,
    /// The request, mentorship or person it is about.
    pub subject: Option<Uuid>,
    pub payload: P,
}

pub async fn record<P: Serialize>(conn: Conn<'_>, event: NewEvent<'_, P>) -> Result<()> {
    let payload = serde_json::to_string(&event.payload)?;
    sql::insert(
        conn,
        event.at,
        event.kind,
        event.actor,
        event.person,
        event.subject,
        &payload,
    )
    .await?;
    Ok(())
}

/// Part of a profile was saved; the payload names the part.
pub const PROFILE_CHANGED: &str = "profile.changed";

/// The newest saving of this part of the person's profile; 0 when there was none.
pub async fn newest_change(conn: Conn<'_>, person: PersonId, part: &str) -> Result<i64> {
    let payload = serde_json::to_string(part)?;
    Ok(sql::newest_with(conn, person, PROFILE_CHANGED, &payload).await?)
}

/// What a reader of live changes missed.
#[derive(Clone, Debug)]
pub struct Missed {
    /// The newest event of all: where the reader stands now.
    pub newest: i64,
    /// What concerns the reader after the event they heard last, the oldest first.
    pub events: Vec<Happened>,
}

/// What concerns the actor after event `heard`, `limit` at most; nothing when they heard none yet.
pub async fn missed(
    backend: &Backend,
    actor: &Actor,
    heard: Option<i64>,
    limit: i64,
) -> Result<Missed> {
    let mut reader = backend.db.read().await?;
    let newest = sql::newest(reader.conn()).await?;
    let events = match heard {
        Some(heard) => sql::of_person(reader.conn(), actor.person, heard, limit).await?,
        None => Vec::new(),
    };
    Ok(Missed { newest, events })
}
