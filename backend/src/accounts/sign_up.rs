//! Signing up. The account is made when the link in the mail is followed: until then nothing but the link exists,
//! so there are no accounts with unproved addresses.

use super::{Origin, breached, links, sql, throttle};
use crate::{
    Backend, Result,
    db::CommandTx,
    events::{self, NewEvent},
    outbox::{Mail, MailContent, queue_mail},
};
use domain::{
    Lang, PersonId, Refusal, Timestamp,
    accounts::{Side, SignUpDraft},
};
use serde::{Deserialize, Serialize};

/// What the link remembers until it is followed.
#[derive(Serialize, Deserialize)]
pub(super) struct Pending {
    password_hash: Option<String>,
    given_name: String,
    family_name: String,
    side: Side,
    lang: Lang,
}

/// Sends a link to the address: to finish signing up, or, to whoever has an account already, to sign in.
///
/// The same answer and the same work for known and unknown addresses. Only ever fails for what was typed.
pub async fn sign_up(
    backend: &Backend,
    draft: &SignUpDraft,
    lang: Lang,
    origin: &Origin,
    now: Timestamp,
) -> Result<()> {
    let wanted = draft.parse()?;
    if let Some(password) = &wanted.password {
        breached::check("password", password)?;
    }
    let email = wanted.email.as_str();
    throttle::count(
        backend,
        throttle::MAIL_PEER,
        &throttle::network(origin.peer),
        now,
    )
    .await?;
    throttle::count(backend, throttle::MAIL_ACCOUNT, email, now).await?;
    let password_hash = match &wanted.password {
        Some(password) => Some(backend.hasher.hash(password.as_str().to_owned()).await?),
        None => None,
    };
    let pending = Pending {
        password_hash,
        given_name: wanted.given_name,
        family_name: wanted.family_name,
        side: wanted.side,
        lang,
    };
    let mut tx = backend.db.write().await?;
    let known = sql::person_by_email(tx.conn(), email).await?;
    let purpose = match known {
        Some(_) => links::Purpose::SignIn,
        None => links::Purpose::SignUp,
    };
    let path = links::issue(tx.conn(), purpose, email, known, &pending, now).await?;
    let content = match known {
        Some(_) => MailContent::AlreadyRegistered { path },
        None => MailContent::VerifyAddress { path },
    };
    let mail = Mail {
        to: email.to_owned(),
        lang: lang.code().to_owned(),
        content,
    };
    queue_mail(tx.conn(), known, &mail, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes the account that a followed link stands for. Whoever got an account meanwhile, by an import for instance,
/// keeps it; a password is only ever set where there was none.
pub(super) async fn complete(
    tx: &mut CommandTx,
    email: &str,
    payload: &str,
    now: Timestamp,
) -> Result<PersonId> {
    let pending: Pending = serde_json::from_str(payload)?;
    let fresh = PersonId::new();
    sql::insert_person(tx.conn(), fresh, email, pending.lang.code(), now).await?;
    let Some((person, active)) = sql::account(tx.conn(), email).await? else {
        return Err(Refusal::LinkExpired.into());
    };
    if !active {
        return Err(Refusal::Deactivated.into());
    }
    sql::verify(tx.conn(), person, pending.password_hash.as_deref(), now).await?;
    if person != fresh {
        return Ok(person);
    }
    crate::profiles::ensure(tx.conn(), person, now).await?;
    let (given, given_ar) = by_script(&pending.given_name);
    let (family, family_ar) = by_script(&pending.family_name);
    let names = [given, family, given_ar, family_ar];
    sql::name(tx.conn(), person, names, pending.side, now).await?;
    if let Some(programme) = sql::open_programme(tx.conn()).await? {
        sql::join(tx.conn(), programme, person, pending.side, now).await?;
    }
    events::record(
        tx.conn(),
        NewEvent {
            at: now,
            kind: "account.created",
            actor: Some(person),
            person: Some(person),
            subject: Some(person.0),
            payload: pending.side,
        },
    )
    .await?;
    Ok(person)
}

/// A name in the column of its script: Latin and anything else, or Arabic.
fn by_script(name: &str) -> (&str, &str) {
    if name.chars().any(|c| matches!(c, '\u{600}'..='\u{6ff}')) {
        ("", name)
    } else {
        (name, "")
    }
}
