//! SQL of passkeys, recovery codes and the second step.

use crate::db::{Conn, execute, fetch_all, fetch_optional, fetch_scalar, insert_many};
use domain::{PasskeyId, PersonId, SecondStepResetId, SignInId, Timestamp};

/// A passkey as it is stored.
#[derive(sqlx::FromRow)]
pub struct PasskeyRow {
    pub id: PasskeyId,
    pub person_id: PersonId,
    pub name: String,
    /// JSON of [`webauthn_rs::prelude::Passkey`].
    pub credential: String,
    pub created_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

pub async fn insert(conn: Conn<'_>, row: &PasskeyRow, credential_id: &[u8]) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into passkeys (id, person_id, credential_id, name, credential, created_at) values ($1, $2, $3, $4, $5, $6)",
        row.id,
        row.person_id,
        credential_id,
        row.name.as_str(),
        row.credential.as_str(),
        row.created_at
    )
}

/// A person's passkeys, the oldest first.
pub async fn of_person(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<PasskeyRow>> {
    fetch_all!(
        conn,
        PasskeyRow,
        "select id, person_id, name, credential, created_at, used_at from passkeys where person_id = $1
         order by created_at, id",
        person
    )
}

pub async fn count(conn: Conn<'_>, person: PersonId) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from passkeys where person_id = $1",
        person
    )
}

/// Holds a passkey until the transaction ends, so that its counter is read and raised by one at a time.
pub async fn lock(conn: Conn<'_>, credential_id: &[u8]) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update passkeys set name = name where credential_id = $1",
        credential_id
    )
}

/// The passkey with this id of the device's own, if its account is open.
pub async fn by_credential(
    conn: Conn<'_>,
    credential_id: &[u8],
) -> sqlx::Result<Option<PasskeyRow>> {
    fetch_optional!(
        conn,
        PasskeyRow,
        "select k.id, k.person_id, k.name, k.credential, k.created_at, k.used_at
         from passkeys k join people p on p.id = k.person_id
         where k.credential_id = $1 and p.deactivated_at is null",
        credential_id
    )
}

pub async fn used(
    conn: Conn<'_>,
    id: PasskeyId,
    credential: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update passkeys set credential = $2, used_at = $3 where id = $1",
        id,
        credential,
        now
    )
}

pub async fn rename(
    conn: Conn<'_>,
    person: PersonId,
    id: PasskeyId,
    name: &str,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update passkeys set name = $3 where person_id = $1 and id = $2",
        person,
        id,
        name
    )
}

pub async fn remove(conn: Conn<'_>, person: PersonId, id: PasskeyId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from passkeys where person_id = $1 and id = $2",
        person,
        id
    )
}

pub async fn remove_all(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(conn, "delete from passkeys where person_id = $1", person)
}

/// A question to write.
pub struct NewQuestion<'a> {
    pub token_hash: &'a [u8],
    pub purpose: &'static str,
    pub person: Option<PersonId>,
    pub sign_in: Option<SignInId>,
    pub state: &'a str,
    pub expires: Timestamp,
}

pub async fn ask(conn: Conn<'_>, question: NewQuestion<'_>) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into passkey_questions (token_hash, purpose, person_id, sign_in_id, state, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
        question.token_hash,
        question.purpose,
        question.person,
        question.sign_in,
        question.state,
        question.expires
    )
}

/// A question that was taken: purpose, whom it was put to in which sign-in, what its answer is checked with.
pub type QuestionRow = (String, Option<PersonId>, Option<SignInId>, String);

/// Takes a question away, if it still holds; of two answers at once one finds it.
pub async fn take_question(
    conn: Conn<'_>,
    token_hash: &[u8],
    now: Timestamp,
) -> sqlx::Result<Option<QuestionRow>> {
    fetch_optional!(
        conn,
        QuestionRow,
        "delete from passkey_questions where token_hash = $1 and expires_at > $2
         returning purpose, person_id, sign_in_id, state",
        token_hash,
        now
    )
}

pub async fn forget_questions(conn: Conn<'_>, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from passkey_questions where expires_at <= $1",
        now
    )
}

pub async fn forget_questions_of(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from passkey_questions where person_id = $1",
        person
    )
}

/// When this sign-in did its second step.
pub async fn second_step_at(conn: Conn<'_>, id: SignInId) -> sqlx::Result<Option<Timestamp>> {
    let row = fetch_optional!(
        conn,
        (Option<Timestamp>,),
        "select second_step_at from sign_ins where id = $1",
        id
    )?;
    Ok(row.and_then(|(at,)| at))
}

/// The cookie's token changes with what the sign-in opens.
pub async fn second_step_done(
    conn: Conn<'_>,
    person: PersonId,
    id: SignInId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update sign_ins set second_step_at = $3, renew = true where person_id = $1 and id = $2",
        person,
        id,
        now
    )
}

/// A sign-in that began with a passkey.
pub async fn began_with_passkey(
    conn: Conn<'_>,
    token_hash: &[u8],
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update sign_ins set second_step_at = $2 where token_hash = $1",
        token_hash,
        now
    )
}

pub async fn insert_codes(
    conn: Conn<'_>,
    person: PersonId,
    hashes: &[Vec<u8>],
    now: Timestamp,
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into recovery_codes (person_id, code_hash, created_at) ",
        hashes,
        |values, hash| {
            values
                .push_bind(person)
                .push_bind(hash.as_slice())
                .push_bind(now);
        },
        ""
    )
}

pub async fn forget_codes(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from recovery_codes where person_id = $1",
        person
    )
}

/// Codes that are left, and all that were made.
pub async fn count_codes(conn: Conn<'_>, person: PersonId) -> sqlx::Result<(i64, i64)> {
    let row = fetch_optional!(
        conn,
        (i64, i64),
        "select count(*) - count(used_at), count(*) from recovery_codes where person_id = $1",
        person
    )?;
    Ok(row.unwrap_or_default())
}

pub async fn use_code(
    conn: Conn<'_>,
    person: PersonId,
    code_hash: &[u8],
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update recovery_codes set used_at = $3 where person_id = $1 and code_hash = $2 and used_at is null",
        person,
        code_hash,
        now
    )
}

pub async fn open_reset(
    conn: Conn<'_>,
    id: SecondStepResetId,
    person: PersonId,
    by: PersonId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into second_step_resets (id, person_id, opened_by, opened_at) values ($1, $2, $3, $4)",
        id,
        person,
        by,
        now
    )
}

/// A way back that waits for a second administrator.
#[derive(sqlx::FromRow)]
pub struct ResetRow {
    pub id: SecondStepResetId,
    pub person_id: PersonId,
    pub email: String,
    pub opened_by: PersonId,
    pub opened_by_email: String,
    pub opened_at: Timestamp,
}

/// Those opened after `since` and not confirmed, the oldest first.
pub async fn open_resets(conn: Conn<'_>, since: Timestamp) -> sqlx::Result<Vec<ResetRow>> {
    fetch_all!(
        conn,
        ResetRow,
        "select r.id, r.person_id, p.email, r.opened_by, a.email as opened_by_email, r.opened_at
         from second_step_resets r join people p on p.id = r.person_id join people a on a.id = r.opened_by
         where r.opened_at > $1 and r.confirmed_at is null order by r.opened_at, r.id",
        since
    )
}

pub async fn confirm_reset(
    conn: Conn<'_>,
    id: SecondStepResetId,
    by: PersonId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update second_step_resets set confirmed_by = $2, confirmed_at = $3 where id = $1 and confirmed_at is null",
        id,
        by,
        now
    )
}

pub async fn refuse_reset(conn: Conn<'_>, id: SecondStepResetId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from second_step_resets where id = $1 and confirmed_at is null",
        id
    )
}

/// Nothing opened for this person waits any more.
pub async fn close_resets(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from second_step_resets where person_id = $1 and confirmed_at is null",
        person
    )
}
