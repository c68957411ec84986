//! A new passkey for somebody who is signed in.

use super::{
    Answer, Question, accounts_sql, may_change, proof,
    question::{self, Purpose},
    record, sql, tell,
};
use crate::{Backend, Error, Result};
use domain::{
    Actor, Failure, PasskeyId, Refusal, SignInId, Timestamp,
    accounts::{MAX_PASSKEYS, passkey_name},
    trust::JournalKind,
};
use serde_json::json;
use webauthn_rs::prelude::{Passkey, PasskeyRegistration, RegisterPublicKeyCredential};

/// Asks the actor's device for a new passkey; one that holds a passkey of theirs already says so itself.
pub async fn ask_to_add(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    now: Timestamp,
) -> Result<Question> {
    let site = backend.passkeys.site()?;
    proof::fresh_proof(backend, actor, here, now).await?;
    let mut reader = backend.db.read().await?;
    may_change(backend, reader.conn(), actor, here).await?;
    let known = sql::of_person(reader.conn(), actor.person).await?;
    drop(reader);
    if known.len() >= MAX_PASSKEYS {
        return Err(Refusal::PasskeysFull.into());
    }
    let known = known
        .iter()
        .map(|row| {
            Ok(serde_json::from_str::<Passkey>(&row.credential)?
                .cred_id()
                .clone())
        })
        .collect::<Result<_>>()?;
    let who = super::super::person(backend, actor).await?;
    let (options, state) = site
        .start_passkey_registration(actor.person.0, &who.email, &who.name, Some(known))
        .map_err(Error::Passkey)?;
    let mut options = serde_json::to_value(options)?;
    // The library leaves it to the device. Signing in asks for no address, so that the device must know whose it is.
    options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("required");
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(true);
    let to = Some((actor.person, here));
    question::put(backend, Purpose::Add, to, &options, &state, now).await
}

/// Keeps the passkey that the device made. This sign-in has shown it: the device has just verified its user.
pub async fn add(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    answer: &Answer,
    name: &str,
    device: &str,
    now: Timestamp,
) -> Result<()> {
    let name = passkey_name(name, device).map_err(|problem| Failure::field("name", problem))?;
    let site = backend.passkeys.site()?;
    let made: RegisterPublicKeyCredential = answer.read()?;
    let to = Some((actor.person, here));
    let state: PasskeyRegistration = question::take(backend, answer, Purpose::Add, to, now).await?;
    let passkey = site
        .finish_passkey_registration(&made, &state)
        .map_err(|_| Refusal::PasskeyNotAccepted)?;
    let row = sql::PasskeyRow {
        id: PasskeyId::new(),
        person_id: actor.person,
        name,
        credential: serde_json::to_string(&passkey)?,
        created_at: now,
        used_at: None,
    };
    let mut tx = backend.db.write().await?;
    accounts_sql::lock_person(tx.conn(), actor.person).await?;
    may_change(backend, tx.conn(), actor, here).await?;
    if sql::count(tx.conn(), actor.person).await? >= MAX_PASSKEYS as i64 {
        return Err(Refusal::PasskeysFull.into());
    }
    sql::insert(tx.conn(), &row, passkey.cred_id())
        .await
        .map_err(Error::unique_as(Refusal::PasskeyNotAccepted))?;
    sql::second_step_done(tx.conn(), actor.person, here, now).await?;
    tell(tx.conn(), actor.person, now).await?;
    let kind = JournalKind::PasskeyAdded.code();
    record(tx.conn(), kind, Some(actor.person), actor.person, now).await?;
    tx.commit().await?;
    Ok(())
}
