//! One step of the profile: where one is, what is asked, and the form.

use crate::{
    profiles::{
        api::{ShowStep, StepView},
        forms::{FORM, OfferForm, PhotoForm, PlaceForm, ProjectForm, TiesForm, TimeForm, WhoForm},
        names::step_name,
    },
    text::profiles,
    ui::{Icon, Loaded, NotFound, Saved, Shell, Stepper, Tab, Title, path, reading, use_lang},
};
use domain::{
    Lang,
    profiles::{ProfileStep, Sides},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn Step() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.read().get("step").unwrap_or_default();
    let view = reading(move || ShowStep { step: slug() });
    view! {
        <Loaded
            resource=view
            view=move |view| match ProfileStep::from_slug(&params.read_untracked().get("step").unwrap_or_default()) {
                Some(step) => view! { <StepPage step view /> }.into_any(),
                None => view! { <NotFound /> }.into_any(),
            }
        />
    }
}

#[component]
fn StepPage(step: ProfileStep, view: StepView) -> impl IntoView {
    let lang = use_lang();
    let StepView {
        profile,
        lists,
        version,
        saved: saved_now,
    } = view;
    let steps = ProfileStep::of(profile.sides);
    let number = steps
        .iter()
        .position(|known| *known == step)
        .map_or(0, |index| index + 1);
    let (title, lead) = heading(lang, step);
    let saved = profile.done.contains(step);
    let next = match step.next(profile.sides) {
        Some(next) => profiles::next_step(lang, step_name(lang, next)),
        None => profiles::last_step(lang).to_owned(),
    };
    let sides = profile.sides;
    let form = match step {
        ProfileStep::Who => view! { <WhoForm profile /> }.into_any(),
        ProfileStep::Place => view! { <PlaceForm profile lists /> }.into_any(),
        ProfileStep::Project => view! { <ProjectForm profile lists /> }.into_any(),
        ProfileStep::Offer => view! { <OfferForm profile lists /> }.into_any(),
        ProfileStep::Ties => view! { <TiesForm profile lists /> }.into_any(),
        ProfileStep::Time => view! { <TimeForm profile /> }.into_any(),
        ProfileStep::Photo => view! { <PhotoForm profile /> }.into_any(),
    };
    view! {
        <Shell tab=Tab::Me class="main main--narrow" focus=true>
            <Title text=title />
            <header class="page-head">
                <Back step sides />
                <div class="page-head__text"></div>
                {saved
                    .then(|| {
                        view! {
                            <div class="page-head__actions">
                                <Saved />
                            </div>
                        }
                            .into_any()
                    })}
            </header>
            <Stepper step=number as u8 steps=steps.len() as u8 next />
            <div class="stack stack--4">
                <h1>{title}</h1>
                <p class="muted">{lead}</p>
            </div>
            <input type="hidden" form=FORM name="version" value=version />
            <SavedNow lines=saved_now />
            {form}
        </Shell>
    }
}

/// What another tab saved meanwhile, above the form that did not know of it.
#[component]
fn SavedNow(lines: Vec<(String, String)>) -> impl IntoView {
    let lang = use_lang();
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd dir="auto">{value}</dd>
                </div>
            }
            .into_any()
        });
        view! {
            <section class="card" aria-labelledby="saved-now">
                <h2 id="saved-now">{profiles::saved_now(lang)}</h2>
                <dl class="facts">{lines.collect_view()}</dl>
            </section>
        }
        .into_any()
    })
}

/// The arrow back saves too: what was typed is not lost by leaving. It stands before the form, so an unseen button
/// is what Enter in a field presses.
#[component]
fn Back(step: ProfileStep, sides: Sides) -> impl IntoView {
    let lang = use_lang();
    let to = step.before(sides).map_or("me", ProfileStep::slug);
    if step == ProfileStep::Photo {
        // Nothing is typed there.
        return view! {
            <a
                class="icon-button page-head__back"
                href=path(lang, &format!("/profile/{to}"))
                aria-label=crate::text::common::back(lang)
            >
                <Icon name="arrow-left" class="icon icon--24 icon--flip" />
            </a>
        }
        .into_any();
    }
    view! {
        <button class="visually-hidden" form=FORM tabindex="-1" aria-hidden="true">
            {profiles::go_on(lang)}
        </button>
        <button
            class="icon-button page-head__back"
            form=FORM
            name="back"
            value=to
            aria-label=crate::text::common::back(lang)
        >
            <Icon name="arrow-left" class="icon icon--24 icon--flip" />
        </button>
    }
    .into_any()
}

/// Title and lead of a step.
fn heading(lang: Lang, step: ProfileStep) -> (&'static str, &'static str) {
    match step {
        ProfileStep::Who => (profiles::who_title(lang), profiles::who_lead(lang)),
        ProfileStep::Place => (profiles::place_title(lang), profiles::place_lead(lang)),
        ProfileStep::Project => (
            profiles::project_heading(lang),
            profiles::project_lead(lang),
        ),
        ProfileStep::Offer => (profiles::offer_title(lang), profiles::offer_lead(lang)),
        ProfileStep::Ties => (profiles::ties_title(lang), profiles::ties_lead(lang)),
        ProfileStep::Time => (profiles::time_title(lang), profiles::time_lead(lang)),
        ProfileStep::Photo => (profiles::photo_title(lang), profiles::photo_lead(lang)),
    }
}
