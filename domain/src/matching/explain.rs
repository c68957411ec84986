//! Which reasons and limits hold for a pair, and in which order they are told.

use super::assessment::needs;
use super::criteria::{Asks, Facts, Nearness, need_share};
use super::{
    Criterion, Fit, Limit, MenteeNeeds, MentorOffer, Reason, Rules, Share, Taxonomy, Verdict,
    years_wanted,
};
use crate::profiles::{ExpertiseCode, Level, SpokenLanguage, Tongue};

/// All reasons: first the needs that are met, whatever the weights say, because they are what was asked for; then by
/// what each adds to the score (weight × value), equal ones in the order of criteria and needs.
pub(super) fn reasons(
    mentee: &MenteeNeeds,
    mentor: &MentorOffer,
    asks: &Asks,
    facts: &Facts,
    fit: &Fit,
    rules: &Rules,
) -> Vec<Reason> {
    let mut found: Vec<(u32, Reason)> = Vec::new();
    let counts_needs = fit.of(Criterion::Needs).verdict != Verdict::NotCounted;
    if counts_needs {
        let weight = rules.weights.of(Criterion::Needs);
        for (value, reason) in nearly_met(mentee, mentor, asks, facts, &rules.taxonomy) {
            found.push((strength(weight, value), reason));
        }
    }
    for criterion in Criterion::ALL {
        let value = fit.of(criterion).value;
        if value > Share::NONE
            && let Some(reason) = reason_of(criterion, mentee, mentor, facts, &rules.taxonomy)
        {
            found.push((strength(rules.weights.of(criterion), value), reason));
        }
    }
    found.sort_by_key(|(strength, _)| std::cmp::Reverse(*strength));
    let met = needs_met(mentee, facts).filter(|_| counts_needs);
    let others = found.into_iter().map(|(_, reason)| reason);
    met.into_iter().chain(others).collect()
}

/// What falls short, criteria that are missed before those that are met in part, then by weight × what is missing.
pub(super) fn limits(
    mentee: &MenteeNeeds,
    mentor: &MentorOffer,
    facts: &Facts,
    fit: &Fit,
    rules: &Rules,
) -> Vec<Limit> {
    let mut found: Vec<(bool, u32, Limit)> = Vec::new();
    for it in fit
        .criteria
        .iter()
        .filter(|it| it.verdict != Verdict::NotCounted)
    {
        let missing = Share::new(Share::WHOLE.ten_thousandths() - it.value.ten_thousandths());
        if missing > Share::NONE
            && let Some(limit) = limit_of(it.criterion, mentee, mentor, facts)
        {
            let met = it.verdict == Verdict::Met;
            found.push((
                met,
                strength(rules.weights.of(it.criterion), missing),
                limit,
            ));
        }
    }
    found.sort_by_key(|(met, strength, _)| (*met, std::cmp::Reverse(*strength)));
    found.into_iter().map(|(_, _, limit)| limit).collect()
}

fn strength(weight: u16, value: Share) -> u32 {
    u32::from(weight) * u32::from(value.ten_thousandths())
}

/// The needs that are met, all in one.
fn needs_met(mentee: &MenteeNeeds, facts: &Facts) -> Option<Reason> {
    let needs = needs(mentee);
    let met = needs.iter().enumerate();
    let met: Vec<_> = met
        .filter(|(i, _)| facts.exact >> i & 1 == 1)
        .map(|(_, need)| need.clone())
        .collect();
    (!met.is_empty()).then(|| Reason::MeetsNeeds {
        needs: met,
        of: u8::try_from(needs.len()).unwrap_or(u8::MAX),
    })
}

/// Each need of which only the family is offered, with its part of the criterion's value.
fn nearly_met(
    mentee: &MenteeNeeds,
    mentor: &MentorOffer,
    asks: &Asks,
    facts: &Facts,
    taxonomy: &Taxonomy,
) -> Vec<(Share, Reason)> {
    let needs = needs(mentee).iter().enumerate();
    needs
        .filter(|(i, _)| facts.exact >> i & 1 == 0)
        .filter_map(|(i, need)| {
            let offered = nearest_offer(need, mentor, taxonomy)?;
            let half = Share::new(need_share(i, asks).ten_thousandths() / 2);
            let need = need.clone();
            Some((half, Reason::OffersNearNeed { need, offered }))
        })
        .collect()
}

/// The first by code, so that the order of a mentor's offers changes nothing.
fn nearest_offer(
    need: &ExpertiseCode,
    mentor: &MentorOffer,
    taxonomy: &Taxonomy,
) -> Option<ExpertiseCode> {
    let near = mentor
        .offers
        .iter()
        .filter(|offer| taxonomy.near(need, offer));
    near.min().cloned()
}

fn reason_of(
    criterion: Criterion,
    mentee: &MenteeNeeds,
    mentor: &MentorOffer,
    facts: &Facts,
    taxonomy: &Taxonomy,
) -> Option<Reason> {
    match criterion {
        Criterion::Needs => None,
        Criterion::Sector => sector_reason(mentee, mentor, facts, taxonomy),
        Criterion::Region => region_reason(mentee, mentor),
        Criterion::Language => {
            let tongues = shared_tongues(mentee, mentor);
            (!tongues.is_empty()).then_some(Reason::SharesLanguages { tongues })
        }
        // Only years enough speak for somebody; fewer are a limit.
        Criterion::Experience => match (facts.years, mentee.stage) {
            (Some(years), Some(stage)) if years >= years_wanted(stage) => {
                Some(Reason::ExperienceForStage { years, stage })
            }
            _ => None,
        },
        Criterion::Hours => Some(Reason::HoursTogether {
            per_week: facts.hours,
        }),
    }
}

fn sector_reason(
    mentee: &MenteeNeeds,
    mentor: &MentorOffer,
    facts: &Facts,
    taxonomy: &Taxonomy,
) -> Option<Reason> {
    let yours = mentee.sector.clone()?;
    if facts.sector == Nearness::Same {
        return Some(Reason::SameSector { sector: yours });
    }
    let related = mentor
        .sectors
        .iter()
        .filter(|its| taxonomy.related(&yours, its));
    let sector = related.min()?.clone();
    Some(Reason::RelatedSector { sector, yours })
}

fn region_reason(mentee: &MenteeNeeds, mentor: &MentorOffer) -> Option<Reason> {
    match &mentee.target_region {
        Some(target) if mentor.ties.contains(target) => Some(Reason::TiedToRegion {
            region: target.clone(),
        }),
        _ => {
            let shared = mentee.ties.iter().filter(|tie| mentor.ties.contains(tie));
            let region = shared.min()?.clone();
            Some(Reason::SharesTie { region })
        }
    }
}

/// Languages both speak with the weaker one's level, the best first, then in the order of [`Tongue::ALL`].
fn common_tongues(mentee: &MenteeNeeds, mentor: &MentorOffer) -> Vec<(Level, Tongue)> {
    let mut common: Vec<(Level, Tongue)> = Tongue::ALL
        .into_iter()
        .filter_map(|tongue| {
            let level = |side: &[SpokenLanguage]| {
                side.iter()
                    .filter(|it| it.tongue == tongue)
                    .map(|it| it.level)
                    .max()
            };
            let both = level(&mentee.languages)?.min(level(&mentor.languages)?);
            Some((both, tongue))
        })
        .collect();
    common.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    common
}

fn shared_tongues(mentee: &MenteeNeeds, mentor: &MentorOffer) -> Vec<Tongue> {
    common_tongues(mentee, mentor)
        .into_iter()
        .filter(|(level, _)| *level >= Level::Working)
        .map(|(_, tongue)| tongue)
        .collect()
}

fn limit_of(
    criterion: Criterion,
    mentee: &MenteeNeeds,
    mentor: &MentorOffer,
    facts: &Facts,
) -> Option<Limit> {
    match criterion {
        Criterion::Needs => {
            let needs = needs(mentee).iter().enumerate();
            let mut lacking = needs
                .filter(|(i, _)| facts.exact >> i & 1 == 0)
                .map(|(_, need)| need);
            lacking
                .next()
                .cloned()
                .map(|expertise| Limit::LacksNeed { expertise })
        }
        Criterion::Sector => mentee
            .sector
            .clone()
            .map(|yours| Limit::OtherSector { yours }),
        Criterion::Region => {
            let region = mentee.target_region.as_ref().or(mentee.ties.iter().min());
            region
                .cloned()
                .map(|region| Limit::NoTieToRegion { region })
        }
        Criterion::Language => match common_tongues(mentee, mentor).first() {
            Some((Level::Working, tongue)) => Some(Limit::LanguageNotFluent { tongue: *tongue }),
            // Fluent but not a first language is nothing to warn of.
            Some((Level::Fluent | Level::Native, _)) => None,
            Some((Level::Basic, _)) | None => Some(Limit::NoCommonLanguage),
        },
        Criterion::Experience => {
            let wanted = years_wanted(mentee.stage?);
            Some(match facts.years {
                Some(years) => Limit::FewerYears { years, wanted },
                None => Limit::YearsNotTold { wanted },
            })
        }
        Criterion::Hours if mentor.hours.count() == 0 => Some(Limit::HoursNotTold),
        Criterion::Hours => Some(Limit::FewHoursTogether {
            per_week: facts.hours,
        }),
    }
}
