//! SQL of the tests of mentorships.

use crate::db::{Conn, execute, fetch_scalar};
use domain::{PersonId, ProgrammeId, RequestId, Timestamp};

/// An open request that waits for the mentor's answer.
pub async fn request(
    conn: Conn<'_>,
    programme: ProgrammeId,
    mentee: PersonId,
    mentor: PersonId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into requests (id, programme_id, mentee_id, mentor_id, message, state, note, created_at, due_at)
         values ($1, $2, $3, $4, '', 'open', '', $5, $5)",
        RequestId::new(),
        programme,
        mentee,
        mentor,
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

/// The first version of a programme's text in one language, in place of the one there may be.
pub async fn text(
    conn: Conn<'_>,
    programme: ProgrammeId,
    lang: &str,
    body: &str,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into charter_texts (programme_id, version, lang, body, published_at) values ($1, 1, $2, $3, 0)
         on conflict (programme_id, version, lang) do update set body = excluded.body",
        programme,
        lang,
        body
    )
}

pub async fn forget_texts(conn: Conn<'_>) -> sqlx::Result<u64> {
    execute!(conn, "delete from charter_texts")
}

pub async fn change_aims(conn: Conn<'_>, aims: &str) -> sqlx::Result<u64> {
    execute!(conn, "update charters set aims = $1", aims)
}
