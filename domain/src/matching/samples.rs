//! A mentee and a mentor who suit each other in everything, to be changed by one thing per test.

use super::{MenteeNeeds, MentorOffer, MentorStatus, Rules, Taxonomy, Turn};
use crate::profiles::*;
use crate::{PersonId, ProgrammeId, Timestamp};

/// Ids that sort as their numbers.
pub fn person(number: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(number))
}

pub fn a_turn() -> Turn {
    Turn::of(ProgrammeId(uuid::Uuid::nil()), person(1), Timestamp(0))
}

pub fn expertise(code: &str) -> ExpertiseCode {
    ExpertiseCode::parse(code).unwrap()
}

pub fn sector(code: &str) -> SectorCode {
    SectorCode::parse(code).unwrap()
}

pub fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).unwrap()
}

pub fn speaks(tongue: Tongue, level: Level) -> SpokenLanguage {
    SpokenLanguage { tongue, level }
}

/// Hours of the UTC week.
pub fn hours(hours: impl IntoIterator<Item = u32>) -> WeekHours {
    let mut week = WeekHours::default();
    hours.into_iter().for_each(|hour| week.insert(hour));
    week
}

pub fn a_mentee() -> MenteeNeeds {
    MenteeNeeds {
        person: person(1),
        needs: ["EXPORT_EU", "SANITARY", "FUNDRAISING"]
            .map(expertise)
            .into(),
        first_need: true,
        sector: Some(sector("AGROFOOD")),
        target_region: Some(region("MA-03")),
        ties: vec![region("MA-09")],
        languages: vec![
            speaks(Tongue::French, Level::Fluent),
            speaks(Tongue::German, Level::Working),
        ],
        stage: Some(Stage::Launch),
        hours: hours(8..14),
        company: None,
        conflicts: vec![],
        blocked: vec![],
        asked: vec![],
    }
}

pub fn a_mentor() -> MentorOffer {
    MentorOffer {
        person: person(100),
        status: MentorStatus::Available,
        offers: ["EXPORT_EU", "SANITARY", "FUNDRAISING"]
            .map(expertise)
            .into(),
        sectors: vec![sector("AGROFOOD")],
        ties: vec![region("MA-03")],
        languages: vec![
            speaks(Tongue::Arabic, Level::Native),
            speaks(Tongue::French, Level::Fluent),
        ],
        years: Some(8),
        hours: hours(8..12),
        capacity: 2,
        active: 1,
        asked: 0,
        company: None,
        conflicts: vec![],
        blocked: vec![],
        usual_answer_hours: Some(48),
    }
}

/// Fundraising and bank loans are one family, food and farming neighbours.
pub fn rules() -> Rules {
    let finance = FamilyCode::parse("FINANCE").unwrap();
    let families = ["FUNDRAISING", "BANK_LOANS"].map(|code| (expertise(code), finance.clone()));
    Rules {
        weights: Default::default(),
        taxonomy: Taxonomy::new(families, [(sector("AGRI"), sector("AGROFOOD"))]),
    }
}
