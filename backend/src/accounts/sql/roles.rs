//! Roles, and what they are for.

use crate::db::{Conn, execute, fetch_all, fetch_optional, fetch_scalar, fetch_scalars};
use domain::{PersonId, Timestamp};
use uuid::Uuid;

pub async fn roles(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<(String, Uuid)>> {
    fetch_all!(
        conn,
        (String, Uuid),
        "select role, scope_id from role_grants where person_id = $1",
        person
    )
}

/// Is there such a programme or organisation? An administrator needs none.
pub async fn scope_exists(conn: Conn<'_>, role: &str, scope: Uuid) -> sqlx::Result<bool> {
    let found = fetch_scalar!(
        conn,
        i64,
        "select case when $1 = 'administrator' then 1 when $1 = 'coordinator'
            then (select count(*) from programmes where id = $2)
            else (select count(*) from organisations where id = $2) end",
        role,
        scope
    )?;
    Ok(found > 0)
}

pub async fn grant(
    conn: Conn<'_>,
    person: PersonId,
    role: &str,
    scope: Uuid,
    by: Option<PersonId>,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into role_grants (person_id, role, scope_id, granted_by, granted_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id, role, scope_id) do nothing",
        person,
        role,
        scope,
        by,
        now
    )
}

/// The programme or organisation of a role, in four languages; empty for a role without one.
pub async fn scope_names(conn: Conn<'_>, scope: Uuid) -> sqlx::Result<[String; 4]> {
    let found = fetch_optional!(
        conn,
        (String, String, String, String),
        "select name_fr, name_ar, name_en, name_de from programmes where id = $1
         union all select name, name, name, name from organisations where id = $1",
        scope
    )?;
    Ok(found.map_or_else(Default::default, |(fr, ar, en, de)| [fr, ar, en, de]))
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

pub async fn lock_administrators(conn: Conn<'_>) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update role_grants set role = role where role = 'administrator'"
    )
}

pub async fn administrators(conn: Conn<'_>) -> sqlx::Result<Vec<PersonId>> {
    fetch_scalars!(
        conn,
        PersonId,
        "select g.person_id from role_grants g join people p on p.id = g.person_id
         where g.role = 'administrator' and p.deactivated_at is null"
    )
}
