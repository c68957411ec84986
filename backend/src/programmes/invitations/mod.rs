//! Invitations to belong to a programme: who is asked, and what they answer.
//!
//! An import brings people in silence; the office invites them, and nobody is listed as a mentor before they said yes
//! themselves. Whoever has no account in use gets a link that proves the address and signs in with the yes; whoever
//! has one is asked by a notice. A no leaves no listing, and the office is told.

mod sql;
#[cfg(test)]
mod tests;

use crate::{
    Backend, Db, Error, Result,
    accounts::{
        self, Origin,
        invited::{self, Held, Invitation},
    },
    db::{Begun, Conn},
    events::{self, NewEvent},
    notifications::notify,
    outbox::{Mail, MailContent},
    profiles,
};
use domain::{
    Actor, CommandId, Failure, Lang, PersonId, ProgrammeId, Refusal, Timestamp,
    notifications::{NoticeFacts, NoticeKind, OwnFacts},
    profiles::Names,
    programmes::{InvitationAnswer, InvitationView, InvitationsView, Side},
};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// Invitations written at a time; SQLite takes so many values in a statement.
const BATCH: usize = 1_000;
/// Where somebody with an account answers.
const ANSWER_PATH: &str = "/invitation";

/// What some people are asked.
pub struct Invited {
    pub programme: ProgrammeId,
    /// As `Side::code`.
    pub side: &'static str,
    /// Who brought them; none on the command line.
    pub by: Option<PersonId>,
}

/// Notes that these people may be asked. Once asked, or once answered, nobody is asked a second time.
pub(crate) async fn open(
    conn: Conn<'_>,
    invited: &Invited,
    people: &[PersonId],
    now: Timestamp,
) -> Result<()> {
    sql::insert(conn, invited, people, now).await?;
    Ok(())
}

/// Asks those of `people` who were not asked yet.
pub(crate) async fn send_to(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    people: &[PersonId],
    now: Timestamp,
) -> Result<u64> {
    let chosen: HashSet<PersonId> = people.iter().copied().collect();
    let mut unsent = sql::unsent(conn.reborrow(), programme).await?;
    unsent.retain(|one| chosen.contains(&one.person_id));
    send(conn, programme, &unsent, now).await
}

/// How many were never asked nor came by themselves.
pub async fn uninvited(db: &Db, actor: &Actor, programme: ProgrammeId) -> Result<u64> {
    permit(actor, programme)?;
    let mut reader = db.read().await?;
    Ok(sql::unsent(reader.conn(), programme).await?.len() as u64)
}

/// What inviting all of them would write.
pub async fn preview(
    backend: &Backend,
    actor: &Actor,
    programme: ProgrammeId,
    lang: Lang,
) -> Result<InvitationsView> {
    permit(actor, programme)?;
    let mut reader = backend.db.read().await?;
    let unsent = sql::unsent(reader.conn(), programme).await?;
    drop(reader);
    let mut mails: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for one in unsent.iter().filter(|one| !one.is_verified) {
        *mails.entry((&one.lang, &one.side)).or_default() += 1;
    }
    let mails = mails.into_iter().map(|((lang, side), count)| {
        let lang = Lang::from_code(lang).unwrap_or_default();
        Ok((lang, self::side(side)?, count))
    });
    let all = super::all(&backend.db).await?;
    let shown = all.into_iter().find(|one| one.id == programme);
    let shown = shown.ok_or(Failure::NotFound)?;
    Ok(InvitationsView {
        programme: shown.name(lang).to_owned(),
        code: shown.code,
        mails: mails.collect::<Result<_>>()?,
        notices: unsent.iter().filter(|one| one.is_verified).count() as u64,
    })
}

/// Invites all of them, and says how many that were.
pub async fn invite(
    db: &Db,
    actor: &Actor,
    command: CommandId,
    programme: ProgrammeId,
    now: Timestamp,
) -> Result<u64> {
    permit(actor, programme)?;
    let begun = db.begin(command, Some(actor.person), "programme.invite", now);
    let mut tx = match begun.await? {
        Begun::Repeated(invited) => return Ok(invited),
        Begun::Fresh(tx) => tx,
    };
    let invited = invite_all(tx.conn(), programme, now).await?;
    tx.finish(invited).await
}

/// The same for whoever runs the server.
pub async fn invite_by_operator(db: &Db, programme: ProgrammeId, now: Timestamp) -> Result<u64> {
    let mut tx = db.write().await?;
    let invited = invite_all(tx.conn(), programme, now).await?;
    tx.commit().await?;
    Ok(invited)
}

async fn invite_all(mut conn: Conn<'_>, programme: ProgrammeId, now: Timestamp) -> Result<u64> {
    sql::lock_programme(conn.reborrow(), programme).await?;
    let unsent = sql::unsent(conn.reborrow(), programme).await?;
    send(conn, programme, &unsent, now).await
}

/// Writes the mail or the notice of each, and marks them as sent.
async fn send(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    unsent: &[sql::Unsent],
    now: Timestamp,
) -> Result<u64> {
    if unsent.is_empty() {
        return Ok(0);
    }
    let names = accounts::scope_names(conn.reborrow(), programme.0).await?;
    let (users, others): (Vec<&sql::Unsent>, Vec<_>) =
        unsent.iter().partition(|one| one.is_verified);
    for others in others.chunks(BATCH) {
        let links: Vec<_> = others
            .iter()
            .map(|one| {
                let invitation = Invitation {
                    programme,
                    side: one.side.clone(),
                };
                (one.person_id, one.email.as_str(), invitation)
            })
            .collect();
        let paths = invited::issue(conn.reborrow(), &links, now).await?;
        let mails = others
            .iter()
            .zip(paths)
            .map(|(one, path)| mail(one, path, &names))
            .collect::<Result<Vec<_>>>()?;
        sql::insert_mails(conn.reborrow(), &mails, now).await?;
    }
    for one in users {
        let own = OwnFacts {
            role: None,
            names: names.clone(),
            to: ANSWER_PATH.into(),
        };
        let facts = NoticeFacts::own(one.person_id, own);
        let kind = NoticeKind::ProgrammeInvited;
        notify(conn.reborrow(), one.person_id, kind, &facts, now).await?;
    }
    let people: Vec<PersonId> = unsent.iter().map(|one| one.person_id).collect();
    for people in people.chunks(BATCH) {
        sql::mark_sent(conn.reborrow(), programme, people, now).await?;
    }
    Ok(unsent.len() as u64)
}

/// An invitation as an outbox row: id, person and payload.
fn mail(
    one: &sql::Unsent,
    path: String,
    programme: &[String; 4],
) -> Result<(Uuid, PersonId, String)> {
    let mail = Mail {
        to: one.email.clone(),
        lang: one.lang.clone(),
        content: MailContent::Invitation {
            name: one.name.clone(),
            path,
            programme: programme.clone(),
            side: one.side.clone(),
        },
    };
    Ok((Uuid::now_v7(), one.person_id, serde_json::to_string(&mail)?))
}

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

fn side(code: &str) -> Result<Side> {
    Side::from_code(code).ok_or(Error::UnknownCode("invitations.side"))
}

/// To others a programme's office is simply not there.
fn permit(actor: &Actor, programme: ProgrammeId) -> Result<()> {
    match actor.coordinates(programme) {
        true => Ok(()),
        false => Err(Failure::NotFound.into()),
    }
}
