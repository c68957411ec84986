//! Links in mails: a secret token, stored hashed, that works once and not for long.
//!
//! Looking at a link changes nothing, because mail scanners follow every link; only the button on its page does.

use super::{sign_up, sql, token};
use crate::{Backend, Error, Result, db::Conn};
use domain::{PersonId, Refusal, Timestamp, accounts::Side, time};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    SignUp,
    SignIn,
    Reset,
    NewAddress,
    OldAddress,
    /// To belong to a programme.
    Invitation,
}

impl Purpose {
    const ALL: [Purpose; 6] = [
        Purpose::SignUp,
        Purpose::SignIn,
        Purpose::Reset,
        Purpose::NewAddress,
        Purpose::OldAddress,
        Purpose::Invitation,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Purpose::SignUp => "sign_up",
            Purpose::SignIn => "sign_in",
            Purpose::Reset => "reset",
            Purpose::NewAddress => "new_address",
            Purpose::OldAddress => "old_address",
            Purpose::Invitation => "invitation",
        }
    }

    pub(super) fn from_code(code: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|purpose| purpose.code() == code)
            .ok_or(Error::UnknownCode("mail_links.purpose"))
    }

    /// The command that asks for such a link.
    pub(super) const fn command(self) -> &'static str {
        match self {
            Purpose::SignUp => "account.sign_up",
            Purpose::SignIn => "account.ask_for_link",
            Purpose::Reset => "account.ask_for_reset",
            Purpose::NewAddress | Purpose::OldAddress => "account.change_address",
            Purpose::Invitation => "programme.invite",
        }
    }

    /// How long a link of this kind works, in milliseconds.
    pub(super) const fn lasts(self) -> i64 {
        match self {
            Purpose::SignIn | Purpose::Reset => 15 * time::MINUTE,
            Purpose::SignUp | Purpose::NewAddress | Purpose::OldAddress => 2 * time::DAY,
            // Whoever is invited did not ask for it, and may be away.
            Purpose::Invitation => 30 * time::DAY,
        }
    }
}

/// A link as its page shows it, before anything is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub purpose: Purpose,
    /// The address it was sent to.
    pub email: String,
    /// Its use is the first proof of the address.
    pub first: Option<First>,
}

/// What the page of a link says to somebody who comes for the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct First {
    pub name: String,
    /// As what; `None` for an account without a side, such as one of the staff.
    pub side: Option<Side>,
}

/// What a link to sign in remembers.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SignInPayload {
    pub next: Option<String>,
}

/// A link that is about to be used.
pub(super) struct Usable {
    pub id: Uuid,
    pub purpose: Purpose,
    pub email: String,
    pub person: Option<PersonId>,
    pub payload: String,
}

impl Usable {
    /// The page that was asked for with a link to sign in.
    pub fn next(&self) -> Option<String> {
        serde_json::from_str::<SignInPayload>(&self.payload)
            .ok()
            .and_then(|payload| payload.next)
    }
}

/// Writes a link and returns the path for the mail.
pub(super) async fn issue<P: Serialize>(
    conn: Conn<'_>,
    purpose: Purpose,
    email: &str,
    person: Option<PersonId>,
    payload: &P,
    now: Timestamp,
) -> Result<String> {
    let token = token::fresh();
    let row = sql::NewLink {
        token_hash: token::hash(&token),
        purpose: purpose.code(),
        email,
        person,
        payload: serde_json::to_string(payload)?,
        now,
        expires: now.plus(purpose.lasts()),
    };
    sql::insert_link(conn, row).await?;
    // In the query: paths are logged, queries never.
    Ok(format!("/link?t={token}"))
}

/// What the page of a link says. Changes nothing.
pub async fn link(backend: &Backend, token: &str, now: Timestamp) -> Result<Link> {
    let mut reader = backend.db.read().await?;
    let found = usable(reader.conn(), token, now).await?;
    let first = first(reader.conn(), &found).await?;
    Ok(Link {
        purpose: found.purpose,
        email: found.email,
        first,
    })
}

/// Who comes for the first time by this link, if nobody proved its address before.
pub(super) async fn first(mut conn: Conn<'_>, link: &Usable) -> Result<Option<First>> {
    if link.purpose == Purpose::SignUp {
        let pending: sign_up::Pending = serde_json::from_str(&link.payload)?;
        return Ok(Some(First {
            name: pending.name(),
            side: Some(pending.side),
        }));
    }
    let known = sql::recipient(conn.reborrow(), &link.email).await?;
    let Some((person, _, false)) = known else {
        return Ok(None);
    };
    let (given, family, side) = sql::expected(conn, person).await?;
    Ok(Some(First {
        name: format!("{given} {family}").trim().to_owned(),
        side: side.and_then(|code| Side::from_code(&code)),
    }))
}

/// Marks a link used; of two at once only one succeeds.
pub(super) async fn use_up(conn: Conn<'_>, link: &Usable, now: Timestamp) -> Result<()> {
    if sql::use_link(conn, link.id, now).await? == 0 {
        return Err(Refusal::LinkExpired.into());
    }
    Ok(())
}

/// The link behind a token, if it can still be used: never one of a closed account.
pub(super) async fn usable(conn: Conn<'_>, token: &str, now: Timestamp) -> Result<Usable> {
    let row = sql::link(conn, &token::hash(token), now).await?;
    let Some((id, purpose, email, person, payload)) = row else {
        return Err(Refusal::LinkExpired.into());
    };
    Ok(Usable {
        id,
        purpose: Purpose::from_code(&purpose)?,
        email,
        person,
        payload,
    })
}
