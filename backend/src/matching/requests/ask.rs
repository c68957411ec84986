//! A mentee asks one mentor.

use super::{is_mentored, lock_both, open_of, pair, sql, tell};
use crate::{Backend, Error, Result, db::Begun, events, matching::programme};
use domain::{
    Actor, CommandId, PersonId, Refusal, RequestId, Timestamp,
    matching::{
        ineligible,
        request::{ANSWER_WITHIN, MESSAGE_MAX, MESSAGE_MIN, may_ask},
    },
    notifications::NoticeKind,
    parse,
};

/// Sends a request with a message to a mentor of the programme of this code, in which the actor is a mentee.
///
/// Refused when the profile says too little, a mentor was found already, three requests are open, this mentor was
/// asked before, or the rules do not allow the pair.
pub async fn ask(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    (mentor, programme): (PersonId, &str),
    message: &str,
    now: Timestamp,
) -> Result<RequestId> {
    let message = parse::paragraph(message, MESSAGE_MIN, MESSAGE_MAX)
        .map_err(|problem| Error::field("message", problem))?;
    let mentee = actor.person;
    let mut tx = match backend
        .db
        .begin(command, Some(mentee), "matching.ask", now)
        .await?
    {
        Begun::Repeated(id) => return Ok(id),
        Begun::Fresh(tx) => tx,
    };
    let programme = programme::of_request(tx.conn(), mentee, mentor, programme).await?;
    lock_both(tx.conn(), mentee, mentor).await?;
    let pair = pair(tx.conn(), programme, mentee, mentor, now).await?;
    let (asking, asked) = pair.ok_or(Refusal::NotEligible)?;
    if !asking.lacking().is_empty() {
        return Err(Refusal::ProfileIncomplete.into());
    }
    if is_mentored(tx.conn(), programme, mentee).await? {
        return Err(Refusal::AlreadyMentored.into());
    }
    let open = open_of(tx.conn(), mentee).await?;
    may_ask(mentor, &open, &ineligible(&asking.needs, &asked.offer))?;
    let id = RequestId::new();
    let due = now.plus(ANSWER_WITHIN);
    sql::insert(tx.conn(), id, programme, mentee, mentor, &message, now, due)
        .await
        .map_err(Error::unique_as(Refusal::AlreadyAsked))?;
    events::record(
        tx.conn(),
        events::NewEvent {
            at: now,
            kind: "request.sent",
            actor: Some(mentee),
            person: Some(mentor),
            subject: Some(id.0),
            payload: (),
        },
    )
    .await?;
    tell::request(
        tx.conn(),
        NoticeKind::RequestReceived,
        mentor,
        id,
        &asking.row,
        now,
    )
    .await?;
    tx.finish(id).await
}
