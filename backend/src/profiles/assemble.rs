//! Puts rows of several tables together into whole profiles and cards: a fixed number of queries for any number
//! of people.

use super::sql;
use crate::{Error, Result, db::Reader};
use domain::{
    PersonId,
    money::{Currency, Money},
    profiles::{
        Availability, CountryCode, ExpertiseCode, FederationCode, Level, Names, Profile,
        ProfileCard, ProfileStep, Project, RegionCode, SectorCode, Sides, SpokenLanguage, Stage,
        StepsDone, Tongue,
    },
};
use std::collections::HashMap;

/// The lists of one person.
#[derive(Default)]
struct Lists {
    languages: Vec<SpokenLanguage>,
    sectors: Vec<SectorCode>,
    offers: Vec<ExpertiseCode>,
    needs: Vec<ExpertiseCode>,
    first_need: bool,
    regions: Vec<RegionCode>,
}

async fn lists(reader: &mut Reader, people: &[PersonId]) -> Result<HashMap<PersonId, Lists>> {
    let mut all: HashMap<PersonId, Lists> = HashMap::new();
    for (person, tongue, level) in sql::languages(reader.conn(), people).await? {
        let tongue = Tongue::from_code(&tongue);
        let level = Level::from_code(&level);
        let (Some(tongue), Some(level)) = (tongue, level) else {
            return Err(Error::UnknownCode("profile_languages"));
        };
        let spoken = SpokenLanguage { tongue, level };
        all.entry(person).or_default().languages.push(spoken);
    }
    for (person, sector) in sql::sectors(reader.conn(), people).await? {
        all.entry(person).or_default().sectors.push(sector);
    }
    for (person, side, code, position) in sql::expertise(reader.conn(), people).await? {
        let lists = all.entry(person).or_default();
        match side.as_str() {
            "offered" => lists.offers.push(code),
            "needed" => {
                lists.first_need |= position == 0;
                lists.needs.push(code);
            }
            _ => return Err(Error::UnknownCode("profile_expertise.side")),
        }
    }
    for (person, region) in sql::regions(reader.conn(), people).await? {
        all.entry(person).or_default().regions.push(region);
    }
    for lists in all.values_mut() {
        // Best spoken first.
        lists
            .languages
            .sort_by_key(|spoken| (std::cmp::Reverse(spoken.level), spoken.tongue));
    }
    Ok(all)
}

/// One whole profile; `None` when the person has none yet.
pub async fn profile(reader: &mut Reader, person: PersonId) -> Result<Option<Profile>> {
    let Some(row) = sql::profiles(reader.conn(), &[person]).await?.pop() else {
        return Ok(None);
    };
    let lists = lists(reader, &[person])
        .await?
        .remove(&person)
        .unwrap_or_default();
    let project = project_of(reader, person).await?;
    Ok(Some(Profile {
        person,
        names: names(&row),
        country: row.country.as_deref().and_then(CountryCode::parse),
        federation: row.federation.as_deref().and_then(FederationCode::parse),
        availability: availability(row.availability)?,
        done: steps_done(&row)?,
        sides: Sides {
            mentee: row.mentee,
            mentor: row.mentor,
        },
        headline: row.headline,
        bio: row.bio,
        company: row.company,
        phone: row.phone,
        city: row.city,
        time_zone: row.time_zone,
        years: row.years_experience,
        capacity: row.capacity,
        paused_at: row.paused_at,
        photo: row.photo_hash,
        languages: lists.languages,
        sectors: lists.sectors,
        offers: lists.offers,
        needs: lists.needs,
        first_need: lists.first_need,
        regions: lists.regions,
        project,
    }))
}

/// The project of a person who has one.
pub async fn project_of(reader: &mut Reader, person: PersonId) -> Result<Option<Project>> {
    let row = sql::project(reader.conn(), person).await?;
    row.map(project).transpose()
}

/// The cards of these people, in the order of `people`; whoever has no profile is left out.
pub async fn cards(reader: &mut Reader, people: &[PersonId]) -> Result<Vec<ProfileCard>> {
    let mut lists = lists(reader, people).await?;
    let active: HashMap<PersonId, i64> = sql::active(reader.conn(), people)
        .await?
        .into_iter()
        .collect();
    let mut cards: HashMap<PersonId, ProfileCard> = HashMap::with_capacity(people.len());
    for row in sql::profiles(reader.conn(), people).await? {
        let person = row.person_id;
        let lists = lists.remove(&person).unwrap_or_default();
        let active = active.get(&person).copied().unwrap_or_default();
        cards.insert(person, card(row, lists, active)?);
    }
    Ok(people
        .iter()
        .filter_map(|person| cards.remove(person))
        .collect())
}

fn card(row: sql::ProfileRow, lists: Lists, active: i64) -> Result<ProfileCard> {
    Ok(ProfileCard {
        person: row.person_id,
        names: names(&row),
        country: row.country.as_deref().and_then(CountryCode::parse),
        federation: row.federation.as_deref().and_then(FederationCode::parse),
        availability: availability(row.availability)?,
        sides: Sides {
            mentee: row.mentee,
            mentor: row.mentor,
        },
        headline: row.headline,
        bio: row.bio,
        company: row.company,
        city: row.city,
        time_zone: row.time_zone,
        years: row.years_experience,
        capacity: row.capacity,
        active,
        paused: row.paused_at.is_some(),
        photo: row.photo_hash,
        demo: row.demo,
        languages: lists.languages,
        sectors: lists.sectors,
        offers: lists.offers,
        needs: lists.needs,
        regions: lists.regions,
    })
}

fn names(row: &sql::ProfileRow) -> Names {
    Names {
        given: row.given_name.clone(),
        family: row.family_name.clone(),
        given_ar: row.given_name_ar.clone(),
        family_ar: row.family_name_ar.clone(),
    }
}

fn project(row: sql::ProjectRow) -> Result<Project> {
    let (title, stage, sector, region, sought, minor, currency, jobs) = row;
    let stage = Stage::from_code(&stage).ok_or(Error::UnknownCode("projects.stage"))?;
    let currency = Currency::from_code(&currency).ok_or(Error::UnknownCode("projects.currency"))?;
    Ok(Project {
        title,
        stage,
        sector: sector.as_deref().and_then(SectorCode::parse),
        region: region.as_deref().and_then(RegionCode::parse),
        sought,
        investment: minor.map(|minor| Money { minor, currency }),
        jobs,
    })
}

fn availability(bits: i64) -> Result<Availability> {
    self::bits(bits).map(Availability::from_bits)
}

/// The steps that were saved; that of the photo, while there is one.
fn steps_done(row: &sql::ProfileRow) -> Result<StepsDone> {
    let photo = 1 << ProfileStep::Photo as u32;
    let saved = StepsDone::from_bits(bits(row.steps_done)? & !photo);
    Ok(match row.photo_hash {
        Some(_) => saved.with(ProfileStep::Photo),
        None => saved,
    })
}

fn bits(number: i64) -> Result<u32> {
    u32::try_from(number).map_err(|_| Error::UnknownCode("profiles: bits"))
}
