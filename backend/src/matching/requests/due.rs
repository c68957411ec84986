//! What time alone does to requests: a reminder on day four, the end after seven days. For the worker.
//!
//! Each request has a transaction of its own, begun with the locks of its two people, so that any number of
//! workers may run at any time: the second one finds nothing left to do.

use super::{
    close,
    lists::{day, next_of, own_zone},
    locked, people_sql, sql, tell,
};
use crate::{Backend, Result, events};
use domain::{RequestId, Timestamp, matching::request::REMIND_AFTER, notifications::NoticeKind};

/// Requests handled in one call; the worker calls again.
const BATCH: i64 = 200;

/// Closes open requests whose seven days have passed and tells both sides. Returns how many it closed.
pub async fn expire_due(backend: &Backend, now: Timestamp) -> Result<usize> {
    let mut reader = backend.db.read().await?;
    let due = sql::overdue(reader.conn(), now, BATCH).await?;
    drop(reader);
    let mut closed = 0;
    for id in due {
        closed += usize::from(done(id, expire(backend, id, now).await));
    }
    Ok(closed)
}

/// Reminds mentors who have not answered for four days, once each. Returns how many it reminded.
pub async fn remind_due(backend: &Backend, now: Timestamp) -> Result<usize> {
    let mut reader = backend.db.read().await?;
    let due = sql::to_remind(reader.conn(), now.plus(-REMIND_AFTER), now, BATCH).await?;
    drop(reader);
    let mut reminded = 0;
    for id in due {
        reminded += usize::from(done(id, remind(backend, id, now).await));
    }
    Ok(reminded)
}

/// One request that cannot be handled is told to the operator and holds up no other.
fn done(id: RequestId, result: Result<bool>) -> bool {
    result.unwrap_or_else(|error| {
        tracing::error!(request = %id, %error, "a request that is due cannot be handled");
        false
    })
}

async fn expire(backend: &Backend, id: RequestId, now: Timestamp) -> Result<bool> {
    // Before the locks are held: it reads much.
    let next = next_of(backend, id, now).await?;
    let mut tx = backend.db.write().await?;
    let row = locked(tx.conn(), id, None).await?;
    let Ok(expired) = row.request()?.expire(now) else {
        return Ok(false);
    };
    if !close(tx.conn(), &expired, "").await? {
        return Ok(false);
    }
    let event = events::NewEvent {
        at: now,
        kind: "request.expired",
        actor: None,
        person: Some(row.mentee_id),
        subject: Some(id.0),
        payload: (),
    };
    events::record(tx.conn(), event).await?;
    if let Some(mentor) = people_sql::person(tx.conn(), row.mentor_id).await? {
        let (told, next) = (NoticeKind::RequestExpired, next.as_ref().map(|it| &it.row));
        tell::ended(tx.conn(), told, row.mentee_id, id, &mentor, next, now).await?;
    }
    if let Some(mentee) = people_sql::person(tx.conn(), row.mentee_id).await? {
        let told = NoticeKind::RequestLapsed;
        tell::request(tx.conn(), told, row.mentor_id, id, &mentee, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}

async fn remind(backend: &Backend, id: RequestId, now: Timestamp) -> Result<bool> {
    let mut tx = backend.db.write().await?;
    let row = locked(tx.conn(), id, None).await?;
    let request = row.request()?;
    if request.remind(now).is_err() || sql::mark_reminded(tx.conn(), id, now).await? == 0 {
        return Ok(false);
    }
    if let Some(mentee) = people_sql::person(tx.conn(), row.mentee_id).await? {
        let zone = own_zone(tx.conn(), row.mentor_id).await?;
        let until = day(request.deadline(), &zone);
        tell::reminder(tx.conn(), row.mentor_id, id, &mentee, until, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}
