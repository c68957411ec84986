//! What is saved of one step, name by name: shown above a form that came back because another tab had saved the step
//! meanwhile. On the server alone.

use super::{
    api::ListEntry,
    names::{level_name, part_name, slots_name, stage_name, tongue_name, weekday_name},
};
use crate::{
    text::{self, profiles},
    ui::Posted,
};
use domain::{
    Failure, Lang, Refusal,
    profiles::{DayPart, Profile, ProfileStep, ReferenceKind, Weekday},
};
use leptos::prelude::use_context;

/// Did the form of this page come back for that reason?
pub fn is_asked_for() -> bool {
    use_context::<Posted>()
        .is_some_and(|posted| posted.error.failure == Failure::Refused(Refusal::ChangedElsewhere))
}

/// Names as the fields of the form have them, in their order; what is empty is left out.
pub fn lines(
    lang: Lang,
    step: ProfileStep,
    profile: &Profile,
    lists: &[ListEntry],
) -> Vec<(String, String)> {
    let line = |name: &str, value: String| (!value.is_empty()).then(|| (name.to_owned(), value));
    let named = |kind, codes: Vec<&str>| names(lists, kind, &codes);
    let lines = match step {
        ProfileStep::Who => vec![
            line(profiles::given_name(lang), profile.names.given.clone()),
            line(profiles::family_name(lang), profile.names.family.clone()),
            line(
                profiles::given_name_ar(lang),
                profile.names.given_ar.clone(),
            ),
            line(
                profiles::family_name_ar(lang),
                profile.names.family_ar.clone(),
            ),
            line(profiles::headline(lang), profile.headline.clone()),
            line(profiles::phone(lang), profile.phone.clone()),
        ],
        ProfileStep::Place => vec![
            line(
                profiles::country(lang),
                named(
                    ReferenceKind::Country,
                    profile.country.iter().map(|code| code.as_str()).collect(),
                ),
            ),
            line(profiles::city(lang), profile.city.clone()),
            line(
                profiles::time_zone(lang),
                profile.time_zone.clone().unwrap_or_default(),
            ),
            line(profiles::languages(lang), languages(lang, profile)),
        ],
        ProfileStep::Project => return project(lang, profile, lists),
        ProfileStep::Offer => vec![
            line(
                profiles::offers(lang),
                named(
                    ReferenceKind::Expertise,
                    profile.offers.iter().map(|code| code.as_str()).collect(),
                ),
            ),
            line(
                profiles::sectors(lang),
                named(
                    ReferenceKind::Sector,
                    profile.sectors.iter().map(|code| code.as_str()).collect(),
                ),
            ),
            line(
                profiles::years(lang),
                profile
                    .years
                    .map(|years| years.to_string())
                    .unwrap_or_default(),
            ),
            line(profiles::capacity(lang), profile.capacity.to_string()),
        ],
        ProfileStep::Ties => vec![
            line(
                profiles::regions(lang),
                named(
                    ReferenceKind::Region,
                    profile.regions.iter().map(|code| code.as_str()).collect(),
                ),
            ),
            line(
                profiles::federation(lang),
                named(
                    ReferenceKind::Federation,
                    profile
                        .federation
                        .iter()
                        .map(|code| code.as_str())
                        .collect(),
                ),
            ),
            line(profiles::company(lang), profile.company.clone()),
        ],
        ProfileStep::Time => vec![
            line(&slots_name(lang, &profile.city), week(lang, profile)),
            line(profiles::bio(lang), profile.bio.clone()),
        ],
        ProfileStep::Photo => Vec::new(),
    };
    lines.into_iter().flatten().collect()
}

fn project(lang: Lang, profile: &Profile, lists: &[ListEntry]) -> Vec<(String, String)> {
    let Some(project) = &profile.project else {
        return Vec::new();
    };
    let sector: Vec<&str> = project.sector.iter().map(|code| code.as_str()).collect();
    let region: Vec<&str> = project.region.iter().map(|code| code.as_str()).collect();
    let needs: Vec<&str> = profile.needs.iter().map(|code| code.as_str()).collect();
    let amount = project.investment.map(|money| text::amount(lang, money));
    [
        (profiles::project_title(lang), project.title.clone()),
        (
            profiles::stage(lang),
            stage_name(lang, project.stage).to_owned(),
        ),
        (
            profiles::sector(lang),
            names(lists, ReferenceKind::Sector, &sector),
        ),
        (
            profiles::target_region(lang),
            names(lists, ReferenceKind::Region, &region),
        ),
        (
            profiles::jobs(lang),
            project
                .jobs
                .map(|jobs| jobs.to_string())
                .unwrap_or_default(),
        ),
        (profiles::investment(lang), amount.unwrap_or_default()),
        (
            profiles::needs(lang),
            names(lists, ReferenceKind::Expertise, &needs),
        ),
        (profiles::sought(lang), project.sought.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

/// The names of these codes, one after the other.
fn names(lists: &[ListEntry], kind: ReferenceKind, codes: &[&str]) -> String {
    let name = |code: &&str| {
        lists
            .iter()
            .find(|entry| entry.kind == kind && entry.code == **code)
            .map_or((**code).to_owned(), |entry| entry.name.clone())
    };
    codes.iter().map(name).collect::<Vec<_>>().join(" · ")
}

fn languages(lang: Lang, profile: &Profile) -> String {
    let one = |spoken: &domain::profiles::SpokenLanguage| {
        format!(
            "{} ({})",
            tongue_name(lang, spoken.tongue),
            level_name(lang, spoken.level)
        )
    };
    let all: Vec<String> = profile.languages.iter().map(one).collect();
    all.join(" · ")
}

fn week(lang: Lang, profile: &Profile) -> String {
    let free = |day: &Weekday| {
        let parts: Vec<&str> = DayPart::ALL
            .into_iter()
            .filter(|part| profile.availability.contains(*day, *part))
            .map(|part| part_name(lang, part))
            .collect();
        (!parts.is_empty()).then(|| format!("{} ({})", weekday_name(lang, *day), parts.join(" · ")))
    };
    let days: Vec<String> = Weekday::ALL.iter().filter_map(free).collect();
    days.join(" · ")
}
