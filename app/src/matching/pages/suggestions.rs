//! The tab *Mentorship* before a match: the best mentors, the first one open.

use crate::{
    matching::{
        api,
        components::{MatchCard, MatchLine},
    },
    text,
    text::matching as t,
    ui::{
        Banner, Empty, Icon, Loaded, NextPanel, PageHead, Shell, Tab, TwoSides, path, reading,
        use_lang,
    },
};
use domain::{
    Lang,
    matching::views::{Lacking, Suggestions as Found},
    mentorships::Side,
};
use leptos::prelude::*;

/// Suggestions with their reasons, as a page of the shell.
#[component]
pub fn Suggestions(
    /// The reader mentors too: the other side is one link away.
    #[prop(optional)]
    both: bool,
    /// Above the suggestions.
    #[prop(optional, into)]
    before: ViewFn,
    /// Below them.
    #[prop(optional, into)]
    after: ViewFn,
) -> impl IntoView {
    let found = reading(|| api::ShowSuggestions {});
    view! {
        <Loaded
            resource=found
            view=move |found: Found| {
                let (before, after) = (before.clone(), after.clone());
                view! {
                    <Shell tab=Tab::Mentorship>
                        <Content found both before after />
                    </Shell>
                }
            }
        />
    }
}

#[component]
fn Content(found: Found, both: bool, before: ViewFn, after: ViewFn) -> impl IntoView {
    let lang = use_lang();
    let title = match found.best.len() {
        0 => t::suggestions_head(lang).to_owned(),
        _ if found.project.is_empty() => t::suggestions_head(lang).to_owned(),
        count => t::suggestions_title(lang, count as u64, found.project.clone()),
    };
    let to_answer = found.to_answer.filter(|count| *count > 0).map(|count| {
        view! {
            <Banner kind="info" icon="inbox">
                {t::to_answer(lang, count as u64)}
                " "
                <a href=path(lang, "/requests?side=give")>{t::answer_now(lang)}</a>
            </Banner>
        }
        .into_any()
    });
    // Whoever has asked waits for that answer first; asking one more goes by the profile.
    let open = found.open_requests;
    let can_ask = found.lacking.is_empty() && open == 0;
    let ranked = !found.best.is_empty();
    let labels = found.labels;
    let cards = found
        .best
        .into_iter()
        .enumerate()
        .map(|(place, suggestion)| {
            if place == 0 {
                let labels = labels.clone();
                view! { <MatchCard suggestion labels can_ask /> }.into_any()
            } else {
                view! { <MatchLine suggestion separator=t::list_separator(lang) /> }.into_any()
            }
        })
        .collect_view();
    view! {
        <PageHead title=title sub=if ranked { t::suggestions_sub(lang) } else { "" }>
            <a class="icon-button" href=path(lang, "/mentors") aria-label=t::filter_all(lang)>
                <Icon name="sliders-horizontal" class="icon icon--22" />
            </a>
        </PageHead>
        {both.then(|| view! { <TwoSides page="/mentorship" gives=false /> }.into_any())}
        {before.run()}
        {to_answer}
        {(open > 0).then(|| view! { <OpenRequestsPanel side=Side::Mentee open /> }.into_any())}
        <Missing lacking=found.lacking.clone() />
        <div class="stack">
            {(!ranked && found.lacking.is_empty())
                .then(|| {
                    view! {
                        <Empty title=t::nobody_title(lang) sentence=t::nobody_text(lang)>
                            <a class="button button--secondary" href=path(lang, "/mentors")>
                                {t::directory_link(lang)}
                            </a>
                        </Empty>
                    }
                        .into_any()
                })} {cards} {ranked.then(Order)}
        </div>
        {after.run()}
        <Onward side=Side::Mentee />
    }
}

/// The one thing to do while requests are open: answer as a mentor, look after them as a mentee.
#[component]
pub fn OpenRequestsPanel(side: Side, open: usize) -> impl IntoView {
    let lang = use_lang();
    let (title, text, label) = match side {
        Side::Mentor => (
            t::to_answer(lang, open as u64),
            text::home::requests_text(lang),
            t::answer_now(lang),
        ),
        Side::Mentee => (
            t::open_requests(lang, open as u64),
            text::home::asked_text(lang),
            t::my_requests(lang),
        ),
    };
    let href = path(lang, &format!("/requests?side={}", side.slug()));
    view! { <NextPanel title text href label /> }
}

/// The ways from the tab to everything asked and to everybody who mentors.
#[component]
pub fn Onward(side: Side) -> impl IntoView {
    let lang = use_lang();
    view! {
        <p class="actions">
            <a class="button button--tertiary" href=path(lang, "/mentors")>
                {t::directory_link(lang)}
            </a>
            <a class="button button--tertiary" href=path(lang, &format!("/requests?side={}", side.slug()))>
                {t::my_requests(lang)}
            </a>
        </p>
    }
}

/// How the order comes about.
#[component]
fn Order() -> impl IntoView {
    let lang = use_lang();
    view! {
        <details class="disclosure">
            <summary>{t::how_ordered(lang)}</summary>
            <div>
                <p>{t::how_ordered_text(lang)}</p>
            </div>
        </details>
    }
}

/// What to complete before a request can be sent.
#[component]
pub fn Missing(lacking: Vec<Lacking>) -> impl IntoView {
    let lang = use_lang();
    (!lacking.is_empty()).then(|| {
        let lines = lacking
            .into_iter()
            .map(|it| view! { <li>{sentence(lang, it)}</li> }.into_any())
            .collect_view();
        view! {
            <section class="card card--tint stack">
                <h2>{t::complete_title(lang)}</h2>
                <ul>{lines}</ul>
                <p>
                    <a class="button button--secondary" href=path(lang, "/me")>
                        {t::complete_action(lang)}
                    </a>
                </p>
            </section>
        }
        .into_any()
    })
}

fn sentence(lang: Lang, lacking: Lacking) -> &'static str {
    match lacking {
        Lacking::Programme => t::lacking_programme(lang),
        Lacking::Project => t::lacking_project(lang),
        Lacking::Needs => t::lacking_needs(lang),
        Lacking::Languages => t::lacking_languages(lang),
    }
}
