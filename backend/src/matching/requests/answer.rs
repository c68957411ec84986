//! A request's end by hand: accepted or declined by the mentor, taken back by the mentee.

use super::{
    RequestRow, close, is_mentored,
    lists::{next_for_others, next_of},
    locked, pair, people_sql, sql, tell,
};
use crate::{
    Backend, Error, Result,
    db::{Begun, CommandTx, Conn},
    events, mentorships,
};
use domain::{
    Actor, CommandId, Failure, MentorshipId, PersonId, Problem, Refusal, RequestId, Timestamp,
    matching::{
        Ineligible, ineligible,
        request::{DeclineReason, NOTE_MAX, Request, RequestState, WithdrawReason},
    },
    notifications::NoticeKind,
    parse,
};

/// The mentor takes the mentee on: opens the mentorship, and closes what it makes impossible.
///
/// Of two acceptances for a last place the second is refused with `MentorFull`, also when the first has closed
/// its request meanwhile.
pub async fn accept(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    id: RequestId,
    now: Timestamp,
) -> Result<MentorshipId> {
    let by = Some(actor.person);
    let next = next_for_others(backend, actor, id, now).await?;
    let mut tx = match backend
        .db
        .begin(command, by, "matching.accept", now)
        .await?
    {
        Begun::Repeated(mentorship) => return Ok(mentorship),
        Begun::Fresh(tx) => tx,
    };
    let row = locked(tx.conn(), id, Some(actor)).await?;
    let request = row.request()?;
    if !request.may_answer(actor.person) {
        return Err(Failure::Forbidden.into());
    }
    if let RequestState::Withdrawn {
        reason: WithdrawReason::MentorFull,
        ..
    } = request.state
    {
        return Err(Refusal::MentorFull.into());
    }
    let pair = pair(
        tx.conn(),
        row.programme_id,
        row.mentee_id,
        row.mentor_id,
        now,
    )
    .await?;
    let (mentee, mentor) = pair.ok_or(Refusal::NotEligible)?;
    let free = mentor.offer.free_places();
    let accepted = request.accept(free, now)?;
    if let Some(reason) = ineligible(&mentee.needs, &mentor.offer)
        .into_iter()
        .find(|it| rules_out(*it))
    {
        return Err(reason.refusal().into());
    }
    if is_mentored(tx.conn(), row.programme_id, row.mentee_id).await? {
        return Err(Refusal::AlreadyMentored.into());
    }
    close(tx.conn(), &accepted, "").await?;
    let (programme, from) = (row.programme_id, Some(id));
    let mentorship = mentorships::open(
        tx.conn(),
        programme,
        from,
        row.mentee_id,
        row.mentor_id,
        now,
    )
    .await?;
    record(tx.conn(), "request.accepted", by, row.mentee_id, id, now).await?;
    tell::request(
        tx.conn(),
        NoticeKind::RequestAccepted,
        row.mentee_id,
        id,
        &mentor.row,
        now,
    )
    .await?;
    for other in sql::open_of_mentee(tx.conn(), row.mentee_id).await? {
        let told = (
            NoticeKind::RequestOtherAccepted,
            other.mentor_id,
            &mentee.row,
        );
        let reason = WithdrawReason::OtherAccepted;
        take_back(&mut tx, &other, reason, told, None, now).await?;
    }
    if free == 1 {
        for other in sql::open_of_mentor(tx.conn(), row.mentor_id).await? {
            let told = (NoticeKind::RequestMentorFull, other.mentee_id, &mentor.row);
            let next = next.iter().find(|(request, _)| *request == other.id);
            let next = next.map(|(_, mentor)| &mentor.row);
            take_back(&mut tx, &other, WithdrawReason::MentorFull, told, next, now).await?;
        }
    }
    tx.finish(mentorship).await
}

/// What a mentor says with a decline, as typed.
#[derive(Clone, Debug)]
pub struct Decline {
    /// Code of a [`DeclineReason`].
    pub reason: String,
    /// Words to the mentee; may be empty.
    pub note: String,
}

/// The mentor says no, with a reason and kind words.
pub async fn decline(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    id: RequestId,
    typed: Decline,
    now: Timestamp,
) -> Result<()> {
    let reason = DeclineReason::from_code(&typed.reason)
        .ok_or_else(|| Error::field("reason", Problem::NotInList))?;
    let note = parse::paragraph(&typed.note, 0, NOTE_MAX)
        .map_err(|problem| Error::field("note", problem))?;
    let by = Some(actor.person);
    let next = next_of(backend, id, now).await?;
    let mut tx = match backend
        .db
        .begin(command, by, "matching.decline", now)
        .await?
    {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let row = locked(tx.conn(), id, Some(actor)).await?;
    let request = row.request()?;
    if !request.may_answer(actor.person) {
        return Err(Failure::Forbidden.into());
    }
    close(tx.conn(), &request.decline(reason, now)?, &note).await?;
    record(tx.conn(), "request.declined", by, row.mentee_id, id, now).await?;
    if let Some(mentor) = people_sql::person(tx.conn(), row.mentor_id).await? {
        tell::ended(
            tx.conn(),
            NoticeKind::RequestDeclined,
            row.mentee_id,
            id,
            &mentor,
            next.as_ref().map(|it| &it.row),
            now,
        )
        .await?;
    }
    tx.finish(()).await
}

/// The mentee takes the request back.
pub async fn withdraw(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    id: RequestId,
    now: Timestamp,
) -> Result<()> {
    let by = Some(actor.person);
    let mut tx = match backend
        .db
        .begin(command, by, "matching.withdraw", now)
        .await?
    {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let row = locked(tx.conn(), id, Some(actor)).await?;
    let request = row.request()?;
    if !request.may_withdraw(actor.person) {
        return Err(Failure::Forbidden.into());
    }
    close(
        tx.conn(),
        &request.withdraw(WithdrawReason::ByMentee, now)?,
        "",
    )
    .await?;
    record(tx.conn(), "request.withdrawn", by, row.mentor_id, id, now).await?;
    if let Some(mentee) = people_sql::person(tx.conn(), row.mentee_id).await? {
        tell::request(
            tx.conn(),
            NoticeKind::RequestWithdrawn,
            row.mentor_id,
            id,
            &mentee,
            now,
        )
        .await?;
    }
    tx.finish(()).await
}

/// A pause, a full list of mentees or the request itself do not stop an acceptance; places are counted apart.
const fn rules_out(reason: Ineligible) -> bool {
    !matches!(
        reason,
        Ineligible::Paused | Ineligible::NoFreePlace | Ineligible::AlreadyAsked
    )
}

/// Closes a request that another's acceptance has made pointless, and tells who waited or was asked; a mentee of whom
/// to ask next.
pub(super) async fn take_back(
    tx: &mut CommandTx,
    row: &RequestRow,
    reason: WithdrawReason,
    (told, person, other): (NoticeKind, PersonId, &people_sql::PersonRow),
    next: Option<&people_sql::PersonRow>,
    now: Timestamp,
) -> Result<()> {
    let request: Request = row.request()?;
    // Closed by somebody else meanwhile: they told.
    if !close(tx.conn(), &request.withdraw(reason, now)?, "").await? {
        return Ok(());
    }
    record(tx.conn(), "request.withdrawn", None, person, row.id, now).await?;
    tell::ended(tx.conn(), told, person, row.id, other, next, now).await
}

pub(super) async fn record(
    conn: Conn<'_>,
    kind: &str,
    actor: Option<PersonId>,
    person: PersonId,
    id: RequestId,
    at: Timestamp,
) -> Result<()> {
    let event = events::NewEvent {
        at,
        kind,
        actor,
        person: Some(person),
        subject: Some(id.0),
        payload: (),
    };
    events::record(conn, event).await
}
