//! SQL of demo data: everything in statements of many rows.

use super::people::{DemoPerson, Part};
use crate::db::{Conn, execute, fetch_scalar, insert_many};
use domain::{OrganisationId, PersonId, ProgrammeId, Timestamp};
use uuid::Uuid;

/// How many people of the database are not of the demo, and how many are.
pub async fn people(conn: Conn<'_>, demo: bool) -> sqlx::Result<i64> {
    fetch_scalar!(
        conn,
        i64,
        "select count(*) from people where demo = $1",
        demo
    )
}

pub async fn mark_programme(conn: Conn<'_>, programme: ProgrammeId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update programmes set demo = true where id = $1",
        programme
    )
}

pub async fn insert_people(
    conn: Conn<'_>,
    people: &[&DemoPerson],
    hash: impl Fn(&str) -> Option<String>,
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into people (id, email, email_verified_at, password_hash, lang, theme, demo, created_at) ",
        people,
        |row, person| {
            row.push_bind(person.id)
                .push_bind(person.email.as_str())
                .push_bind(person.joined)
                .push_bind(hash(&person.email))
                .push_bind(person.lang.code())
                .push_bind("system")
                .push_bind(true)
                .push_bind(person.joined);
        },
        ""
    )
}

pub async fn insert_profiles(conn: Conn<'_>, people: &[&DemoPerson]) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into profiles (person_id, given_name, family_name, given_name_ar, family_name_ar, headline, bio,
            company, phone, country, city, time_zone, federation, years_experience, availability, mentor, mentee,
            capacity, paused_at, steps_done, circular, updated_at) ",
        people,
        |row, person| {
            let (capacity, paused) = match person.part {
                Part::Mentor { capacity, paused } => (capacity, paused.then_some(person.joined)),
                Part::Mentee | Part::Staff => (0, None),
            };
            row.push_bind(person.id)
                .push_bind(person.given.0)
                .push_bind(person.family.0)
                .push_bind(person.given.1)
                .push_bind(person.family.1)
                .push_bind(person.headline.as_str())
                .push_bind(person.bio.as_str())
                .push_bind(person.company.as_str())
                .push_bind("")
                .push_bind(person.place.0)
                .push_bind(person.place.1)
                .push_bind(person.place.2)
                .push_bind(person.federation)
                .push_bind(person.years)
                .push_bind(i64::from(person.availability.bits()))
                .push_bind(matches!(person.part, Part::Mentor { .. }))
                .push_bind(person.part == Part::Mentee)
                .push_bind(capacity)
                .push_bind(paused)
                .push_bind(super::STEPS_DONE)
                .push_bind(if person.part == Part::Mentee { "yes" } else { "" })
                .push_bind(person.joined);
        },
        ""
    )
}

pub async fn insert_languages(conn: Conn<'_>, people: &[&DemoPerson]) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into profile_languages (person_id, tongue, level) ",
        people
            .iter()
            .flat_map(|person| person.languages.iter().map(|spoken| (person.id, *spoken))),
        |row, (id, (tongue, level))| {
            row.push_bind(id)
                .push_bind(tongue.code())
                .push_bind(level.code());
        },
        ""
    )
}

pub async fn insert_sectors(conn: Conn<'_>, people: &[&DemoPerson]) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into profile_sectors (person_id, position, sector) ",
        people.iter().flat_map(|person| (0_i64..)
            .zip(&person.sectors)
            .map(|(place, code)| (person.id, place, *code))),
        |row, (id, place, code)| {
            row.push_bind(id).push_bind(place).push_bind(code);
        },
        ""
    )
}

pub async fn insert_expertise(conn: Conn<'_>, people: &[&DemoPerson]) -> sqlx::Result<u64> {
    let rows = people.iter().flat_map(|person| {
        let offered = (0_i64..)
            .zip(&person.offers)
            .map(|(place, code)| (person.id, "offered", place, *code));
        let needed = (0_i64..)
            .zip(&person.needs)
            .map(|(place, code)| (person.id, "needed", place, *code));
        offered.chain(needed)
    });
    insert_many!(
        conn,
        "insert into profile_expertise (person_id, side, position, expertise) ",
        rows,
        |row, (id, side, place, code)| {
            row.push_bind(id)
                .push_bind(side)
                .push_bind(place)
                .push_bind(code);
        },
        ""
    )
}

pub async fn insert_regions(conn: Conn<'_>, people: &[&DemoPerson]) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into profile_regions (person_id, region) ",
        people
            .iter()
            .flat_map(|person| person.regions.iter().map(|code| (person.id, *code))),
        |row, (id, code)| {
            row.push_bind(id).push_bind(code);
        },
        ""
    )
}

pub async fn insert_projects(conn: Conn<'_>, people: &[&DemoPerson]) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into projects (id, person_id, title, stage, sector, region, sought, investment_minor, currency, jobs,
            updated_at) ",
        people
            .iter()
            .filter_map(|person| Some((person, person.project.as_ref()?))),
        |row, (person, project)| {
            row.push_bind(project.id)
                .push_bind(person.id)
                .push_bind(project.title.as_str())
                .push_bind(project.stage.code())
                .push_bind(person.sectors.first().copied())
                .push_bind(project.region)
                .push_bind(project.sought.as_str())
                .push_bind(project.investment_minor)
                .push_bind(project.currency)
                .push_bind(project.jobs)
                .push_bind(person.joined);
        },
        ""
    )
}

pub async fn insert_memberships(
    conn: Conn<'_>,
    programme: ProgrammeId,
    people: &[&DemoPerson],
) -> sqlx::Result<u64> {
    let rows = people.iter().filter_map(|person| match person.part {
        Part::Mentor { .. } => Some((person, "mentor")),
        Part::Mentee => Some((person, "mentee")),
        Part::Staff => None,
    });
    insert_many!(
        conn,
        "insert into memberships (programme_id, person_id, side, joined_at) ",
        rows,
        |row, (person, side)| {
            row.push_bind(programme)
                .push_bind(person.id)
                .push_bind(side)
                .push_bind(person.joined);
        },
        ""
    )
}

pub async fn insert_organisation(
    conn: Conn<'_>,
    id: OrganisationId,
    name: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into organisations (id, name, created_at) values ($1, $2, $3)",
        id,
        name,
        now
    )
}

pub async fn insert_role(
    conn: Conn<'_>,
    person: PersonId,
    role: &str,
    scope: Uuid,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into role_grants (person_id, role, scope_id, granted_at) values ($1, $2, $3, $4)",
        person,
        role,
        scope,
        now
    )
}

#[cfg(test)]
pub async fn unmark_people(conn: Conn<'_>) -> sqlx::Result<u64> {
    execute!(conn, "update people set demo = false")
}
