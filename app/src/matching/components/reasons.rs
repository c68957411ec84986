//! Reasons and limits in words.

use super::names;
use crate::text::matching as t;
use domain::{
    Lang,
    matching::{
        Limit, Reason,
        views::{Labels, RequestSide},
    },
    profiles::ReferenceKind::{Expertise, Region, Sector},
};

/// The icon, the fact and what it answers to.
pub fn reason_fact(
    lang: Lang,
    reader: RequestSide,
    reason: &Reason,
    labels: &Labels,
) -> (&'static str, String, String) {
    match reason {
        Reason::MeetsNeeds { needs, of } => (
            "target",
            names::joined(
                lang,
                needs.iter().map(|it| labels.name(Expertise, it.as_str())),
            ),
            match (of, reader) {
                (1, _) => t::need_said(lang).into(),
                (of, RequestSide::Mentee) => t::needs_met(lang, needs.len() as u64, *of),
                (of, RequestSide::Mentor) => t::needs_met_theirs(lang, needs.len() as u64, *of),
            },
        ),
        Reason::OffersNearNeed { need, offered } => (
            "target",
            labels.name(Expertise, offered.as_str()),
            t::near_need(lang, labels.name(Expertise, need.as_str())),
        ),
        Reason::SameSector { sector } => (
            "factory",
            labels.name(Sector, sector.as_str()),
            t::same_sector(lang).into(),
        ),
        Reason::RelatedSector { sector, yours } => (
            "factory",
            labels.name(Sector, sector.as_str()),
            t::related_sector(lang, labels.name(Sector, yours.as_str())),
        ),
        Reason::TiedToRegion { region } => (
            "landmark",
            labels.name(Region, region.as_str()),
            t::target_region(lang).into(),
        ),
        Reason::SharesTie { region } => (
            "landmark",
            labels.name(Region, region.as_str()),
            t::shared_tie(lang).into(),
        ),
        Reason::SharesLanguages { tongues } => (
            "languages",
            names::joined(lang, tongues.iter().map(|it| names::tongue(lang, *it))),
            t::shared_languages(lang, tongues.len() as u64),
        ),
        Reason::ExperienceForStage { years, stage } => (
            "award",
            t::years(lang, u64::from(*years)),
            t::for_stage(lang, names::stage(lang, *stage)),
        ),
        Reason::HoursTogether { per_week } => (
            "clock",
            t::hours(lang, u64::from(*per_week)),
            t::hours_cross(lang).into(),
        ),
    }
}

/// One sentence on what is missing.
pub fn limit(lang: Lang, limit: &Limit, labels: &Labels) -> String {
    match limit {
        Limit::LacksNeed { expertise } => {
            t::lacks_need(lang, labels.name(Expertise, expertise.as_str()))
        }
        Limit::OtherSector { yours } => t::other_sector(lang, labels.name(Sector, yours.as_str())),
        Limit::NoTieToRegion { region } => t::no_tie(lang, labels.name(Region, region.as_str())),
        Limit::LanguageNotFluent { tongue } => t::not_fluent(lang, names::tongue(lang, *tongue)),
        Limit::NoCommonLanguage => t::no_common_language(lang).into(),
        Limit::FewerYears { years, .. } => t::fewer_years(lang, u64::from(*years)),
        Limit::YearsNotTold { .. } => t::years_not_told(lang).into(),
        Limit::FewHoursTogether { per_week } => t::few_hours(lang, u64::from(*per_week)),
        Limit::HoursNotTold => t::hours_not_told(lang).into(),
    }
}
