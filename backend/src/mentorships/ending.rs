//! The one way in which a mentorship ends, whoever or whatever brings it about.

use super::{Pair, record, sql};
use crate::{
    Error, Result,
    db::{CommandTx, Conn},
    notifications::notify,
};
use domain::{
    Failure, Lang, MentorshipId, PersonId, Timestamp,
    mentorships::{Ending, MentorshipState},
    notifications::{NoticeFacts, NoticeKind},
    profiles::Names,
};

/// Why a mentorship ends, and who brings it about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parted {
    pub ending: Ending,
    /// Which of the two is gone, where one is.
    pub left: Option<PersonId>,
    /// `None` for the operator.
    pub by: Option<PersonId>,
}

/// Ends a mentorship in the caller's transaction, which has asked whether this may be, and tells whoever stays; a mentee
/// of the mentor who is offered `next`. Whether it ended now: what had ended before stays as it ended, and nobody is
/// told twice.
///
/// Signatures, pledge and credits stay as they are. Where the caller holds locks of people too, it took them before.
pub(crate) async fn end(
    tx: &mut CommandTx,
    id: MentorshipId,
    parted: Parted,
    next: Option<&Names>,
    now: Timestamp,
) -> Result<bool> {
    sql::lock(tx.conn(), id).await?;
    let row = sql::pair(tx.conn(), id).await?.ok_or(Failure::NotFound)?;
    let state =
        MentorshipState::from_code(&row.state).ok_or(Error::UnknownCode("mentorships.state"))?;
    let Ok(ended) = state.end() else {
        return Ok(false);
    };
    let (ending, left) = (parted.ending, parted.left);
    sql::end(tx.conn(), id, ended.code(), ending.code(), left, now).await?;
    for (person, other) in [
        (row.mentee_id, row.mentor_id),
        (row.mentor_id, row.mentee_id),
    ] {
        // For the open pages of both, and for the mentor's places in memory.
        record(tx.conn(), "mentorship.ended", parted.by, person, id, now).await?;
        if left == Some(person) || (left.is_none() && parted.by == Some(person)) {
            continue;
        }
        let kind = match left {
            None => NoticeKind::MentorshipEnded,
            Some(_) if person == row.mentee_id => NoticeKind::MentorLeft,
            Some(_) => NoticeKind::MenteeLeft,
        };
        let next = next.filter(|_| person == row.mentee_id);
        let facts = facts(tx.conn(), id, other, next).await?;
        notify(tx.conn(), person, kind, &facts, now).await?;
    }
    Ok(true)
}

async fn facts(
    conn: Conn<'_>,
    id: MentorshipId,
    other: PersonId,
    next: Option<&Names>,
) -> Result<NoticeFacts> {
    let facts = Pair::about(conn, id, other).await?;
    let next_in = |lang| next.map(|names| names.shown(lang)).unwrap_or_default();
    Ok(NoticeFacts {
        next: next_in(Lang::Fr),
        next_ar: next_in(Lang::Ar),
        ..facts
    })
}
