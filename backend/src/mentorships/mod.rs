//! Mentorships: a pair at work, from charter to closure.

mod sql;

use crate::{
    Result,
    db::Conn,
    events::{self, NewEvent},
};
use domain::{MentorshipId, PersonId, ProgrammeId, RequestId, Timestamp};

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
    let event = NewEvent {
        at: now,
        kind: "mentorship.opened",
        actor: Some(mentor),
        person: None,
        subject: Some(id.0),
        payload: (),
    };
    events::record(conn, event).await?;
    Ok(id)
}
