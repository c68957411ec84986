//! Why this mentor, and what to know beforehand: facts in order of strength, for a page to put into words.

use super::Criterion;
use crate::profiles::{ExpertiseCode, RegionCode, SectorCode, Stage, Tongue};
use serde::{Deserialize, Serialize};

/// How many reasons a card shows.
pub const REASONS_SHOWN: usize = 3;

/// One fact that speaks for the mentor.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// The needs that the mentor offers themselves, out of so many: one reason for all of them, so that none goes
    /// unnamed.
    MeetsNeeds {
        needs: Vec<ExpertiseCode>,
        of: u8,
    },
    /// Not the need itself, but `offered` of the same family.
    OffersNearNeed {
        need: ExpertiseCode,
        offered: ExpertiseCode,
    },
    SameSector {
        sector: SectorCode,
    },
    /// The mentor's `sector` is a neighbour of the project's.
    RelatedSector {
        sector: SectorCode,
        yours: SectorCode,
    },
    /// The region of the project.
    TiedToRegion {
        region: RegionCode,
    },
    /// A region that both are tied to, other than the project's.
    SharesTie {
        region: RegionCode,
    },
    /// Spoken by both at a working level or better, the best first.
    SharesLanguages {
        tongues: Vec<Tongue>,
    },
    ExperienceForStage {
        years: u16,
        stage: Stage,
    },
    HoursTogether {
        per_week: u32,
    },
}

/// One fact to know beforehand.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Limit {
    /// The first need that the mentor does not offer itself; the most important one, if it is that.
    LacksNeed {
        expertise: ExpertiseCode,
    },
    OtherSector {
        yours: SectorCode,
    },
    NoTieToRegion {
        region: RegionCode,
    },
    /// The best common language is only worked in by one of the two.
    LanguageNotFluent {
        tongue: Tongue,
    },
    /// Only of mentors who are not eligible.
    NoCommonLanguage,
    FewerYears {
        years: u16,
        wanted: u16,
    },
    YearsNotTold {
        wanted: u16,
    },
    FewHoursTogether {
        per_week: u32,
    },
    HoursNotTold,
}

impl Reason {
    pub const fn criterion(&self) -> Criterion {
        match self {
            Reason::MeetsNeeds { .. } | Reason::OffersNearNeed { .. } => Criterion::Needs,
            Reason::SameSector { .. } | Reason::RelatedSector { .. } => Criterion::Sector,
            Reason::TiedToRegion { .. } | Reason::SharesTie { .. } => Criterion::Region,
            Reason::SharesLanguages { .. } => Criterion::Language,
            Reason::ExperienceForStage { .. } => Criterion::Experience,
            Reason::HoursTogether { .. } => Criterion::Hours,
        }
    }
}

impl Limit {
    pub const fn criterion(&self) -> Criterion {
        match self {
            Limit::LacksNeed { .. } => Criterion::Needs,
            Limit::OtherSector { .. } => Criterion::Sector,
            Limit::NoTieToRegion { .. } => Criterion::Region,
            Limit::LanguageNotFluent { .. } | Limit::NoCommonLanguage => Criterion::Language,
            Limit::FewerYears { .. } | Limit::YearsNotTold { .. } => Criterion::Experience,
            Limit::FewHoursTogether { .. } | Limit::HoursNotTold => Criterion::Hours,
        }
    }
}
