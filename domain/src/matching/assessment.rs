//! One mentee and one mentor looked at together: everything a match card or "why not this one?" says.

use super::criteria::{Asks, Facts, Nearness, fit};
use super::eligibility::best_level;
use super::explain;
use super::{
    Criterion, Fit, Ineligible, Limit, MenteeNeeds, MentorOffer, REASONS_SHOWN, Reason, Rules,
    Taxonomy, Verdict, ineligible,
};
use crate::PersonId;
use crate::profiles::{ExpertiseCode, NEEDS_MAX};
use serde::{Deserialize, Serialize};

/// What there is to say about one mentor for one mentee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    pub mentor: PersonId,
    /// Empty if this mentor may be offered.
    pub ineligible: Vec<Ineligible>,
    pub fit: Fit,
    /// The needs that are met, if any, then the strongest first.
    pub reasons: Vec<Reason>,
    /// What is missing, the most telling first.
    pub limits: Vec<Limit>,
    pub free_places: u16,
    /// Too many wait for this mentor already for one more to be sent there.
    pub is_much_asked: bool,
    pub usual_answer_hours: Option<u32>,
}

impl Assessment {
    /// The three a card shows.
    pub fn strongest_reasons(&self) -> &[Reason] {
        &self.reasons[..self.reasons.len().min(REASONS_SHOWN)]
    }

    /// The one honest limit a card shows; `None` if there is nothing to wish for.
    pub fn limit(&self) -> Option<&Limit> {
        self.limits.first()
    }

    pub fn is_eligible(&self) -> bool {
        self.ineligible.is_empty()
    }
}

/// Looks at one pair under a programme's rules. Tells the fit of a mentor who is not eligible, too.
pub fn assess(mentee: &MenteeNeeds, mentor: &MentorOffer, rules: &Rules) -> Assessment {
    let asks = asks(mentee);
    let facts = facts(mentee, mentor, &rules.taxonomy);
    let fit = fit(&asks, &facts, &rules.weights);
    Assessment {
        mentor: mentor.person,
        ineligible: ineligible(mentee, mentor),
        reasons: explain::reasons(mentee, mentor, &asks, &facts, &fit, rules),
        limits: explain::limits(mentee, mentor, &facts, &fit, rules),
        fit,
        free_places: mentor.free_places(),
        is_much_asked: mentor.is_much_asked(),
        usual_answer_hours: mentor.usual_answer_hours,
    }
}

/// The mentee's needs as far as they are looked at.
pub(super) fn needs(mentee: &MenteeNeeds) -> &[ExpertiseCode] {
    &mentee.needs[..mentee.needs.len().min(NEEDS_MAX)]
}

pub(super) fn asks(mentee: &MenteeNeeds) -> Asks {
    Asks {
        needs: needs(mentee).len(),
        first_need: mentee.first_need,
        sector: mentee.sector.is_some(),
        region: mentee.target_region.is_some() || !mentee.ties.is_empty(),
        language: !mentee.languages.is_empty(),
        stage: mentee.stage,
        hours: mentee.hours.count() > 0,
    }
}

pub(super) fn facts(mentee: &MenteeNeeds, mentor: &MentorOffer, taxonomy: &Taxonomy) -> Facts {
    let (exact, near) = needs_covered(needs(mentee), &mentor.offers, taxonomy);
    Facts {
        exact,
        near,
        sector: sector_nearness(mentee, mentor, taxonomy),
        region: region_nearness(mentee, mentor),
        level: best_level(&mentee.languages, &mentor.languages),
        years: mentor.years,
        hours: mentee.hours.shared(&mentor.hours),
    }
}

/// Whether the mentor offers at least something near one of the needs. Where needs are not counted, all do.
pub(super) fn offers_something(fit: &Fit) -> bool {
    let needs = fit.of(Criterion::Needs);
    needs.verdict == Verdict::NotCounted || needs.value > super::Share::NONE
}

fn needs_covered(
    needs: &[ExpertiseCode],
    offers: &[ExpertiseCode],
    taxonomy: &Taxonomy,
) -> (u8, u8) {
    needs
        .iter()
        .enumerate()
        .fold((0, 0), |(exact, near), (i, need)| {
            if offers.contains(need) {
                (exact | 1 << i, near)
            } else if offers.iter().any(|offer| taxonomy.near(need, offer)) {
                (exact, near | 1 << i)
            } else {
                (exact, near)
            }
        })
}

fn sector_nearness(mentee: &MenteeNeeds, mentor: &MentorOffer, taxonomy: &Taxonomy) -> Nearness {
    match &mentee.sector {
        Some(sector) if mentor.sectors.contains(sector) => Nearness::Same,
        Some(sector)
            if mentor
                .sectors
                .iter()
                .any(|its| taxonomy.related(sector, its)) =>
        {
            Nearness::Near
        }
        _ => Nearness::Far,
    }
}

fn region_nearness(mentee: &MenteeNeeds, mentor: &MentorOffer) -> Nearness {
    let shares_a_tie = || mentee.ties.iter().any(|tie| mentor.ties.contains(tie));
    match &mentee.target_region {
        Some(target) if mentor.ties.contains(target) => Nearness::Same,
        Some(_) if shares_a_tie() => Nearness::Near,
        None if shares_a_tie() => Nearness::Same,
        _ => Nearness::Far,
    }
}

#[cfg(test)]
#[path = "assessment_tests.rs"]
mod tests;
