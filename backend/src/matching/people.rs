//! From rows to the two sides of a match, as the domain judges them.

use super::sql::{self, EVERYBODY, PersonRow, Range};
use crate::{Error, Result, db::Conn};
use domain::{
    Lang, PersonId, ProgrammeId, Timestamp,
    matching::{
        CompanyKey, MenteeNeeds, MentorOffer, MentorStatus,
        views::{Lacking, MentorCard, PersonLine},
    },
    profiles::{
        Availability, CountryCode, ExpertiseCode, Level, Names, RegionCode, SectorCode,
        SpokenLanguage, Stage, Tongue, WeekHours,
    },
    time::{HOUR, WallTime},
};
use jiff::tz::TimeZone;
use std::collections::HashMap;

/// Answers needed before "usually answers in" is said of anybody.
const ANSWERS_ENOUGH: usize = 2;

/// A mentor with everything that a card, the directory or a request needs.
#[derive(Clone, Debug)]
pub struct Mentor {
    pub row: PersonRow,
    pub offer: MentorOffer,
}

/// A mentee with the project.
#[derive(Clone, Debug)]
pub struct Mentee {
    pub row: PersonRow,
    pub needs: MenteeNeeds,
    pub project: Option<sql::ProjectRow>,
    /// Companies declared as conflicts of interest.
    pub company_conflicts: Vec<CompanyKey>,
}

/// All mentors of a programme.
pub async fn mentors(
    conn: Conn<'_>,
    programme: ProgrammeId,
    now: Timestamp,
) -> Result<Vec<Mentor>> {
    load(conn, programme, EVERYBODY, now).await
}

/// One mentor of a programme; `None` when this person is none, or their account is not in use.
pub async fn mentor(
    conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    now: Timestamp,
) -> Result<Option<Mentor>> {
    Ok(load(conn, programme, (person, person), now).await?.pop())
}

async fn load(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    range: Range,
    now: Timestamp,
) -> Result<Vec<Mentor>> {
    let rows = sql::members(conn.reborrow(), programme, "mentor", range).await?;
    let mut languages = spoken(sql::languages(conn.reborrow(), range).await?);
    let mut sectors = grouped(
        sql::sectors(conn.reborrow(), range).await?,
        SectorCode::parse,
    );
    let offered = sql::offered(conn.reborrow(), range).await?;
    let mut offered = grouped(offered, ExpertiseCode::parse);
    let mut ties = grouped(sql::ties(conn.reborrow(), range).await?, RegionCode::parse);
    let mut answers: HashMap<PersonId, Vec<i64>> = HashMap::new();
    for (mentor, asked, answered) in sql::answers(conn, range).await? {
        answers
            .entry(mentor)
            .or_default()
            .push(answered.since(asked));
    }
    let mentors = rows.into_iter().map(|row| {
        let person = row.person_id;
        let offer = MentorOffer {
            person,
            status: status(&row),
            offers: offered.remove(&person).unwrap_or_default(),
            sectors: sectors.remove(&person).unwrap_or_default(),
            ties: ties.remove(&person).unwrap_or_default(),
            languages: languages.remove(&person).unwrap_or_default(),
            years: row.years_experience.map(small),
            hours: week_hours(&row, now),
            capacity: small(row.capacity),
            active: small(row.active),
            asked: small(row.asked),
            company: CompanyKey::parse(&row.company),
            conflicts: Vec::new(),
            blocked: Vec::new(),
            usual_answer_hours: usual_hours(answers.remove(&person).unwrap_or_default()),
        };
        Mentor { row, offer }
    });
    Ok(mentors.collect())
}

/// One person as a mentee; `None` without a profile. Blocks and conflicts of both directions are on this side.
pub async fn mentee(
    mut conn: Conn<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<Option<Mentee>> {
    let Some(row) = sql::person(conn.reborrow(), person).await? else {
        return Ok(None);
    };
    let range = (person, person);
    let languages = spoken(sql::languages(conn.reborrow(), range).await?);
    let needed = sql::needed(conn.reborrow(), person).await?;
    let ties = sql::ties(conn.reborrow(), range).await?;
    let project = sql::project(conn.reborrow(), person).await?;
    let company = CompanyKey::parse(&row.company);
    let mut conflicts = sql::conflicts(conn.reborrow(), person).await?;
    if let Some(company) = &company {
        conflicts.extend(sql::in_conflict_with_company(conn.reborrow(), company.as_str()).await?);
    }
    let companies = sql::company_conflicts(conn.reborrow(), person).await?;
    let blocked = sql::blocked(conn.reborrow(), person).await?;
    let asked = sql::asked(conn, person).await?;
    let of_project = |code: fn(&sql::ProjectRow) -> &Option<String>| {
        project.as_ref().and_then(|it| code(it).clone())
    };
    let needs = MenteeNeeds {
        person,
        first_need: needed.first().is_some_and(|(_, position)| *position == 0),
        needs: needed
            .iter()
            .filter_map(|(code, _)| ExpertiseCode::parse(code))
            .collect(),
        sector: of_project(|it| &it.sector).and_then(|code| SectorCode::parse(&code)),
        target_region: of_project(|it| &it.region).and_then(|code| RegionCode::parse(&code)),
        ties: grouped(ties, RegionCode::parse)
            .remove(&person)
            .unwrap_or_default(),
        languages: languages.into_values().flatten().collect(),
        stage: project.as_ref().and_then(|it| Stage::from_code(&it.stage)),
        hours: week_hours(&row, now),
        company,
        conflicts,
        blocked,
        asked,
    };
    let company_conflicts = companies
        .iter()
        .filter_map(|name| CompanyKey::parse(name))
        .collect();
    Ok(Some(Mentee {
        row,
        needs,
        project,
        company_conflicts,
    }))
}

impl Mentee {
    /// Adds the mentors of companies that this mentee declared a conflict with.
    pub fn know_companies<'a>(&mut self, mentors: impl IntoIterator<Item = &'a MentorOffer>) {
        if self.company_conflicts.is_empty() {
            return;
        }
        for mentor in mentors {
            if mentor
                .company
                .as_ref()
                .is_some_and(|it| self.company_conflicts.contains(it))
            {
                self.needs.conflicts.push(mentor.person);
            }
        }
    }

    /// What a mentor must be able to read before being asked.
    pub fn lacking(&self) -> Vec<Lacking> {
        let project = self
            .project
            .as_ref()
            .is_some_and(|it| !it.title.trim().is_empty());
        [
            (!project, Lacking::Project),
            (self.needs.needs.is_empty(), Lacking::Needs),
            (self.needs.languages.is_empty(), Lacking::Languages),
        ]
        .into_iter()
        .filter_map(|(lacks, what)| lacks.then_some(what))
        .collect()
    }
}

impl Mentor {
    pub fn card(&self, lang: Lang) -> MentorCard {
        MentorCard {
            who: self.row.line(lang),
            capacity: self.offer.capacity,
            free_places: self.offer.free_places(),
            paused: self.offer.status == MentorStatus::Paused,
            passed_on: small(self.row.passed_on),
        }
    }
}

impl PersonRow {
    pub fn free_places(&self) -> i64 {
        (self.capacity - self.active).max(0)
    }

    pub fn line(&self, lang: Lang) -> PersonLine {
        let (given, family) = self.names(lang);
        let name = format!("{given} {family}").trim().to_owned();
        PersonLine {
            person: self.person_id,
            first_name: if given.is_empty() {
                name.clone()
            } else {
                given.to_owned()
            },
            name,
            headline: self.headline.clone(),
            city: self.city.clone(),
            country: self.country.as_deref().and_then(CountryCode::parse),
            photo: self.photo_hash.clone(),
            demo: self.demo,
        }
    }

    /// The names in both scripts.
    pub fn both_names(&self) -> Names {
        Names {
            given: self.given_name.clone(),
            family: self.family_name.clone(),
            given_ar: self.given_name_ar.clone(),
            family_ar: self.family_name_ar.clone(),
        }
    }

    /// Given and family name, in the page's script first.
    fn names(&self, lang: Lang) -> (&str, &str) {
        let latin = (self.given_name.as_str(), self.family_name.as_str());
        let arabic = (self.given_name_ar.as_str(), self.family_name_ar.as_str());
        let (first, second) = if lang == Lang::Ar {
            (arabic, latin)
        } else {
            (latin, arabic)
        };
        if first.0.is_empty() && first.1.is_empty() {
            second
        } else {
            first
        }
    }

    /// The clock at this person's place.
    pub fn local_time(&self, now: Timestamp) -> Option<WallTime> {
        let zone = TimeZone::get(self.time_zone.as_deref()?).ok()?;
        wall_time(now, &zone)
    }
}

/// A moment on the clock of a zone; `None` outside the years that have one.
pub fn wall_time(at: Timestamp, zone: &TimeZone) -> Option<WallTime> {
    let local = zone.to_datetime(jiff::Timestamp::from_millisecond(at.0).ok()?);
    Some(WallTime {
        day: domain::time::Day {
            year: local.year(),
            month: local.month().unsigned_abs(),
            day: local.day().unsigned_abs(),
            weekday: local.weekday().to_monday_one_offset().unsigned_abs(),
        },
        hour: local.hour().unsigned_abs(),
        minute: local.minute().unsigned_abs(),
    })
}

/// The hours of the UTC week at the offset that the person's zone has now; UTC itself without a zone we know.
fn week_hours(row: &PersonRow, now: Timestamp) -> WeekHours {
    let availability = Availability::from_bits(u32::try_from(row.availability).unwrap_or(0));
    let offset = row
        .time_zone
        .as_deref()
        .and_then(|zone| TimeZone::get(zone).ok())
        .zip(jiff::Timestamp::from_millisecond(now.0).ok())
        .map_or(0, |(zone, now)| zone.to_offset(now).seconds() / 60);
    availability.week_hours(offset)
}

fn status(row: &PersonRow) -> MentorStatus {
    if !row.mentor {
        MentorStatus::NotAMentor
    } else if row.paused_at.is_some() {
        MentorStatus::Paused
    } else {
        MentorStatus::Available
    }
}

/// The median of the times to answer, in hours rounded up.
fn usual_hours(mut times: Vec<i64>) -> Option<u32> {
    if times.len() < ANSWERS_ENOUGH {
        return None;
    }
    times.sort_unstable();
    let middle = times.len() / 2;
    let median = if times.len().is_multiple_of(2) {
        (times[middle - 1] + times[middle]) / 2
    } else {
        times[middle]
    };
    u32::try_from((median + HOUR - 1) / HOUR).ok()
}

/// Values by person, in the order of the rows; codes that are none are left out.
fn grouped<T>(
    rows: Vec<(PersonId, String)>,
    parse: impl Fn(&str) -> Option<T>,
) -> HashMap<PersonId, Vec<T>> {
    let mut by_person: HashMap<PersonId, Vec<T>> = HashMap::new();
    for (person, code) in rows {
        if let Some(value) = parse(&code) {
            by_person.entry(person).or_default().push(value);
        }
    }
    by_person
}

fn spoken(rows: Vec<(PersonId, String, String)>) -> HashMap<PersonId, Vec<SpokenLanguage>> {
    let mut by_person: HashMap<PersonId, Vec<SpokenLanguage>> = HashMap::new();
    for (person, tongue, level) in rows {
        if let (Some(tongue), Some(level)) = (Tongue::from_code(&tongue), Level::from_code(&level))
        {
            by_person
                .entry(person)
                .or_default()
                .push(SpokenLanguage { tongue, level });
        }
    }
    by_person
}

/// A count from the database; what does not fit is the nearest that does.
fn small(number: i64) -> u16 {
    u16::try_from(number.max(0)).unwrap_or(u16::MAX)
}

/// The stored weights, or the usual ones where a programme has none of its own.
pub fn weights(stored: &str) -> Result<domain::matching::Weights, Error> {
    match stored.trim() {
        "" | "{}" => Ok(domain::matching::Weights::default()),
        json => Ok(serde_json::from_str(json)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_answer_is_the_median_and_needs_two_answers() {
        assert_eq!(usual_hours(vec![HOUR]), None);
        assert_eq!(usual_hours(vec![HOUR, 3 * HOUR]), Some(2));
        assert_eq!(usual_hours(vec![100 * HOUR, HOUR, 2 * HOUR]), Some(2));
        assert_eq!(usual_hours(vec![HOUR + 1, HOUR + 1]), Some(2));
    }

    #[test]
    fn a_programme_without_weights_has_the_usual_ones() {
        assert_eq!(weights("{}").unwrap(), domain::matching::Weights::default());
        assert!(weights("{\"needs\":1}").is_err());
    }
}
