//! The steps in which a profile is filled: what each takes as typed, and the value it parses to.
//!
//! Every draft reports all of its problems at once, named as the fields of the form. Whether a code exists in the
//! reference data, and a time zone in the tz database, is for the storage to say.

use super::{
    Availability, CAPACITY_MAX, CountryCode, ExpertiseCode, FederationCode, Level, NEEDS_MAX,
    Names, OFFERS_MAX, PROJECT_MAX_MINOR, Project, RegionCode, SectorCode, Sides, SpokenLanguage,
    Stage, Tongue,
};
use crate::{
    FieldProblem, Problem,
    money::{Currency, Money},
    parse,
};
use serde::{Deserialize, Serialize};

/// One page of the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProfileStep {
    Who,
    Place,
    Project,
    Offer,
    Ties,
    Time,
}

impl ProfileStep {
    /// The steps of somebody on these sides, in order.
    pub fn of(sides: Sides) -> Vec<ProfileStep> {
        [
            Some(ProfileStep::Who),
            Some(ProfileStep::Place),
            sides.mentee.then_some(ProfileStep::Project),
            sides.mentor.then_some(ProfileStep::Offer),
            Some(ProfileStep::Ties),
            Some(ProfileStep::Time),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Last segment of the step's path.
    pub const fn slug(self) -> &'static str {
        match self {
            ProfileStep::Who => "who",
            ProfileStep::Place => "place",
            ProfileStep::Project => "project",
            ProfileStep::Offer => "offer",
            ProfileStep::Ties => "ties",
            ProfileStep::Time => "time",
        }
    }

    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::of(Sides {
            mentee: true,
            mentor: true,
        })
        .into_iter()
        .find(|step| step.slug() == slug)
    }

    /// The step after this one for somebody on these sides; `None` after the last.
    pub fn next(self, sides: Sides) -> Option<ProfileStep> {
        Self::of(sides)
            .into_iter()
            .skip_while(|step| *step != self)
            .nth(1)
    }
}

/// Longest name, town or zone, in characters.
pub const NAME_MAX: usize = 80;
/// Longest single line, in characters.
pub const LINE_MAX: usize = 120;
/// Longest text of several lines, in characters.
pub const TEXT_MAX: usize = 2_000;
/// Most sectors one mentor can name.
pub const SECTORS_MAX: usize = 6;
/// Most jobs a project can plan.
pub const JOBS_MAX: i64 = 100_000;
/// Most years of experience.
pub const YEARS_MAX: i64 = 70;

/// Collects problems while the fields of a form are read one by one.
#[derive(Default)]
struct Problems(Vec<FieldProblem>);

impl Problems {
    fn take<T>(&mut self, field: &'static str, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.add(field, problem)).ok()
    }

    fn add(&mut self, field: &'static str, problem: Problem) {
        self.0.push(FieldProblem {
            field: field.into(),
            problem,
        });
    }

    /// `value` unless something was wrong with any field.
    fn unless<T>(self, value: Option<T>) -> Result<T, Vec<FieldProblem>> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self.0),
        }
    }
}

/// Names as typed.
#[derive(Clone, Debug, Default)]
pub struct WhoDraft {
    pub given_name: String,
    pub family_name: String,
    pub given_name_ar: String,
    pub family_name_ar: String,
    pub headline: String,
    pub phone: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub names: Names,
    pub headline: String,
    pub phone: String,
}

impl WhoDraft {
    pub fn parse(&self) -> Result<Who, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let mut name = |field, text: &str| problems.take(field, parse::line(text, 0, NAME_MAX));
        let names = Names {
            given: name("given_name", &self.given_name).unwrap_or_default(),
            family: name("family_name", &self.family_name).unwrap_or_default(),
            given_ar: name("given_name_ar", &self.given_name_ar).unwrap_or_default(),
            family_ar: name("family_name_ar", &self.family_name_ar).unwrap_or_default(),
        };
        if names.is_empty() && problems.0.is_empty() {
            problems.add("given_name", Problem::Missing);
        }
        let headline = problems.take("headline", parse::line(&self.headline, 0, LINE_MAX));
        let phone = problems.take("phone", phone(&self.phone));
        problems.unless(headline.zip(phone).map(|(headline, phone)| Who {
            names,
            headline,
            phone,
        }))
    }
}

/// An international or national number: 6–15 digits (ITU-T E.164), with the usual signs between them.
fn phone(text: &str) -> Result<String, Problem> {
    let text = parse::line(text, 0, 40)?;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let usual = text
        .chars()
        .all(|c| c.is_ascii_digit() || " +-.()/".contains(c));
    if text.is_empty() || (usual && (6..=15).contains(&digits)) {
        Ok(text)
    } else {
        Err(Problem::NotAPhone)
    }
}

/// Place and languages as typed. A language is sent as `fr:fluent`; an empty entry says nothing.
#[derive(Clone, Debug, Default)]
pub struct PlaceDraft {
    pub country: String,
    pub city: String,
    pub time_zone: String,
    pub languages: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub country: CountryCode,
    pub city: String,
    /// Shaped like an IANA id; whether it exists is for the storage to say. `None`: the country's own.
    pub time_zone: Option<String>,
    /// At least one, each tongue once.
    pub languages: Vec<SpokenLanguage>,
}

impl PlaceDraft {
    pub fn parse(&self) -> Result<Place, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let country = problems.take("country", code(&self.country, CountryCode::parse));
        let city = problems.take("city", parse::line(&self.city, 1, NAME_MAX));
        let time_zone = problems.take("time_zone", zone(&self.time_zone));
        let languages = problems.take("languages", languages(&self.languages));
        problems.unless(match (country, city, time_zone, languages) {
            (Some(country), Some(city), Some(time_zone), Some(languages)) => Some(Place {
                country,
                city,
                time_zone,
                languages,
            }),
            _ => None,
        })
    }
}

fn zone(text: &str) -> Result<Option<String>, Problem> {
    let text = text.trim();
    let shaped = text.len() <= 64
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/_+-".contains(&b));
    match text {
        "" => Ok(None),
        _ if shaped => Ok(Some(text.to_owned())),
        _ => Err(Problem::NotInList),
    }
}

fn languages(entries: &[String]) -> Result<Vec<SpokenLanguage>, Problem> {
    let mut spoken: Vec<SpokenLanguage> = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.is_empty()) {
        let language = entry
            .split_once(':')
            .and_then(|(tongue, level)| {
                Some(SpokenLanguage {
                    tongue: Tongue::from_code(tongue)?,
                    level: Level::from_code(level)?,
                })
            })
            .ok_or(Problem::NotInList)?;
        if spoken.iter().all(|known| known.tongue != language.tongue) {
            spoken.push(language);
        }
    }
    if spoken.is_empty() {
        return Err(Problem::TooFew { min: 1 });
    }
    Ok(spoken)
}

/// A mentee's project as typed.
#[derive(Clone, Debug, Default)]
pub struct ProjectDraft {
    pub title: String,
    pub stage: String,
    pub sector: String,
    pub region: String,
    pub sought: String,
    pub needs: Vec<String>,
    pub investment: String,
    pub currency: String,
    pub jobs: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectStep {
    pub project: Project,
    /// One to [`NEEDS_MAX`].
    pub needs: Vec<ExpertiseCode>,
}

impl ProjectDraft {
    pub fn parse(&self) -> Result<ProjectStep, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let title = problems.take("title", parse::line(&self.title, 2, LINE_MAX));
        let stage = problems.take("stage", code(&self.stage, Stage::from_code));
        let sector = problems.take("sector", optional(&self.sector, SectorCode::parse));
        let region = problems.take("region", optional(&self.region, RegionCode::parse));
        let needs = problems.take("needs", codes(&self.needs, NEEDS_MAX, ExpertiseCode::parse));
        let sought = problems.take("sought", parse::paragraph(&self.sought, 0, TEXT_MAX));
        let investment = problems.take("investment", money(&self.investment, &self.currency));
        let jobs = problems.take("jobs", optional_number(&self.jobs, 0, JOBS_MAX));
        let value = title
            .zip(stage)
            .zip(needs)
            .map(|((title, stage), needs)| ProjectStep {
                project: Project {
                    title,
                    stage,
                    sector: sector.flatten(),
                    region: region.flatten(),
                    sought: sought.unwrap_or_default(),
                    investment: investment.flatten(),
                    jobs: jobs.flatten(),
                },
                needs,
            });
        problems.unless(value)
    }
}

fn money(amount: &str, currency: &str) -> Result<Option<Money>, Problem> {
    match parse::amount(amount, PROJECT_MAX_MINOR) {
        Err(Problem::Missing) => Ok(None),
        Err(problem) => Err(problem),
        Ok(minor) => Ok(Some(Money {
            minor,
            currency: Currency::from_code(currency).ok_or(Problem::NotInList)?,
        })),
    }
}

/// What a mentor offers, as typed.
#[derive(Clone, Debug, Default)]
pub struct OfferDraft {
    pub offers: Vec<String>,
    pub sectors: Vec<String>,
    pub years: String,
    pub capacity: String,
    pub paused: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// One to [`OFFERS_MAX`].
    pub offers: Vec<ExpertiseCode>,
    /// One to [`SECTORS_MAX`].
    pub sectors: Vec<SectorCode>,
    pub years: Option<i64>,
    /// 1 to [`CAPACITY_MAX`].
    pub capacity: i64,
    pub paused: bool,
}

impl OfferDraft {
    pub fn parse(&self) -> Result<Offer, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let offers = problems.take(
            "offers",
            codes(&self.offers, OFFERS_MAX, ExpertiseCode::parse),
        );
        let sectors = problems.take(
            "sectors",
            codes(&self.sectors, SECTORS_MAX, SectorCode::parse),
        );
        let years = problems.take("years", optional_number(&self.years, 0, YEARS_MAX));
        let capacity = problems.take(
            "capacity",
            parse::whole_number(&self.capacity, 1, CAPACITY_MAX),
        );
        let value = offers.zip(sectors).zip(capacity);
        problems.unless(value.map(|((offers, sectors), capacity)| Offer {
            offers,
            sectors,
            years: years.flatten(),
            capacity,
            paused: self.paused,
        }))
    }
}

/// Ties as typed.
#[derive(Clone, Debug, Default)]
pub struct TiesDraft {
    pub regions: Vec<String>,
    pub federation: String,
    pub company: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ties {
    pub regions: Vec<RegionCode>,
    pub federation: Option<FederationCode>,
    pub company: String,
}

impl TiesDraft {
    pub fn parse(&self) -> Result<Ties, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let regions = problems.take(
            "regions",
            codes_or_none(&self.regions, 12, RegionCode::parse),
        );
        let federation = problems.take(
            "federation",
            optional(&self.federation, FederationCode::parse),
        );
        let company = problems.take("company", parse::line(&self.company, 0, LINE_MAX));
        let value = regions.zip(federation).zip(company);
        problems.unless(value.map(|((regions, federation), company)| Ties {
            regions,
            federation,
            company,
        }))
    }
}

/// Usual free time and a few words, as typed. A part of the week is sent as its bit, `0` to `27`.
#[derive(Clone, Debug, Default)]
pub struct TimeDraft {
    pub slots: Vec<String>,
    pub bio: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeTime {
    pub availability: Availability,
    pub bio: String,
}

impl TimeDraft {
    pub fn parse(&self) -> Result<FreeTime, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let bits = self.slots.iter().try_fold(0_u32, |bits, slot| {
            let bit: u32 = slot.parse().map_err(|_| Problem::NotInList)?;
            (bit < 28)
                .then_some(bits | 1 << bit)
                .ok_or(Problem::NotInList)
        });
        let bits = problems.take("slots", bits);
        let bio = problems.take("bio", parse::paragraph(&self.bio, 0, TEXT_MAX));
        problems.unless(bits.zip(bio).map(|(bits, bio)| FreeTime {
            availability: Availability::from_bits(bits),
            bio,
        }))
    }
}

fn code<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Problem> {
    match text.trim() {
        "" => Err(Problem::Missing),
        text => read(text).ok_or(Problem::NotInList),
    }
}

fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Problem> {
    match text.trim() {
        "" => Ok(None),
        text => read(text).map(Some).ok_or(Problem::NotInList),
    }
}

/// One to `max` codes, each kept once, in the order sent.
fn codes<T: PartialEq>(
    texts: &[String],
    max: usize,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Problem> {
    match codes_or_none(texts, max, read)? {
        empty if empty.is_empty() => Err(Problem::TooFew { min: 1 }),
        some => Ok(some),
    }
}

fn codes_or_none<T: PartialEq>(
    texts: &[String],
    max: usize,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Problem> {
    let mut chosen: Vec<T> = Vec::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        let value = read(text).ok_or(Problem::NotInList)?;
        if !chosen.contains(&value) {
            chosen.push(value);
        }
    }
    if chosen.len() > max {
        return Err(Problem::TooManyChosen { max: max as u32 });
    }
    Ok(chosen)
}

fn optional_number(text: &str, min: i64, max: i64) -> Result<Option<i64>, Problem> {
    match parse::whole_number(text, min, max) {
        Ok(number) => Ok(Some(number)),
        Err(Problem::Missing) => Ok(None),
        Err(problem) => Err(problem),
    }
}

#[cfg(test)]
#[path = "steps_tests.rs"]
mod tests;
