//! SQL of profiles, projects and photos. The reference lists have their own file.

use crate::db::{
    Conn, execute, fetch_all_in, fetch_one, fetch_optional, fetch_scalar, fetch_scalars,
    insert_many,
};
use domain::{
    PersonId, ProgrammeId, ProjectId, Timestamp,
    money::Money,
    profiles::{
        CountryCode, ExpertiseCode, FreeTime, Offer, Place, Project, RegionCode, SectorCode, Sides,
        SpokenLanguage, Ties, Who,
    },
};

/// The row of a profile with what the account adds to it.
#[derive(sqlx::FromRow)]
pub struct ProfileRow {
    pub person_id: PersonId,
    pub email: String,
    pub demo: bool,
    pub given_name: String,
    pub family_name: String,
    pub given_name_ar: String,
    pub family_name_ar: String,
    pub headline: String,
    pub bio: String,
    pub company: String,
    pub phone: String,
    pub country: Option<String>,
    pub city: String,
    pub time_zone: Option<String>,
    pub federation: Option<String>,
    pub years_experience: Option<i64>,
    pub availability: i64,
    pub mentor: bool,
    pub mentee: bool,
    pub capacity: i64,
    pub paused_at: Option<Timestamp>,
    pub photo_hash: Option<String>,
    pub steps_done: i64,
}

/// Title, stage, sector, region, sought, investment, currency, jobs.
pub type ProjectRow = (
    String,
    String,
    Option<String>,
    Option<String>,
    String,
    Option<i64>,
    String,
    Option<i64>,
);

/// Makes sure that the person has a row to write to.
pub async fn ensure(conn: Conn<'_>, person: PersonId, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into profiles (person_id, given_name, family_name, given_name_ar, family_name_ar, headline, bio,
            company, phone, city, availability, mentor, mentee, capacity, steps_done, circular, updated_at)
         values ($1, '', '', '', '', '', '', '', '', '', 0, false, false, 1, 0, '', $2)
         on conflict (person_id) do nothing",
        person,
        now
    )
}

pub async fn profiles(conn: Conn<'_>, people: &[PersonId]) -> sqlx::Result<Vec<ProfileRow>> {
    fetch_all_in!(
        conn,
        ProfileRow,
        "select f.person_id, p.email, p.demo, f.given_name, f.family_name, f.given_name_ar, f.family_name_ar,
            f.headline, f.bio, f.company, f.phone, f.country, f.city, f.time_zone, f.federation, f.years_experience,
            f.availability, f.mentor, f.mentee, f.capacity, f.paused_at, f.photo_hash, f.steps_done
         from profiles f join people p on p.id = f.person_id
         where p.deactivated_at is null and f.person_id in {list}",
        people
    )
}

/// Person, tongue, level.
pub async fn languages(
    conn: Conn<'_>,
    people: &[PersonId],
) -> sqlx::Result<Vec<(PersonId, String, String)>> {
    fetch_all_in!(
        conn,
        (PersonId, String, String),
        "select person_id, tongue, level from profile_languages where person_id in {list}",
        people
    )
}

pub async fn sectors(
    conn: Conn<'_>,
    people: &[PersonId],
) -> sqlx::Result<Vec<(PersonId, SectorCode)>> {
    fetch_all_in!(
        conn,
        (PersonId, SectorCode),
        "select person_id, sector from profile_sectors where person_id in {list} order by position",
        people
    )
}

/// Person, `offered` or `needed`, expertise.
pub async fn expertise(
    conn: Conn<'_>,
    people: &[PersonId],
) -> sqlx::Result<Vec<(PersonId, String, ExpertiseCode, i64)>> {
    fetch_all_in!(
        conn,
        (PersonId, String, ExpertiseCode, i64),
        "select person_id, side, expertise, position from profile_expertise where person_id in {list}
         order by side, position, expertise",
        people
    )
}

pub async fn regions(
    conn: Conn<'_>,
    people: &[PersonId],
) -> sqlx::Result<Vec<(PersonId, RegionCode)>> {
    fetch_all_in!(
        conn,
        (PersonId, RegionCode),
        "select person_id, region from profile_regions where person_id in {list} order by region",
        people
    )
}

/// Mentorships of each mentor that hold a place.
pub async fn active(conn: Conn<'_>, mentors: &[PersonId]) -> sqlx::Result<Vec<(PersonId, i64)>> {
    fetch_all_in!(
        conn,
        (PersonId, i64),
        "select mentor_id, cast(count(*) as bigint) from mentorships
         where closed_at is null and mentor_id in {list} group by mentor_id",
        mentors
    )
}

pub async fn project(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<ProjectRow>> {
    fetch_optional!(
        conn,
        ProjectRow,
        "select title, stage, sector, region, sought, investment_minor, currency, jobs
         from projects where person_id = $1",
        person
    )
}

pub async fn set_sides(
    conn: Conn<'_>,
    person: PersonId,
    sides: Sides,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set mentee = $2, mentor = $3, updated_at = $4 where person_id = $1",
        person,
        sides.mentee,
        sides.mentor,
        now
    )
}

/// Where the person lives, if they said so.
pub async fn country(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<CountryCode>> {
    let country = fetch_optional!(
        conn,
        (Option<CountryCode>,),
        "select country from profiles where person_id = $1",
        person
    )?;
    Ok(country.and_then(|row| row.0))
}

/// Makes others who change this profile wait for this transaction.
pub async fn lock(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set person_id = person_id where person_id = $1",
        person
    )
}

/// Mentee, mentor, bits of the steps done.
pub async fn progress(conn: Conn<'_>, person: PersonId) -> sqlx::Result<(bool, bool, i64)> {
    fetch_one!(
        conn,
        (bool, bool, i64),
        "select mentee, mentor, steps_done from profiles where person_id = $1",
        person
    )
}

/// Marks a step as saved.
pub async fn mark_step(
    conn: Conn<'_>,
    person: PersonId,
    bit: i64,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set steps_done = steps_done | $2, updated_at = $3 where person_id = $1",
        person,
        bit,
        now
    )
}

pub async fn set_who(conn: Conn<'_>, person: PersonId, who: &Who) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set given_name = $2, family_name = $3, given_name_ar = $4, family_name_ar = $5,
            headline = $6, phone = $7 where person_id = $1",
        person,
        who.names.given.as_str(),
        who.names.family.as_str(),
        who.names.given_ar.as_str(),
        who.names.family_ar.as_str(),
        who.headline.as_str(),
        who.phone.as_str()
    )
}

pub async fn set_place(conn: Conn<'_>, person: PersonId, place: &Place) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set country = $2, city = $3, time_zone = $4 where person_id = $1",
        person,
        place.country.as_str(),
        place.city.as_str(),
        place.time_zone.as_deref()
    )
}

pub async fn set_offer(
    conn: Conn<'_>,
    person: PersonId,
    offer: &Offer,
    now: Timestamp,
) -> sqlx::Result<u64> {
    let paused_at = offer.paused.then_some(now);
    execute!(
        conn,
        "update profiles set years_experience = $2, capacity = $3,
            paused_at = case when $4 then coalesce(paused_at, $5) else null end
         where person_id = $1",
        person,
        offer.years,
        offer.capacity,
        offer.paused,
        paused_at
    )
}

pub async fn set_ties(conn: Conn<'_>, person: PersonId, ties: &Ties) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set federation = $2, company = $3 where person_id = $1",
        person,
        ties.federation.as_ref().map(|code| code.as_str()),
        ties.company.as_str()
    )
}

pub async fn set_time(conn: Conn<'_>, person: PersonId, time: &FreeTime) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set availability = $2, bio = $3 where person_id = $1",
        person,
        i64::from(time.availability.bits()),
        time.bio.as_str()
    )
}

pub async fn clear_languages(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from profile_languages where person_id = $1",
        person
    )
}

pub async fn insert_languages(
    conn: Conn<'_>,
    person: PersonId,
    languages: &[SpokenLanguage],
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into profile_languages (person_id, tongue, level) ",
        languages,
        |row, language| {
            row.push_bind(person)
                .push_bind(language.tongue.code())
                .push_bind(language.level.code());
        },
        ""
    )
}

pub async fn clear_sectors(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from profile_sectors where person_id = $1",
        person
    )
}

pub async fn insert_sectors(
    conn: Conn<'_>,
    person: PersonId,
    sectors: &[SectorCode],
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into profile_sectors (person_id, sector, position) ",
        sectors.iter().zip(0_i64..),
        |row, (sector, position)| {
            row.push_bind(person)
                .push_bind(sector.as_str())
                .push_bind(position);
        },
        ""
    )
}

pub async fn clear_expertise(conn: Conn<'_>, person: PersonId, side: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from profile_expertise where person_id = $1 and side = $2",
        person,
        side
    )
}

pub async fn insert_expertise(
    conn: Conn<'_>,
    person: PersonId,
    side: &str,
    expertise: &[(&ExpertiseCode, i64)],
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into profile_expertise (person_id, side, expertise, position) ",
        expertise,
        |row, (code, position)| {
            row.push_bind(person)
                .push_bind(side)
                .push_bind(code.as_str())
                .push_bind(position);
        },
        ""
    )
}

pub async fn clear_regions(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from profile_regions where person_id = $1",
        person
    )
}

pub async fn insert_regions(
    conn: Conn<'_>,
    person: PersonId,
    regions: &[RegionCode],
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into profile_regions (person_id, region) ",
        regions,
        |row, region| {
            row.push_bind(person).push_bind(region.as_str());
        },
        ""
    )
}

pub async fn set_project(
    conn: Conn<'_>,
    person: PersonId,
    project: &Project,
    now: Timestamp,
) -> sqlx::Result<u64> {
    let (minor, currency) = match project.investment {
        Some(Money { minor, currency }) => (Some(minor), currency.code()),
        None => (None, domain::money::Currency::Mad.code()),
    };
    execute!(
        conn,
        "insert into projects (id, person_id, title, stage, sector, region, sought, investment_minor, currency, jobs,
            updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (person_id) do update set title = excluded.title, stage = excluded.stage,
            sector = excluded.sector, region = excluded.region, sought = excluded.sought,
            investment_minor = excluded.investment_minor, currency = excluded.currency, jobs = excluded.jobs,
            updated_at = excluded.updated_at",
        ProjectId::new(),
        person,
        project.title.as_str(),
        project.stage.code(),
        project.sector.as_ref().map(|code| code.as_str()),
        project.region.as_ref().map(|code| code.as_str()),
        project.sought.as_str(),
        minor,
        currency,
        project.jobs,
        now
    )
}

/// Do these two have a mentorship that is not closed?
pub async fn is_pair(conn: Conn<'_>, one: PersonId, other: PersonId) -> sqlx::Result<bool> {
    let found: i64 = fetch_scalar!(
        conn,
        i64,
        "select count(*) from mentorships where closed_at is null
         and ((mentee_id = $1 and mentor_id = $2) or (mentee_id = $2 and mentor_id = $1))",
        one,
        other
    )?;
    Ok(found > 0)
}

/// The programmes to which a person belongs, on either side.
pub async fn programmes_of(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Vec<ProgrammeId>> {
    fetch_scalars!(
        conn,
        ProgrammeId,
        "select distinct programme_id from memberships where person_id = $1",
        person
    )
}

/// Did one of these two ever ask the other, or were they ever a pair?
pub async fn have_met(conn: Conn<'_>, one: PersonId, other: PersonId) -> sqlx::Result<bool> {
    let found: i64 = fetch_scalar!(
        conn,
        i64,
        "select (select count(*) from mentorships
            where (mentee_id = $1 and mentor_id = $2) or (mentee_id = $2 and mentor_id = $1))
          + (select count(*) from requests
            where (mentee_id = $1 and mentor_id = $2) or (mentee_id = $2 and mentor_id = $1))",
        one,
        other
    )?;
    Ok(found > 0)
}

pub async fn set_photo_hash(
    conn: Conn<'_>,
    person: PersonId,
    hash: Option<&str>,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "update profiles set photo_hash = $2, updated_at = $3 where person_id = $1",
        person,
        hash,
        now
    )
}

pub async fn clear_photos(conn: Conn<'_>, person: PersonId) -> sqlx::Result<u64> {
    execute!(conn, "delete from photos where person_id = $1", person)
}

pub async fn insert_photos(
    conn: Conn<'_>,
    person: PersonId,
    photos: &[(u16, Vec<u8>)],
) -> sqlx::Result<u64> {
    insert_many!(
        conn,
        "insert into photos (person_id, size, webp) ",
        photos,
        |row, (size, webp)| {
            row.push_bind(person)
                .push_bind(i64::from(*size))
                .push_bind(webp.as_slice());
        },
        ""
    )
}

/// The picture, its owner's sides, and whether the account is open.
pub async fn photo(
    conn: Conn<'_>,
    person: PersonId,
    size: i64,
    hash: &str,
) -> sqlx::Result<Option<(Vec<u8>, bool)>> {
    fetch_optional!(
        conn,
        (Vec<u8>, bool),
        "select ph.webp, f.mentor from photos ph
         join profiles f on f.person_id = ph.person_id join people p on p.id = ph.person_id
         where ph.person_id = $1 and ph.size = $2 and f.photo_hash = $3 and p.deactivated_at is null",
        person,
        size,
        hash
    )
}

/// A mentorship that holds a place, for tests.
#[cfg(test)]
pub async fn insert_test_mentorship(
    conn: Conn<'_>,
    programme: ProgrammeId,
    mentee: PersonId,
    mentor: PersonId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into mentorships (id, programme_id, mentee_id, mentor_id, state, created_at)
         values ($1, $2, $3, $4, 'chartering', $5)",
        domain::MentorshipId::new(),
        programme,
        mentee,
        mentor,
        now
    )
}
