//! My requests: what I asked for as a mentee, what I am asked as a mentor.

use crate::{
    matching::{api, components::PersonRow},
    text,
    text::matching as t,
    ui::{Empty, Loaded, PageHead, Shell, Tab, TwoSides, live_reading, path, use_lang},
};
use domain::{
    Lang,
    matching::{
        request::RequestState,
        views::{MyRequests, RequestLine, RequestSide},
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn Requests() -> impl IntoView {
    let mine = live_reading(|| api::ShowRequests {});
    view! {
        <Loaded
            resource=mine
            view=move |mine: MyRequests| {
                view! {
                    <Shell tab=Tab::Mentorship>
                        <Content mine />
                    </Shell>
                }
            }
        />
    }
}

#[component]
fn Content(mine: MyRequests) -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map();
    let both = mine.is_mentee && mine.is_mentor;
    let only_mentor = mine.is_mentor && !mine.is_mentee;
    let gives =
        Memo::new(move |_| only_mentor || query.read().get("side").as_deref() == Some("give"));
    let lists = StoredValue::new((mine.sent, mine.received));
    view! {
        <PageHead title=t::requests_title(lang) back=path(lang, "/mentorship") />
        {both.then(|| view! { <TwoSides page="/requests" gives /> }.into_any())}
        {move || {
            let gives = gives.get();
            let lines = lists.with_value(|(sent, received)| if gives { received.clone() } else { sent.clone() });
            if lines.is_empty() { view! { <Nothing gives /> }.into_any() } else { view! { <Lines lines /> }.into_any() }
        }}
    }
}

#[component]
fn Nothing(gives: bool) -> impl IntoView {
    let lang = use_lang();
    if gives {
        view! {
            <Empty title=t::received_none_title(lang) sentence=t::received_none_text(lang)>
                <a class="button button--primary" href=path(lang, "/me")>
                    {t::see_profile(lang)}
                </a>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <Empty title=t::sent_none_title(lang) sentence=t::sent_none_text(lang)>
                <a class="button button--primary" href=path(lang, "/mentorship")>
                    {t::suggestions_head(lang)}
                </a>
            </Empty>
        }
        .into_any()
    }
}

#[component]
fn Lines(lines: Vec<RequestLine>) -> impl IntoView {
    let lang = use_lang();
    let rows = lines
        .into_iter()
        .map(|line| {
            let href = path(lang, &format!("/requests/{}", line.id));
            let state = line.state;
            let is_received = line.side == RequestSide::Mentor;
            let separator = t::list_separator(lang);
            let about = [line.project.as_str(), line.need.as_str()];
            let about = about.into_iter().filter(|it| !it.is_empty() && is_received);
            let detail: Vec<String> = [when(lang, &line)]
                .into_iter()
                .chain(about.map(str::to_owned))
                .collect();
            let detail = detail.join(separator);
            view! {
                <li>
                    <PersonRow who=line.who line=detail href>
                        <StateTag state />
                    </PersonRow>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! { <ul class="rows card card--flush">{rows}</ul> }
}

/// The deadline of an open request, the day it was asked of a closed one.
fn when(lang: Lang, line: &RequestLine) -> String {
    match line.state {
        RequestState::Open => t::answer_by(lang, text::date_with_weekday(lang, line.answer_by)),
        _ => t::asked_on(lang, text::date_with_weekday(lang, line.asked_on)),
    }
}

#[component]
pub fn StateTag(state: RequestState) -> impl IntoView {
    let lang = use_lang();
    let (class, text) = match state {
        RequestState::Open => ("tag tag--check", t::state_open(lang)),
        RequestState::Accepted { .. } => ("tag tag--ok", t::state_accepted(lang)),
        RequestState::Declined { .. } => ("tag", t::state_declined(lang)),
        RequestState::Withdrawn { .. } => ("tag", t::state_withdrawn(lang)),
        RequestState::Expired { .. } => ("tag", t::state_expired(lang)),
    };
    view! { <span class=class>{text}</span> }
}
