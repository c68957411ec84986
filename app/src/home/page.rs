//! The home page: what comes next, and the promise.

use super::api::{HomeView, ShowHome};
use crate::{
    matching::OpenRequestsPanel,
    mentorships::{NextStepCard, PledgeCard, with_whom},
    text::{self, home as t},
    ui::{
        Icon, InstallOffer, Loaded, NextPanel, PageHead, Shell, Tab, live_reading, path, use_lang,
    },
};
use domain::{mentorships::Side, profiles::Completeness};
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
                let at_work = home.mentorship.as_ref().filter(|one| one.ended.is_none());
                let sub = at_work.map(|one| with_whom(lang, one)).unwrap_or_default();
                let chain = home.chain.clone();
                let is_paired = home.mentorship.is_some();
                let waiting = home.requests.received;
                let next = match home.mentorship.clone() {
                    _ if waiting > 0 => {
                        // Somebody waits, and only for seven days.
                        view! {
                            <OpenRequestsPanel side=Side::Mentor open=waiting />
                            {is_paired
                                .then(|| {
                                    view! { <Onward href="/mentorship" title=text::mentorships::do_open(lang) /> }
                                        .into_any()
                                })}
                        }
                            .into_any()
                    }
                    Some(mentorship) => view! { <NextStepCard mentorship /> }.into_any(),
                    None => view! { <FirstSteps home /> }.into_any(),
                };
                view! {
                    <Shell tab=Tab::Home class="main main--home">
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
            match &home.nearest {
                Some(sent) if open == 1 => text::matching::sent_to(lang, sent.who.name.clone()),
                _ => text::matching::open_requests(lang, open),
            },
            t::asked_text(lang),
        ),
    };
    // What is awaited, and until when.
    let awaited = home.nearest.as_ref().filter(|_| open > 0 && !only_mentors);
    let awaited = awaited.map(|sent| {
        let day = text::date_with_weekday(lang, sent.answer_by);
        let by = text::matching::answer_by(lang, day);
        view! { <p class="next-step__text">{by}</p> }.into_any()
    });
    match home.goes_on_at {
        Some(profile) if home.unfinished => {
            let (href, title, _) = onward;
            view! {
                <NextPanel
                    href=path(lang, &profile)
                    title=t::profile_title(lang)
                    text=t::profile_text(lang)
                    label=t::profile_title(lang)
                >
                    <Meter meter=home.meter />
                </NextPanel>
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
                <NextPanel href=path(lang, href) title text label>
                    {awaited}
                </NextPanel>
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
