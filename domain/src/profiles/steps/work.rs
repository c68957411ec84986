//! The steps of one side: a mentee's project, a mentor's offer.

use super::{
    JOBS_MAX, LINE_MAX, SECTORS_MAX, TEXT_MAX, YEARS_MAX,
    reading::{Problems, code, codes, is_blank, money, optional, optional_number},
};
use crate::{
    FieldProblem, parse,
    profiles::{
        CAPACITY_MAX, ExpertiseCode, NEEDS_MAX, OFFERS_MAX, Project, RegionCode, SectorCode, Stage,
    },
};

/// A mentee's project as typed.
#[derive(Clone, Debug, Default)]
pub struct ProjectDraft {
    pub title: String,
    pub stage: String,
    pub sector: String,
    pub region: String,
    pub sought: String,
    pub needs: Vec<String>,
    /// The code of the need that matters most; empty, or not among the needs, when there is none.
    pub first_need: String,
    pub investment: String,
    pub currency: String,
    pub jobs: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectStep {
    pub project: Project,
    /// One to [`NEEDS_MAX`].
    pub needs: Vec<ExpertiseCode>,
    /// The first of them was called the most important. Of one need there is nothing to choose.
    pub first_need: bool,
}

impl ProjectDraft {
    /// Was nothing chosen or typed at all? The currency is chosen from the start.
    pub fn is_blank(&self) -> bool {
        let lines = [
            &self.title,
            &self.stage,
            &self.sector,
            &self.region,
            &self.sought,
            &self.investment,
            &self.jobs,
        ];
        is_blank(lines.into_iter().chain(&self.needs))
    }

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
            .map(|((title, stage), mut needs)| ProjectStep {
                first_need: put_first(&mut needs, &self.first_need),
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

/// Moves the need of this code to the front; `false` when none has it. A choice that belongs to a need which is no
/// longer ticked is no mistake.
fn put_first(needs: &mut [ExpertiseCode], code: &str) -> bool {
    let place = needs.iter().position(|need| need.as_str() == code);
    if let Some(place) = place {
        needs[..=place].rotate_right(1);
    }
    place.is_some()
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
    /// Was nothing chosen or typed at all? A number of people is there from the start.
    pub fn is_blank(&self) -> bool {
        let chosen = self.offers.iter().chain(&self.sectors);
        !self.paused && is_blank([&self.years].into_iter().chain(chosen))
    }

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
