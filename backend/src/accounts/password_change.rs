//! A new password: by a link from a mail, or by knowing the present one.

use super::{
    Followed, Origin, breached, links,
    sign_in::{self, Done, Outcome},
    sql, throttle, token as tokens,
};
use crate::{
    Backend, Error, Result,
    db::{Begun, CommandTx, Conn},
    events::{self, NewEvent},
    outbox::{Mail, MailContent, queue_mail},
};
use domain::{
    Actor, CommandId, Lang, PersonId, Problem, Refusal, SignInId, Timestamp, accounts::Password,
};

const RESET: &str = "account.reset_password";
const CHANGE: &str = "account.change_password";

/// Sets a new password by a link, ends every session and begins a new one; returns its secret token. A repeat of the
/// same command signs in again.
pub async fn reset_password(
    backend: &Backend,
    command: CommandId,
    token: &str,
    new_password: &str,
    origin: &Origin,
    now: Timestamp,
) -> Result<String> {
    let network = throttle::network(origin.peer);
    throttle::count(backend, throttle::RESET_PEER, &network, now).await?;
    if let Some(done) = backend.db.repeated::<Done>(command, None, RESET).await? {
        return again(backend, done, token, origin, now).await;
    }
    // The link before the password: whoever holds none gets no hash, which costs much, for their asking.
    let mut reader = backend.db.read().await?;
    resets(reader.conn(), token, now).await?;
    drop(reader);
    let hash = hash_new(backend, new_password).await?;
    let mut tx = match backend.db.begin::<Done>(command, None, RESET, now).await? {
        Begun::Repeated(done) => return again(backend, done, token, origin, now).await,
        Begun::Fresh(tx) => tx,
    };
    let (link, person) = resets(tx.conn(), token, now).await?;
    sign_in::use_up(tx.conn(), &link, now).await?;
    sql::verify(tx.conn(), person, None, now).await?;
    set(&mut tx, person, &hash, None, now).await?;
    let session = sign_in::begin_session(tx.conn(), person, origin, now).await?;
    let outcome = Outcome::SignIn {
        person,
        next: None,
        new: false,
    };
    let token_hash = tokens::hash(token);
    tx.finish(Done {
        token_hash,
        outcome,
    })
    .await?;
    throttle::give_back(backend, throttle::RESET_PEER, &network, false).await?;
    throttle::give_back(backend, throttle::SIGN_IN_ACCOUNT, &link.email, true).await?;
    Ok(session)
}

/// The link and whose password it sets.
async fn resets(conn: Conn<'_>, token: &str, now: Timestamp) -> Result<(links::Usable, PersonId)> {
    let link = links::usable(conn, token, now).await?;
    match (link.purpose, link.person) {
        (links::Purpose::Reset, Some(person)) => Ok((link, person)),
        _ => Err(Refusal::LinkExpired.into()),
    }
}

async fn again(
    backend: &Backend,
    done: Done,
    token: &str,
    origin: &Origin,
    now: Timestamp,
) -> Result<String> {
    if done.token_hash != tokens::hash(token) {
        return Err(Refusal::LinkExpired.into());
    }
    match sign_in::again(backend, done, origin, now).await? {
        Followed::SignedIn { token, .. } => Ok(token),
        _ => Err(Refusal::LinkExpired.into()),
    }
}

/// Changes the actor's password and ends their other sessions. Who signed up by link sets a first one here.
pub async fn change_password(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    here: SignInId,
    current: String,
    new_password: &str,
    now: Timestamp,
) -> Result<()> {
    let by = Some(actor.person);
    // Asked first: after the first time `current` is no longer the password.
    if backend
        .db
        .repeated::<()>(command, by, CHANGE)
        .await?
        .is_some()
    {
        return Ok(());
    }
    check(backend, actor, current, now).await?;
    let hash = hash_new(backend, new_password).await?;
    let mut tx = match backend.db.begin::<()>(command, by, CHANGE, now).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    set(&mut tx, actor.person, &hash, Some(here), now).await?;
    tx.finish(()).await
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
    tx: &mut CommandTx,
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
