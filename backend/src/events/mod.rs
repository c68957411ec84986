//! The append-only record of what happened: timeline, live updates and audit read it.

pub(crate) mod sql;

use crate::{Result, db::Conn};
use domain::{PersonId, Timestamp};
use serde::Serialize;
use uuid::Uuid;

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
