//! SQL of the circle.

use crate::db::{Conn, execute, fetch_all, fetch_one, fetch_optional};
use domain::{MentorshipId, PersonId, PledgeId, Timestamp, circle::NewPledge};

pub async fn insert_pledge(
    conn: Conn<'_>,
    id: PledgeId,
    mentorship: MentorshipId,
    person: PersonId,
    new: &NewPledge,
    now: Timestamp,
) -> sqlx::Result<u64> {
    let by = new.by.to_string();
    execute!(
        conn,
        "insert into pledges (id, mentorship_id, person_id, form, amount, by_day, made_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        mentorship,
        person,
        new.form.code(),
        new.amount,
        by.as_str(),
        now
    )
}

pub async fn insert_entry(
    conn: Conn<'_>,
    kind: &str,
    person: PersonId,
    mentorship: MentorshipId,
    pledge: PledgeId,
    amount: i64,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into circle_entries (kind, person_id, mentorship_id, pledge_id, amount, at)
         values ($1, $2, $3, $4, $5, $6)",
        kind,
        person,
        mentorship,
        pledge,
        amount,
        now
    )
}

pub async fn of_mentorship(
    conn: Conn<'_>,
    id: MentorshipId,
) -> sqlx::Result<Option<(String, i64, String, Timestamp)>> {
    fetch_optional!(
        conn,
        (String, i64, String, Timestamp),
        "select form, amount, by_day, made_at from pledges where mentorship_id = $1",
        id
    )
}

/// The newest pledge of a person.
pub async fn of_person(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<Option<(String, i64, String)>> {
    fetch_optional!(
        conn,
        (String, i64, String),
        "select form, amount, by_day from pledges where person_id = $1 order by made_at desc limit 1",
        person
    )
}

/// How many charters of this mentee both signed, and how many pledges they made.
pub async fn earned(conn: Conn<'_>, person: PersonId) -> sqlx::Result<(i64, i64)> {
    fetch_one!(
        conn,
        (i64, i64),
        "select (select count(*) from mentorships where mentee_id = $1 and chartered_at is not null),
                (select count(*) from pledges where person_id = $1)",
        person
    )
}

/// Those who mentored this person, the first of them first.
pub async fn mentors_of(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<Vec<(PersonId, Timestamp)>> {
    fetch_all!(
        conn,
        (PersonId, Timestamp),
        "select mentor_id, min(created_at) from mentorships
         where mentee_id = $1 and chartered_at is not null group by mentor_id order by 2 limit 50",
        person
    )
}

/// Those whom this person mentors, the first of them first.
pub async fn mentees_of(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<Vec<(PersonId, Timestamp)>> {
    fetch_all!(
        conn,
        (PersonId, Timestamp),
        "select mentee_id, min(created_at) from mentorships
         where mentor_id = $1 and chartered_at is not null group by mentee_id order by 2 limit 50",
        person
    )
}

pub async fn joined(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Timestamp> {
    let row = fetch_one!(
        conn,
        (Timestamp,),
        "select created_at from people where id = $1",
        person
    )?;
    Ok(row.0)
}
