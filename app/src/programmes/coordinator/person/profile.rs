//! What a member has told of themselves and of what they want to build.

use crate::{
    matching::joined,
    profiles::{level_name, stage_name, tongue_name},
    text::{self, matching, profiles, programmes as t},
    ui::use_lang,
};
use domain::{
    matching::views::Labels,
    profiles::{ProfileCard, Project, ReferenceKind},
};
use leptos::prelude::*;

/// What is known of the person, with its names.
pub(super) fn about(card: &ProfileCard, labels: &Labels) -> Vec<(&'static str, String)> {
    let lang = use_lang();
    let country = card.country.as_ref();
    let country = country.map(|code| labels.name(ReferenceKind::Country, code.as_str()));
    let town = Some(card.city.clone()).filter(|city| !city.is_empty());
    let federation = card.federation.as_ref();
    let federation = federation.map(|code| labels.name(ReferenceKind::Federation, code.as_str()));
    let spoken = card.languages.iter().map(|spoken| {
        let (tongue, level) = (
            tongue_name(lang, spoken.tongue),
            level_name(lang, spoken.level),
        );
        t::spoken(lang, tongue, level)
    });
    let places = u64::try_from(card.free_places()).unwrap_or(0);
    let years = card.years.map(|years| years.to_string());
    vec![
        (t::company(lang), card.company.clone()),
        (t::city(lang), joined(lang, town.into_iter().chain(country))),
        (matching::criterion_language(lang), joined(lang, spoken)),
        (t::years(lang), years.unwrap_or_default()),
        (
            matching::criterion_sector(lang),
            names(labels, ReferenceKind::Sector, &card.sectors),
        ),
        (
            matching::offers_head(lang),
            names(labels, ReferenceKind::Expertise, &card.offers),
        ),
        (
            matching::criterion_region(lang),
            names(labels, ReferenceKind::Region, &card.regions),
        ),
        (profiles::federation(lang), federation.unwrap_or_default()),
        (
            t::free_places(lang),
            if card.sides.mentor {
                places.to_string()
            } else {
                String::new()
            },
        ),
    ]
}

pub(super) fn names(labels: &Labels, kind: ReferenceKind, codes: &[impl ToString]) -> String {
    let names = codes
        .iter()
        .map(|code| labels.name(kind, &code.to_string()));
    joined(use_lang(), names)
}

/// What a mentee wants to build.
#[component]
pub(super) fn Venture(project: Project, needs: String, labels: Labels) -> impl IntoView {
    let lang = use_lang();
    let sector = project.sector.as_ref();
    let sector = sector.map(|code| labels.name(ReferenceKind::Sector, code.as_str()));
    let region = project.region.as_ref();
    let region = region.map(|code| labels.name(ReferenceKind::Region, code.as_str()));
    let investment = project.investment.map(|money| text::amount(lang, money));
    let jobs = project.jobs.map(|jobs| text::grouped(lang, jobs));
    let facts = vec![
        (matching::needs_head(lang), needs),
        (
            matching::stage_head(lang),
            stage_name(lang, project.stage).to_owned(),
        ),
        (matching::criterion_sector(lang), sector.unwrap_or_default()),
        (matching::criterion_region(lang), region.unwrap_or_default()),
        (profiles::investment(lang), investment.unwrap_or_default()),
        (profiles::jobs(lang), jobs.unwrap_or_default()),
    ];
    view! {
        <section class="card stack">
            <h2>{matching::project_head(lang)} " " <bdi>{project.title}</bdi></h2>
            {(!project.sought.is_empty()).then(|| view! { <p dir="auto">{project.sought}</p> }.into_any())}
            <Facts facts />
        </section>
    }
}

/// Those that are known.
#[component]
pub(super) fn Facts(facts: Vec<(&'static str, String)>) -> impl IntoView {
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let facts = facts
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>
                        <bdi>{value}</bdi>
                    </dd>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! { <dl class="facts">{facts}</dl> }
}
