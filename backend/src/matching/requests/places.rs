//! A mentor takes fewer people, or nobody for a while: whoever waits for an answer is told at once, and whom to ask.

use super::{
    RequestRow,
    answer::take_back,
    lists::next_for_waiting,
    lock_all,
    people::Mentor,
    people_sql::{self, PersonRow},
    sql, tell,
};
use crate::{Backend, Result, db::CommandTx};
use domain::{
    PersonId, RequestId, Timestamp, matching::request::WithdrawReason, notifications::NoticeKind,
};

/// What a mentor's offer was before it is changed in the same transaction.
#[derive(Debug)]
pub struct Before {
    mentor: Option<PersonRow>,
    next: Vec<(RequestId, Mentor)>,
}

/// Whom to offer each of those who wait for this mentor. Before any lock: it reads much.
pub async fn next_for_those_who_wait(
    backend: &Backend,
    mentor: PersonId,
    now: Timestamp,
) -> Result<Vec<(RequestId, Mentor)>> {
    next_for_waiting(backend, mentor, None, now).await
}

/// Takes the locks of the mentor and of all who wait, before the offer is changed.
pub async fn before_change(
    tx: &mut CommandTx,
    mentor: PersonId,
    next: Vec<(RequestId, Mentor)>,
) -> Result<Before> {
    let waiting = sql::open_of_mentor(tx.conn(), mentor).await?;
    let people = waiting.iter().map(|it| it.mentee_id).chain([mentor]);
    lock_all(tx.conn(), people).await?;
    let mentor = people_sql::person(tx.conn(), mentor).await?;
    Ok(Before { mentor, next })
}

/// Tells those who wait what became of their request. Without a free place it is closed rather than left to wait for a
/// "no" that is certain; with fewer places than people, those who asked last learn that others come before them; a
/// pause keeps new requests away and no answer, so that they go on waiting and know.
pub async fn after_change(tx: &mut CommandTx, before: Before, now: Timestamp) -> Result<()> {
    let Some(was) = before.mentor else {
        return Ok(());
    };
    let Some(mentor) = people_sql::person(tx.conn(), was.person_id).await? else {
        return Ok(());
    };
    let free = mentor.free_places();
    let has_fewer = free < was.free_places();
    let pauses = mentor.paused_at.is_some() && was.paused_at.is_none();
    for (place, row) in (0..).zip(sql::open_of_mentor(tx.conn(), mentor.person_id).await?) {
        let next = before.next.iter().find(|(request, _)| *request == row.id);
        let next = next.map(|(_, mentor)| &mentor.row);
        let kind = match () {
            () if has_fewer && free == 0 => {
                close_without_place(tx, &row, &mentor, next, now).await?;
                continue;
            }
            () if pauses => NoticeKind::RequestMentorPaused,
            () if has_fewer && place >= free => NoticeKind::RequestFewerPlaces,
            () => continue,
        };
        tell::ended(tx.conn(), kind, row.mentee_id, row.id, &mentor, next, now).await?;
    }
    Ok(())
}

async fn close_without_place(
    tx: &mut CommandTx,
    row: &RequestRow,
    mentor: &PersonRow,
    next: Option<&PersonRow>,
    now: Timestamp,
) -> Result<()> {
    let told = (NoticeKind::RequestPlacesGone, row.mentee_id, mentor);
    take_back(tx, row, WithdrawReason::PlacesGone, told, next, now).await
}
