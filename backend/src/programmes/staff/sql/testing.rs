//! SQL that only tests of the office need.

use crate::db::{Conn, execute};
use domain::{PersonId, ProgrammeId, Timestamp, programmes::Side};

pub async fn rename(conn: Conn<'_>, person: PersonId, given: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set given_name = $2 where person_id = $1",
        person,
        given
    )
}

pub async fn join(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    side: Side,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into memberships (programme_id, person_id, side, joined_at, agreed_at) values ($1, $2, $3, $4, $4)",
        programme,
        person,
        side.code(),
        now
    )
}

pub async fn live_in(conn: Conn<'_>, person: PersonId, city: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set city = $2 where person_id = $1",
        person,
        city
    )
}

pub async fn offer(conn: Conn<'_>, person: PersonId, expertise: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into profile_expertise (person_id, side, expertise, position) values ($1, 'offered', $2, 99)",
        person,
        expertise
    )
}

pub async fn forget_languages(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from profile_languages where person_id = $1",
        person
    )
}

/// As somebody whom a file brought.
pub async fn never_came(mut conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn.reborrow(),
        "update memberships set agreed_at = null where person_id = $1",
        person
    )?;
    execute!(
        conn,
        "update people set email_verified_at = null where id = $1",
        person
    )
}

pub async fn forget_confirmations(conn: Conn<'_>) -> sqlx::Result<u64> {
    execute!(conn, "delete from confirmations")
}
