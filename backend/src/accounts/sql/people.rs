//! Accounts: addresses, names, passwords, settings.

use crate::db::{Conn, execute, fetch_one, fetch_optional, fetch_scalar};
use domain::{PersonId, Timestamp, accounts::Side};

pub async fn credentials(
    conn: Conn<'_>,
    email: &str,
) -> sqlx::Result<Option<(PersonId, Option<String>)>> {
    fetch_optional!(
        conn,
        (PersonId, Option<String>),
        // A password counts only after the address was proved.
        "select id, case when email_verified_at is null then null else password_hash end
         from people where email = $1 and deactivated_at is null",
        email
    )
}

pub async fn account(conn: Conn<'_>, email: &str) -> sqlx::Result<Option<(PersonId, bool)>> {
    fetch_optional!(
        conn,
        (PersonId, bool),
        "select id, deactivated_at is null from people where email = $1",
        email
    )
}

/// Whose active account an address is, in which language they read, and whether the address was ever proved.
pub async fn recipient(
    conn: Conn<'_>,
    email: &str,
) -> sqlx::Result<Option<(PersonId, String, bool)>> {
    fetch_optional!(
        conn,
        (PersonId, String, bool),
        "select id, lang, email_verified_at is not null from people where email = $1 and deactivated_at is null",
        email
    )
}

pub async fn is_active(conn: Conn<'_>, person: PersonId) -> sqlx::Result<bool> {
    let found = fetch_scalar!(
        conn,
        i64,
        "select count(*) from people where id = $1 and deactivated_at is null",
        person
    )?;
    Ok(found > 0)
}

/// A new account, unless the address has one.
pub async fn insert_person(
    conn: Conn<'_>,
    person: PersonId,
    email: &str,
    lang: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into people (id, email, lang, theme, demo, created_at) values ($1, $2, $3, 'system', false, $4)
         on conflict (email) do nothing",
        person,
        email,
        lang,
        now
    )
}

/// The address is taken as proved, on the word of whoever runs the program.
pub async fn verify(
    conn: Conn<'_>,
    person: PersonId,
    password_hash: Option<&str>,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set email_verified_at = coalesce(email_verified_at, $3),
            password_hash = coalesce(password_hash, $2) where id = $1",
        person,
        password_hash,
        now
    )
}

/// The first proof of an address, with the password that comes with it; nothing for one that was proved before.
pub async fn first_proof(
    conn: Conn<'_>,
    person: PersonId,
    password_hash: Option<&str>,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set email_verified_at = $3, password_hash = $2 where id = $1 and email_verified_at is null",
        person,
        password_hash,
        now
    )
}

/// Name and first side of somebody who is expected to come.
pub async fn expected(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<(String, String, Option<String>)> {
    fetch_one!(
        conn,
        (String, String, Option<String>),
        "select coalesce(nullif(f.given_name, ''), f.given_name_ar, ''),
            coalesce(nullif(f.family_name, ''), f.family_name_ar, ''),
            (select min(m.side) from memberships m where m.person_id = p.id)
         from people p left join profiles f on f.person_id = p.id where p.id = $1",
        person
    )
}

/// Given and family name, Latin then Arabic script, where there is none yet; and one side more.
pub async fn name(
    conn: Conn<'_>,
    person: PersonId,
    names: [&str; 4],
    side: Side,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set given_name = coalesce(nullif(given_name, ''), $2),
            family_name = coalesce(nullif(family_name, ''), $3),
            given_name_ar = coalesce(nullif(given_name_ar, ''), $4),
            family_name_ar = coalesce(nullif(family_name_ar, ''), $5),
            mentee = (mentee or $6), mentor = (mentor or $7), updated_at = $8 where person_id = $1",
        person,
        names[0],
        names[1],
        names[2],
        names[3],
        side == Side::Mentee,
        side == Side::Mentor,
        now
    )
}

pub async fn address(conn: Conn<'_>, person: PersonId) -> sqlx::Result<(String, String)> {
    fetch_one!(
        conn,
        (String, String),
        "select email, lang from people where id = $1",
        person
    )
}

pub async fn password_hash(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<String>> {
    fetch_scalar!(
        conn,
        Option<String>,
        "select password_hash from people where id = $1",
        person
    )
}

pub async fn set_password(conn: Conn<'_>, person: PersonId, hash: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set password_hash = $2 where id = $1",
        person,
        hash
    )
}

/// Unless it was changed meanwhile.
pub async fn replace_password(
    conn: Conn<'_>,
    person: PersonId,
    old: &str,
    hash: &str,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set password_hash = $3 where id = $1 and password_hash = $2",
        person,
        old,
        hash
    )
}

pub async fn set_email(
    conn: Conn<'_>,
    person: PersonId,
    email: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set email = $2, email_verified_at = $3 where id = $1",
        person,
        email,
        now
    )
}

pub async fn settings(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<(String, bool, String, String)> {
    fetch_one!(
        conn,
        (String, bool, String, String),
        "select email, password_hash is not null, lang, theme from people where id = $1",
        person
    )
}

pub async fn set_lang(conn: Conn<'_>, person: PersonId, lang: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set lang = $2 where id = $1 and lang <> $2",
        person,
        lang
    )
}

pub async fn set_theme(conn: Conn<'_>, person: PersonId, theme: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set theme = $2 where id = $1",
        person,
        theme
    )
}

/// Nothing is left of this account but its id.
pub async fn is_erased(conn: Conn<'_>, person: PersonId) -> sqlx::Result<bool> {
    let count: i64 = fetch_scalar!(
        conn,
        i64,
        "select count(*) from people where id = $1 and erased_at is not null",
        person
    )?;
    Ok(count > 0)
}

pub async fn set_deactivated(
    conn: Conn<'_>,
    person: PersonId,
    at: Option<Timestamp>,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set deactivated_at = $2 where id = $1",
        person,
        at
    )
}

pub async fn lock_person(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(conn, "update people set lang = lang where id = $1", person)
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
