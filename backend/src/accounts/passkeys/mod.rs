//! Passkeys (WebAuthn): a person's own, signing in with one, and the second step that roles may ask for.
//!
//! A passkey is checked by `webauthn-rs`. Each question to a device is a row with a secret name, answered once and within
//! minutes; whoever answers names it, so that these use cases need no `CommandId`: the question is one.
//! Deliberately absent: attestation (whose make a device is), and passkeys without user verification.

mod add;
mod question;
mod recovery;
mod reset;
mod second_step;
mod sign_in;
mod sql;
#[cfg(test)]
mod tests;

use super::{NewSession, Origin, proof, sign_in as sessions, sql as accounts_sql, throttle, token};
use crate::{
    Backend, Result,
    db::Conn,
    events::{self, NewEvent},
    outbox::{Mail, MailContent, queue_mail},
    zones,
};
use domain::{
    Actor, Failure, PasskeyId, PersonId, Refusal, SignInId, Timestamp,
    accounts::{PasskeyLine, SecurityView, passkey_name},
    trust::JournalKind,
};
use std::sync::Arc;
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

pub use add::{add, ask_to_add};
pub use question::{Answer, Question};
pub use recovery::{new_recovery_codes, use_recovery_code};
pub(super) use reset::reset_by_operator;
pub use reset::{confirm_reset, open_reset, open_resets, refuse_reset};
pub(super) use second_step::lacking;
pub use sign_in::{ask_for_second_step, ask_to_sign_in, prove_second_step, sign_in_with_passkey};

/// What the site can do with passkeys, and whether staff need one.
#[derive(Clone, Debug, Default)]
pub struct Passkeys {
    site: Option<Arc<Webauthn>>,
    /// Administrators and coordinators show a passkey before their roles open.
    is_required: bool,
}

impl Passkeys {
    /// Passkeys of the site at this address: they are bound to its host name for ever. Where that is a number, browsers
    /// have none.
    pub fn of_site(base_url: &str, is_required: bool) -> Self {
        let site = Url::parse(base_url).ok().and_then(|url| {
            let host = url.domain()?.to_owned();
            let builder = WebauthnBuilder::new(&host, &url).ok()?;
            builder.rp_name("Mentoring MeM").build().ok()
        });
        Self {
            site: site.map(Arc::new),
            is_required,
        }
    }

    /// Does the site's address allow for passkeys?
    pub fn is_possible(&self) -> bool {
        self.site.is_some()
    }

    fn site(&self) -> Result<&Webauthn> {
        self.site
            .as_deref()
            .ok_or_else(|| Refusal::NoPasskeysHere.into())
    }
}

/// What the actor signs in with.
pub async fn security(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    now: Timestamp,
) -> Result<SecurityView> {
    let mut reader = backend.db.read().await?;
    let required = second_step::is_required(backend, reader.conn(), actor.person).await?;
    let passkeys = sql::of_person(reader.conn(), actor.person).await?;
    let (left, made) = sql::count_codes(reader.conn(), actor.person).await?;
    let done = sql::second_step_at(reader.conn(), here).await?.is_some();
    let reset = reset::asked(reader.conn(), actor.person, now).await?;
    let day = |at| zones::day(at, zones::OFFICE);
    Ok(SecurityView {
        second_step: second_step::lack(required && !done, passkeys.len()),
        passkeys: passkeys
            .into_iter()
            .map(|row| {
                Ok(PasskeyLine {
                    id: row.id,
                    name: row.name,
                    added: day(row.created_at)?,
                    used: row.used_at.map(day).transpose()?,
                })
            })
            .collect::<Result<_>>()?,
        codes_left: (made > 0).then(|| u32::try_from(left).unwrap_or_default()),
        required,
        possible: backend.passkeys.is_possible(),
        reset,
    })
}

/// Calls a passkey of the actor otherwise.
pub async fn rename_passkey(
    backend: &Backend,
    actor: &Actor,
    id: PasskeyId,
    name: &str,
) -> Result<()> {
    let name = passkey_name(name, "").map_err(|problem| Failure::field("name", problem))?;
    let mut tx = backend.db.write().await?;
    if sql::rename(tx.conn(), actor.person, id, &name).await? == 0 {
        return Err(Failure::NotFound.into());
    }
    tx.commit().await?;
    Ok(())
}

/// Takes a passkey of the actor away; the last one not while their roles ask for one.
pub async fn remove_passkey(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    id: PasskeyId,
    now: Timestamp,
) -> Result<()> {
    proof::fresh_proof(backend, actor, here, now).await?;
    let mut tx = backend.db.write().await?;
    accounts_sql::lock_person(tx.conn(), actor.person).await?;
    may_change(backend, tx.conn(), actor, here).await?;
    if sql::remove(tx.conn(), actor.person, id).await? == 0 {
        // A second press of the button finds it gone, as was wanted.
        return Ok(());
    }
    let is_last = sql::count(tx.conn(), actor.person).await? == 0;
    if is_last && second_step::is_required(backend, tx.conn(), actor.person).await? {
        return Err(Refusal::LastPasskey.into());
    }
    if is_last {
        sql::forget_codes(tx.conn(), actor.person).await?;
    }
    tell(tx.conn(), actor.person, now).await?;
    let kind = JournalKind::PasskeyRemoved.code();
    record(tx.conn(), kind, Some(actor.person), actor.person, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Refuses whoever has a passkey to show and has not shown it: a stolen password must not bring a passkey of its own.
async fn may_change(
    backend: &Backend,
    mut conn: Conn<'_>,
    actor: &Actor,
    here: SignInId,
) -> Result<()> {
    let has_passkey = sql::count(conn.reborrow(), actor.person).await? > 0;
    if has_passkey
        && second_step::is_required(backend, conn.reborrow(), actor.person).await?
        && sql::second_step_at(conn, here).await?.is_none()
    {
        return Err(Refusal::SecondStepFirst.into());
    }
    Ok(())
}

/// Tells somebody by mail that what they sign in with has changed.
async fn tell(mut conn: Conn<'_>, person: PersonId, now: Timestamp) -> Result<()> {
    let path = "/me/security".to_owned();
    mail(
        conn.reborrow(),
        person,
        MailContent::SignInChanged { path },
        now,
    )
    .await
}

async fn mail(
    mut conn: Conn<'_>,
    person: PersonId,
    content: MailContent,
    now: Timestamp,
) -> Result<()> {
    let (to, lang) = accounts_sql::address(conn.reborrow(), person).await?;
    queue_mail(conn, Some(person), &Mail { to, lang, content }, now).await
}

async fn record(
    conn: Conn<'_>,
    kind: &str,
    by: Option<PersonId>,
    person: PersonId,
    now: Timestamp,
) -> Result<()> {
    let event = NewEvent {
        at: now,
        kind,
        actor: by,
        person: Some(person),
        subject: Some(person.0),
        payload: (),
    };
    events::record(conn, event).await
}

/// Removes questions that nobody answered.
pub(super) async fn forget_expired(conn: Conn<'_>, now: Timestamp) -> Result<()> {
    sql::forget_questions(conn, now).await?;
    Ok(())
}
