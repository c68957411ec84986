//! SQL of the people that the tests of matching are about.

use crate::db::{Conn, execute, fetch_one, fetch_scalar, fetch_scalars};
use domain::{PersonId, ProgrammeId, RequestId, Timestamp};
use uuid::Uuid;

pub async fn profile(
    conn: Conn<'_>,
    id: PersonId,
    (given, family): (&str, &str),
    company: &str,
    capacity: i64,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into profiles (person_id, given_name, family_name, given_name_ar, family_name_ar, headline, bio,
             company, phone, country, city, time_zone, years_experience, availability, mentor, mentee, capacity,
             steps_done, circular, updated_at)
         values ($1, $2, $3, '', '', 'Fondatrice', '', $4, '', 'MA', 'Meknès', 'Africa/Casablanca', 8, 255, true, true,
             $5, 0, '', 0)",
        id,
        given,
        family,
        company,
        capacity
    )
}

pub async fn language(conn: Conn<'_>, person: PersonId, tongue: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into profile_languages (person_id, tongue, level) values ($1, $2, 'fluent')",
        person,
        tongue
    )
}

pub async fn forget_languages(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from profile_languages where person_id = $1",
        person
    )
}

pub async fn expertise(
    conn: Conn<'_>,
    person: PersonId,
    side: &str,
    code: &str,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into profile_expertise (person_id, side, expertise, position) values ($1, $2, $3, 0)",
        person,
        side,
        code
    )
}

pub async fn sector(conn: Conn<'_>, person: PersonId, code: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into profile_sectors (person_id, sector, position) values ($1, $2, 0)",
        person,
        code
    )
}

pub async fn project(conn: Conn<'_>, person: PersonId, title: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into projects (id, person_id, title, stage, sector, region, sought, currency, updated_at)
         values ($1, $2, $3, 'launch', 'AGROFOOD', 'MA-03', '', 'MAD', 0)",
        Uuid::now_v7(),
        person,
        title
    )
}

pub async fn forget_project(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(conn, "delete from projects where person_id = $1", person)
}

pub async fn pause(conn: Conn<'_>, person: PersonId, at: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set paused_at = $2 where person_id = $1",
        person,
        at
    )
}

pub async fn capacity(conn: Conn<'_>, person: PersonId, capacity: i64) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set capacity = $2 where person_id = $1",
        person,
        capacity
    )
}

pub async fn deactivate(conn: Conn<'_>, person: PersonId, at: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update people set deactivated_at = $2 where id = $1",
        person,
        at
    )
}

pub async fn block(conn: Conn<'_>, one: PersonId, other: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into blocked_pairs (person_a, person_b, created_at) values ($1, $2, 0)",
        one.min(other),
        one.max(other)
    )
}

pub async fn declare_conflict(
    conn: Conn<'_>,
    person: PersonId,
    other: Option<PersonId>,
    company: &str,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into conflicts (person_id, other_id, company, created_at) values ($1, $2, $3, 0)",
        person,
        other,
        company
    )
}

/// State and reason.
pub async fn state(conn: Conn<'_>, id: RequestId) -> sqlx::Result<(String, Option<String>)> {
    fetch_one!(
        conn,
        (String, Option<String>),
        "select state, reason from requests where id = $1",
        id
    )
}

pub async fn count_open(conn: Conn<'_>, mentee: PersonId) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from requests where mentee_id = $1 and state = 'open'",
        mentee
    )
}

pub async fn count_mentorships(conn: Conn<'_>, mentor: PersonId) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from mentorships where mentor_id = $1",
        mentor
    )
}

/// Kinds of the notices of a person, the oldest first.
pub async fn notices(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<String>> {
    fetch_scalars!(
        conn,
        String,
        "select kind from notices where person_id = $1 order by created_at, id",
        person
    )
}

pub async fn mails(conn: Conn<'_>, person: PersonId) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from outbox where person_id = $1",
        person
    )
}

/// A reason that no open request has.
pub async fn break_request(conn: Conn<'_>, id: RequestId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update requests set reason = 'broken' where id = $1",
        id
    )
}

pub async fn unknown_notices(conn: Conn<'_>, person: PersonId, kind: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update notices set kind = 'from.the_future' where person_id = $1 and kind = $2",
        person,
        kind
    )
}

/// People of a side, the first imported first.
pub async fn members(
    conn: Conn<'_>,
    programme: ProgrammeId,
    side: &str,
) -> sqlx::Result<Vec<PersonId>> {
    fetch_scalars!(
        conn,
        PersonId,
        "select person_id from memberships where programme_id = $1 and side = $2 order by person_id",
        programme,
        side
    )
}

pub async fn leave(conn: Conn<'_>, person: PersonId, programme: ProgrammeId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from memberships where person_id = $1 and programme_id = $2",
        person,
        programme
    )
}

pub async fn programme_of(conn: Conn<'_>, id: RequestId) -> sqlx::Result<ProgrammeId> {
    fetch_scalar!(
        conn,
        ProgrammeId,
        "select programme_id from requests where id = $1",
        id
    )
}

pub async fn reference(conn: Conn<'_>, kind: &str, code: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into reference_items (kind, code, name_fr, name_ar, name_en, name_de, time_zones, position, active)
         values ($1, $2, $2, $2, $2, $2, '', 0, true)",
        kind,
        code
    )
}

/// An entry with its name in French and Arabic.
pub async fn named(
    conn: Conn<'_>,
    (kind, code): (&str, &str),
    fr: &str,
    ar: &str,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into reference_items (kind, code, name_fr, name_ar, name_en, name_de, time_zones, position, active)
         values ($1, $2, $3, $4, '', '', '', 0, true)",
        kind,
        code,
        fr,
        ar
    )
}

/// Everybody whom an import brought came and said yes.
pub async fn all_agree(conn: Conn<'_>, programme: ProgrammeId, at: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update memberships set agreed_at = $2 where programme_id = $1",
        programme,
        at
    )
}
