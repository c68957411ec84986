//! Signing up. The account is made when the link in the mail is followed: until then nothing but the link exists,
//! so there are no accounts with unproved addresses.

use super::{Origin, breached, links, sql, throttle, unsigned};
use crate::{
    Backend, Result,
    db::CommandTx,
    events::{self, NewEvent},
    outbox::{Mail, MailContent, queue_mail},
};
use domain::{
    CommandId, Lang, PersonId, Refusal, Timestamp,
    accounts::{Side, SignUpDraft},
    profiles::by_script,
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

/// Sends a link to the address: to finish signing up, or, to whoever has an account already, to sign in. An account
/// that an import made and nobody has used yet is taken over by signing up.
///
/// The same answer and the same work for known and unknown addresses. Only ever fails for what was typed.
pub async fn sign_up(
    backend: &Backend,
    command: CommandId,
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
    throttle::count_mail(backend, origin.peer, email, now).await?;
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
    let kind = links::Purpose::SignUp.command();
    let Some(mut tx) = unsigned::begin(backend, command, kind, email, origin, now).await? else {
        return Ok(());
    };
    let known = sql::recipient(tx.conn(), email).await?;
    let person = known.as_ref().map(|(person, ..)| *person);
    let owner = known.filter(|(.., is_proved)| *is_proved);
    let purpose = match owner {
        Some(_) => links::Purpose::SignIn,
        None => links::Purpose::SignUp,
    };
    let path = links::issue(tx.conn(), purpose, email, person, &pending, now).await?;
    let (lang, content) = match owner {
        Some((_, own, _)) => (own, MailContent::AlreadyRegistered { path }),
        None => (lang.code().to_owned(), MailContent::VerifyAddress { path }),
    };
    let mail = Mail {
        to: email.to_owned(),
        lang,
        content,
    };
    queue_mail(tx.conn(), person, &mail, now).await?;
    unsigned::finish(tx, email).await
}

/// Makes the account that a followed link stands for, or hands over the one that an import made for the address.
/// An account that somebody has used meanwhile stays as it is: the password of the link may be a stranger's.
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
    let is_proved = sql::recipient(tx.conn(), email)
        .await?
        .is_some_and(|(.., is_proved)| is_proved);
    if is_proved {
        return Ok(person);
    }
    sql::verify(tx.conn(), person, pending.password_hash.as_deref(), now).await?;
    sql::set_lang(tx.conn(), person, pending.lang.code()).await?;
    crate::profiles::ensure(tx.conn(), person, now).await?;
    let (given, given_ar) = by_script(&pending.given_name);
    let (family, family_ar) = by_script(&pending.family_name);
    let names = [given, family, given_ar, family_ar];
    sql::name(tx.conn(), person, names, pending.side, now).await?;
    let programme = match sql::programme_of(tx.conn(), person).await? {
        Some(programme) => Some(programme),
        None => sql::open_programme(tx.conn()).await?,
    };
    if let Some(programme) = programme {
        sql::join(tx.conn(), programme, person, pending.side, now).await?;
    }
    events::record(
        tx.conn(),
        NewEvent {
            at: now,
            kind: if person == fresh {
                "account.created"
            } else {
                "account.taken_over"
            },
            actor: Some(person),
            person: Some(person),
            subject: Some(person.0),
            payload: pending.side,
        },
    )
    .await?;
    Ok(person)
}
