//! Invitations to belong to a programme: who is asked, and what they answer.
//!
//! An import brings people in silence; the office invites them, and nobody is listed as a mentor before they said yes
//! themselves. Whoever has no account in use gets a link that proves the address and signs in with the yes; whoever
//! has one is asked by a notice. A no leaves no listing, and the office is told.

mod answers;
mod sql;
#[cfg(test)]
mod tests;

pub use answers::{Answered, answer, answer_link, by_link, waiting};

use crate::{
    Db, Error, Result,
    accounts::{
        self,
        invited::{self, Invitation},
    },
    db::{Begun, Conn},
    notifications::notify,
    outbox::{Mail, MailContent},
};
use domain::{
    Actor, CommandId, Failure, Lang, PersonId, ProgrammeId, Refusal, Timestamp,
    notifications::{NoticeFacts, NoticeKind, OwnFacts},
    programmes::{InvitationMail, InvitationsView, Side},
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

/// Which of those who were never asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// Members and those known elsewhere; on one side, or on both.
    Everybody(Option<Side>),
    Those(HashSet<(PersonId, Side)>),
}

impl Whom {
    fn takes(&self, one: &sql::Unsent) -> bool {
        let side = Side::from_code(&one.side);
        match self {
            Whom::Everybody(None) => true,
            Whom::Everybody(wanted) => side == *wanted,
            Whom::Those(those) => side.is_some_and(|side| those.contains(&(one.person_id, side))),
        }
    }
}

/// What inviting them would write; mails by language and side. The texts of the mails are for whoever writes mails.
pub(crate) async fn preview(
    db: &Db,
    actor: &Actor,
    programme: ProgrammeId,
    whom: &Whom,
) -> Result<InvitationsView> {
    permit(actor, programme)?;
    let mut reader = db.read().await?;
    let mut unsent = sql::unsent(reader.conn(), programme).await?;
    let names = accounts::scope_names(reader.conn(), programme.0).await?;
    drop(reader);
    unsent.retain(|one| whom.takes(one));
    let mut mails: BTreeMap<(&str, &str), InvitationMail> = BTreeMap::new();
    for one in unsent.iter().filter(|one| !one.is_verified) {
        let mail = InvitationMail {
            lang: Lang::from_code(&one.lang).unwrap_or_default(),
            side: side(&one.side)?,
            people: 0,
            name: one.name.clone(),
            subject: String::new(),
            text: String::new(),
        };
        let mail = mails.entry((&one.lang, &one.side)).or_insert(mail);
        mail.people += 1;
    }
    Ok(InvitationsView {
        programme: names,
        people: unsent.len() as u64,
        mails: mails.into_values().collect(),
        notices: unsent.iter().filter(|one| one.is_verified).count() as u64,
        left_out: Vec::new(),
    })
}

/// Invites them, and says how many that were. `seen`: how many the page had named; another number is refused, since
/// something changed since.
pub(crate) async fn invite(
    db: &Db,
    actor: &Actor,
    command: CommandId,
    programme: ProgrammeId,
    (whom, seen): (&Whom, u64),
    now: Timestamp,
) -> Result<u64> {
    permit(actor, programme)?;
    let begun = db.begin(command, Some(actor.person), "programme.invite", now);
    let mut tx = match begun.await? {
        Begun::Repeated(invited) => return Ok(invited),
        Begun::Fresh(tx) => tx,
    };
    let unsent = lock_unsent(tx.conn(), programme, whom).await?;
    if unsent.len() as u64 != seen {
        return Err(Refusal::Conflict.into());
    }
    let invited = send(tx.conn(), programme, &unsent, now).await?;
    tx.finish(invited).await
}

/// The same for whoever runs the server, of everybody.
pub async fn invite_by_operator(db: &Db, programme: ProgrammeId, now: Timestamp) -> Result<u64> {
    let mut tx = db.write().await?;
    let unsent = lock_unsent(tx.conn(), programme, &Whom::Everybody(None)).await?;
    let invited = send(tx.conn(), programme, &unsent, now).await?;
    tx.commit().await?;
    Ok(invited)
}

async fn lock_unsent(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    whom: &Whom,
) -> Result<Vec<sql::Unsent>> {
    sql::lock_programme(conn.reborrow(), programme).await?;
    let mut unsent = sql::unsent(conn, programme).await?;
    unsent.retain(|one| whom.takes(one));
    Ok(unsent)
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
    for side in [Side::Mentor, Side::Mentee].map(Side::code) {
        let those = unsent.iter().filter(|one| one.side == side);
        let people: Vec<PersonId> = those.map(|one| one.person_id).collect();
        for people in people.chunks(BATCH) {
            sql::mark_sent(conn.reborrow(), programme, (side, people), now).await?;
        }
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
