//! SQL of accounts.

use crate::db::{Conn, execute, fetch_all, fetch_one, fetch_optional};
use domain::{PersonId, SignInId, Timestamp};
use uuid::Uuid;

pub async fn credentials(
    conn: Conn<'_>,
    email: &str,
) -> sqlx::Result<Option<(PersonId, Option<String>)>> {
    fetch_optional!(
        conn,
        (PersonId, Option<String>),
        "select id, password_hash from people where email = $1 and deactivated_at is null",
        email
    )
}

pub async fn insert_sign_in(
    conn: Conn<'_>,
    id: SignInId,
    token_hash: &[u8],
    person: PersonId,
    device: &str,
    now: Timestamp,
    expires: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into sign_ins (id, token_hash, person_id, device, created_at, seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $5, $6)",
        id,
        token_hash,
        person,
        device,
        now,
        expires
    )
}

pub async fn end_sign_in(conn: Conn<'_>, person: PersonId, id: SignInId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from sign_ins where person_id = $1 and id = $2",
        person,
        id
    )
}

pub async fn sign_in(
    conn: Conn<'_>,
    token_hash: &[u8],
    now: Timestamp,
) -> sqlx::Result<Option<(SignInId, PersonId)>> {
    fetch_optional!(
        conn,
        (SignInId, PersonId),
        "select s.id, s.person_id from sign_ins s join people p on p.id = s.person_id
         where s.token_hash = $1 and s.expires_at > $2 and p.deactivated_at is null",
        token_hash,
        now
    )
}

pub async fn roles(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<(String, Uuid)>> {
    fetch_all!(
        conn,
        (String, Uuid),
        "select role, scope_id from role_grants where person_id = $1",
        person
    )
}

pub async fn person(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<(String, Option<String>, Option<String>)> {
    fetch_one!(
        conn,
        (String, Option<String>, Option<String>),
        "select p.email, f.given_name, f.family_name
         from people p left join profiles f on f.person_id = p.id where p.id = $1",
        person
    )
}
