//! The mentorship's home: who, what comes next, charter, pledge, timeline.

use super::id_of_path;
use crate::{
    matching::{Onward, OpenRequestsPanel, Suggestions},
    mentorships::{
        NextStepCard,
        api::{ShowMentorship, ShowSide},
        components::ended_sentence,
        pledge_sentence, step_title, with_whom,
    },
    text::{self, mentorships as t},
    ui::{
        Avatar, Empty, Icon, Loaded, PageHead, Privacy, Shell, Tab, TwoSides, live_reading, path,
        use_lang,
    },
};
use domain::{
    Lang,
    mentorships::{MentorshipView, Milestone, NextStep, Parting, Partner, Side, SideView},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The tab: one side of the viewer's mentoring, or the way to a mentor.
#[component]
pub fn Current() -> impl IntoView {
    let query = use_query_map();
    let shown = live_reading(move || ShowSide {
        side: query.read().get("side").unwrap_or_default(),
    });
    view! {
        <Loaded
            resource=shown
            view=move |shown: SideView| {
                if shown.side == Side::Mentee && shown.pairs.iter().all(is_past) {
                    view! { <Looking shown /> }.into_any()
                } else {
                    view! { <OneSide shown /> }.into_any()
                }
            }
        />
    }
}

/// Ended before it was completed.
fn is_past(one: &MentorshipView) -> bool {
    one.ended
        .is_some_and(|ended| ended.parting != Parting::Completed)
}

/// Suggestions for who has no mentor; what ended early is told first and stays readable.
#[component]
fn Looking(shown: SideView) -> impl IntoView {
    let lang = use_lang();
    let last = shown.pairs.first();
    let over = last.and_then(|one| ended_sentence(lang, one));
    let pairs = shown.pairs;
    let before = move || {
        over.clone().map(|sentence| {
            view! {
                <p class="note">
                    <Icon name="info" />
                    <span>{sentence}</span>
                </p>
            }
            .into_any()
        })
    };
    let after = move || {
        let pairs = pairs.clone();
        (!pairs.is_empty())
            .then(|| view! { <Pairs heading=t::ended_pairs(lang) pairs /> }.into_any())
    };
    view! { <Suggestions both=shown.both before after /> }
}

/// One mentorship by its id.
#[component]
pub fn One() -> impl IntoView {
    let lang = use_lang();
    let shown = live_reading(|| ShowMentorship { id: id_of_path() });
    view! {
        <Loaded
            resource=shown
            view=move |one: MentorshipView| {
                view! {
                    <Shell tab=Tab::Mentorship>
                        <PageHead
                            title=t::title(lang)
                            sub=with_whom(lang, &one)
                            back=path(lang, &format!("/mentorship?side={}", one.side.slug()))
                        />
                        <Work one />
                    </Shell>
                }
            }
        />
    }
}

/// Open requests come before every pair: somebody waits, and only for seven days.
#[component]
fn OneSide(shown: SideView) -> impl IntoView {
    let lang = use_lang();
    let SideView {
        side,
        both,
        mut pairs,
        open_requests: open,
    } = shown;
    // What ended early is a line below: it is not what this side is about any more.
    let at_work = pairs
        .first()
        .is_some_and(|one| !is_past(one) || one.next != NextStep::SeeChain);
    let first = (open == 0 && at_work).then(|| pairs.remove(0));
    let sub = first
        .as_ref()
        .map(|one| with_whom(lang, one))
        .unwrap_or_default();
    let heading = match first {
        Some(_) => t::others(lang),
        None => t::yours(lang),
    };
    let nothing = open == 0 && first.is_none();
    view! {
        <Shell tab=Tab::Mentorship>
            <PageHead title=t::title(lang) sub />
            {both.then(|| view! { <TwoSides page="/mentorship" gives=side == Side::Mentor /> }.into_any())}
            {(open > 0).then(|| view! { <OpenRequestsPanel side open /> }.into_any())}
            {first.map(|one| view! { <Work one /> }.into_any())}
            {nothing
                .then(|| {
                    view! {
                        <Empty title=t::empty_title(lang) sentence=t::give_empty_text(lang)>
                            <a class="button button--primary" href=path(lang, "/me")>
                                {text::matching::see_profile(lang)}
                            </a>
                        </Empty>
                    }
                        .into_any()
                })}
            {(!pairs.is_empty()).then(|| view! { <Pairs heading pairs /> }.into_any())}
            <Onward side />
        </Shell>
    }
}

/// A pair at work: what comes next, how to reach the other, charter, pledge, and what happened.
#[component]
fn Work(one: MentorshipView) -> impl IntoView {
    let lang = use_lang();
    let charter = path(lang, &format!("/mentorships/{}/charter", one.id));
    let pledge = one.pledge.map(|pledge| pledge_sentence(lang, &pledge));
    let name = one.other.short.clone();
    // The pledge is the mentee's: to the mentor it is the other's.
    let pledge_head = match one.side {
        Side::Mentee => text::circle::pledge(lang).to_owned(),
        Side::Mentor => text::circle::pledge_of(lang, &name),
    };
    // The card of what comes next says it already, unless nothing is left to do.
    let over = ended_sentence(lang, &one).map(|sentence| match one.next {
        NextStep::SeeChain => t::ended_and(lang, sentence),
        _ => t::ended_stays(lang).to_owned(),
    });
    view! {
        <NextStepCard mentorship=one.clone() />
        {over
            .map(|sentence| {
                view! {
                    <p class="note">
                        <Icon name="info" />
                        <span>{sentence}</span>
                    </p>
                }
                    .into_any()
            })}
        <Contact other=one.other />
        {(!one.aims.is_empty())
            .then(|| {
                view! {
                    <section class="card">
                        <h2>{t::aims(lang)}</h2>
                        <p class="typed" dir="auto">
                            {one.aims}
                        </p>
                    </section>
                }
                    .into_any()
            })}
        <ul class="rows">
            <li>
                <a class="row" href=charter>
                    <span class="tile tile--majorelle" aria-hidden="true">
                        <Icon name="scroll-text" />
                    </span>
                    <span class="row__text">
                        <b>{t::charter(lang)}</b>
                        <span>{t::do_read(lang)}</span>
                    </span>
                    <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                </a>
            </li>
            {pledge
                .map(|sentence| {
                    view! {
                        <li>
                            <a class="row" href=path(lang, "/chain")>
                                <span class="tile tile--saffron" aria-hidden="true">
                                    <Icon name="hand-heart" />
                                </span>
                                <span class="row__text">
                                    <b>{pledge_head}</b>
                                    <span>{sentence}</span>
                                </span>
                                <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                            </a>
                        </li>
                    }
                        .into_any()
                })}
        </ul>
        <section class="card">
            <h2>{t::timeline(lang)}</h2>
            <ol class="timeline">
                {one
                    .timeline
                    .into_iter()
                    .map(|(day, what)| {
                        view! {
                            <li class="is-done">
                                <time>{text::date(lang, day)}</time>
                                <p>
                                    <b>{milestone(lang, what, &name)}</b>
                                </p>
                            </li>
                        }
                            .into_any()
                    })
                    .collect_view()}
            </ol>
        </section>
    }
}

#[component]
fn Contact(other: Partner) -> impl IntoView {
    let lang = use_lang();
    let line = |label: &'static str, href: String, value: String| {
        (!value.is_empty()).then(|| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd>
                        <a dir="ltr" href=href>
                            {value}
                        </a>
                    </dd>
                </div>
            }
            .into_any()
        })
    };
    (!other.email.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>
                    <bdi>{other.name.clone()}</bdi>
                </h2>
                {(!other.headline.is_empty()).then(|| view! { <p dir="auto">{other.headline.clone()}</p> }.into_any())}
                <dl class="facts">
                    {line(t::email(lang), format!("mailto:{}", other.email), other.email.clone())}
                    {line(t::phone(lang), format!("tel:{}", other.phone.replace(' ', "")), other.phone.clone())}
                </dl>
                <Privacy text=t::contact_private(lang) />
            </section>
        }.into_any()
    })
}

/// Pairs as lines, each with what comes next in it.
#[component]
fn Pairs(heading: &'static str, pairs: Vec<MentorshipView>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section>
            <h2>{heading}</h2>
            <ul class="rows">
                {pairs
                    .into_iter()
                    .map(|one| {
                        view! {
                            <li>
                                <a class="row" href=path(lang, &format!("/mentorships/{}", one.id))>
                                    <Avatar person=one.other.person name=one.other.name.clone() />
                                    <span class="row__text">
                                        <b>
                                            <bdi>{one.other.name}</bdi>
                                        </b>
                                        <span>{step_title(lang, one.next, &one.other.short)}</span>
                                    </span>
                                    <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                                </a>
                            </li>
                        }
                            .into_any()
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}

fn milestone(lang: Lang, what: Milestone, name: &str) -> String {
    match what {
        Milestone::Opened => t::opened(lang).to_owned(),
        Milestone::TermsWritten {
            version,
            mine: true,
        } => t::terms_mine(lang, version),
        Milestone::TermsWritten {
            version,
            mine: false,
        } => t::terms_other(lang, name, version),
        Milestone::Signed { mine: true } => t::signed_mine(lang).to_owned(),
        Milestone::Signed { mine: false } => t::signed_other(lang, name),
        Milestone::Pledged => t::pledged(lang).to_owned(),
        Milestone::Ended => t::ended(lang).to_owned(),
    }
}
