//! The tab *Mentorship* before a match: the best mentors, the first one open.

use crate::{
    matching::{
        api,
        components::{MatchCard, MatchLine},
    },
    text::matching as t,
    ui::{Banner, Empty, Loaded, PageHead, Shell, Tab, path, reading, use_lang},
};
use domain::{
    Lang,
    matching::{
        request::OPEN_REQUESTS_MAX,
        views::{Lacking, Suggestions as Found},
    },
};
use leptos::prelude::*;

/// Suggestions with their reasons, as a page of the shell.
#[component]
pub fn Suggestions() -> impl IntoView {
    let found = reading(|| api::ShowSuggestions {});
    view! {
        <Loaded
            resource=found
            view=move |found: Found| {
                view! {
                    <Shell tab=Tab::Mentorship>
                        <Content found />
                    </Shell>
                }
            }
        />
    }
}

#[component]
fn Content(found: Found) -> impl IntoView {
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
    let can_ask = found.lacking.is_empty() && found.open_requests < OPEN_REQUESTS_MAX;
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
        <PageHead title=title sub=if ranked { t::suggestions_sub(lang) } else { "" } />
        {to_answer}
        <Missing lacking=found.lacking.clone() />
        <div class="stack">
            {(!ranked && found.lacking.is_empty())
                .then(|| view! { <Empty title=t::nobody_title(lang) sentence=t::nobody_text(lang) /> }.into_any())}
            {cards} {ranked.then(Order)}
        </div>
        <p class="actions">
            <a class="button button--tertiary" href=path(lang, "/mentors")>
                {t::directory_link(lang)}
            </a>
            <a class="button button--tertiary" href=path(lang, "/requests")>
                {requests_label(lang, found.open_requests)}
            </a>
        </p>
    }
}

fn requests_label(lang: Lang, open: usize) -> String {
    match open {
        0 => t::my_requests(lang).to_owned(),
        count => t::open_requests(lang, count as u64),
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
