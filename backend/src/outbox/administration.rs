//! The outbox as an administrator sees it: how many mails wait and left, which were given up, and trying again.
//!
//! Deliberately absent: what a mail says, and its link: whoever has the link of a sign-in is signed in.

use super::{Mail, MailContent, sql};
use crate::{
    Backend, Result,
    access::administrators_only,
    db::Begun,
    events::{self, NewEvent},
    notifications::wall_time,
};
use domain::{
    Actor, CommandId, Refusal, Timestamp,
    administration::{MailCounts, MailKind, MailTrouble, MailView, UndeliveredMail},
    programmes::{PAGE_ROWS, Page},
    time::{DAY, MINUTE},
};
use uuid::Uuid;

/// A mail that waits longer has a reason that somebody should look for.
const LATE: i64 = 15 * MINUTE;

/// Which given-up mails to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    One(Uuid),
    All,
}

pub async fn counts(backend: &Backend, actor: &Actor, now: Timestamp) -> Result<MailCounts> {
    administrators_only(actor)?;
    let mut reader = backend.db.read().await?;
    let (waiting, late, undelivered) = sql::standing(reader.conn(), now.plus(-LATE)).await?;
    let (today, week) = sql::sent(reader.conn(), now.plus(-DAY), now.plus(-7 * DAY)).await?;
    Ok(MailCounts {
        waiting: count(waiting),
        late: count(late),
        sent_today: count(today),
        sent_this_week: count(week),
        undelivered: count(undelivered),
    })
}

/// The counts, and a page of given-up mails, the last written first.
pub async fn view(backend: &Backend, actor: &Actor, page: u32, now: Timestamp) -> Result<MailView> {
    let counts = counts(backend, actor, now).await?;
    let page = page.clamp(1, 100_000);
    let offset = i64::from((page - 1) * PAGE_ROWS);
    let mut reader = backend.db.read().await?;
    let rows = sql::dead(reader.conn(), i64::from(PAGE_ROWS), offset).await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            let (id, payload, tries, written, error) = row;
            // A payload that this version cannot read must not hide the others.
            let mail = serde_json::from_str::<Mail>(&payload).ok();
            Ok(UndeliveredMail {
                id,
                kind: mail
                    .as_ref()
                    .map_or(MailKind::Unknown, |mail| kind(&mail.content)),
                to: mail.map(|mail| mail.to).unwrap_or_default(),
                written: wall_time(written, None)?,
                tries: count(tries),
                trouble: MailTrouble::from_code(&error.unwrap_or_default()),
            })
        })
        .collect::<Result<_>>()?;
    Ok(MailView {
        counts,
        undelivered: Page {
            rows,
            page,
            total: counts.undelivered,
        },
    })
}

/// Lets the worker try again from the start; refused when that one mail is not among the given-up ones any more.
pub async fn retry(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    which: Which,
    now: Timestamp,
) -> Result<()> {
    administrators_only(actor)?;
    let begun = backend
        .db
        .begin::<()>(command, Some(actor.person), "mail.retry", now)
        .await?;
    let mut tx = match begun {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let (mails, subject) = match which {
        Which::One(id) => (sql::revive(tx.conn(), id, now).await?, Some(id)),
        Which::All => (sql::revive_all(tx.conn(), now).await?, None),
    };
    if mails == 0 && subject.is_some() {
        return Err(Refusal::Conflict.into());
    }
    let event = NewEvent {
        at: now,
        kind: "mail.retried",
        actor: Some(actor.person),
        person: None,
        subject,
        payload: mails,
    };
    events::record(tx.conn(), event).await?;
    tx.finish(()).await
}

const fn kind(content: &MailContent) -> MailKind {
    match content {
        MailContent::VerifyAddress { .. } => MailKind::VerifyAddress,
        MailContent::SignInLink { .. } => MailKind::SignInLink,
        MailContent::ResetPassword { .. } => MailKind::ResetPassword,
        MailContent::AlreadyRegistered { .. } => MailKind::AlreadyRegistered,
        MailContent::NoAccount { .. } => MailKind::NoAccount,
        MailContent::PasswordChanged { .. } => MailKind::PasswordChanged,
        MailContent::SignInChanged { .. } => MailKind::SignInChanged,
        MailContent::SecondStepResetAsked { .. } => MailKind::SecondStepResetAsked,
        MailContent::SecondStepReset { .. } => MailKind::SecondStepReset,
        MailContent::ConfirmNewAddress { .. } => MailKind::ConfirmNewAddress,
        MailContent::AddressChanging { .. } => MailKind::AddressChanging,
        MailContent::Invitation { .. } => MailKind::Invitation,
        MailContent::Notice { .. } => MailKind::Notice,
    }
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
