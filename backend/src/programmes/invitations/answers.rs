//! What those who were invited read, and what their yes and their no do.

use super::{side, sql};
use crate::{
    Backend, Result,
    accounts::{
        self, Origin,
        invited::{self, Held},
    },
    db::{Begun, Conn},
    events::{self, NewEvent},
    notifications::notify,
    profiles,
};
use domain::{
    Actor, CommandId, Failure, Lang, PersonId, ProgrammeId, Refusal, Timestamp,
    notifications::{NoticeFacts, NoticeKind, OwnFacts},
    profiles::Names,
    programmes::{InvitationAnswer, InvitationView, Side},
};

/// What the page of a link says. Looking changes nothing, since mail scanners follow every link.
pub async fn by_link(
    backend: &Backend,
    token: &str,
    lang: Lang,
    now: Timestamp,
) -> Result<InvitationView> {
    let mut reader = backend.db.read().await?;
    let held = invited::held(reader.conn(), token, now).await?;
    let waiting = sql::waiting(reader.conn(), held.person).await?;
    let asked = waiting.into_iter().find(|one| {
        one.programme_id == held.invitation.programme && one.side == held.invitation.side
    });
    view(asked.ok_or(Refusal::LinkExpired)?, lang)
}

/// What the actor was asked and has not answered.
pub async fn waiting(backend: &Backend, actor: &Actor, lang: Lang) -> Result<Vec<InvitationView>> {
    let mut reader = backend.db.read().await?;
    let rows = sql::waiting(reader.conn(), actor.person).await?;
    rows.into_iter().map(|row| view(row, lang)).collect()
}

/// What came of an answer to a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    SignedIn(accounts::NewSession),
    Refused,
    /// Said before, by this very form: a spent link gives no second sign-in.
    Before,
}

/// Answers the invitation of a link, once. The yes proves the address and signs in; the no does neither.
pub async fn answer_link(
    backend: &Backend,
    token: &str,
    command: CommandId,
    answer: InvitationAnswer,
    origin: &Origin,
    now: Timestamp,
) -> Result<Answered> {
    let begun = backend
        .db
        .begin::<()>(command, None, "programme.answer_link", now);
    let mut tx = match begun.await? {
        Begun::Repeated(()) => return Ok(Answered::Before),
        Begun::Fresh(tx) => tx,
    };
    let held = invited::held(tx.conn(), token, now).await?;
    invited::use_up(tx.conn(), &held, now).await?;
    let Held {
        person, invitation, ..
    } = &held;
    let answered = match answer {
        InvitationAnswer::Accept => {
            let session = invited::enter(tx.conn(), &held, origin, now).await?;
            Answered::SignedIn(session)
        }
        InvitationAnswer::Refuse => Answered::Refused,
    };
    let side = side(&invitation.side)?;
    if !take(tx.conn(), invitation.programme, *person, side, answer, now).await? {
        return Err(Refusal::LinkExpired.into());
    }
    tx.finish(()).await?;
    Ok(answered)
}

/// Answers an invitation as whoever is signed in.
pub async fn answer(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    code: &str,
    side: Side,
    answer: InvitationAnswer,
    now: Timestamp,
) -> Result<()> {
    let me = actor.person;
    let begun = backend
        .db
        .begin::<()>(command, Some(me), "programme.answer", now);
    let mut tx = match begun.await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let waiting = sql::waiting(tx.conn(), me).await?;
    let asked = waiting
        .into_iter()
        .find(|one| one.code == code && one.side == side.code());
    let programme = asked.ok_or(Failure::NotFound)?.programme_id;
    if !take(tx.conn(), programme, me, side, answer, now).await? {
        return Err(Failure::NotFound.into());
    }
    tx.finish(()).await
}

/// Writes the answer; false where there is one already.
async fn take(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    side: Side,
    answer: InvitationAnswer,
    now: Timestamp,
) -> Result<bool> {
    let kind = match answer {
        InvitationAnswer::Accept => {
            let taken =
                sql::accept(conn.reborrow(), programme, person, side.code(), now).await? > 0;
            if !taken {
                return Ok(false);
            }
            profiles::ensure(conn.reborrow(), person, now).await?;
            let is_mentor = side == Side::Mentor;
            sql::take_side(conn.reborrow(), person, is_mentor, now).await?;
            let taken = match side {
                Side::Mentor => domain::accounts::Side::Mentor,
                Side::Mentee => domain::accounts::Side::Mentee,
            };
            accounts::join(conn.reborrow(), programme, person, taken, now).await?;
            "membership.agreed"
        }
        InvitationAnswer::Refuse => {
            let taken =
                sql::refuse(conn.reborrow(), programme, person, side.code(), now).await? > 0;
            if !taken {
                return Ok(false);
            }
            tell_office(conn.reborrow(), programme, person, now).await?;
            "membership.refused"
        }
    };
    let event = NewEvent {
        at: now,
        kind,
        actor: Some(person),
        person: Some(person),
        subject: Some(programme.0),
        payload: side,
    };
    events::record(conn, event).await?;
    Ok(true)
}

async fn tell_office(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    now: Timestamp,
) -> Result<()> {
    let own = OwnFacts {
        role: None,
        names: accounts::scope_names(conn.reborrow(), programme.0).await?,
        to: "/coordinator/people".into(),
    };
    let mut facts = NoticeFacts::own(person, own);
    let names = sql::names(conn.reborrow(), person).await?;
    if let Some((given, family, given_ar, family_ar)) = names {
        let names = Names {
            given,
            family,
            given_ar,
            family_ar,
        };
        facts.name = names.shown(Lang::Fr);
        facts.name_ar = names.shown(Lang::Ar);
    }
    for coordinator in sql::coordinators(conn.reborrow(), programme).await? {
        let kind = NoticeKind::InvitationRefused;
        notify(conn.reborrow(), coordinator, kind, &facts, now).await?;
    }
    Ok(())
}

fn view(row: sql::Waiting, lang: Lang) -> Result<InvitationView> {
    let by = Names {
        given: row.by_given,
        family: row.by_family,
        given_ar: row.by_given_ar,
        family_ar: row.by_family_ar,
    };
    let programme = match lang {
        Lang::Fr => row.name_fr,
        Lang::Ar => row.name_ar,
        Lang::En => row.name_en,
        Lang::De => row.name_de,
    };
    let name = Names {
        given: row.given_name,
        given_ar: row.given_name_ar,
        ..Names::default()
    };
    Ok(InvitationView {
        code: row.code,
        programme,
        side: side(&row.side)?,
        by: by.shown(lang),
        name: name.short(lang),
        email: row.email,
    })
}
