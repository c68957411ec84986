//! SQL of the tests of mentorships.

use crate::db::{Conn, execute, fetch_scalar};
use domain::{PersonId, ProgrammeId, Timestamp};

pub async fn person(
    conn: Conn<'_>,
    id: PersonId,
    email: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into people (id, email, lang, theme, demo, created_at) values ($1, $2, 'fr', 'system', $3, $4)",
        id,
        email,
        false,
        now
    )
}

pub async fn programme(conn: Conn<'_>, id: ProgrammeId, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into programmes (id, code, name_fr, name_ar, name_en, name_de, weights, demo, created_at)
         values ($1, 'TEST', '', '', '', '', '{}', $2, $3)",
        id,
        false,
        now
    )
}

pub async fn entries(conn: Conn<'_>, person: PersonId) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from circle_entries where person_id = $1",
        person
    )
}

pub async fn mails(conn: Conn<'_>, person: PersonId) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from outbox where person_id = $1",
        person
    )
}
