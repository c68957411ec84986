//! A new password: by a link from a mail, or by knowing the present one.

use super::{
    Origin,
    follow::{Done, Followed, Outcome},
    links, new_password, proof, sign_in, sign_ins, sign_up, sql, throttle,
};
use crate::{
    Backend, Error, Result,
    db::{Begun, CommandTx, Conn},
    events::{self, NewEvent},
    outbox::{Mail, MailContent, queue_mail},
};
use domain::{Actor, CommandId, Lang, PersonId, Problem, Refusal, SignInId, Timestamp};

const RESET: &str = "account.reset_password";
const CHANGE: &str = "account.change_password";

/// Sets a new password by a link, ends every way in and begins a new session.
pub async fn reset_password(
    backend: &Backend,
    command: CommandId,
    token: &str,
    new_password: &str,
    viewer: Option<&Actor>,
    origin: &Origin,
    now: Timestamp,
) -> Result<Followed> {
    if let Some(done) = backend.db.repeated::<Done>(command, None, RESET).await? {
        return done.again(token, viewer);
    }
    let tries = throttle::count_link(backend, origin, now).await?;
    // The link before the password: whoever holds none gets no hash, which costs much, for their asking.
    let mut reader = backend.db.read().await?;
    let (_, person) = resets(reader.conn(), token, now).await?;
    drop(reader);
    let hash = hash_new(backend, person, new_password).await?;
    let mut tx = match backend.db.begin::<Done>(command, None, RESET, now).await? {
        Begun::Repeated(done) => return done.again(token, viewer),
        Begun::Fresh(tx) => tx,
    };
    let (link, person) = resets(tx.conn(), token, now).await?;
    links::use_up(tx.conn(), &link, now).await?;
    sign_up::prove(tx.conn(), person, None, origin.lang, now).await?;
    set(&mut tx, person, &hash, None, now).await?;
    let session = sign_in::begin_session(tx.conn(), person, origin, now).await?;
    let outcome = Outcome::SignIn {
        person,
        next: None,
        new: false,
    };
    tx.finish(Done::of(token, outcome)).await?;
    tries.give_back(backend).await?;
    Ok(Followed::SignedIn {
        session,
        next: None,
        new: false,
    })
}

/// The link and whose password it sets.
async fn resets(conn: Conn<'_>, token: &str, now: Timestamp) -> Result<(links::Usable, PersonId)> {
    let link = links::usable(conn, token, now).await?;
    match (link.purpose, link.person) {
        (links::Purpose::Reset, Some(person)) => Ok((link, person)),
        _ => Err(Refusal::LinkExpired.into()),
    }
}

/// Changes the actor's password and ends their other sessions. Who has none yet sets a first one here, for which they
/// must have proved a moment ago who they are.
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
    check_or_proof(backend, actor, here, current, now).await?;
    let hash = hash_new(backend, actor.person, new_password).await?;
    let mut tx = match backend.db.begin::<()>(command, by, CHANGE, now).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    set(&mut tx, actor.person, &hash, Some(here), now).await?;
    tx.finish(()).await
}

/// Refuses unless `current` is the actor's password; of whoever has none, unless they proved a moment ago who they are.
pub(super) async fn check_or_proof(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    current: String,
    now: Timestamp,
) -> Result<()> {
    let mut reader = backend.db.read().await?;
    let known = sql::password_hash(reader.conn(), actor.person).await?;
    drop(reader);
    match known {
        Some(_) => check(backend, actor, current, now).await,
        None => proof::fresh_proof(backend, actor, here, now).await,
    }
}

/// Refuses unless `current` is the actor's password; whoever has none has no right one.
pub(super) async fn check(
    backend: &Backend,
    actor: &Actor,
    current: String,
    now: Timestamp,
) -> Result<()> {
    let tries = throttle::count_password(backend, &actor.person.to_string(), now).await?;
    let mut reader = backend.db.read().await?;
    let known = sql::password_hash(reader.conn(), actor.person).await?;
    drop(reader);
    if !backend.hasher.verify(current, known).await?.is_right() {
        return Err(Error::field("current_password", Problem::WrongPassword));
    }
    tries.give_back(backend).await
}

async fn hash_new(backend: &Backend, person: PersonId, typed: &str) -> Result<String> {
    let mut reader = backend.db.read().await?;
    let (email, given, family) = sql::person(reader.conn(), person).await?;
    drop(reader);
    let names = [given, family].map(Option::unwrap_or_default);
    let about = [email.as_str(), &names[0], &names[1]];
    let password = new_password::read("new_password", typed, &about)?;
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
    sign_ins::end_ways_in(tx.conn(), person, keep).await?;
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
