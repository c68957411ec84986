//! The home page: what comes next, and the promise.

use super::api::{HomeView, show_home};
use crate::{
    mentorships::{NextStepCard, PledgeCard},
    text::{self, home as t},
    ui::{Icon, Loaded, PageHead, Shell, Tab, path, use_lang, use_news},
};
use leptos::prelude::*;

#[component]
pub fn Home() -> impl IntoView {
    let lang = use_lang();
    let news = use_news();
    let home = Resource::new(move || news.get(), |_| show_home());
    view! {
        <Loaded
            resource=home
            view=move |HomeView { name, sides, mentorship, chain }| {
                let title = if name.is_empty() { t::title(lang).to_owned() } else { t::hello(lang, name) };
                let sub = mentorship
                    .as_ref()
                    .map(|one| text::mentorships::with(lang, &one.other.name))
                    .unwrap_or_default();
                view! {
                    <Shell tab=Tab::Home>
                        <PageHead title sub />
                        {match mentorship {
                            Some(mentorship) => view! { <NextStepCard mentorship /> }.into_any(),
                            None if sides.mentor && !sides.mentee => view! { <MentorSteps /> }.into_any(),
                            None => view! { <FirstSteps /> }.into_any(),
                        }}
                        <PledgeCard chain />
                    </Shell>
                }
            }
        />
    }
}

/// Before there is a mentorship: find a mentor, with a profile that says enough.
#[component]
fn FirstSteps() -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="night next-step" aria-labelledby="next-step">
            <p class="next-step__label">{text::mentorships::next(lang)}</p>
            <h2 class="next-step__title" id="next-step">
                {t::find_title(lang)}
            </h2>
            <p class="next-step__text">{t::find_text(lang)}</p>
            <div class="actions actions--grow">
                <a class="button button--night" href=path(lang, "/mentorship")>
                    {t::find_title(lang)}
                </a>
            </div>
        </section>
        <a class="card card--link row" href=path(lang, "/profile")>
            <span class="row__text">
                <b>{t::profile_title(lang)}</b>
                <span>{t::profile_text(lang)}</span>
            </span>
            <Icon name="chevron-right" class="icon icon--flip row__chevron" />
        </a>
    }
}

/// Before there is a mentorship, for those who only mentor: a profile that can be found, and who asks.
#[component]
fn MentorSteps() -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="night next-step" aria-labelledby="next-step">
            <p class="next-step__label">{text::mentorships::next(lang)}</p>
            <h2 class="next-step__title" id="next-step">
                {t::profile_title(lang)}
            </h2>
            <p class="next-step__text">{t::profile_text(lang)}</p>
            <div class="actions actions--grow">
                <a class="button button--night" href=path(lang, "/profile")>
                    {t::profile_title(lang)}
                </a>
            </div>
        </section>
        <a class="card card--link row" href=path(lang, "/requests")>
            <span class="row__text">
                <b>{text::matching::requests_title(lang)}</b>
            </span>
            <Icon name="chevron-right" class="icon icon--flip row__chevron" />
        </a>
    }
}
