//! The home page: what comes next, and the promise.

use super::api::{HomeView, ShowHome};
use crate::{
    mentorships::{NextStepCard, PledgeCard},
    text::{self, home as t},
    ui::{Icon, Loaded, PageHead, Shell, Tab, live_reading, path, use_lang},
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
                let next = match home.mentorship.clone() {
                    Some(mentorship) => view! { <NextStepCard mentorship /> }.into_any(),
                    None => view! { <FirstSteps home /> }.into_any(),
                };
                view! {
                    <Shell tab=Tab::Home>
                        <PageHead title sub />
                        {next}
                        <PledgeCard chain />
                    </Shell>
                }
            }
        />
    }
}

/// Before there is a mentorship: a profile that says enough, from where it was left, then finding a mentor, or for
/// those who only mentor, who asks.
#[component]
fn FirstSteps(home: HomeView) -> impl IntoView {
    let lang = use_lang();
    let only_mentors = home.sides.mentor && !home.sides.mentee;
    let onward = match only_mentors {
        true => (
            "/requests",
            text::matching::requests_title(lang),
            t::requests_text(lang),
        ),
        false => ("/mentorship", t::find_title(lang), t::find_text(lang)),
    };
    match home.goes_on_at {
        Some(profile) if home.unfinished => {
            let (href, title, _) = onward;
            view! {
                <Next href=profile title=t::profile_title(lang) text=t::profile_text(lang)>
                    <Meter meter=home.meter />
                </Next>
                <a class="card card--link row" href=path(lang, href)>
                    <span class="row__text">
                        <b>{title}</b>
                    </span>
                    <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                </a>
            }
            .into_any()
        }
        profile => {
            let (href, title, text) = onward;
            let href = href.to_owned();
            view! {
                <Next href title text />
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
                    })}
            }
            .into_any()
        }
    }
}

/// The one thing to do now.
#[component]
fn Next(
    href: String,
    title: &'static str,
    text: &'static str,
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
                    {title}
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
