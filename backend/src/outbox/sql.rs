//! SQL of the outbox.

use crate::db::{Conn, execute, fetch_all, fetch_scalar};
use domain::{PersonId, Timestamp};
use uuid::Uuid;

pub async fn insert(
    conn: Conn<'_>,
    id: Uuid,
    kind: &str,
    person: Option<PersonId>,
    payload: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into outbox (id, kind, person_id, payload, state, attempts, due_at, created_at)
         values ($1, $2, $3, $4, 'waiting', 0, $5, $5)",
        id,
        kind,
        person,
        payload,
        now
    )
}

pub async fn lease(
    conn: Conn<'_>,
    now: Timestamp,
    until: Timestamp,
    limit: i64,
) -> sqlx::Result<Vec<(Uuid, String, i64)>> {
    fetch_all!(
        conn,
        (Uuid, String, i64),
        "update outbox set due_at = $2
         where state = 'waiting' and due_at <= $1 and id in (
             select id from outbox where state = 'waiting' and due_at <= $1 order by due_at limit $3)
         returning id, payload, attempts",
        now,
        until,
        limit
    )
}

pub async fn mark_sent(conn: Conn<'_>, id: Uuid, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update outbox set state = 'sent', sent_at = $2, attempts = attempts + 1, payload = '{}' where id = $1",
        id,
        now
    )
}

pub async fn mark_failed(
    conn: Conn<'_>,
    id: Uuid,
    state: &str,
    error: &str,
    due: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update outbox set state = $2, attempts = attempts + 1, last_error = $3, due_at = $4 where id = $1",
        id,
        state,
        error,
        due
    )
}

pub async fn count_dead(conn: Conn<'_>) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from outbox where state = 'dead'"
    )
}
