//! Mentorships: a pair at work, from charter to closure.
//!
//! Only the two see their mentorship; for anybody else it is not there. [`charter`] holds what both sign,
//! [`show`] what each sees, [`end`] how it ends. Deliberately absent: any way to sign or pledge for somebody else.

pub mod charter;
mod ending;
mod show;
pub(crate) mod sql;
#[cfg(test)]
mod tests;

pub(crate) use ending::{Parted, end};
pub use show::{current, list, show, side};

use crate::{
    Error, Result,
    db::Conn,
    events::{self, NewEvent},
};
use domain::{
    Actor, Failure, Lang, MentorshipId, PersonId, ProgrammeId, RequestId, Timestamp,
    mentorships::{Ending, MentorshipState, Side},
    notifications::NoticeFacts,
    profiles::Names,
};

/// Opens a mentorship in the caller's transaction, which has checked everything that makes it possible.
pub async fn open(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    request: Option<RequestId>,
    mentee: PersonId,
    mentor: PersonId,
    now: Timestamp,
) -> Result<MentorshipId> {
    let id = MentorshipId::new();
    sql::insert(conn.reborrow(), id, programme, request, mentee, mentor, now).await?;
    record(conn, "mentorship.opened", Some(mentor), mentee, id, now).await?;
    Ok(id)
}

/// The two of a mentorship, and which of them acts.
pub(crate) struct Pair {
    pub row: sql::PairRow,
    pub state: MentorshipState,
    pub side: Side,
}

/// How a pair ended, as it is stored.
pub(crate) struct Ended {
    pub at: Timestamp,
    pub ending: Ending,
    pub left: Option<Side>,
}

impl Pair {
    /// Reads the pair for one of its two; not found for anybody else.
    pub async fn read(conn: Conn<'_>, actor: &Actor, id: MentorshipId) -> Result<Self> {
        let row = sql::pair(conn, id).await?.ok_or(Failure::NotFound)?;
        Self::of(row, actor.person)?.ok_or_else(|| Failure::NotFound.into())
    }

    /// Like [`read`](Self::read), and nobody else changes it until the end of the transaction.
    pub async fn lock(mut conn: Conn<'_>, actor: &Actor, id: MentorshipId) -> Result<Self> {
        sql::lock(conn.reborrow(), id).await?;
        Self::read(conn, actor, id).await
    }

    pub fn of(row: sql::PairRow, person: PersonId) -> Result<Option<Self>> {
        let state = MentorshipState::from_code(&row.state)
            .ok_or(Error::UnknownCode("mentorships.state"))?;
        let side = if row.mentee_id == person {
            Side::Mentee
        } else if row.mentor_id == person {
            Side::Mentor
        } else {
            return Ok(None);
        };
        Ok(Some(Self { row, state, side }))
    }

    /// How it ended; `None` for a pair at work.
    pub fn ended(&self) -> Result<Option<Ended>> {
        let (Some(at), Some(code)) = (self.row.closed_at, &self.row.ending) else {
            return Ok(None);
        };
        let left = self.row.left_id.map(|left| match left {
            left if left == self.row.mentee_id => Side::Mentee,
            _ => Side::Mentor,
        });
        Ok(Some(Ended {
            at,
            ending: Ending::from_code(code).ok_or(Error::UnknownCode("mentorships.ending"))?,
            left,
        }))
    }

    pub fn other(&self) -> PersonId {
        match self.side {
            Side::Mentee => self.row.mentor_id,
            Side::Mentor => self.row.mentee_id,
        }
    }

    /// What a notice about this pair says of `actor`, the one who did something.
    pub async fn facts(&self, conn: Conn<'_>, actor: PersonId) -> Result<NoticeFacts> {
        Self::about(conn, self.row.id, actor).await
    }

    /// What a notice about a pair says of one of the two.
    async fn about(conn: Conn<'_>, id: MentorshipId, actor: PersonId) -> Result<NoticeFacts> {
        let names = names(&sql::person(conn, actor).await?);
        Ok(NoticeFacts {
            until: None,
            own: None,
            request: None,
            mentorship: Some(id),
            person: actor,
            name: names.shown(Lang::Fr),
            name_ar: names.shown(Lang::Ar),
            next: String::new(),
            next_ar: String::new(),
        })
    }
}

/// The names of somebody; none where they gave none, and never their address.
pub(crate) fn names(row: &sql::PersonRow) -> Names {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Names {
        given: text(&row.given_name),
        family: text(&row.family_name),
        given_ar: text(&row.given_name_ar),
        family_ar: text(&row.family_name_ar),
    }
}

pub(crate) async fn record(
    conn: Conn<'_>,
    kind: &str,
    actor: Option<PersonId>,
    person: PersonId,
    id: MentorshipId,
    now: Timestamp,
) -> Result<()> {
    let event = NewEvent {
        at: now,
        kind,
        actor,
        person: Some(person),
        subject: Some(id.0),
        payload: (),
    };
    events::record(conn, event).await
}
