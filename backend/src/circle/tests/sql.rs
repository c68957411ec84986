//! SQL of the people and pairs that the tests of the circle are about.

use crate::db::{Conn, execute, testing::sql as testing};
use domain::{MentorshipId, PersonId, PledgeId, ProgrammeId, Timestamp};

pub async fn person(
    mut conn: Conn<'_>,
    id: PersonId,
    (given, country): (&str, &str),
    is_mentor: bool,
    now: Timestamp,
) -> sqlx::Result<u64> {
    testing::person(conn.reborrow(), id, now).await?;
    execute!(
        conn,
        "insert into profiles (person_id, given_name, family_name, given_name_ar, family_name_ar, headline, bio,
             company, phone, country, city, availability, mentor, mentee, capacity, steps_done, circular, updated_at)
         values ($1, $2, 'Alami', '', '', '', '', '', '', $3, 'Fès', 0, $4, $5, 1, 0, '', 0)",
        id,
        given,
        country,
        is_mentor,
        !is_mentor
    )
}

/// A pair whose charter holds.
pub async fn pair(
    conn: Conn<'_>,
    programme: ProgrammeId,
    (mentor, mentee): (PersonId, PersonId),
    at: Timestamp,
    closed: Option<Timestamp>,
) -> sqlx::Result<MentorshipId> {
    let id = MentorshipId::new();
    execute!(
        conn,
        "insert into mentorships (id, programme_id, mentee_id, mentor_id, state, created_at, chartered_at, closed_at,
             ending)
         values ($1, $2, $3, $4, $5, $6, $6, $7, $8)",
        id,
        programme,
        mentee,
        mentor,
        if closed.is_some() { "closed" } else { "awaiting_pledge" },
        at,
        closed,
        closed.map(|_| "completed")
    )?;
    Ok(id)
}

pub async fn pledge(
    conn: Conn<'_>,
    pair: MentorshipId,
    person: PersonId,
    (form, amount): (&str, i64),
    at: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into pledges (id, mentorship_id, person_id, form, amount, by_day, made_at)
         values ($1, $2, $3, $4, $5, '2027-07-01', $6)",
        PledgeId::new(),
        pair,
        person,
        form,
        amount,
        at
    )
}

pub async fn credit(
    conn: Conn<'_>,
    pair: MentorshipId,
    person: PersonId,
    amount: i64,
    at: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into circle_entries (kind, person_id, mentorship_id, amount, at) values ('credit', $1, $2, $3, $4)",
        person,
        pair,
        amount,
        at
    )
}
