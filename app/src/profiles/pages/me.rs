//! "Me": one's own card, what is still worth adding, and the way to everything of one's own.

use crate::{
    profiles::{
        api::{MeView, ShowMe},
        names::{step_name, worth_name},
    },
    text::{self, profiles},
    ui::{
        Command, CommandForm, FootLinks, Icon, Loaded, PageHead, Shell, Star, SubmitButton, Tab,
        path, reading, use_lang,
    },
};
use domain::{
    Lang,
    circle::Points,
    permissions::RoleKind,
    profiles::{Completeness, Profile, ProfileStep, photo_path},
};
use leptos::prelude::*;

#[component]
pub fn Me() -> impl IntoView {
    let lang = use_lang();
    let me = reading(|| ShowMe {});
    view! {
        <Loaded
            resource=me
            view=move |MeView { profile, meter, points, email, roles }| {
                let name = profile.names.shown(lang);
                let title = if name.is_empty() { email.clone() } else { name.clone() };
                view! {
                    <Shell tab=Tab::Me class="main main--narrow">
                        <PageHead title=title sub=profile.headline.clone() />
                        <OwnCard profile=profile.clone() name meter points />
                        <Steps profile=profile.clone() />
                        <Work roles />
                        <Account email />
                    </Shell>
                }
            }
        />
    }
}

/// The star, the meter, and the next useful thing.
#[component]
fn OwnCard(profile: Profile, name: String, meter: Completeness, points: Points) -> impl IntoView {
    let lang = use_lang();
    let photo = profile
        .photo
        .as_ref()
        .map(|hash| photo_path(profile.person, hash, 192));
    let next = meter.next.map(|worth| {
        let href = match worth.step() {
            Some(step) => path(lang, &format!("/profile/{}", step.slug())),
            None => path(lang, "/profile"),
        };
        view! {
            <a class="button button--primary" href=href>
                {worth_name(lang, worth)}
            </a>
        }
        .into_any()
    });
    let complete = next.is_none();
    view! {
        <section class="card stack" aria-label=profiles::meter_label(lang)>
            <div class="cluster">
                <Star person=profile.person name points photo=photo.unwrap_or_default() />
                <div class="stack stack--4">
                    <p>{sides(lang, &profile)}</p>
                    <p class="muted small">{text::circle::points(lang, points.received, points.given)}</p>
                    <p class="muted small">{profiles::meter_text(lang, meter.there, meter.of)}</p>
                </div>
            </div>
            <meter
                class="meter meter--saffron"
                min="0"
                max=meter.of
                value=meter.there
                aria-label=profiles::meter_label(lang)
            ></meter>
            {complete.then(|| view! { <p>{profiles::meter_full(lang)}</p> }.into_any())}
            <div class="actions">{next}</div>
        </section>
    }
}

fn sides(lang: Lang, profile: &Profile) -> &'static str {
    match (profile.sides.mentee, profile.sides.mentor) {
        (true, true) => profiles::sides_both(lang),
        (true, false) => profiles::sides_mentee(lang),
        (false, true) => profiles::sides_mentor(lang),
        (false, false) => profiles::sides_none(lang),
    }
}

/// Every step, with whether it was saved.
#[component]
fn Steps(profile: Profile) -> impl IntoView {
    let lang = use_lang();
    let row = |href: String, name: &'static str, state: Option<&'static str>| {
        view! {
            <li>
                <a class="row" href=path(lang, &href)>
                    <span class="row__text">
                        <b>{name}</b>
                    </span>
                    {state.map(|state| view! { <span class="tag tag--ok">{state}</span> }.into_any())}
                    <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                </a>
            </li>
        }
    };
    let steps = ProfileStep::of(profile.sides)
        .into_iter()
        .map(|step| {
            let done = profile.done.contains(step);
            row(
                format!("/profile/{}", step.slug()),
                step_name(lang, step),
                done.then(|| profiles::step_filled(lang)),
            )
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="steps">
            <div class="section__head">
                <h2 id="steps">{profiles::my_profile(lang)}</h2>
            </div>
            <ul class="rows card card--flush">{row("/profile".into(), profiles::my_sides(lang), None)} {steps}</ul>
        </section>
    }
}

/// The way to the pages of each of one's roles; nothing for members.
#[component]
fn Work(roles: Vec<RoleKind>) -> impl IntoView {
    let lang = use_lang();
    let row = |role| {
        let (href, name) = match role {
            RoleKind::Coordinator => ("/coordinator", text::administration::role_coordinator(lang)),
            RoleKind::Partner => ("/partner", text::administration::role_partner(lang)),
            RoleKind::Administrator => ("/admin", text::administration::role_administrator(lang)),
        };
        view! {
            <li>
                <a class="row" href=path(lang, href)>
                    <span class="row__text">
                        <b>{name}</b>
                    </span>
                    <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                </a>
            </li>
        }
    };
    (!roles.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="work">
                <div class="section__head">
                    <h2 id="work">{profiles::my_work(lang)}</h2>
                </div>
                <ul class="rows card card--flush">{roles.into_iter().map(row).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

/// The account: address, everything to set, and signing out.
#[component]
fn Account(email: String) -> impl IntoView {
    let lang = use_lang();
    let sign_out = Command::of::<crate::accounts::api::SignOut>();
    let row = |href: &str, name: &'static str| {
        view! {
            <li>
                <a class="row" href=path(lang, href)>
                    <span class="row__text">
                        <b>{name}</b>
                    </span>
                    <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                </a>
            </li>
        }
    };
    view! {
        <section class="section stack" aria-labelledby="account">
            <div class="section__head">
                <h2 id="account">{profiles::my_account(lang)}</h2>
            </div>
            <p>
                <bdi dir="ltr">{email}</bdi>
            </p>
            <ul class="rows card card--flush">
                {row("/me/account", text::accounts::account_title(lang))} {row("/me/data", text::privacy::title(lang))}
                {row("/me/sign-ins", text::accounts::sign_ins_title(lang))}
                {row("/me/notices", text::notifications::choices_title(lang))}
            </ul>
            <CommandForm action=sign_out>
                <div class="actions">
                    <SubmitButton label=text::common::sign_out(lang) class="button button--secondary" />
                </div>
            </CommandForm>
            <FootLinks />
        </section>
    }
}
