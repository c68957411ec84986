//! SQL of notices.

use crate::db::{Conn, execute, fetch_all, fetch_optional, fetch_scalar};
use domain::{NoticeId, PersonId, Timestamp};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
pub struct NoticeRow {
    pub id: NoticeId,
    pub kind: String,
    pub payload: String,
    pub created_at: Timestamp,
    pub read_at: Option<Timestamp>,
}

pub async fn insert(
    conn: Conn<'_>,
    id: NoticeId,
    person: PersonId,
    kind: &str,
    payload: &str,
    about: Option<Uuid>,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into notices (id, person_id, kind, payload, about, created_at) values ($1, $2, $3, $4, $5, $6)",
        id,
        person,
        kind,
        payload,
        about,
        now
    )
}

/// Address and language for a mail of this kind, unless the person chose none or left.
pub async fn mail_address(
    conn: Conn<'_>,
    person: PersonId,
    kind: &str,
) -> sqlx::Result<Option<(String, String)>> {
    fetch_optional!(
        conn,
        (String, String),
        "select p.email, p.lang from people p where p.id = $1 and p.deactivated_at is null
         and not exists (select 1 from notice_choices c where c.person_id = p.id and c.kind = $2 and c.mail = $3)",
        person,
        kind,
        false
    )
}

pub async fn unread(conn: Conn<'_>, person: PersonId) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from notices where person_id = $1 and read_at is null",
        person
    )
}

pub async fn total(conn: Conn<'_>, person: PersonId) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from notices where person_id = $1",
        person
    )
}

pub async fn time_zone(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<String>> {
    let found = fetch_optional!(
        conn,
        (Option<String>,),
        "select time_zone from profiles where person_id = $1",
        person
    )?;
    Ok(found.and_then(|row| row.0))
}

pub async fn page(
    conn: Conn<'_>,
    person: PersonId,
    limit: i64,
    offset: i64,
) -> sqlx::Result<Vec<NoticeRow>> {
    fetch_all!(
        conn,
        NoticeRow,
        "select id, kind, payload, created_at, read_at from notices
         where person_id = $1 order by created_at desc, id desc limit $2 offset $3",
        person,
        limit,
        offset
    )
}

pub async fn mark_all_read(conn: Conn<'_>, person: PersonId, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update notices set read_at = $2 where person_id = $1 and read_at is null",
        person,
        now
    )
}

pub async fn is_unread(conn: Conn<'_>, person: PersonId, id: NoticeId) -> sqlx::Result<bool> {
    let count: i64 = fetch_scalar!(
        conn,
        i64,
        "select count(*) from notices where id = $2 and person_id = $1 and read_at is null",
        person,
        id
    )?;
    Ok(count > 0)
}

pub async fn mark_read(
    conn: Conn<'_>,
    person: PersonId,
    id: NoticeId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update notices set read_at = $3 where id = $2 and person_id = $1 and read_at is null",
        person,
        id,
        now
    )
}

pub async fn mark_read_about(
    conn: Conn<'_>,
    person: PersonId,
    about: Uuid,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update notices set read_at = $3 where person_id = $1 and about = $2 and read_at is null",
        person,
        about,
        now
    )
}

pub async fn choices(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<(String, bool)>> {
    fetch_all!(
        conn,
        (String, bool),
        "select kind, mail from notice_choices where person_id = $1",
        person
    )
}

pub async fn choose(conn: Conn<'_>, person: PersonId, kind: &str, mail: bool) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into notice_choices (person_id, kind, mail) values ($1, $2, $3)
         on conflict (person_id, kind) do update set mail = excluded.mail",
        person,
        kind,
        mail
    )
}
