//! The six criteria: what each measures, how its value comes about, and from which value on it counts as met.
//!
//! Both ways of matching, pair by pair and through the index, reduce a pair to [`Facts`] and then come through here:
//! the formulas stand once.

use super::{Share, Weights};
use crate::profiles::{Level, NEEDS_MAX, Stage};
use serde::{Deserialize, Serialize};

/// What a mentor is measured by, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Criterion {
    /// How much of what the mentee needs the mentor offers.
    ///
    /// The sum over the needs of weight × credit, divided by the sum of weights. Of n needs the one that the person
    /// called the most important weighs n, and each of the others the mean of n − 1 … 1: rank-sum weights (described by
    /// Stillwell, Seaver and Edwards 1981) with ties shared. Where nobody ranked, all weigh the same: the order of a
    /// list of choices says nothing. Credit is 1 for the very expertise, ½ for another one of its family. Met from ½.
    Needs,
    /// 1 for the project's own sector, ½ for a related one. Met by the same sector only: a neighbour is a reason, not
    /// what was asked for.
    Sector,
    /// 1 for a tie to the project's target region, ½ for a tie that only the mentee shares; without a target region a
    /// shared tie is 1. Met from 1.
    Region,
    /// How well the two can talk, in their best common language and at the weaker one's level: Basic 0.2, Working 0.6,
    /// Fluent 0.9, Native 1. Met from Fluent, because Working is required of any pair and would tell nothing.
    Language,
    /// The mentor's years, divided by those wanted for the project's stage ([`years_wanted`]), at most 1. Met from 1:
    /// more years than enough are not better.
    Experience,
    /// Hours of the week that both usually have, divided by [`HOURS_ENOUGH`], at most 1. Met from half of that.
    Hours,
}

/// Four shared hours are half a day: an hourly meeting every other week fits with room to move it.
pub const HOURS_ENOUGH: u32 = 4;
/// What comes near is worth half of what was asked for.
pub const PARTIAL: Share = Share::new(5_000);
/// Two people who only work in their common language.
pub const LANGUAGE_WORKING: Share = Share::new(6_000);

const _: () = assert!(NEEDS_MAX <= 8, "needs are kept as bits of one byte");

impl Criterion {
    pub const COUNT: usize = 6;
    pub const ALL: [Criterion; Self::COUNT] = [
        Criterion::Needs,
        Criterion::Sector,
        Criterion::Region,
        Criterion::Language,
        Criterion::Experience,
        Criterion::Hours,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Criterion::Needs => "needs",
            Criterion::Sector => "sector",
            Criterion::Region => "region",
            Criterion::Language => "language",
            Criterion::Experience => "experience",
            Criterion::Hours => "hours",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The value from which the criterion is met.
    pub const fn met_from(self) -> Share {
        match self {
            Criterion::Needs | Criterion::Hours => Share::new(5_000),
            Criterion::Language => Share::new(9_000),
            Criterion::Sector | Criterion::Region | Criterion::Experience => Share::WHOLE,
        }
    }
}

/// Years as an entrepreneur or executive that a mentor should bring for a stage.
///
/// Our own steps, without a source: further along, questions are rarer and dearer to get wrong.
pub const fn years_wanted(stage: Stage) -> u16 {
    match stage {
        Stage::Idea => 3,
        Stage::Creation => 5,
        Stage::Launch => 7,
        Stage::Growth => 10,
        Stage::Expansion => 12,
    }
}

/// What became of one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    Met,
    Missed,
    /// The mentee has not said what they look for here, or the programme gives it no weight.
    NotCounted,
}

/// One criterion of one pair. The value of a criterion that is not counted is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CriterionFit {
    pub criterion: Criterion,
    pub value: Share,
    pub verdict: Verdict,
}

/// How a pair does on all six: "5 of your 6 criteria".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fit {
    /// In the order of [`Criterion::ALL`].
    pub criteria: [CriterionFit; Criterion::COUNT],
    /// The weighted mean of the counted values, rounded down; 0 if none is counted. For ordering, not for the screen.
    pub score: Share,
}

impl Fit {
    /// The "5".
    pub fn met(&self) -> usize {
        self.with(Verdict::Met)
    }

    /// The "6".
    pub fn counted(&self) -> usize {
        Criterion::COUNT - self.with(Verdict::NotCounted)
    }

    pub fn of(&self, criterion: Criterion) -> CriterionFit {
        self.criteria[criterion as usize]
    }

    fn with(&self, verdict: Verdict) -> usize {
        self.criteria
            .iter()
            .filter(|it| it.verdict == verdict)
            .count()
    }
}

/// What a mentee asks for, as far as the values depend on it. Prepared once for all mentors.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asks {
    /// How many needs are looked at.
    pub needs: usize,
    /// The first of them was called the most important.
    pub first_need: bool,
    pub sector: bool,
    pub region: bool,
    pub language: bool,
    pub stage: Option<Stage>,
    pub hours: bool,
}

/// How near the mentor comes where codes are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    Far,
    Near,
    Same,
}

/// What is so between the two. Bit i of `exact` and `near` stands for need i; a need has at most one of them set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    pub exact: u8,
    pub near: u8,
    pub sector: Nearness,
    pub region: Nearness,
    pub level: Option<Level>,
    pub years: Option<u16>,
    pub hours: u32,
}

/// Values, verdicts and score out of the facts.
pub(super) fn fit(asks: &Asks, facts: &Facts, weights: &Weights) -> Fit {
    let (mut sum, mut total) = (0_u64, 0_u64);
    let criteria = Criterion::ALL.map(|criterion| {
        let weight = u64::from(weights.of(criterion));
        let Some(value) = value(criterion, asks, facts).filter(|_| weight > 0) else {
            return CriterionFit {
                criterion,
                value: Share::NONE,
                verdict: Verdict::NotCounted,
            };
        };
        sum += weight * u64::from(value.ten_thousandths());
        total += weight;
        let verdict = if value >= criterion.met_from() {
            Verdict::Met
        } else {
            Verdict::Missed
        };
        CriterionFit {
            criterion,
            value,
            verdict,
        }
    });
    let score = Share::of(sum, total * u64::from(Share::WHOLE.ten_thousandths()));
    Fit { criteria, score }
}

/// Twice the weight of need i among n, so that a mean of ranks stays whole; all of them add up to n × (n + 1).
const fn need_weight(index: usize, count: usize, is_first_named: bool) -> u64 {
    (match (is_first_named, index) {
        (true, 0) => 2 * count,
        (true, _) => count,
        (false, _) => count + 1,
    }) as u64
}

/// The share of all needs' weight that need i has.
pub(super) const fn need_share(index: usize, asks: &Asks) -> Share {
    let weight = need_weight(index, asks.needs, asks.first_need);
    Share::of(weight, (asks.needs * (asks.needs + 1)) as u64)
}

/// `None` where the mentee asks for nothing.
fn value(criterion: Criterion, asks: &Asks, facts: &Facts) -> Option<Share> {
    match criterion {
        Criterion::Needs => (asks.needs > 0).then(|| needs_met(asks, facts)),
        Criterion::Sector => asks.sector.then(|| nearness(facts.sector)),
        Criterion::Region => asks.region.then(|| nearness(facts.region)),
        Criterion::Language => asks.language.then(|| ease(facts.level)),
        Criterion::Experience => asks
            .stage
            .map(|stage| Share::of(facts.years.unwrap_or(0).into(), years_wanted(stage).into())),
        Criterion::Hours => asks
            .hours
            .then(|| Share::of(facts.hours.into(), HOURS_ENOUGH.into())),
    }
}

fn needs_met(asks: &Asks, facts: &Facts) -> Share {
    let count = asks.needs;
    let halves: u64 = (0..count)
        .map(|i| {
            let credit = if facts.exact >> i & 1 == 1 {
                2
            } else {
                u64::from(facts.near >> i & 1)
            };
            credit * need_weight(i, count, asks.first_need)
        })
        .sum();
    Share::of(halves, (2 * count * (count + 1)) as u64)
}

const fn nearness(nearness: Nearness) -> Share {
    match nearness {
        Nearness::Far => Share::NONE,
        Nearness::Near => PARTIAL,
        Nearness::Same => Share::WHOLE,
    }
}

const fn ease(level: Option<Level>) -> Share {
    match level {
        None => Share::NONE,
        Some(Level::Basic) => Share::new(2_000),
        Some(Level::Working) => LANGUAGE_WORKING,
        Some(Level::Fluent) => Share::new(9_000),
        Some(Level::Native) => Share::WHOLE,
    }
}
