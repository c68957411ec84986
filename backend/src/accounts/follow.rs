//! Using a link from a mail, once. A repeat of the same command leads on in the browser that the first one signed in, and
//! nowhere else: it begins nothing.

use super::{
    Origin, address_change, links, new_password,
    sign_in::{self, NewSession},
    sign_up, throttle, token,
};
use crate::{Backend, Result, db::Begun};
use domain::{Actor, CommandId, PersonId, Refusal, Timestamp};
use serde::{Deserialize, Serialize};

/// What following a link led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed {
    /// Signed in; `next` is the page that was asked for.
    SignedIn {
        session: NewSession,
        next: Option<String>,
        new: bool,
    },
    /// This browser was signed in by the same command a moment ago.
    Onward {
        next: Option<String>,
    },
    /// One of both addresses said yes; the other has still to.
    AddressHalfConfirmed,
    AddressChanged,
}

const FOLLOW: &str = "account.follow_link";

/// Uses a link. The first proof of an address takes a password along, if one was typed: it counts because whoever chose
/// it holds the link. `viewer` is who is signed in in this browser.
pub async fn follow_link(
    backend: &Backend,
    command: CommandId,
    token: &str,
    password: &str,
    viewer: Option<&Actor>,
    origin: &Origin,
    now: Timestamp,
) -> Result<Followed> {
    // Asked first: a repeat makes no work.
    if let Some(done) = backend.db.repeated::<Done>(command, None, FOLLOW).await? {
        return done.again(token, viewer);
    }
    let tries = throttle::count_link(backend, origin, now).await?;
    let hash = first_password(backend, token, password, now).await?;
    let mut tx = match backend.db.begin::<Done>(command, None, FOLLOW, now).await? {
        Begun::Repeated(done) => return done.again(token, viewer),
        Begun::Fresh(tx) => tx,
    };
    let link = links::usable(tx.conn(), token, now).await?;
    links::use_up(tx.conn(), &link, now).await?;
    let outcome = match (link.purpose, link.person) {
        (links::Purpose::SignUp, _) => {
            let person =
                sign_up::complete(&mut tx, &link, hash.as_deref(), origin.lang, now).await?;
            Outcome::SignIn {
                person,
                next: None,
                new: true,
            }
        }
        (links::Purpose::SignIn, Some(person)) => {
            sign_up::prove(tx.conn(), person, hash.as_deref(), origin.lang, now).await?;
            Outcome::SignIn {
                person,
                next: link.next(),
                new: false,
            }
        }
        (links::Purpose::NewAddress | links::Purpose::OldAddress, Some(person)) => {
            address_change::confirm(&mut tx, person, &link, now).await?
        }
        _ => return Err(Refusal::LinkExpired.into()),
    };
    let session = match &outcome {
        Outcome::SignIn { person, .. } => {
            Some(sign_in::begin_session(tx.conn(), *person, origin, now).await?)
        }
        _ => None,
    };
    let done = tx.finish(Done::of(token, outcome)).await?;
    tries.give_back(backend).await?;
    Ok(done.outcome.followed(session))
}

/// The hash of the password that comes with a first proof. The link before the password: whoever holds none gets no
/// hash, which costs much, for their asking.
async fn first_password(
    backend: &Backend,
    token: &str,
    password: &str,
    now: Timestamp,
) -> Result<Option<String>> {
    let mut reader = backend.db.read().await?;
    let link = links::usable(reader.conn(), token, now).await?;
    let first = links::first(reader.conn(), &link).await?;
    drop(reader);
    let Some(first) = first.filter(|_| !password.is_empty()) else {
        return Ok(None);
    };
    let about = [link.email.as_str(), &first.name];
    let password = new_password::read("new_password", password, &about)?;
    let hash = backend.hasher.hash(password.as_str().to_owned()).await?;
    Ok(Some(hash))
}

/// What is kept of a followed link, without any secret.
#[derive(Serialize, Deserialize)]
pub(super) struct Done {
    token_hash: Vec<u8>,
    outcome: Outcome,
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

impl Done {
    pub(super) fn of(token: &str, outcome: Outcome) -> Self {
        Self {
            token_hash: token::hash(token),
            outcome,
        }
    }

    /// The answer to a repeat: a sign-in only to where it began.
    pub(super) fn again(self, token: &str, viewer: Option<&Actor>) -> Result<Followed> {
        let is_here = match &self.outcome {
            Outcome::SignIn { person, .. } => viewer.is_some_and(|viewer| viewer.person == *person),
            _ => true,
        };
        if self.token_hash != token::hash(token) || !is_here {
            return Err(Refusal::LinkExpired.into());
        }
        Ok(self.outcome.followed(None))
    }
}

impl Outcome {
    fn followed(self, session: Option<NewSession>) -> Followed {
        match (self, session) {
            (Outcome::SignIn { next, new, .. }, Some(session)) => {
                Followed::SignedIn { session, next, new }
            }
            (Outcome::SignIn { next, .. }, None) => Followed::Onward { next },
            (Outcome::AddressHalfConfirmed, _) => Followed::AddressHalfConfirmed,
            (Outcome::AddressChanged, _) => Followed::AddressChanged,
        }
    }
}
