//! Signing in by password or by mail link, and out again; the list of one's sign-ins.

use super::{Origin, links, sign_up, sql, throttle, token, unsigned};
use crate::{
    Backend, Result,
    db::{Begun, Conn},
    outbox::{Mail, MailContent, queue_mail},
    trust::journal,
};
use domain::{
    Actor, CommandId, Failure, Lang, PersonId, Refusal, SignInId, Timestamp,
    accounts::EmailAddress,
    time::{self, WallTime},
    trust::JournalKind,
};
use serde::{Deserialize, Serialize};

/// How long a sign-in lasts.
const SIGN_IN_LASTS: i64 = 30 * time::DAY;

/// A sign-in as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInView {
    pub id: SignInId,
    pub device: String,
    /// When it began, in Morocco.
    pub since: WallTime,
    /// In Morocco; at most some minutes old.
    pub seen: WallTime,
}

/// What following a link led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed {
    /// Signed in, with the secret token of the new session; `next` is the page that was asked for.
    SignedIn {
        token: String,
        next: Option<String>,
        new: bool,
    },
    /// One of both addresses said yes; the other has still to.
    AddressHalfConfirmed,
    AddressChanged,
}

/// Checks address and password and begins a sign-in session; returns its secret token. A repeat of the same command,
/// checked again, is the same session under a new token: tokens are not kept.
///
/// The same answer and the same work for known and unknown addresses.
pub async fn sign_in(
    backend: &Backend,
    command: CommandId,
    email: &str,
    password: String,
    origin: &Origin,
    now: Timestamp,
) -> Result<String> {
    let email = email.trim().to_lowercase();
    let network = throttle::network(origin.peer);
    throttle::count(backend, throttle::SIGN_IN_PEER, &network, now).await?;
    throttle::count(backend, throttle::SIGN_IN_ACCOUNT, &email, now).await?;
    let mut reader = backend.db.read().await?;
    let found = sql::credentials(reader.conn(), &email).await?;
    drop(reader);
    let hash = found.as_ref().and_then(|(_, hash)| hash.clone());
    let right = backend.hasher.verify(password, hash).await?;
    let account = found.as_ref().map(|(person, _)| *person);
    let (Some((person, _)), true) = (found, right) else {
        let refusal = journal::Refusal {
            kind: JournalKind::SignInRefused,
            by: None,
            about: account,
            from: origin.peer,
            what: "",
        };
        backend.journal.note(refusal, now);
        return Err(Refusal::WrongCredentials.into());
    };
    throttle::give_back(backend, throttle::SIGN_IN_PEER, &network, false).await?;
    throttle::give_back(backend, throttle::SIGN_IN_ACCOUNT, &email, true).await?;
    let by = Some(person);
    match backend
        .db
        .begin::<SignInId>(command, by, SIGN_IN, now)
        .await
    {
        Ok(Begun::Fresh(mut tx)) => {
            let id = SignInId::new();
            let token = insert_session(tx.conn(), id, person, origin, now).await?;
            match tx.finish(id).await {
                Ok(_) => return Ok(token),
                Err(error) if is_conflict(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Begun::Repeated(_)) => {}
        Err(error) if is_conflict(&error) => {}
        Err(error) => return Err(error),
    }
    sign_in_again(backend, command, person, origin, now).await
}

const SIGN_IN: &str = "account.sign_in";

fn is_conflict(error: &crate::Error) -> bool {
    error.failure() == Failure::Refused(Refusal::Conflict)
}

/// The session that this command began, under a new token. A new one where that is over, or where the form is one that
/// somebody else had sent from this browser before.
async fn sign_in_again(
    backend: &Backend,
    command: CommandId,
    person: PersonId,
    origin: &Origin,
    now: Timestamp,
) -> Result<String> {
    let done = backend.db.repeated(command, Some(person), SIGN_IN).await;
    let begun: Option<SignInId> = match done {
        Err(error) if !is_conflict(&error) => return Err(error),
        done => done.ok().flatten(),
    };
    let mut tx = backend.db.write().await?;
    let token = match begun {
        Some(id) if sql::end_sign_in(tx.conn(), person, id).await? > 0 => {
            insert_session(tx.conn(), id, person, origin, now).await?
        }
        _ => begin_session(tx.conn(), person, origin, now).await?,
    };
    tx.commit().await?;
    Ok(token)
}

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
    mail_link(
        backend,
        command,
        links::Purpose::SignIn,
        email,
        lang,
        next,
        origin,
        now,
    )
    .await
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
    mail_link(
        backend,
        command,
        links::Purpose::Reset,
        email,
        lang,
        None,
        origin,
        now,
    )
    .await
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
    let email = EmailAddress::parse(email).map_err(|problem| Failure::field("email", problem))?;
    throttle::count_mail(backend, origin.peer, email.as_str(), now).await?;
    let kind = purpose.command();
    let begun = unsigned::begin(backend, command, kind, email.as_str(), origin, now).await?;
    let Some(mut tx) = begun else {
        return Ok(());
    };
    let known = sql::recipient(tx.conn(), email.as_str()).await?;
    let person = known.as_ref().map(|(person, ..)| *person);
    let payload = SignInPayload {
        next: next.map(str::to_owned),
    };
    // Written for unknown addresses too, for equal work; without a person it opens nothing.
    let path = links::issue(tx.conn(), purpose, email.as_str(), person, &payload, now).await?;
    let content = match (person, purpose) {
        (None, _) => MailContent::NoAccount {
            path: "/sign-up".to_owned(),
        },
        (Some(_), links::Purpose::Reset) => MailContent::ResetPassword { path },
        (Some(_), _) => MailContent::SignInLink { path },
    };
    let mail = Mail {
        to: email.to_string(),
        lang: known.map_or_else(|| lang.code().to_owned(), |(_, own, _)| own),
        content,
    };
    queue_mail(tx.conn(), person, &mail, now).await?;
    unsigned::finish(tx, email.as_str()).await
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct SignInPayload {
    next: Option<String>,
}

/// Uses a link from a mail, once. A repeat of the same command signs in again instead of refusing.
pub async fn follow_link(
    backend: &Backend,
    token: &str,
    command: CommandId,
    origin: &Origin,
    now: Timestamp,
) -> Result<Followed> {
    let mut tx = match backend
        .db
        .begin::<Done>(command, None, "account.follow_link", now)
        .await?
    {
        Begun::Repeated(done) if done.token_hash == token::hash(token) => {
            return again(backend, done, origin, now).await;
        }
        Begun::Repeated(_) => return Err(Refusal::LinkExpired.into()),
        Begun::Fresh(tx) => tx,
    };
    let link = links::usable(tx.conn(), token, now).await?;
    use_up(tx.conn(), &link, now).await?;
    let outcome = match (link.purpose, link.person) {
        (links::Purpose::SignUp, _) => {
            let person = sign_up::complete(&mut tx, &link.email, &link.payload, now).await?;
            Outcome::SignIn {
                person,
                next: None,
                new: true,
            }
        }
        (links::Purpose::SignIn, Some(person)) => {
            let payload: SignInPayload = serde_json::from_str(&link.payload)?;
            sql::verify(tx.conn(), person, None, now).await?;
            Outcome::SignIn {
                person,
                next: payload.next,
                new: false,
            }
        }
        (links::Purpose::NewAddress | links::Purpose::OldAddress, Some(person)) => {
            super::address::confirm(&mut tx, person, &link, now).await?
        }
        _ => return Err(Refusal::LinkExpired.into()),
    };
    let session = match &outcome {
        Outcome::SignIn { person, .. } => {
            Some(begin_session(tx.conn(), *person, origin, now).await?)
        }
        _ => None,
    };
    let done = Done {
        token_hash: token::hash(token),
        outcome,
    };
    let done = tx.finish(done).await?;
    Ok(done.outcome.followed(session.unwrap_or_default()))
}

/// What is kept of a followed link, without any secret.
#[derive(Serialize, Deserialize)]
pub(super) struct Done {
    pub token_hash: Vec<u8>,
    pub outcome: Outcome,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Outcome {
    SignIn {
        person: PersonId,
        next: Option<String>,
        new: bool,
    },
    AddressHalfConfirmed,
    AddressChanged,
}

impl Outcome {
    fn followed(self, token: String) -> Followed {
        match self {
            Outcome::SignIn { next, new, .. } => Followed::SignedIn { token, next, new },
            Outcome::AddressHalfConfirmed => Followed::AddressHalfConfirmed,
            Outcome::AddressChanged => Followed::AddressChanged,
        }
    }
}

/// How long a repeat of a followed link still signs in.
const REPEAT_LASTS: i64 = 5 * time::MINUTE;

/// Signs in again by a link that was followed a moment ago.
pub(super) async fn again(
    backend: &Backend,
    done: Done,
    origin: &Origin,
    now: Timestamp,
) -> Result<Followed> {
    let mut tx = backend.db.write().await?;
    let used = sql::link_used_at(tx.conn(), &done.token_hash).await?;
    let session = match &done.outcome {
        Outcome::SignIn { person, .. } => {
            let fresh = used.is_some_and(|used| now.since(used) < REPEAT_LASTS);
            if !fresh || !sql::is_active(tx.conn(), *person).await? {
                return Err(Refusal::LinkExpired.into());
            }
            begin_session(tx.conn(), *person, origin, now).await?
        }
        _ => String::new(),
    };
    tx.commit().await?;
    Ok(done.outcome.followed(session))
}

/// Marks a link used; of two at once only one succeeds.
pub(super) async fn use_up(conn: Conn<'_>, link: &links::Usable, now: Timestamp) -> Result<()> {
    if sql::use_link(conn, link.id, now).await? == 0 {
        return Err(Refusal::LinkExpired.into());
    }
    Ok(())
}

/// A new session with a new token, whatever the browser held before.
pub(super) async fn begin_session(
    conn: Conn<'_>,
    person: PersonId,
    origin: &Origin,
    now: Timestamp,
) -> Result<String> {
    insert_session(conn, SignInId::new(), person, origin, now).await
}

async fn insert_session(
    conn: Conn<'_>,
    id: SignInId,
    person: PersonId,
    origin: &Origin,
    now: Timestamp,
) -> Result<String> {
    let token = token::fresh();
    sql::insert_sign_in(
        conn,
        id,
        &token::hash(&token),
        person,
        &origin.device,
        now,
        now.plus(SIGN_IN_LASTS),
    )
    .await?;
    Ok(token)
}

/// Ends one sign-in session of the actor; of somebody else's it ends nothing.
pub async fn sign_out(backend: &Backend, actor: &Actor, sign_in: SignInId) -> Result<()> {
    let mut tx = backend.db.write().await?;
    sql::end_sign_in(tx.conn(), actor.person, sign_in).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends every session of the actor, this one too.
pub async fn sign_out_everywhere(backend: &Backend, actor: &Actor) -> Result<()> {
    let mut tx = backend.db.write().await?;
    sql::end_sign_ins(tx.conn(), actor.person, None).await?;
    tx.commit().await?;
    Ok(())
}

/// The actor's own sign-ins, the latest used first.
pub async fn sign_ins(backend: &Backend, actor: &Actor, now: Timestamp) -> Result<Vec<SignInView>> {
    let mut reader = backend.db.read().await?;
    let rows = sql::sign_ins(reader.conn(), actor.person, now).await?;
    rows.into_iter()
        .map(|(id, device, since, seen)| {
            Ok(SignInView {
                id,
                device,
                since: crate::notifications::wall_time(since, None)?,
                seen: crate::notifications::wall_time(seen, None)?,
            })
        })
        .collect()
}
