//! Requests: a mentee asks one mentor, who accepts, declines, or lets seven days pass.
//!
//! Every change of a request first takes the locks of its two people, the smaller id first, and then reads the
//! request again. So whoever holds a mentee's lock sees all their requests at rest, whoever holds a mentor's lock
//! all their places, and no two can wait for each other. When a mentor accepts, the mentee's other requests are
//! taken back and those mentors told; when that was the last place, the requests that others had open to this
//! mentor are closed too and those mentees told at once, rather than left to wait for a "no" that is certain.

mod answer;
mod ask;
mod due;
mod leave;
mod lists;
mod places;
mod sql;
mod tell;

use super::{people, sql as people_sql};
use crate::{Error, Result, db::Conn, notifications};
use domain::{
    Actor, Failure, PersonId, ProgrammeId, RequestId, Timestamp,
    matching::request::{Request, RequestState},
};
use sql::RequestRow;
use std::collections::BTreeSet;

pub use answer::{Decline, accept, decline, withdraw};
pub use ask::ask;
pub use due::{expire_due, remind_due};
pub use leave::{Offers, leave, offers, open_with, part};
pub(super) use lists::waiting_of;
pub use lists::{my_requests, nearest, next_between, open_requests, request};
pub use places::{after_change, before_change, next_for_those_who_wait};

/// Open requests of a mentee.
pub(super) async fn open_of(conn: Conn<'_>, mentee: PersonId) -> Result<Vec<Request>> {
    let rows = sql::open_of_mentee(conn, mentee).await?;
    rows.iter().map(RequestRow::request).collect()
}

/// How many requests wait for this mentor's answer.
pub(super) async fn waiting_for(conn: Conn<'_>, mentor: PersonId) -> Result<usize> {
    let count = sql::waiting_for(conn, mentor).await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Whether the person has a mentor in this programme now.
pub(super) async fn is_mentored(
    conn: Conn<'_>,
    programme: ProgrammeId,
    mentee: PersonId,
) -> Result<bool> {
    Ok(sql::mentored(conn, programme, mentee).await? > 0)
}

/// The request with both people locked; "not found" for who is neither of them.
async fn locked(mut conn: Conn<'_>, id: RequestId, actor: Option<&Actor>) -> Result<RequestRow> {
    let row = sql::request(conn.reborrow(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    if actor.is_some_and(|it| it.person != row.mentee_id && it.person != row.mentor_id) {
        return Err(Failure::NotFound.into());
    }
    lock_both(conn.reborrow(), row.mentee_id, row.mentor_id).await?;
    let row = sql::request(conn, id).await?;
    row.ok_or_else(|| Failure::NotFound.into())
}

/// The locks of two people, which every change of what is between them takes first.
pub async fn lock_both(mut conn: Conn<'_>, one: PersonId, other: PersonId) -> Result<()> {
    people_sql::lock_person(conn.reborrow(), one.min(other)).await?;
    people_sql::lock_person(conn, one.max(other)).await?;
    Ok(())
}

/// The locks of many people, in the one order that nobody can wait in a circle for.
pub async fn lock_all(
    mut conn: Conn<'_>,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<()> {
    for one in people.into_iter().collect::<BTreeSet<_>>() {
        people_sql::lock_person(conn.reborrow(), one).await?;
    }
    Ok(())
}

/// Writes how a request ended; `false` when somebody else closed it before. What its two people were told of it so far
/// is read with that.
async fn close(mut conn: Conn<'_>, request: &Request, note: &str) -> Result<bool> {
    let state = request.state;
    let touched = sql::close(
        conn.reborrow(),
        request.id,
        state.code(),
        state.reason_code(),
        note,
        state.closed_at(),
    )
    .await?;
    if let Some(now) = state.closed_at().filter(|_| touched > 0) {
        for person in [request.mentee, request.mentor] {
            notifications::handled(conn.reborrow(), person, request.id.0, now).await?;
        }
    }
    Ok(touched > 0)
}

impl RequestRow {
    fn request(&self) -> Result<Request> {
        let state = RequestState::from_stored(&self.state, self.closed_at, self.reason.as_deref())
            .ok_or(Error::UnknownCode("requests.state"))?;
        Ok(Request {
            id: self.id,
            mentee: self.mentee_id,
            mentor: self.mentor_id,
            asked_at: self.created_at,
            reminded_at: self.reminded_at,
            state,
        })
    }
}

/// How a mentor fits a mentee, and that the rules allow the pair; the reasons that make it impossible otherwise.
async fn pair(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    mentee: PersonId,
    mentor: PersonId,
    now: Timestamp,
) -> Result<Option<(people::Mentee, people::Mentor)>> {
    // Somebody who left meanwhile is matched no more.
    if !people_sql::is_open_mentee(conn.reborrow(), programme, mentee).await? {
        return Ok(None);
    }
    let found = people::mentor(conn.reborrow(), programme, mentor, now).await?;
    let asking = people::mentee(conn, mentee, now).await?;
    Ok(asking.zip(found).map(|(mut mentee, mentor)| {
        mentee.know_companies([&mentor.offer]);
        (mentee, mentor)
    }))
}
