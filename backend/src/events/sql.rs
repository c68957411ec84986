//! SQL of events.

use crate::db::{Conn, execute};
use domain::{PersonId, Timestamp};
use uuid::Uuid;

pub async fn insert(
    conn: Conn<'_>,
    at: Timestamp,
    kind: &str,
    actor: Option<PersonId>,
    person: Option<PersonId>,
    subject: Option<Uuid>,
    payload: &str,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into events (at, kind, actor_id, person_id, subject_id, payload) values ($1, $2, $3, $4, $5, $6)",
        at,
        kind,
        actor,
        person,
        subject,
        payload
    )
}
