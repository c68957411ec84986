//! Signing up. The account is made when the link in the mail is followed: until then nothing but the link exists, so there
//! are no accounts with unproved addresses. A password is chosen on the page of the link, by whoever holds it: one that was
//! typed before would be that of anybody who knows the address.

use super::{Origin, address::read_address, ask, links, sign_ins, sql};
use crate::{
    Backend, Result,
    db::{CommandTx, Conn},
    events::{self, NewEvent},
    legal,
    outbox::{Mail, MailContent, queue_mail},
};
use domain::{
    CommandId, Lang, PersonId, Refusal, Timestamp,
    accounts::{Side, SignUpDraft},
    legal::PublicText,
    profiles::by_script,
};
use serde::{Deserialize, Serialize};

/// What the link remembers until it is followed.
#[derive(Serialize, Deserialize)]
pub(super) struct Pending {
    given_name: String,
    family_name: String,
    pub(super) side: Side,
    lang: Lang,
}

impl Pending {
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }

    /// The form again, for another address.
    pub(super) fn draft(self, email: &str) -> SignUpDraft {
        SignUpDraft {
            email: email.to_owned(),
            given_name: self.given_name,
            family_name: self.family_name,
            side: self.side.code().to_owned(),
        }
    }
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
    let wanted = draft.parse(read_address)?;
    let email = wanted.email.as_str();
    let pending = Pending {
        given_name: wanted.given_name,
        family_name: wanted.family_name,
        side: wanted.side,
        lang,
    };
    let asked = links::Purpose::SignUp;
    let begun = ask::begin(backend, command, asked, email, origin, now).await?;
    let Some(mut tx) = begun else {
        return Ok(());
    };
    ask::keep(tx.conn(), command, asked, email, &pending, now).await?;
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
    ask::finish(tx, email).await
}

/// Makes the account that a followed link stands for, or hands over the one that an import made for the address. One that
/// was proved meanwhile is not entered by this link: that ended it.
pub(super) async fn complete(
    tx: &mut CommandTx,
    link: &links::Usable,
    password_hash: Option<&str>,
    lang: Lang,
    now: Timestamp,
) -> Result<PersonId> {
    let pending: Pending = serde_json::from_str(&link.payload)?;
    let email = link.email.as_str();
    let fresh = PersonId::new();
    sql::insert_person(tx.conn(), fresh, email, pending.lang.code(), now).await?;
    let Some((person, active)) = sql::account(tx.conn(), email).await? else {
        return Err(Refusal::LinkExpired.into());
    };
    if !active {
        return Err(Refusal::Deactivated.into());
    }
    if !prove(tx.conn(), person, password_hash, lang, now).await? {
        return Err(Refusal::LinkExpired.into());
    }
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

/// Whoever holds a link of ours has the address. If nobody proved it before, every way in that somebody prepared ends
/// here: sign-ins, other links, known browsers, a password; and the texts of the site are agreed to, in the language and the
/// version to which the page of this moment leads. Says whether it was the first proof.
pub(crate) async fn prove(
    mut conn: Conn<'_>,
    person: PersonId,
    password_hash: Option<&str>,
    lang: Lang,
    now: Timestamp,
) -> Result<bool> {
    if sql::first_proof(conn.reborrow(), person, password_hash, now).await? == 0 {
        return Ok(false);
    }
    sign_ins::end_ways_in(conn.reborrow(), person, None).await?;
    for text in PublicText::AGREED_TO {
        let (lang, version) = legal::shown(conn.reborrow(), text, lang).await?;
        sql::agree(conn.reborrow(), person, text, lang, version, now).await?;
    }
    Ok(true)
}
