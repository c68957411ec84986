//! A new password: by a link from a mail, or by knowing the present one.

use super::{Origin, breached, links, sign_in, sql, throttle};
use crate::{
    Backend, Error, Result,
    events::{self, NewEvent},
    outbox::{Mail, MailContent, queue_mail},
};
use domain::{Actor, Lang, PersonId, Problem, Refusal, SignInId, Timestamp, accounts::Password};

/// Sets a new password by a link, ends every session and begins a new one; returns its secret token.
pub async fn reset_password(
    backend: &Backend,
    token: &str,
    new_password: &str,
    origin: &Origin,
    now: Timestamp,
) -> Result<String> {
    let hash = hash_new(backend, new_password).await?;
    let mut tx = backend.db.write().await?;
    let link = links::usable(tx.conn(), token, now).await?;
    let (links::Purpose::Reset, Some(person)) = (link.purpose, link.person) else {
        return Err(Refusal::LinkExpired.into());
    };
    sign_in::use_up(tx.conn(), &link, now).await?;
    sql::verify(tx.conn(), person, None, now).await?;
    set(&mut tx, person, &hash, None, now).await?;
    let session = sign_in::begin_session(tx.conn(), person, origin, now).await?;
    tx.commit().await?;
    throttle::give_back(backend, throttle::SIGN_IN_ACCOUNT, &link.email, true).await?;
    Ok(session)
}

/// Changes the actor's password and ends their other sessions. Who signed up by link sets a first one here.
pub async fn change_password(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    current: String,
    new_password: &str,
    now: Timestamp,
) -> Result<()> {
    check(backend, actor, current, now).await?;
    let hash = hash_new(backend, new_password).await?;
    let mut tx = backend.db.write().await?;
    set(&mut tx, actor.person, &hash, Some(here), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Refuses unless `current` is the actor's password; nothing to know for whoever has none.
pub(super) async fn check(
    backend: &Backend,
    actor: &Actor,
    current: String,
    now: Timestamp,
) -> Result<()> {
    let mut reader = backend.db.read().await?;
    let known = sql::password_hash(reader.conn(), actor.person).await?;
    drop(reader);
    let Some(known) = known else { return Ok(()) };
    let subject = actor.person.to_string();
    throttle::count(backend, throttle::PASSWORD_CHECK, &subject, now).await?;
    if !backend.hasher.verify(current, Some(known)).await? {
        return Err(Error::field("current_password", Problem::WrongPassword));
    }
    throttle::give_back(backend, throttle::PASSWORD_CHECK, &subject, true).await
}

async fn hash_new(backend: &Backend, password: &str) -> Result<String> {
    let password =
        Password::parse(password).map_err(|problem| Error::field("new_password", problem))?;
    breached::check("new_password", &password)?;
    backend.hasher.hash(password.as_str().to_owned()).await
}

async fn set(
    tx: &mut crate::db::Tx,
    person: PersonId,
    hash: &str,
    keep: Option<SignInId>,
    now: Timestamp,
) -> Result<()> {
    sql::set_password(tx.conn(), person, hash).await?;
    sql::end_sign_ins(tx.conn(), person, keep).await?;
    sql::cancel_links(tx.conn(), person).await?;
    let (email, lang) = sql::address(tx.conn(), person).await?;
    let mail = Mail {
        to: email,
        lang: Lang::from_code(&lang).unwrap_or_default().code().to_owned(),
        content: MailContent::PasswordChanged {
            path: "/reset".to_owned(),
        },
    };
    queue_mail(tx.conn(), Some(person), &mail, now).await?;
    events::record(
        tx.conn(),
        NewEvent {
            at: now,
            kind: "account.password_changed",
            actor: Some(person),
            person: Some(person),
            subject: Some(person.0),
            payload: (),
        },
    )
    .await
}
