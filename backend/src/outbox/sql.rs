//! SQL of the outbox.

use crate::db::{Conn, execute, fetch_all, fetch_one, fetch_scalar};
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

pub async fn count(conn: Conn<'_>, state: &str) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from outbox where state = $1",
        state
    )
}

/// Waiting, of those written before `late`, and given up.
pub async fn standing(conn: Conn<'_>, late: Timestamp) -> sqlx::Result<(i64, i64, i64)> {
    fetch_one!(
        conn,
        (i64, i64, i64),
        "select count(case when state = 'waiting' then 1 end),
            count(case when state = 'waiting' and created_at < $1 then 1 end),
            count(case when state = 'dead' then 1 end)
         from outbox where state in ('waiting', 'dead')",
        late
    )
}

/// Sent since each of the two moments, the earlier last. `due_at` of a sent mail is the end of its lease, a moment
/// after `sent_at`: asking for it too lets the index find the few among all that were ever sent.
pub async fn sent(conn: Conn<'_>, day: Timestamp, week: Timestamp) -> sqlx::Result<(i64, i64)> {
    fetch_one!(
        conn,
        (i64, i64),
        "select count(case when sent_at >= $1 then 1 end), count(*)
         from outbox where state = 'sent' and due_at >= $2 and sent_at >= $2",
        day,
        week
    )
}

/// Id, payload, tries, moment of writing and last error of a given-up mail.
pub type DeadRow = (Uuid, String, i64, Timestamp, Option<String>);

pub async fn dead(conn: Conn<'_>, limit: i64, offset: i64) -> sqlx::Result<Vec<DeadRow>> {
    fetch_all!(
        conn,
        DeadRow,
        "select id, payload, attempts, created_at, last_error from outbox where state = 'dead'
         order by created_at desc, id desc limit $1 offset $2",
        limit,
        offset
    )
}

pub async fn revive(conn: Conn<'_>, id: Uuid, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update outbox set state = 'waiting', attempts = 0, due_at = $2 where id = $1 and state = 'dead'",
        id,
        now
    )
}

pub async fn revive_all(conn: Conn<'_>, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update outbox set state = 'waiting', attempts = 0, due_at = $1 where state = 'dead'",
        now
    )
}
