//! SQL of requests.

use crate::db::{Conn, execute, fetch_all, fetch_optional, fetch_scalar, fetch_scalars};
use domain::{PersonId, ProgrammeId, RequestId, Timestamp};

/// A request as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RequestRow {
    pub id: RequestId,
    pub programme_id: ProgrammeId,
    pub mentee_id: PersonId,
    pub mentor_id: PersonId,
    pub message: String,
    pub state: String,
    pub reason: Option<String>,
    pub note: String,
    pub created_at: Timestamp,
    pub reminded_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
}

pub async fn request(conn: Conn<'_>, id: RequestId) -> sqlx::Result<Option<RequestRow>> {
    fetch_optional!(
        conn,
        RequestRow,
        "select id, programme_id, mentee_id, mentor_id, message, state, reason, note, created_at, reminded_at,
             closed_at
         from requests where id = $1",
        id
    )
}

pub async fn open_of_mentee(conn: Conn<'_>, mentee: PersonId) -> sqlx::Result<Vec<RequestRow>> {
    fetch_all!(
        conn,
        RequestRow,
        "select id, programme_id, mentee_id, mentor_id, message, state, reason, note, created_at, reminded_at,
             closed_at
         from requests where mentee_id = $1 and state = 'open' order by created_at, id",
        mentee
    )
}

pub async fn open_of_mentor(conn: Conn<'_>, mentor: PersonId) -> sqlx::Result<Vec<RequestRow>> {
    fetch_all!(
        conn,
        RequestRow,
        "select id, programme_id, mentee_id, mentor_id, message, state, reason, note, created_at, reminded_at,
             closed_at
         from requests where mentor_id = $1 and state = 'open' order by created_at, id",
        mentor
    )
}

/// The open request between two people, whoever of them asked.
pub async fn open_between(
    conn: Conn<'_>,
    one: PersonId,
    other: PersonId,
) -> sqlx::Result<Vec<RequestRow>> {
    fetch_all!(
        conn,
        RequestRow,
        "select id, programme_id, mentee_id, mentor_id, message, state, reason, note, created_at, reminded_at,
             closed_at
         from requests where state = 'open'
             and ((mentee_id = $1 and mentor_id = $2) or (mentee_id = $2 and mentor_id = $1)) order by created_at, id",
        one,
        other
    )
}

/// The requests of a person on either side: open ones first, each kind from the newest; a hundred are enough for a page.
pub async fn of_person(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<RequestRow>> {
    fetch_all!(
        conn,
        RequestRow,
        "select id, programme_id, mentee_id, mentor_id, message, state, reason, note, created_at, reminded_at,
             closed_at
         from requests where mentee_id = $1 or mentor_id = $1
         order by case when state = 'open' then 0 else 1 end, created_at desc, id desc limit 100",
        person
    )
}

pub async fn waiting_for(conn: Conn<'_>, mentor: PersonId) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from requests where mentor_id = $1 and state = 'open'",
        mentor
    )
}

pub async fn insert(
    conn: Conn<'_>,
    id: RequestId,
    programme: ProgrammeId,
    mentee: PersonId,
    mentor: PersonId,
    message: &str,
    now: Timestamp,
    due: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into requests (id, programme_id, mentee_id, mentor_id, message, state, note, created_at, due_at)
         values ($1, $2, $3, $4, $5, 'open', '', $6, $7)",
        id,
        programme,
        mentee,
        mentor,
        message,
        now,
        due
    )
}

/// Closes a request that is still open; touches no row otherwise.
pub async fn close(
    conn: Conn<'_>,
    id: RequestId,
    state: &str,
    reason: Option<&str>,
    note: &str,
    at: Option<Timestamp>,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update requests set state = $2, reason = $3, note = $4, closed_at = $5 where id = $1 and state = 'open'",
        id,
        state,
        reason,
        note,
        at
    )
}

/// Open requests whose deadline has passed, the oldest first.
pub async fn overdue(conn: Conn<'_>, now: Timestamp, limit: i64) -> sqlx::Result<Vec<RequestId>> {
    fetch_scalars!(
        conn,
        RequestId,
        "select id from requests where state = 'open' and due_at <= $1 order by due_at, id limit $2",
        now,
        limit
    )
}

/// Open requests asked before `before` whose mentor was not reminded and still has time.
pub async fn to_remind(
    conn: Conn<'_>,
    before: Timestamp,
    now: Timestamp,
    limit: i64,
) -> sqlx::Result<Vec<RequestId>> {
    fetch_scalars!(
        conn,
        RequestId,
        "select id from requests where state = 'open' and reminded_at is null and created_at <= $1 and due_at > $2
         order by created_at, id limit $3",
        before,
        now,
        limit
    )
}

/// Notes the one reminder; touches no row when somebody else did.
pub async fn mark_reminded(conn: Conn<'_>, id: RequestId, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update requests set reminded_at = $2 where id = $1 and state = 'open' and reminded_at is null",
        id,
        now
    )
}

/// Mentorships of this programme in which the person has a mentor now.
pub async fn mentored(
    conn: Conn<'_>,
    programme: ProgrammeId,
    mentee: PersonId,
) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from mentorships where programme_id = $1 and mentee_id = $2 and closed_at is null",
        programme,
        mentee
    )
}
