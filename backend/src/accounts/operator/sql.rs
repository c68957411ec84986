//! SQL of the operator's commands.

use crate::db::{Conn, execute, fetch_optional, fetch_scalar};
use domain::{PersonId, Timestamp};
use uuid::Uuid;

pub async fn insert(
    conn: Conn<'_>,
    id: PersonId,
    email: &str,
    lang: &str,
    password_hash: Option<&str>,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into people (id, email, email_verified_at, password_hash, lang, theme, demo, created_at)
         values ($1, $2, $5, $4, $3, 'system', false, $5)",
        id,
        email,
        lang,
        password_hash,
        now
    )
}

pub async fn insert_profile(conn: Conn<'_>, id: PersonId, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into profiles (person_id, given_name, family_name, given_name_ar, family_name_ar, headline, bio,
            company, phone, city, availability, mentor, mentee, capacity, steps_done, circular, updated_at)
         values ($1, '', '', '', '', '', '', '', '', '', 0, false, false, 0, 0, '', $2)",
        id,
        now
    )
}

pub async fn person(conn: Conn<'_>, email: &str) -> sqlx::Result<Option<PersonId>> {
    let found = fetch_optional!(
        conn,
        (PersonId,),
        "select id from people where email = $1",
        email
    )?;
    Ok(found.map(|(id,)| id))
}

pub async fn programme(conn: Conn<'_>, code: &str) -> sqlx::Result<Option<Uuid>> {
    let found = fetch_optional!(
        conn,
        (Uuid,),
        "select id from programmes where code = $1",
        code
    )?;
    Ok(found.map(|(id,)| id))
}

pub async fn insert_organisation(
    conn: Conn<'_>,
    id: Uuid,
    name: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into organisations (id, name, created_at) values ($1, $2, $3) on conflict (name) do nothing",
        id,
        name,
        now
    )
}

pub async fn organisation(conn: Conn<'_>, name: &str) -> sqlx::Result<Uuid> {
    fetch_scalar!(
        conn,
        Uuid,
        "select id from organisations where name = $1",
        name
    )
}

pub async fn grant(
    conn: Conn<'_>,
    person: PersonId,
    role: &str,
    scope: Uuid,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into role_grants (person_id, role, scope_id, granted_at) values ($1, $2, $3, $4)
         on conflict (person_id, role, scope_id) do nothing",
        person,
        role,
        scope,
        now
    )
}

pub async fn revoke(
    conn: Conn<'_>,
    person: PersonId,
    role: &str,
    scope: Uuid,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from role_grants where person_id = $1 and role = $2 and scope_id = $3",
        person,
        role,
        scope
    )
}

pub async fn end_sign_ins(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(conn, "delete from sign_ins where person_id = $1", person)
}

pub async fn deactivate(conn: Conn<'_>, person: PersonId, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set deactivated_at = coalesce(deactivated_at, $2) where id = $1",
        person,
        now
    )
}
