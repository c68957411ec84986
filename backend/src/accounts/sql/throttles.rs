//! Counted tries, and the browsers whose tries are counted apart.

use crate::db::{Conn, execute, fetch_one, fetch_scalar};
use domain::{PersonId, Timestamp};

/// Counts one more try, in a new window when the last one began before `old`; the count and the window's start.
pub async fn count_try(
    conn: Conn<'_>,
    key: &str,
    now: Timestamp,
    old: Timestamp,
) -> sqlx::Result<(i64, Timestamp)> {
    fetch_one!(
        conn,
        (i64, Timestamp),
        "insert into throttles (key, failures, window_started_at) values ($1, 1, $2)
         on conflict (key) do update set
            failures = case when throttles.window_started_at <= $3 then 1 else throttles.failures + 1 end,
            window_started_at = case when throttles.window_started_at <= $3 then $2
                else throttles.window_started_at end
         returning failures, window_started_at",
        key,
        now,
        old
    )
}

pub async fn give_back_try(conn: Conn<'_>, key: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update throttles set failures = failures - 1 where key = $1 and failures > 0",
        key
    )
}

pub async fn forget_tries(conn: Conn<'_>, key: &str) -> sqlx::Result<u64> {
    execute!(conn, "delete from throttles where key = $1", key)
}

pub async fn forget_throttles(conn: Conn<'_>, before: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from throttles where window_started_at <= $1",
        before
    )
}

/// Did the owner of this address sign in with this browser before?
pub async fn knows_device(conn: Conn<'_>, token_hash: &[u8], email: &str) -> sqlx::Result<bool> {
    let found = fetch_scalar!(
        conn,
        i64,
        "select count(*) from known_devices d join people p on p.id = d.person_id
         where d.token_hash = $1 and p.email = $2",
        token_hash,
        email
    )?;
    Ok(found > 0)
}

/// Did anybody sign in with it?
pub async fn is_device(conn: Conn<'_>, token_hash: &[u8]) -> sqlx::Result<bool> {
    let found = fetch_scalar!(
        conn,
        i64,
        "select count(*) from known_devices where token_hash = $1",
        token_hash
    )?;
    Ok(found > 0)
}

pub async fn remember_device(
    conn: Conn<'_>,
    token_hash: &[u8],
    person: PersonId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into known_devices (token_hash, person_id, created_at, seen_at) values ($1, $2, $3, $3)
         on conflict (token_hash, person_id) do update set seen_at = excluded.seen_at",
        token_hash,
        person,
        now
    )
}

/// Those not used for longest, but so many.
pub async fn forget_old_devices(conn: Conn<'_>, person: PersonId, keep: i64) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from known_devices where person_id = $1 and token_hash not in (
            select token_hash from known_devices where person_id = $1 order by seen_at desc, created_at desc limit $2)",
        person,
        keep
    )
}

pub async fn forget_devices(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from known_devices where person_id = $1",
        person
    )
}

pub async fn forget_devices_unseen(conn: Conn<'_>, since: Timestamp) -> sqlx::Result<u64> {
    execute!(conn, "delete from known_devices where seen_at <= $1", since)
}
