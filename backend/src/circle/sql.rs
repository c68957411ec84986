//! SQL of the circle.

use crate::db::{Conn, execute, fetch_all, fetch_all_in, fetch_optional};
use domain::{MentorshipId, PersonId, PledgeId, Timestamp, circle::NewPledge};
use std::iter;

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

/// Somebody as a star: who they are, what the records hold of them, and what `viewer` has to do with them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StarRow {
    pub person_id: PersonId,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    pub given_name_ar: Option<String>,
    pub family_name_ar: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    pub mentor: Option<bool>,
    pub joined_at: Timestamp,
    pub mentee_sides: i64,
    pub mentor_sides: i64,
    pub was_chartered: i64,
    pub was_accompanied: i64,
    /// Mentees with whom a charter was signed.
    pub helped: i64,
    pub has_accompanied: i64,
    pub pledge_form: Option<String>,
    pub pledge_amount: Option<i64>,
    pub credit: i64,
    /// Mentorships with the viewer.
    pub with_viewer: i64,
    /// Programmes of the viewer's in whose directory this person stands.
    pub in_directory: i64,
}

/// The viewer and these people, in no order.
pub async fn stars(
    conn: Conn<'_>,
    viewer: PersonId,
    people: impl IntoIterator<Item = PersonId>,
) -> sqlx::Result<Vec<StarRow>> {
    // The viewer is the first of the list, so that the text can name them.
    let people: Vec<PersonId> = iter::once(viewer).chain(people).collect();
    fetch_all_in!(
        conn,
        StarRow,
        "with pledge as (
             select g.person_id, g.form, g.amount, g.made_at from pledges g where not exists (
                 select 1 from pledges later where later.person_id = g.person_id
                     and (later.made_at > g.made_at or (later.made_at = g.made_at and later.id > g.id)))
         )
         select p.id as person_id, f.given_name, f.family_name, f.given_name_ar, f.family_name_ar, f.city, f.country,
             f.mentor, p.created_at as joined_at,
             (select count(*) from memberships where person_id = p.id and side = 'mentee') as mentee_sides,
             (select count(*) from memberships where person_id = p.id and side = 'mentor') as mentor_sides,
             (select count(*) from mentorships where mentee_id = p.id and chartered_at is not null) as was_chartered,
             (select count(*) from mentorships where mentee_id = p.id and chartered_at is not null
                 and ending = 'completed') as was_accompanied,
             (select count(distinct mentee_id) from mentorships where mentor_id = p.id
                 and chartered_at is not null) as helped,
             (select count(*) from mentorships where mentor_id = p.id and chartered_at is not null
                 and ending = 'completed' and closed_at >= coalesce(g.made_at, 0)) as has_accompanied,
             g.form as pledge_form, g.amount as pledge_amount,
             cast((select coalesce(sum(amount), 0) from circle_entries where kind = 'credit' and person_id = p.id
                 and at >= coalesce(g.made_at, 0)) as bigint) as credit,
             (select count(*) from mentorships where (mentee_id = p.id and mentor_id = $1)
                 or (mentor_id = p.id and mentee_id = $1)) as with_viewer,
             (select count(*) from memberships m join memberships v on v.programme_id = m.programme_id
                 where m.person_id = p.id and m.side = 'mentor' and v.person_id = $1
                 and p.deactivated_at is null) as in_directory
         from people p left join profiles f on f.person_id = p.id left join pledge g on g.person_id = p.id
         where p.id in {list}",
        people
    )
}

/// Those who helped this person, and those who helped them: who, and how many generations up. The oldest first.
pub async fn above(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<(PersonId, i64)>> {
    fetch_all!(
        conn,
        (PersonId, i64),
        "with recursive line (person, since, step) as (
             select mentor_id, created_at, 1 from mentorships where mentee_id = $1 and chartered_at is not null
             union
             select m.mentor_id, m.created_at, line.step + 1 from mentorships m
                 join line on m.mentee_id = line.person
                 where m.chartered_at is not null and line.step < 6
         )
         select person, cast(min(step) as bigint) from line where person <> $1
         group by person order by 2 desc, min(since) limit 100",
        person
    )
}

/// Those whom this person helps, and those whom they help: who, by whom, and how many generations down. The nearest
/// first, then the first of them.
pub async fn below(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<Vec<(PersonId, PersonId, i64)>> {
    fetch_all!(
        conn,
        (PersonId, PersonId, i64),
        "with recursive line (person, parent, since, step) as (
             select mentee_id, mentor_id, created_at, 1 from mentorships
                 where mentor_id = $1 and chartered_at is not null
             union
             select m.mentee_id, m.mentor_id, m.created_at, line.step + 1 from mentorships m
                 join line on m.mentor_id = line.person
                 where m.chartered_at is not null and line.step < 9
         )
         select person, parent, cast(min(step) as bigint) from line where person <> $1
         group by person, parent order by 3, min(since) limit 100",
        person
    )
}
