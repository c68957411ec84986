//! Effects on the outside world, written in the transaction of their cause and delivered later at least once.

pub mod administration;
#[cfg(test)]
mod due_tests;
pub(crate) mod sql;
#[cfg(test)]
mod tests;

use crate::{Db, Result, db::Conn};
use domain::{PersonId, Timestamp, administration::MailTrouble};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A mail to write: what it says is rendered at delivery, in the reader's language of that moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    pub to: String,
    /// BCP 47 code of the language to write in.
    pub lang: String,
    pub content: MailContent,
}

/// What a mail says. `path` is a path of the site without the language segment, beginning with a slash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MailContent {
    VerifyAddress {
        path: String,
    },
    SignInLink {
        path: String,
    },
    ResetPassword {
        path: String,
    },
    /// Somebody signed up with an address that has an account: said to its owner, not on the page.
    AlreadyRegistered {
        path: String,
    },
    /// Somebody asked for a link to an address that has no account: said to its owner, not on the page.
    NoAccount {
        path: String,
    },
    PasswordChanged {
        path: String,
    },
    /// A passkey came or went, or recovery codes were made or used.
    SignInChanged {
        path: String,
    },
    /// An administrator asked to take passkeys and recovery codes away.
    SecondStepResetAsked {
        path: String,
    },
    /// Two administrators, or whoever runs the site, took passkeys and recovery codes away.
    SecondStepReset {
        path: String,
    },
    /// To both addresses when an address changes.
    ConfirmNewAddress {
        path: String,
    },
    AddressChanging {
        path: String,
    },
    /// To belong to a programme: one link that signs in, says as what, and takes a no as well.
    Invitation {
        name: String,
        path: String,
        /// In French, Arabic, English and German.
        #[serde(default)]
        programme: [String; 4],
        /// As `Side::code`; empty in invitations of an older program.
        #[serde(default)]
        side: String,
    },
    /// A notice by mail; kind and payload as in the table `notices`.
    Notice {
        kind: String,
        payload: serde_json::Value,
        path: String,
    },
}

impl MailContent {
    /// The page the mail leads to.
    pub fn path(&self) -> &str {
        match self {
            MailContent::VerifyAddress { path }
            | MailContent::SignInLink { path }
            | MailContent::ResetPassword { path }
            | MailContent::AlreadyRegistered { path }
            | MailContent::NoAccount { path }
            | MailContent::PasswordChanged { path }
            | MailContent::SignInChanged { path }
            | MailContent::SecondStepResetAsked { path }
            | MailContent::SecondStepReset { path }
            | MailContent::ConfirmNewAddress { path }
            | MailContent::AddressChanging { path }
            | MailContent::Invitation { path, .. }
            | MailContent::Notice { path, .. } => path,
        }
    }
}

/// Queues a mail in the caller's transaction.
pub async fn queue_mail(
    conn: Conn<'_>,
    person: Option<PersonId>,
    mail: &Mail,
    now: Timestamp,
) -> Result<()> {
    sql::insert(
        conn,
        Uuid::now_v7(),
        "mail",
        person,
        &serde_json::to_string(mail)?,
        now,
    )
    .await?;
    Ok(())
}

/// A row the worker took, to be marked `sent` or `failed`.
#[derive(Clone, Debug)]
pub struct Due {
    pub id: Uuid,
    pub mail: Mail,
    pub attempts: i64,
}

/// Tries before a mail becomes a dead letter.
const MAX_ATTEMPTS: i64 = 8;
/// How long a worker holds what it took before another may take it, in milliseconds.
pub const LEASE: i64 = 2 * domain::time::MINUTE;

/// Takes up to `limit` due mails and holds them for two minutes, so that several workers may run. What cannot be read,
/// written by a newer program or damaged, becomes a dead letter: the others must not wait for it.
pub async fn take_due(db: &Db, now: Timestamp, limit: i64) -> Result<Vec<Due>> {
    let mut tx = db.write().await?;
    let rows = sql::lease(tx.conn(), now, now.plus(LEASE), limit).await?;
    let mut due = Vec::with_capacity(rows.len());
    for (id, payload, attempts) in rows {
        match serde_json::from_str(&payload) {
            Ok(mail) => due.push(Due { id, mail, attempts }),
            Err(error) => {
                // Not the error's own words, which may quote the mail.
                tracing::error!(at = error.column(), %id, "a mail cannot be read");
                let trouble = MailTrouble::Message.code();
                sql::mark_failed(tx.conn(), id, "dead", trouble, now).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(due)
}

pub async fn mark_sent(db: &Db, id: Uuid, now: Timestamp) -> Result<()> {
    let mut tx = db.write().await?;
    sql::mark_sent(tx.conn(), id, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts a failed delivery back with exponential delay (1, 2, 4 … minutes), or among the dead letters.
///
/// Only the kind of trouble is kept: the words of a mail server may quote the mail.
pub async fn mark_failed(db: &Db, due: &Due, trouble: MailTrouble, now: Timestamp) -> Result<()> {
    let dead = due.attempts + 1 >= MAX_ATTEMPTS;
    let delay = domain::time::MINUTE << due.attempts.clamp(0, 10);
    let mut tx = db.write().await?;
    sql::mark_failed(
        tx.conn(),
        due.id,
        if dead { "dead" } else { "waiting" },
        trouble.code(),
        now.plus(delay),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Mails that were not delivered yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    pub waiting: i64,
    /// Given up after [`MAX_ATTEMPTS`].
    pub dead: i64,
}

/// How much waits in the outbox.
pub async fn backlog(db: &Db) -> Result<Backlog> {
    let mut reader = db.read().await?;
    Ok(Backlog {
        waiting: sql::count(reader.conn(), "waiting").await?,
        dead: sql::count(reader.conn(), "dead").await?,
    })
}
