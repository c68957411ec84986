//! Before the steps: to be mentored, to mentor, or both.

use crate::{
    profiles::api::{self, StepView},
    text::profiles,
    ui::{
        Command, CommandForm, FieldError, FormScope, Loaded, PageHead, Shell, SubmitButton, Tab,
        path, reading, use_field, use_lang,
    },
};
use domain::profiles::Sides;
use leptos::prelude::*;

#[component]
pub fn Start() -> impl IntoView {
    let lang = use_lang();
    let view = reading(|| api::ShowStep { step: "who".into() });
    view! {
        <Loaded
            resource=view
            view=move |StepView { profile, .. }| {
                let action = Command::of::<api::ChooseSides>();
                view! {
                    <Shell tab=Tab::Me class="main main--narrow" focus=true>
                        <PageHead
                            title=profiles::start_title(lang)
                            sub=profiles::start_lead(lang)
                            back=path(lang, "/me")
                        />
                        <CommandForm action>
                            <SideChoice sides=profile.sides />
                            <div class="foot">
                                <SubmitButton label=profiles::go_on(lang) />
                                <p class="foot__note">{profiles::start_note(lang)}</p>
                            </div>
                        </CommandForm>
                    </Shell>
                }
            }
        />
    }
}

#[component]
fn SideChoice(sides: Sides) -> impl IntoView {
    let lang = use_lang();
    let (_, error) = use_field("sides", profiles::start_title(lang), String::new());
    let typed = use_context::<FormScope>().and_then(|scope| scope.typed_all("sides[]"));
    let side = |value: &'static str, label: &'static str, hint: &'static str, chosen: bool| {
        let checked = typed
            .as_ref()
            .map_or(chosen, |typed| typed.iter().any(|side| side == value));
        view! {
            <label class="check check--card">
                <input type="checkbox" name="sides[]" value=value checked=checked />
                <span>{label} <span class="check__hint">{hint}</span></span>
            </label>
        }
    };
    view! {
        <fieldset class="field stack stack--12" id="sides" tabindex="-1" aria-describedby="sides-error">
            <legend class="visually-hidden">{profiles::start_title(lang)}</legend>
            {side("mentee", profiles::side_mentee(lang), profiles::side_mentee_hint(lang), sides.mentee)}
            {side("mentor", profiles::side_mentor(lang), profiles::side_mentor_hint(lang), sides.mentor)}
            <FieldError name="sides" error />
        </fieldset>
    }
}
