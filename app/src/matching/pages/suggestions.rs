//! The tab *Mentorship* before a match: the best mentors, the first one open.

use crate::{
    matching::{
        api,
        components::{MatchCard, MatchLine, ProgrammeSwitch, named},
        list::ListPlace,
    },
    text,
    text::matching as t,
    ui::{
        Banner, Empty, Icon, Loaded, NextPanel, PageHead, Shell, Tab, TwoSides, path, query,
        reading, use_lang,
    },
};
use domain::{
    Lang,
    matching::{
        request::OPEN_REQUESTS_MAX,
        views::{Lacking, RequestLine, Suggestions as Found},
    },
    mentorships::Side,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

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
    let address = use_query_map();
    let found = reading(move || api::ShowSuggestions {
        programme: address.read().get("programme").unwrap_or_default(),
    });
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
    let can_ask = found.lacking.is_empty() && found.sent.len() < OPEN_REQUESTS_MAX;
    let list = ListPlace::suggestions(&named(&found.programmes));
    let ranked = !found.best.is_empty();
    let labels = found.labels;
    let cards = found
        .best
        .into_iter()
        .enumerate()
        .map(|(place, suggestion)| {
            if place == 0 {
                let labels = labels.clone();
                let list = list.clone();
                view! { <MatchCard suggestion labels can_ask list /> }.into_any()
            } else {
                let list = list.clone();
                view! { <MatchLine suggestion separator=t::list_separator(lang) list /> }.into_any()
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
        <ProgrammeSwitch
            programmes=found.programmes
            page=|code| format!("/mentorship{}", query(&[("side", "receive"), ("programme", code)]))
        />
        {(!found.sent.is_empty()).then(|| view! { <Sent sent=found.sent ranked /> }.into_any())}
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

/// What was sent, to whom, and until when there is an answer: first of all, since it is what one waits for.
#[component]
pub fn Sent(
    sent: Vec<RequestLine>,
    /// The next best stand below.
    ranked: bool,
) -> impl IntoView {
    let lang = use_lang();
    let title = match sent.as_slice() {
        [one] => t::sent_to(lang, one.who.name.clone()),
        several => t::open_requests(lang, several.len() as u64),
    };
    let href = match sent.as_slice() {
        [one] => format!("/requests/{}", one.id),
        _ => "/requests?side=receive".to_owned(),
    };
    let label = match sent.len() {
        1 => t::see_request(lang),
        _ => t::my_requests(lang),
    };
    let several = sent.len() > 1;
    let lines = sent
        .into_iter()
        .map(|line| {
            let by = t::answer_by(lang, text::date_with_weekday(lang, line.answer_by));
            let who = several.then(|| view! { <bdi>{line.who.name}</bdi> }.into_any());
            view! { <p class="next-step__text">{who} {several.then(|| t::list_separator(lang))} {by}</p> }
            .into_any()
        })
        .collect_view();
    let text = match ranked {
        true => t::sent_next(lang),
        false => text::home::asked_text(lang),
    };
    view! {
        <NextPanel title text href=path(lang, &href) label>
            {lines}
        </NextPanel>
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
