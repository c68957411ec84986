//! The mentorship's home: who, what comes next, charter, pledge, timeline.

use super::id_of_path;
use crate::{
    matching::Suggestions,
    mentorships::{
        NextStepCard,
        api::{ListMentorships, ShowMentorship},
        pledge_sentence,
    },
    text::{self, mentorships as t},
    ui::{Avatar, Icon, Loaded, PageHead, Privacy, Shell, Tab, live_reading, path, use_lang},
};
use domain::{
    Lang,
    mentorships::{MentorshipView, Milestone, Partner},
};
use leptos::prelude::*;

/// The tab: the viewer's mentorship, or the way to one.
#[component]
pub fn Current() -> impl IntoView {
    let list = live_reading(|| ListMentorships {});
    view! {
        <Loaded
            resource=list
            view=move |list| {
                let mut list = IntoIterator::into_iter(list);
                match list.next() {
                    Some(first) => home(first, list.collect()).into_any(),
                    None => view! { <Suggestions /> }.into_any(),
                }
            }
        />
    }
}

/// One mentorship by its id.
#[component]
pub fn One() -> impl IntoView {
    let shown = live_reading(|| ShowMentorship { id: id_of_path() });
    view! { <Loaded resource=shown view=move |first| home(first, Vec::new()) /> }
}

fn home(first: MentorshipView, others: Vec<MentorshipView>) -> impl IntoView {
    view! { <Home first others /> }
}

#[component]
fn Home(first: MentorshipView, others: Vec<MentorshipView>) -> impl IntoView {
    let lang = use_lang();
    let charter = path(lang, &format!("/mentorships/{}/charter", first.id));
    let pledge = first.pledge.map(|pledge| pledge_sentence(lang, &pledge));
    let name = first.other.short.clone();
    view! {
        <Shell tab=Tab::Mentorship>
            <PageHead title=t::title(lang) sub=t::with(lang, &first.other.name) />
            <NextStepCard mentorship=first.clone() />
            <Contact other=first.other />
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
                                        <b>{text::circle::pledge(lang)}</b>
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
                    {first
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
            {(!others.is_empty()).then(|| view! { <Others others /> }.into_any())}
        </Shell>
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

#[component]
fn Others(others: Vec<MentorshipView>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section>
            <h2>{t::others(lang)}</h2>
            <ul class="rows">
                {others
                    .into_iter()
                    .map(|one| {
                        view! {
                            <li>
                                <a class="row" href=path(lang, &format!("/mentorships/{}", one.id))>
                                    <Avatar person=one.other.person name=one.other.name.clone() />
                                    <span class="row__text">
                                        <b>
                                            <bdi>{one.other.name.clone()}</bdi>
                                        </b>
                                        <span dir="auto">{one.other.headline}</span>
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
    }
}
