//! SQL of demo data: everything in statements of many rows.

use super::{
    events::DemoEvent,
    pairs::{DemoCharter, DemoNotice, DemoPair, DemoPledge},
    people::{DemoPerson, Part},
    requests::DemoRequest,
};
use crate::db::{Conn, execute, fetch_scalar, insert_many};
use domain::{
    OrganisationId, PersonId, ProgrammeId, Timestamp, matching::request::ANSWER_WITHIN,
    mentorships::Ending,
};
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
            .map(|(place, code)| (person.id, "needed", place.min(1), *code));
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
        "insert into memberships (programme_id, person_id, side, joined_at, agreed_at) ",
        rows,
        |row, (person, side)| {
            row.push_bind(programme)
                .push_bind(person.id)
                .push_bind(side)
                .push_bind(person.joined)
                .push_bind(person.joined);
        },
        ""
    )
}

/// The office knows all of them.
pub async fn confirm_everybody(
    conn: Conn<'_>,
    programme: ProgrammeId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into confirmations (programme_id, person_id, confirmed_at)
         select distinct programme_id, person_id, cast($2 as bigint) from memberships where programme_id = $1",
        programme,
        now
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

pub async fn insert_requests(
    conn: Conn<'_>,
    programme: ProgrammeId,
    requests: &[DemoRequest],
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into requests (id, programme_id, mentee_id, mentor_id, message, state, reason, note, created_at,
            due_at, closed_at) ",
        requests,
        |row, request| {
            row.push_bind(request.id)
                .push_bind(programme)
                .push_bind(request.mentee)
                .push_bind(request.mentor)
                .push_bind(request.message.as_str())
                .push_bind(request.state)
                .push_bind(request.reason)
                .push_bind(request.note)
                .push_bind(request.made)
                .push_bind(request.made.plus(ANSWER_WITHIN))
                .push_bind(request.closed);
        },
        ""
    )
}

pub async fn insert_pairs(
    conn: Conn<'_>,
    programme: ProgrammeId,
    pairs: &[DemoPair],
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into mentorships (id, programme_id, request_id, mentee_id, mentor_id, state, created_at,
            chartered_at, closed_at, ending) ",
        pairs,
        |row, pair| {
            row.push_bind(pair.id)
                .push_bind(programme)
                .push_bind(pair.request)
                .push_bind(pair.mentee)
                .push_bind(pair.mentor)
                .push_bind(pair.state())
                .push_bind(pair.opened)
                .push_bind(pair.chartered())
                .push_bind(pair.closed())
                .push_bind(pair.closed().map(|_| Ending::Completed.code()));
        },
        ""
    )
}

fn charters(pairs: &[DemoPair]) -> impl Iterator<Item = (&DemoPair, &DemoCharter)> {
    pairs
        .iter()
        .filter_map(|pair| Some((pair, pair.charter.as_ref()?)))
}

pub async fn insert_charters(conn: Conn<'_>, pairs: &[DemoPair]) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into charters (id, mentorship_id, version, text_version, aims, rhythm, months, channel,
            confidentiality, written_by, created_at) ",
        charters(pairs),
        |row, (pair, charter)| {
            row.push_bind(charter.id)
                .push_bind(pair.id)
                .push_bind(1_i64)
                .push_bind(1_i64)
                .push_bind(charter.terms.aims.as_str())
                .push_bind(charter.terms.rhythm.code())
                .push_bind(charter.terms.months)
                .push_bind(charter.terms.channel.code())
                .push_bind(charter.terms.confidentiality.code())
                .push_bind(pair.mentee)
                .push_bind(pair.written());
        },
        ""
    )
}

pub async fn insert_signatures(conn: Conn<'_>, pairs: &[DemoPair]) -> sqlx::Result<u64> {
    let rows = charters(pairs).flat_map(|(pair, charter)| {
        let signed = pair.signed().into_iter();
        signed.map(move |(person, at)| (charter, person, at))
    });
    insert_many!(
        conn,
        "insert into charter_signatures (charter_id, person_id, lang, hash, signed_at) ",
        rows,
        |row, (charter, person, at)| {
            row.push_bind(charter.id)
                .push_bind(person)
                .push_bind(charter.lang)
                .push_bind(charter.hash.as_str())
                .push_bind(at);
        },
        ""
    )
}

fn pledges(pairs: &[DemoPair]) -> impl Iterator<Item = (&DemoPair, &DemoPledge)> {
    pairs
        .iter()
        .filter_map(|pair| Some((pair, pair.pledge.as_ref()?)))
}

pub async fn insert_pledges(conn: Conn<'_>, pairs: &[DemoPair]) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into pledges (id, mentorship_id, person_id, form, amount, by_day, made_at) ",
        pledges(pairs),
        |row, (pair, pledge)| {
            row.push_bind(pledge.id)
                .push_bind(pair.id)
                .push_bind(pair.mentee)
                .push_bind(pledge.form.code())
                .push_bind(pledge.amount)
                .push_bind(pledge.by_day.as_str())
                .push_bind(pledge.made);
        },
        ""
    )
}

pub async fn insert_circle(conn: Conn<'_>, pairs: &[DemoPair]) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into circle_entries (kind, person_id, mentorship_id, pledge_id, amount, at) ",
        pledges(pairs),
        |row, (pair, pledge)| {
            row.push_bind("pledge")
                .push_bind(pair.mentee)
                .push_bind(pair.id)
                .push_bind(pledge.id)
                .push_bind(pledge.amount)
                .push_bind(pledge.made);
        },
        ""
    )
}

pub async fn insert_events(conn: Conn<'_>, events: &[DemoEvent]) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into events (at, kind, actor_id, person_id, subject_id, payload) ",
        events,
        |row, event| {
            row.push_bind(event.at)
                .push_bind(event.kind.as_str())
                .push_bind(event.actor)
                .push_bind(event.person)
                .push_bind(event.subject)
                .push_bind("null");
        },
        ""
    )
}

pub async fn insert_notices(conn: Conn<'_>, notices: &[DemoNotice]) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into notices (id, person_id, kind, payload, created_at) ",
        notices,
        |row, notice| {
            row.push_bind(notice.id)
                .push_bind(notice.person)
                .push_bind(notice.kind.code())
                .push_bind(notice.payload.as_str())
                .push_bind(notice.at);
        },
        ""
    )
}

#[cfg(test)]
pub async fn unmark_people(conn: Conn<'_>) -> sqlx::Result<u64> {
    execute!(conn, "update people set demo = false")
}

/// What a test counts: state and reason of every request, state of every pair, form and day of every pledge.
#[cfg(test)]
pub async fn kinds(conn: Conn<'_>) -> sqlx::Result<Vec<(String, String)>> {
    crate::db::fetch_all!(
        conn,
        (String, String),
        "select 'request', state || ':' || coalesce(reason, '') from requests
         union select 'pair', state from mentorships
         union select 'pledge', form from pledges
         union select 'day', by_day from pledges
         union select 'event', kind from events"
    )
}

/// Open requests to mentors who pause or have no place.
#[cfg(test)]
pub async fn hopeless_requests(conn: Conn<'_>) -> sqlx::Result<i64> {
    crate::db::fetch_scalar!(
        conn,
        i64,
        "select count(*) from requests r join profiles f on f.person_id = r.mentor_id
         where r.state = 'open' and (f.paused_at is not null or f.capacity <= (select count(*) from mentorships m
            where m.mentor_id = r.mentor_id and m.closed_at is null))"
    )
}

/// Pairs at work with their mentees.
#[cfg(test)]
pub async fn active_pairs(conn: Conn<'_>) -> sqlx::Result<Vec<(domain::MentorshipId, PersonId)>> {
    crate::db::fetch_all!(
        conn,
        (domain::MentorshipId, PersonId),
        "select id, mentee_id from mentorships where state = 'active'"
    )
}
