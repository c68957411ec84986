//! SQL of events.

use crate::db::{Conn, execute, fetch_all, fetch_scalar};
use domain::{PersonId, Timestamp};
use uuid::Uuid;

/// An event as live streams see it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Happened {
    pub seq: i64,
    pub kind: String,
    /// Whom it concerns.
    pub person_id: Option<PersonId>,
}

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

/// The highest number given; 0 when nothing happened yet.
pub async fn newest(conn: Conn<'_>) -> sqlx::Result<i64> {
    fetch_scalar!(conn, i64, "select coalesce(max(seq), 0) from events")
}

/// The number of the newest event of this kind and payload that concerns the person; 0 without one.
pub async fn newest_with(
    conn: Conn<'_>,
    person: PersonId,
    kind: &str,
    payload: &str,
) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select coalesce(max(seq), 0) from events where person_id = $1 and kind = $2 and payload = $3",
        person,
        kind,
        payload
    )
}

pub async fn after(conn: Conn<'_>, seq: i64, limit: i64) -> sqlx::Result<Vec<Happened>> {
    fetch_all!(
        conn,
        Happened,
        "select seq, kind, person_id from events where seq > $1 order by seq limit $2",
        seq,
        limit
    )
}

pub async fn of_person(
    conn: Conn<'_>,
    person: PersonId,
    seq: i64,
    limit: i64,
) -> sqlx::Result<Vec<Happened>> {
    fetch_all!(
        conn,
        Happened,
        "select seq, kind, person_id from events where person_id = $1 and seq > $2 order by seq limit $3",
        person,
        seq,
        limit
    )
}
