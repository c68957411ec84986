//! SQL that writes accounts and profiles, many at a time.

use super::super::{
    person::Part,
    store::{self, New},
};
use crate::db::{Conn, insert_many};
use domain::{ProjectId, Timestamp, profiles::by_script};

pub async fn insert_people(
    conn: Conn<'_>,
    people: &[New<'_>],
    now: Timestamp,
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into people (id, email, lang, theme, demo, created_at) ",
        people,
        |values, (id, person)| {
            values
                .push_bind(*id)
                .push_bind(person.email.as_str())
                .push_bind(store::written_language(person).code())
                .push_bind("system")
                .push_bind(false)
                .push_bind(now);
        },
        " on conflict (email) do nothing"
    )
}

/// Adds the role. What a person wrote stays; what was empty is filled.
pub async fn upsert_profiles(
    conn: Conn<'_>,
    people: &[New<'_>],
    now: Timestamp,
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into profiles (person_id, given_name, family_name, given_name_ar, family_name_ar, headline, bio,
            company, phone, country, city, time_zone, federation, years_experience, availability, mentor, mentee,
            capacity, steps_done, circular, updated_at) ",
        people,
        |values, (id, person)| {
            let (given, given_ar) = by_script(&person.given_name);
            let (family, family_ar) = by_script(&person.family_name);
            let capacity = match person.part {
                Part::Mentor { capacity } => capacity,
                Part::Mentee(_) => 0,
            };
            let is_mentor = matches!(person.part, Part::Mentor { .. });
            values
                .push_bind(*id)
                .push_bind(given)
                .push_bind(family)
                .push_bind(given_ar)
                .push_bind(family_ar)
                .push_bind(person.job_title.as_str())
                .push_bind(person.about.as_str())
                .push_bind(person.company.as_str())
                .push_bind(person.phone.as_str())
                .push_bind(person.country.as_str())
                .push_bind(person.city.as_str())
                .push_bind(person.time_zone.as_deref())
                .push_bind(person.federation.as_ref().map(|code| code.as_str()))
                .push_bind(person.years)
                .push_bind(i64::from(person.availability.bits()))
                .push_bind(is_mentor)
                .push_bind(!is_mentor)
                .push_bind(capacity)
                .push_bind(i64::from(store::steps_done(person).bits()))
                .push_bind(person.circular.map_or("", |answer| answer.code()))
                .push_bind(now);
        },
        " on conflict (person_id) do update set
            given_name = case when profiles.given_name = '' and profiles.given_name_ar = ''
                then excluded.given_name else profiles.given_name end,
            given_name_ar = case when profiles.given_name = '' and profiles.given_name_ar = ''
                then excluded.given_name_ar else profiles.given_name_ar end,
            family_name = case when profiles.family_name = '' and profiles.family_name_ar = ''
                then excluded.family_name else profiles.family_name end,
            family_name_ar = case when profiles.family_name = '' and profiles.family_name_ar = ''
                then excluded.family_name_ar else profiles.family_name_ar end,
            headline = case when profiles.headline = '' then excluded.headline else profiles.headline end,
            bio = case when profiles.bio = '' then excluded.bio else profiles.bio end,
            company = case when profiles.company = '' then excluded.company else profiles.company end,
            phone = case when profiles.phone = '' then excluded.phone else profiles.phone end,
            country = coalesce(profiles.country, excluded.country),
            city = case when profiles.city = '' then excluded.city else profiles.city end,
            time_zone = coalesce(profiles.time_zone, excluded.time_zone),
            federation = coalesce(profiles.federation, excluded.federation),
            years_experience = coalesce(profiles.years_experience, excluded.years_experience),
            availability = case when profiles.availability = 0 then excluded.availability else profiles.availability end,
            capacity = case when excluded.mentor and not profiles.mentor then excluded.capacity else profiles.capacity end,
            mentor = profiles.mentor or excluded.mentor,
            mentee = profiles.mentee or excluded.mentee,
            steps_done = profiles.steps_done | excluded.steps_done,
            circular = case when profiles.circular = '' then excluded.circular else profiles.circular end,
            updated_at = excluded.updated_at"
    )
}

pub async fn insert_languages(conn: Conn<'_>, people: &[New<'_>]) -> sqlx::Result<u64> {
    let rows: Vec<_> = people
        .iter()
        .flat_map(|(id, person)| person.languages.iter().map(move |spoken| (*id, *spoken)))
        .collect();
    insert_many!(
        conn,
        "insert into profile_languages (person_id, tongue, level) ",
        rows,
        |values, (id, spoken)| {
            values
                .push_bind(id)
                .push_bind(spoken.tongue.code())
                .push_bind(spoken.level.code());
        },
        " on conflict (person_id, tongue) do nothing"
    )
}

pub async fn insert_sectors(conn: Conn<'_>, people: &[New<'_>]) -> sqlx::Result<u64> {
    let rows: Vec<_> = people
        .iter()
        .flat_map(|(id, person)| {
            (0_i64..)
                .zip(&person.sectors)
                .map(move |place| (*id, place))
        })
        .collect();
    insert_many!(
        conn,
        "insert into profile_sectors (person_id, sector, position) ",
        rows,
        |values, (id, (position, sector))| {
            values
                .push_bind(id)
                .push_bind(sector.as_str())
                .push_bind(position);
        },
        " on conflict (person_id, sector) do nothing"
    )
}

pub async fn insert_expertise(conn: Conn<'_>, people: &[New<'_>]) -> sqlx::Result<u64> {
    let rows: Vec<_> = people
        .iter()
        .flat_map(|(id, person)| {
            let offered = (0_i64..)
                .zip(&person.offers)
                .map(|place| ("offered", place));
            // Nobody said which need matters most: see migration 0017.
            let needed = person.needs.iter().map(|need| ("needed", (1, need)));
            offered.chain(needed).map(move |place| (*id, place))
        })
        .collect();
    insert_many!(
        conn,
        "insert into profile_expertise (person_id, side, expertise, position) ",
        rows,
        |values, (id, (side, (position, expertise)))| {
            values
                .push_bind(id)
                .push_bind(side)
                .push_bind(expertise.as_str())
                .push_bind(position);
        },
        " on conflict (person_id, side, expertise) do nothing"
    )
}

pub async fn insert_regions(conn: Conn<'_>, people: &[New<'_>]) -> sqlx::Result<u64> {
    let rows: Vec<_> = people
        .iter()
        .filter_map(|(id, person)| Some((*id, person.home_region.as_ref()?)))
        .collect();
    insert_many!(
        conn,
        "insert into profile_regions (person_id, region) ",
        rows,
        |values, (id, region)| {
            values.push_bind(id).push_bind(region.as_str());
        },
        " on conflict (person_id, region) do nothing"
    )
}

/// A person who has a project keeps it.
pub async fn insert_projects(
    conn: Conn<'_>,
    people: &[New<'_>],
    now: Timestamp,
) -> sqlx::Result<u64> {
    let rows: Vec<_> = people
        .iter()
        .filter_map(|(id, person)| match &person.part {
            Part::Mentee(project) => Some((*id, project)),
            Part::Mentor { .. } => None,
        })
        .collect();
    insert_many!(
        conn,
        "insert into projects (id, person_id, title, stage, sector, region, sought, investment_minor, currency, jobs,
            updated_at) ",
        rows,
        |values, (id, project)| {
            values
                .push_bind(ProjectId::new())
                .push_bind(id)
                .push_bind(project.title.as_str())
                .push_bind(project.stage.code())
                .push_bind(project.sector.as_ref().map(|code| code.as_str()))
                .push_bind(project.region.as_ref().map(|code| code.as_str()))
                .push_bind(project.sought.as_str())
                .push_bind(project.investment.map(|money| money.minor))
                .push_bind(project.investment.map_or("MAD", |money| money.currency.code()))
                .push_bind(project.jobs)
                .push_bind(now);
        },
        " on conflict (person_id) do nothing"
    )
}
