//! Showing a passkey: instead of address and password, or after them.

use super::{
    Answer, NewSession, Origin, Question, accounts_sql,
    question::{self, Purpose},
    record, second_step, sessions, sql, throttle, token,
};
use crate::{Backend, Error, Result, db::Conn};
use domain::{Actor, PersonId, Refusal, SignInId, Timestamp, trust::JournalKind};
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyAuthentication,
    PublicKeyCredential, WebauthnResult,
};

/// Asks whatever device is there for a passkey of this site.
pub async fn ask_to_sign_in(
    backend: &Backend,
    origin: &Origin,
    now: Timestamp,
) -> Result<Question> {
    let site = backend.passkeys.site()?;
    // Never given back: each question is a row, whatever becomes of it.
    let _tries = throttle::count_question(backend, origin, now).await?;
    let (mut options, state) = site
        .start_discoverable_authentication()
        .map_err(Error::Passkey)?;
    // A button was pressed: not the browser's own list under a field.
    options.mediation = None;
    question::put(backend, Purpose::SignIn, None, &options, &state, now).await
}

/// Begins a sign-in session for whoever's passkey answered. The device has verified its user,
/// so this is both steps at once.
pub async fn sign_in_with_passkey(
    backend: &Backend,
    answer: &Answer,
    origin: &Origin,
    now: Timestamp,
) -> Result<NewSession> {
    let site = backend.passkeys.site()?;
    let shown: PublicKeyCredential = answer.read()?;
    let state: DiscoverableAuthentication =
        question::take(backend, answer, Purpose::SignIn, None, now).await?;
    let (owner, _) = site
        .identify_discoverable_authentication(&shown)
        .map_err(|_| Refusal::PasskeyNotAccepted)?;
    let mut tx = backend.db.write().await?;
    let owner = PersonId(owner);
    check(tx.conn(), &shown, owner, now, |passkey| {
        site.finish_discoverable_authentication_v2(&shown, state, passkey)
    })
    .await?;
    let session = sessions::begin_session(tx.conn(), owner, origin, now).await?;
    sql::began_with_passkey(tx.conn(), &token::hash(&session.token), now).await?;
    // A member's sign-in is their own business; one that is the second step of a role is for the journal.
    let kind = match second_step::is_required(backend, tx.conn(), owner).await? {
        true => JournalKind::SecondStepShown.code(),
        false => "passkey.signed_in",
    };
    record(tx.conn(), kind, Some(owner), owner, now).await?;
    tx.commit().await?;
    Ok(session)
}

/// Asks for a passkey of the actor, who is signed in by other means.
pub async fn ask_for_second_step(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    now: Timestamp,
) -> Result<Question> {
    let site = backend.passkeys.site()?;
    let mut reader = backend.db.read().await?;
    let rows = sql::of_person(reader.conn(), actor.person).await?;
    drop(reader);
    let passkeys = rows
        .iter()
        .map(|row| Ok(serde_json::from_str(&row.credential)?))
        .collect::<Result<Vec<Passkey>>>()?;
    if passkeys.is_empty() {
        return Err(Refusal::PasskeyNotAccepted.into());
    }
    let (options, state) = site
        .start_passkey_authentication(&passkeys)
        .map_err(Error::Passkey)?;
    let to = Some((actor.person, here));
    question::put(backend, Purpose::SecondStep, to, &options, &state, now).await
}

/// Opens the actor's roles in this sign-in.
pub async fn prove_second_step(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    answer: &Answer,
    now: Timestamp,
) -> Result<()> {
    let site = backend.passkeys.site()?;
    let shown: PublicKeyCredential = answer.read()?;
    let to = Some((actor.person, here));
    let state: PasskeyAuthentication =
        question::take(backend, answer, Purpose::SecondStep, to, now).await?;
    let mut tx = backend.db.write().await?;
    check(tx.conn(), &shown, actor.person, now, |_| {
        site.finish_passkey_authentication(&shown, &state)
    })
    .await?;
    sql::second_step_done(tx.conn(), actor.person, here, now).await?;
    accounts_sql::proved(tx.conn(), actor.person, here, now).await?;
    let kind = JournalKind::SecondStepShown.code();
    record(tx.conn(), kind, Some(actor.person), actor.person, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Checks the answer of a passkey that `owner` has, and keeps its counter. The library refuses a counter that did not
/// grow, which a copied device would show; most passkeys of today are shared between devices and count nothing.
async fn check(
    mut conn: Conn<'_>,
    shown: &PublicKeyCredential,
    owner: PersonId,
    now: Timestamp,
    verify: impl FnOnce(&Passkey) -> WebauthnResult<AuthenticationResult>,
) -> Result<()> {
    let id = shown.get_credential_id();
    sql::lock(conn.reborrow(), id).await?;
    let row = sql::by_credential(conn.reborrow(), id).await?;
    let row = row
        .filter(|row| row.person_id == owner)
        .ok_or(Refusal::PasskeyNotAccepted)?;
    let mut passkey: Passkey = serde_json::from_str(&row.credential)?;
    let checked = verify(&passkey).map_err(|_| Refusal::PasskeyNotAccepted)?;
    if !checked.user_verified() {
        return Err(Refusal::PasskeyNotAccepted.into());
    }
    passkey.update_credential(&checked);
    sql::used(conn, row.id, &serde_json::to_string(&passkey)?, now).await?;
    Ok(())
}
