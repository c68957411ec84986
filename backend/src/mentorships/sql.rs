//! SQL of mentorships.

use crate::db::{Conn, execute};
use domain::{MentorshipId, PersonId, ProgrammeId, RequestId, Timestamp};

pub async fn insert(
    conn: Conn<'_>,
    id: MentorshipId,
    programme: ProgrammeId,
    request: Option<RequestId>,
    mentee: PersonId,
    mentor: PersonId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into mentorships (id, programme_id, request_id, mentee_id, mentor_id, state, created_at)
         values ($1, $2, $3, $4, $5, 'awaiting_charter', $6)",
        id,
        programme,
        request,
        mentee,
        mentor,
        now
    )
}
