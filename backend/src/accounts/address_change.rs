//! Change of e-mail address: confirmed at both the old and the new one, in any order.

use super::{address::read_address, follow::Outcome, links, password_change, sql, throttle};
use crate::{
    Backend, Error, Result,
    db::{Begun, CommandTx},
    events::{self, NewEvent},
    outbox::{Mail, MailContent, queue_mail},
};
use domain::{Actor, CommandId, Failure, Lang, PersonId, Refusal, SignInId, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Shared by both links of one change.
#[derive(Serialize, Deserialize)]
struct Change {
    id: Uuid,
    to: String,
}

/// Mails a link to both addresses. An address that somebody else has gets the same answer and never takes effect.
pub async fn change_address(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    here: SignInId,
    new: &str,
    current_password: String,
    now: Timestamp,
) -> Result<()> {
    let new = read_address(new).map_err(|problem| Failure::field("email", problem))?;
    password_change::check_or_proof(backend, actor, here, current_password, now).await?;
    let mut reader = backend.db.read().await?;
    let (old, lang) = sql::address(reader.conn(), actor.person).await?;
    drop(reader);
    drop(throttle::count_own_mail(backend, &actor.person.to_string(), now).await?);
    let mut tx = match backend
        .db
        .begin::<()>(
            command,
            Some(actor.person),
            links::Purpose::NewAddress.command(),
            now,
        )
        .await?
    {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let change = Change {
        id: Uuid::now_v7(),
        to: new.to_string(),
    };
    let lang = Lang::from_code(&lang).unwrap_or_default();
    let person = Some(actor.person);
    sql::cancel_links(tx.conn(), actor.person).await?;
    for (purpose, to) in [
        (links::Purpose::NewAddress, new.as_str()),
        (links::Purpose::OldAddress, old.as_str()),
    ] {
        let path = links::issue(tx.conn(), purpose, to, person, &change, now).await?;
        let content = match purpose {
            links::Purpose::NewAddress => MailContent::ConfirmNewAddress { path },
            _ => MailContent::AddressChanging { path },
        };
        let mail = Mail {
            to: to.to_owned(),
            lang: lang.code().to_owned(),
            content,
        };
        queue_mail(tx.conn(), person, &mail, now).await?;
    }
    tx.finish(()).await
}

/// One of both links was used; the change happens with the second.
pub(super) async fn confirm(
    tx: &mut CommandTx,
    person: PersonId,
    link: &links::Usable,
    now: Timestamp,
) -> Result<Outcome> {
    sql::lock_person(tx.conn(), person).await?;
    if sql::open_links(tx.conn(), person, &link.payload, now).await? > 0 {
        return Ok(Outcome::AddressHalfConfirmed);
    }
    if sql::used_links(tx.conn(), person, &link.payload).await? < 2 {
        return Err(Refusal::LinkExpired.into());
    }
    let change: Change = serde_json::from_str(&link.payload)?;
    // Links that wait at the old address end, and those that anybody asked for to the new one.
    sql::cancel_links(tx.conn(), person).await?;
    sql::set_email(tx.conn(), person, &change.to, now)
        .await
        .map_err(Error::unique_as(Refusal::LinkExpired))?;
    sql::cancel_links(tx.conn(), person).await?;
    events::record(
        tx.conn(),
        NewEvent {
            at: now,
            kind: "account.address_changed",
            actor: Some(person),
            person: Some(person),
            subject: Some(person.0),
            payload: (),
        },
    )
    .await?;
    Ok(Outcome::AddressChanged)
}
