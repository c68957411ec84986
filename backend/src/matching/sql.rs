//! SQL of mentors and mentees as matching sees them.
//!
//! Statements about many people take a range of ids: from the nil id to the largest is everybody, from one id to
//! the same is that person. So one text serves the index's first fill and the check of one pair.

use crate::db::{Conn, execute, fetch_all, fetch_optional, fetch_scalar, fetch_scalars};
use domain::{PersonId, ProgrammeId, Timestamp};
use uuid::Uuid;

/// One person's profile with what their mentorships say of their places.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonRow {
    pub person_id: PersonId,
    pub given_name: String,
    pub family_name: String,
    pub given_name_ar: String,
    pub family_name_ar: String,
    pub headline: String,
    pub bio: String,
    pub company: String,
    pub country: Option<String>,
    pub city: String,
    pub time_zone: Option<String>,
    pub years_experience: Option<i64>,
    pub availability: i64,
    pub mentor: bool,
    pub capacity: i64,
    pub paused_at: Option<Timestamp>,
    pub photo_hash: Option<String>,
    pub demo: bool,
    pub active: i64,
    /// Open requests to this person.
    pub asked: i64,
    pub passed_on: i64,
}

/// From and to, both included.
pub type Range = (PersonId, PersonId);

pub const EVERYBODY: Range = (PersonId(Uuid::nil()), PersonId(Uuid::max()));

/// People of one side of a programme whose account is in use. Mentors only when they said yes themselves: whom an import
/// brought is neither listed nor asked before.
pub async fn members(
    conn: Conn<'_>,
    programme: ProgrammeId,
    side: &str,
    (from, to): Range,
) -> sqlx::Result<Vec<PersonRow>> {
    fetch_all!(
        conn,
        PersonRow,
        "select f.person_id, f.given_name, f.family_name, f.given_name_ar, f.family_name_ar, f.headline, f.bio,
             f.company, f.country, f.city, f.time_zone, f.years_experience, f.availability, f.mentor, f.capacity,
             f.paused_at, f.photo_hash, p.demo,
             (select count(*) from mentorships x where x.mentor_id = f.person_id and x.closed_at is null) as active,
             (select count(*) from requests r where r.mentor_id = f.person_id and r.state = 'open') as asked,
             (select count(*) from mentorships x where x.mentor_id = f.person_id and x.ending = 'completed'
                 and x.chartered_at is not null) as passed_on
         from memberships m
         join profiles f on f.person_id = m.person_id
         join people p on p.id = m.person_id
         where m.programme_id = $1 and m.side = $2 and m.person_id between $3 and $4 and p.deactivated_at is null
         and (m.side = 'mentee' or m.agreed_at is not null)",
        programme,
        side,
        from,
        to
    )
}

/// Whether a membership says so of a person, deactivated or not.
pub async fn person(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<PersonRow>> {
    fetch_optional!(
        conn,
        PersonRow,
        "select f.person_id, f.given_name, f.family_name, f.given_name_ar, f.family_name_ar, f.headline, f.bio,
             f.company, f.country, f.city, f.time_zone, f.years_experience, f.availability, f.mentor, f.capacity,
             f.paused_at, f.photo_hash, p.demo,
             (select count(*) from mentorships x where x.mentor_id = f.person_id and x.closed_at is null) as active,
             (select count(*) from requests r where r.mentor_id = f.person_id and r.state = 'open') as asked,
             (select count(*) from mentorships x where x.mentor_id = f.person_id and x.ending = 'completed'
                 and x.chartered_at is not null) as passed_on
         from profiles f join people p on p.id = f.person_id where f.person_id = $1",
        person
    )
}

/// The programmes that a person joined on one side, the last joined first; of those joined at once the older one.
pub async fn programmes_of(
    conn: Conn<'_>,
    person: PersonId,
    side: &str,
) -> sqlx::Result<Vec<ProgrammeId>> {
    fetch_scalars!(
        conn,
        ProgrammeId,
        "select m.programme_id from memberships m join programmes p on p.id = m.programme_id
         where m.person_id = $1 and m.side = $2 order by m.joined_at desc, p.created_at, p.code",
        person,
        side
    )
}

/// Id, code, name in French, Arabic, English and German.
pub type NamedProgramme = (ProgrammeId, String, String, String, String, String);

pub async fn programmes(conn: Conn<'_>) -> sqlx::Result<Vec<NamedProgramme>> {
    fetch_all!(
        conn,
        NamedProgramme,
        "select id, code, name_fr, name_ar, name_en, name_de from programmes"
    )
}

pub async fn programme_of_code(conn: Conn<'_>, code: &str) -> sqlx::Result<Option<ProgrammeId>> {
    let found = fetch_optional!(
        conn,
        (ProgrammeId,),
        "select id from programmes where code = $1",
        code
    )?;
    Ok(found.map(|(id,)| id))
}

pub async fn weights(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<Option<String>> {
    Ok(fetch_optional!(
        conn,
        (String,),
        "select weights from programmes where id = $1",
        programme
    )?
    .map(|(weights,)| weights))
}

/// Person, tongue, level.
pub async fn languages(
    conn: Conn<'_>,
    (from, to): Range,
) -> sqlx::Result<Vec<(PersonId, String, String)>> {
    fetch_all!(
        conn,
        (PersonId, String, String),
        "select person_id, tongue, level from profile_languages where person_id between $1 and $2",
        from,
        to
    )
}

/// Person, sector; the first named first.
pub async fn sectors(conn: Conn<'_>, (from, to): Range) -> sqlx::Result<Vec<(PersonId, String)>> {
    fetch_all!(
        conn,
        (PersonId, String),
        "select person_id, sector from profile_sectors where person_id between $1 and $2
         order by person_id, position",
        from,
        to
    )
}

/// Person, expertise offered; the most important first.
pub async fn offered(conn: Conn<'_>, (from, to): Range) -> sqlx::Result<Vec<(PersonId, String)>> {
    fetch_all!(
        conn,
        (PersonId, String),
        "select person_id, expertise from profile_expertise
         where side = 'offered' and person_id between $1 and $2 order by person_id, position",
        from,
        to
    )
}

/// Expertise a person needs, and its position: 0 for the one that they called the most important.
pub async fn needed(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<(String, i64)>> {
    fetch_all!(
        conn,
        (String, i64),
        "select expertise, position from profile_expertise where side = 'needed' and person_id = $1
         order by position, expertise",
        person
    )
}

/// Person, region they are tied to.
pub async fn ties(conn: Conn<'_>, (from, to): Range) -> sqlx::Result<Vec<(PersonId, String)>> {
    fetch_all!(
        conn,
        (PersonId, String),
        "select person_id, region from profile_regions where person_id between $1 and $2 order by person_id, region",
        from,
        to
    )
}

/// Mentor, asked, answered: every answer a mentor gave.
pub async fn answers(
    conn: Conn<'_>,
    (from, to): Range,
) -> sqlx::Result<Vec<(PersonId, Timestamp, Timestamp)>> {
    fetch_all!(
        conn,
        (PersonId, Timestamp, Timestamp),
        "select mentor_id, created_at, closed_at from requests
         where state in ('accepted', 'declined') and closed_at is not null and mentor_id between $1 and $2",
        from,
        to
    )
}

/// A mentee's project.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ProjectRow {
    pub title: String,
    pub stage: String,
    pub sector: Option<String>,
    pub region: Option<String>,
    pub sought: String,
}

pub async fn project(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<ProjectRow>> {
    fetch_optional!(
        conn,
        ProjectRow,
        "select title, stage, sector, region, sought from projects where person_id = $1",
        person
    )
}

/// Everybody this person is never matched with.
pub async fn blocked(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<PersonId>> {
    fetch_scalars!(
        conn,
        PersonId,
        "select person_b from blocked_pairs where person_a = $1
         union select person_a from blocked_pairs where person_b = $1",
        person
    )
}

/// Everybody with whom one of the two declared a conflict of interest, in person.
pub async fn conflicts(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<PersonId>> {
    fetch_scalars!(
        conn,
        PersonId,
        "select other_id from conflicts where person_id = $1 and other_id is not null
         union select person_id from conflicts where other_id = $1",
        person
    )
}

/// The companies this person declared a conflict of interest with, as company keys.
pub async fn company_conflicts(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<String>> {
    fetch_scalars!(
        conn,
        String,
        "select company from conflicts where person_id = $1 and other_id is null",
        person
    )
}

/// People who declared a conflict of interest with a company.
pub async fn in_conflict_with_company(
    conn: Conn<'_>,
    company: &str,
) -> sqlx::Result<Vec<PersonId>> {
    fetch_scalars!(
        conn,
        PersonId,
        "select person_id from conflicts where company = $1 and other_id is null",
        company
    )
}

/// Mentors who have this mentee's open request, said no, or let one pass.
pub async fn asked(conn: Conn<'_>, mentee: PersonId) -> sqlx::Result<Vec<PersonId>> {
    fetch_scalars!(
        conn,
        PersonId,
        "select distinct mentor_id from requests where mentee_id = $1 and state in ('open', 'declined', 'expired')",
        mentee
    )
}

/// Kind, code, parent, name in French, Arabic, English and German.
pub type ReferenceRow = (
    String,
    String,
    Option<String>,
    String,
    String,
    String,
    String,
);

pub async fn reference(conn: Conn<'_>) -> sqlx::Result<Vec<ReferenceRow>> {
    fetch_all!(
        conn,
        ReferenceRow,
        "select kind, code, parent, name_fr, name_ar, name_en, name_de from reference_items
         where kind in ('country', 'region', 'sector', 'expertise')"
    )
}

/// What a person needs most, in French, Arabic, English and German: the need called the most important, or the first by
/// code.
pub async fn chief_need(
    conn: Conn<'_>,
    person: PersonId,
) -> sqlx::Result<Option<(String, String, String, String)>> {
    fetch_optional!(
        conn,
        (String, String, String, String),
        "select r.name_fr, r.name_ar, r.name_en, r.name_de from profile_expertise e
         join reference_items r on r.kind = 'expertise' and r.code = e.expertise
         where e.person_id = $1 and e.side = 'needed' order by e.position, e.expertise limit 1",
        person
    )
}

pub async fn newest_event(conn: Conn<'_>) -> sqlx::Result<i64> {
    fetch_scalar!(conn, i64, "select coalesce(max(seq), 0) from events")
}

/// Mentors of the programme that events after `seq` speak of, and who left it.
pub async fn mentors_in_events(
    conn: Conn<'_>,
    programme: ProgrammeId,
    seq: i64,
) -> sqlx::Result<Vec<PersonId>> {
    fetch_scalars!(
        conn,
        PersonId,
        "select distinct m.person_id from events e
         join memberships m on m.person_id in (e.person_id, e.actor_id, e.subject_id)
         where e.seq > $2 and m.programme_id = $1 and m.side = 'mentor'
         union select e.person_id from events e
         where e.seq > $2 and e.kind = 'programme.left' and e.subject_id = $1 and e.person_id is not null",
        programme,
        seq
    )
}

/// Takes the lock that every change of this person's requests and places waits for.
pub async fn lock_person(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set updated_at = updated_at where person_id = $1",
        person
    )
}

/// Programmes in which this person is a mentor and said yes to it, the last joined first.
pub async fn mentors_in(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<ProgrammeId>> {
    fetch_scalars!(
        conn,
        ProgrammeId,
        "select programme_id from memberships where person_id = $1 and side = 'mentor' and agreed_at is not null
         order by joined_at desc",
        person
    )
}

/// A mentee of this programme whose account is in use.
pub async fn is_open_mentee(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
) -> sqlx::Result<bool> {
    let count: i64 = fetch_scalar!(
        conn,
        i64,
        "select count(*) from memberships m join people p on p.id = m.person_id
         where m.programme_id = $1 and m.person_id = $2 and m.side = 'mentee' and p.deactivated_at is null",
        programme,
        person
    )?;
    Ok(count > 0)
}

pub async fn is_on_side(
    conn: Conn<'_>,
    person: PersonId,
    programme: ProgrammeId,
    side: &str,
) -> sqlx::Result<bool> {
    let count: i64 = fetch_scalar!(
        conn,
        i64,
        "select count(*) from memberships where person_id = $1 and programme_id = $2 and side = $3",
        person,
        programme,
        side
    )?;
    Ok(count > 0)
}
