//! The home page: what comes next, and the promise.

use super::api::{HomeView, ShowHome};
use crate::{
    mentorships::{NextStepCard, PledgeCard},
    text::{self, home as t},
    ui::{Icon, InstallOffer, Loaded, PageHead, Shell, Tab, live_reading, path, use_lang},
};
use domain::profiles::Completeness;
use leptos::prelude::*;

#[component]
pub fn Home() -> impl IntoView {
    let lang = use_lang();
    let home = live_reading(|| ShowHome {});
    view! {
        <Loaded
            resource=home
            view=move |home| {
                let title = match home.name.is_empty() {
                    true => t::title(lang).to_owned(),
                    false => t::hello(lang, home.name.clone()),
                };
                let sub = home
                    .mentorship
                    .as_ref()
                    .map(|one| text::mentorships::with(lang, &one.other.name))
                    .unwrap_or_default();
                let chain = home.chain.clone();
                let is_paired = home.mentorship.is_some();
                let waiting = home.requests.received;
                let next = match home.mentorship.clone() {
                    _ if waiting > 0 => {
                        // Somebody waits, and only for seven days.
                        view! { <ToAnswer waiting is_paired /> }
                            .into_any()
                    }
                    Some(mentorship) => view! { <NextStepCard mentorship /> }.into_any(),
                    None => view! { <FirstSteps home /> }.into_any(),
                };
                view! {
                    <Shell tab=Tab::Home>
                        <PageHead title sub />
                        {next}
                        <PledgeCard chain />
                        {is_paired.then(InstallOffer)}
                    </Shell>
                }
            }
        />
    }
}

/// A mentor whom somebody asks.
#[component]
fn ToAnswer(waiting: usize, is_paired: bool) -> impl IntoView {
    let lang = use_lang();
    let title = text::matching::to_answer(lang, waiting as u64);
    view! {
        <Next href="/requests?side=give" title text=t::requests_text(lang) label=text::matching::answer_now(lang) />
        {is_paired.then(|| view! { <Onward href="/mentorship" title=text::mentorships::do_open(lang) /> }.into_any())}
    }
}

/// Something else to go to, below what comes next.
#[component]
fn Onward(href: &'static str, #[prop(into)] title: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <a class="card card--link row" href=path(lang, href)>
            <span class="row__text">
                <b>{title}</b>
            </span>
            <Icon name="chevron-right" class="icon icon--flip row__chevron" />
        </a>
    }
}

/// Before there is a mentorship: a profile that says enough, from where it was left, then finding a mentor, or for
/// those who only mentor, who asks.
#[component]
fn FirstSteps(home: HomeView) -> impl IntoView {
    let lang = use_lang();
    let only_mentors = home.sides.mentor && !home.sides.mentee;
    let open = home.requests.sent as u64;
    let onward = match (only_mentors, open) {
        (true, _) => (
            "/requests",
            text::matching::requests_title(lang).to_owned(),
            t::requests_text(lang),
        ),
        (false, 0) => (
            "/mentorship",
            t::find_title(lang).to_owned(),
            t::find_text(lang),
        ),
        (false, open) => (
            "/requests",
            text::matching::open_requests(lang, open),
            t::asked_text(lang),
        ),
    };
    match home.goes_on_at {
        Some(profile) if home.unfinished => {
            let (href, title, _) = onward;
            view! {
                <Next href=profile title=t::profile_title(lang) text=t::profile_text(lang) label=t::profile_title(lang)>
                    <Meter meter=home.meter />
                </Next>
                <Onward href title />
            }
            .into_any()
        }
        profile => {
            let (href, title, text) = onward;
            let label = match open {
                0 => title.clone(),
                _ => text::matching::my_requests(lang).to_owned(),
            };
            view! {
                <Next href title text label />
                {(open > 0 && !only_mentors)
                    .then(|| view! { <Onward href="/mentorship" title=t::find_title(lang) /> }.into_any())}
                {profile
                    .map(|profile| {
                        view! {
                            <a class="card card--link row" href=path(lang, &profile)>
                                <span class="row__text stack stack--8">
                                    <b>{t::profile_title(lang)}</b>
                                    <Meter meter=home.meter />
                                </span>
                                <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                            </a>
                        }
                            .into_any()
                    })}
            }
            .into_any()
        }
    }
}

/// The one thing to do now.
#[component]
fn Next(
    #[prop(into)] href: String,
    #[prop(into)] title: String,
    text: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="night next-step" aria-labelledby="next-step">
            <p class="next-step__label">{text::mentorships::next(lang)}</p>
            <h2 class="next-step__title" id="next-step">
                {title}
            </h2>
            <p class="next-step__text">{text}</p>
            {children.map(|children| children())}
            <div class="actions actions--grow">
                <a class="button button--night" href=path(lang, &href)>
                    {label}
                </a>
            </div>
        </section>
    }
}

/// How much of what is worth adding is there.
#[component]
fn Meter(meter: Completeness) -> impl IntoView {
    let lang = use_lang();
    view! {
        <span>{text::profiles::meter_text(lang, meter.there, meter.of)}</span>
        <meter
            class="meter meter--saffron"
            min="0"
            max=meter.of
            value=meter.there
            aria-label=text::profiles::meter_label(lang)
        ></meter>
    }
}
