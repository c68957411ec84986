//! Asking again who it is, before anything that decides who comes in: another address, a password, a passkey, the
//! end of other sign-ins. A sign-in that lies open on somebody's desk is not enough for those.
//!
//! Whoever has just signed in has proved it; later a password does, or a fresh link by mail, which begins a sign-in.

use super::{password_change, sql};
use crate::{Backend, Result};
use domain::{Actor, Refusal, SignInId, Timestamp, time};

/// How long a proof counts.
pub const PROOF_LASTS: i64 = 10 * time::MINUTE;

/// Refuses with [`Refusal::ProveAgain`] unless whoever holds this sign-in proved within the last minutes who they are.
pub async fn fresh_proof(
    backend: &Backend,
    actor: &Actor,
    sign_in: SignInId,
    now: Timestamp,
) -> Result<()> {
    if is_fresh(backend, actor, sign_in, now).await? {
        return Ok(());
    }
    Err(Refusal::ProveAgain.into())
}

pub(super) async fn is_fresh(
    backend: &Backend,
    actor: &Actor,
    sign_in: SignInId,
    now: Timestamp,
) -> Result<bool> {
    let mut reader = backend.db.read().await?;
    let proved = sql::proved_at(reader.conn(), actor.person, sign_in).await?;
    Ok(proved.is_some_and(|at| now.since(at) < PROOF_LASTS))
}

/// Proves it by the password; refused on the field `current_password`, also for whoever has none.
pub async fn prove_by_password(
    backend: &Backend,
    actor: &Actor,
    sign_in: SignInId,
    password: String,
    now: Timestamp,
) -> Result<()> {
    password_change::check(backend, actor, password, now).await?;
    note_proof(backend, actor, sign_in, now).await
}

/// They proved it in another way, such as a passkey.
pub async fn note_proof(
    backend: &Backend,
    actor: &Actor,
    sign_in: SignInId,
    now: Timestamp,
) -> Result<()> {
    let mut tx = backend.db.write().await?;
    sql::proved(tx.conn(), actor.person, sign_in, now).await?;
    tx.commit().await?;
    Ok(())
}
