//! Recovery codes: ten on paper, each good once in the place of a lost passkey.

use super::{accounts_sql, may_change, proof, record, sql, tell, throttle, token};
use crate::{Backend, Error, Result};
use domain::{
    Actor, Problem, Refusal, SignInId, Timestamp, accounts::RecoveryCode, trust::JournalKind,
};

const CODES: usize = 10;

/// Ten new codes, shown this once; the old ones are worth nothing any more. Only their hashes are kept, and plain ones: 80
/// random bits have nothing to guess.
pub async fn new_recovery_codes(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    now: Timestamp,
) -> Result<Vec<RecoveryCode>> {
    proof::fresh_proof(backend, actor, here, now).await?;
    let codes: Vec<RecoveryCode> = std::iter::repeat_with(|| RecoveryCode::of(rand::random()))
        .take(CODES)
        .collect();
    let hashes: Vec<Vec<u8>> = codes
        .iter()
        .map(|code| token::hash(code.as_str()))
        .collect();
    let mut tx = backend.db.write().await?;
    accounts_sql::lock_person(tx.conn(), actor.person).await?;
    may_change(backend, tx.conn(), actor, here).await?;
    // Without a passkey there is nothing to recover, and a code would be one.
    if sql::count(tx.conn(), actor.person).await? == 0 {
        return Err(Refusal::NotYet.into());
    }
    sql::forget_codes(tx.conn(), actor.person).await?;
    sql::insert_codes(tx.conn(), actor.person, &hashes, now).await?;
    tell(tx.conn(), actor.person, now).await?;
    let kind = JournalKind::RecoveryCodesMade.code();
    record(tx.conn(), kind, Some(actor.person), actor.person, now).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Opens the actor's roles in this sign-in by one of their codes.
pub async fn use_recovery_code(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    code: &str,
    now: Timestamp,
) -> Result<()> {
    let code =
        RecoveryCode::parse(code).map_err(|problem| Error::field("recovery_code", problem))?;
    let subject = actor.person.to_string();
    let tries = throttle::count_code(backend, &subject, now).await?;
    let mut tx = backend.db.write().await?;
    let hash = token::hash(code.as_str());
    if sql::use_code(tx.conn(), actor.person, &hash, now).await? == 0 {
        return Err(Error::field("recovery_code", Problem::WrongRecoveryCode));
    }
    sql::second_step_done(tx.conn(), actor.person, here, now).await?;
    tell(tx.conn(), actor.person, now).await?;
    let kind = JournalKind::RecoveryCodeUsed.code();
    record(tx.conn(), kind, Some(actor.person), actor.person, now).await?;
    tx.commit().await?;
    tries.give_back(backend).await
}
