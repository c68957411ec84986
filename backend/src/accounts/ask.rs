//! Asking for a mail with a link: to sign in, to choose another password. And what was asked, for the page that says to
//! look into the mailbox: shown there, sent again, or to a corrected address.

use super::{Origin, address::read_address, links, sign_up, sql, throttle, token};
use crate::{
    Backend, Result,
    db::{Begun, CommandTx, Conn},
    outbox::{Mail, MailContent, queue_mail},
};
use domain::{Actor, CommandId, Failure, Lang, Timestamp};
use serde::{Serialize, de::DeserializeOwned};

/// Mails a link that signs in; to an address without account, a mail that says so. `lang` is for that one only:
/// whoever has an account gets their mails in their own language.
pub async fn ask_for_link(
    backend: &Backend,
    command: CommandId,
    email: &str,
    lang: Lang,
    next: Option<&str>,
    origin: &Origin,
    now: Timestamp,
) -> Result<()> {
    let next = next.and_then(domain::accounts::safe_next);
    let purpose = links::Purpose::SignIn;
    mail_link(backend, command, purpose, email, lang, next, origin, now).await
}

/// Mails a link to choose a new password; to an address without account, a mail that says so.
pub async fn ask_for_reset(
    backend: &Backend,
    command: CommandId,
    email: &str,
    lang: Lang,
    origin: &Origin,
    now: Timestamp,
) -> Result<()> {
    let purpose = links::Purpose::Reset;
    mail_link(backend, command, purpose, email, lang, None, origin, now).await
}

async fn mail_link(
    backend: &Backend,
    command: CommandId,
    purpose: links::Purpose,
    email: &str,
    lang: Lang,
    next: Option<&str>,
    origin: &Origin,
    now: Timestamp,
) -> Result<()> {
    let email = read_address(email).map_err(|problem| Failure::field("email", problem))?;
    let email = email.as_str();
    let begun = begin(backend, command, purpose, email, origin, now).await?;
    let Some(mut tx) = begun else {
        return Ok(());
    };
    let payload = links::SignInPayload {
        next: next.map(str::to_owned),
    };
    keep(tx.conn(), command, purpose, email, &payload, now).await?;
    let known = sql::recipient(tx.conn(), email).await?;
    let person = known.as_ref().map(|(person, ..)| *person);
    // Written for unknown addresses too, for equal work; without a person it opens nothing.
    let path = links::issue(tx.conn(), purpose, email, person, &payload, now).await?;
    let content = match (person, purpose) {
        (None, _) => MailContent::NoAccount {
            path: "/sign-up".to_owned(),
        },
        (Some(_), links::Purpose::Reset) => MailContent::ResetPassword { path },
        (Some(_), _) => MailContent::SignInLink { path },
    };
    let mail = Mail {
        to: email.to_owned(),
        lang: known.map_or_else(|| lang.code().to_owned(), |(_, own, _)| own),
        content,
    };
    queue_mail(tx.conn(), person, &mail, now).await?;
    finish(tx, email).await
}

/// Mails the actor a link that signs in, and so proves who they are, and leads on.
pub async fn ask_to_prove(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    next: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    let purpose = links::Purpose::SignIn;
    let done = backend
        .db
        .repeated::<()>(command, Some(actor.person), PROVE);
    if done.await?.is_some() {
        return Ok(());
    }
    let tries = throttle::count_own_mail(backend, &actor.person.to_string(), now).await?;
    // Counted for good: there is nothing that could fail to be sent.
    drop(tries);
    let mut tx = match backend
        .db
        .begin::<()>(command, Some(actor.person), PROVE, now)
        .await?
    {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let (email, lang) = sql::address(tx.conn(), actor.person).await?;
    let payload = links::SignInPayload {
        next: next
            .and_then(domain::accounts::safe_next)
            .map(str::to_owned),
    };
    keep(tx.conn(), command, purpose, &email, &payload, now).await?;
    let person = Some(actor.person);
    let path = links::issue(tx.conn(), purpose, &email, person, &payload, now).await?;
    let mail = Mail {
        to: email,
        lang,
        content: MailContent::SignInLink { path },
    };
    queue_mail(tx.conn(), person, &mail, now).await?;
    tx.finish(()).await
}

const PROVE: &str = "account.ask_to_prove";

/// The address that a command asked for a mail to, as typed: nothing here tells whether it has an account. `None` when
/// that is longer ago than a day.
pub async fn asked(backend: &Backend, command: CommandId) -> Result<Option<String>> {
    let mut reader = backend.db.read().await?;
    let found = sql::ask(reader.conn(), command).await?;
    Ok(found.map(|(_, email, _)| email))
}

/// Sends once more what `asked` asked for, to the same address or to a corrected one.
pub async fn send_again(
    backend: &Backend,
    command: CommandId,
    asked: CommandId,
    email: &str,
    lang: Lang,
    origin: &Origin,
    now: Timestamp,
) -> Result<()> {
    let mut reader = backend.db.read().await?;
    let found = sql::ask(reader.conn(), asked).await?;
    drop(reader);
    let (purpose, _, payload) = found.ok_or(Failure::NotFound)?;
    match links::Purpose::from_code(&purpose)? {
        links::Purpose::SignUp => {
            let draft = read::<sign_up::Pending>(&payload)?.draft(email);
            sign_up::sign_up(backend, command, &draft, lang, origin, now).await
        }
        links::Purpose::SignIn => {
            let next = read::<links::SignInPayload>(&payload)?.next;
            ask_for_link(backend, command, email, lang, next.as_deref(), origin, now).await
        }
        links::Purpose::Reset => ask_for_reset(backend, command, email, lang, origin, now).await,
        _ => Err(Failure::NotFound.into()),
    }
}

fn read<T: DeserializeOwned>(payload: &str) -> Result<T> {
    Ok(serde_json::from_str(payload)?)
}

/// Keeps what a command of somebody who is not signed in asks for.
pub(super) async fn keep<P: Serialize>(
    conn: Conn<'_>,
    command: CommandId,
    purpose: links::Purpose,
    email: &str,
    payload: &P,
    now: Timestamp,
) -> Result<()> {
    let payload = serde_json::to_string(payload)?;
    sql::keep_ask(conn, command, purpose.code(), email, &payload, now).await?;
    Ok(())
}

/// Begins the command of somebody who is not signed in, about an address; `None` when it is done already: that is looked
/// up first, so that a repeat makes no work and counts as no try.
///
/// A browser that goes back shows the form with its old id: with another address in it, it is a command of its own.
pub(super) async fn begin(
    backend: &Backend,
    command: CommandId,
    purpose: links::Purpose,
    email: &str,
    origin: &Origin,
    now: Timestamp,
) -> Result<Option<CommandTx>> {
    let kind = purpose.command();
    let done = backend.db.repeated::<Vec<u8>>(command, None, kind).await?;
    if done.is_some_and(|done| done == token::hash(email)) {
        return Ok(None);
    }
    // A mail that was sent is never given back.
    drop(throttle::count_mail(backend, origin, email, now).await?);
    let done: Vec<u8> = match backend.db.begin(command, None, kind, now).await? {
        Begun::Fresh(tx) => return Ok(Some(tx)),
        Begun::Repeated(done) => done,
    };
    if done == token::hash(email) {
        return Ok(None);
    }
    let another = CommandId::new();
    match backend
        .db
        .begin::<Vec<u8>>(another, None, kind, now)
        .await?
    {
        Begun::Fresh(tx) => Ok(Some(tx)),
        Begun::Repeated(_) => Ok(None),
    }
}

/// Ends it; of the address only a hash is kept.
pub(super) async fn finish(tx: CommandTx, email: &str) -> Result<()> {
    tx.finish(token::hash(email)).await.map(drop)
}
