//! Time: the parts of the week that usually are free, and a few words about oneself.

use super::{FORM, Foot, Seen, seen};
use crate::{
    profiles::{
        api,
        names::{part_name, slots_name, weekday_name},
    },
    text::profiles,
    ui::{Command, CommandForm, FieldError, FormScope, Icon, TextArea, use_field, use_lang},
};
use domain::profiles::{Availability, DayPart, Profile, ProfileStep, Weekday};
use leptos::prelude::*;

#[component]
pub fn TimeForm(profile: Profile) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::SaveTime>();
    let sides = profile.sides;
    let card = move |hint| seen(lang, Seen::Card(sides), hint);
    view! {
        <CommandForm action id=FORM>
            <Week
                free=profile.availability
                title=slots_name(lang, &profile.city)
                hint=card(profiles::slots_hint(lang))
            />
            <TextArea
                name="bio"
                label=profiles::bio(lang)
                hint=card(profiles::bio_hint(lang))
                value=profile.bio
                maxlength=2000
                optional=true
            />
            <Foot step=ProfileStep::Time sides privacy=profiles::privacy_card(lang) />
        </CommandForm>
    }
}

/// Seven days of four parts, as check boxes.
#[component]
fn Week(free: Availability, title: String, hint: String) -> impl IntoView {
    let lang = use_lang();
    let (_, error) = use_field("slots", &title, String::new());
    let typed = use_context::<FormScope>().and_then(|scope| scope.typed_all("slots[]"));
    let is_free = move |day: Weekday, part: DayPart| match &typed {
        Some(typed) => typed.contains(&bit(day, part)),
        None => free.contains(day, part),
    };
    let day = |day: Weekday| {
        let parts = DayPart::ALL
            .into_iter()
            .map(|part| {
                view! {
                    <label class="chip">
                        <input type="checkbox" name="slots[]" value=bit(day, part) checked=is_free(day, part) />
                        <Icon name="check" class="icon icon--16" />
                        <span>{part_name(lang, part)}</span>
                    </label>
                }.into_any()
            })
            .collect_view();
        view! {
            <fieldset class="chips">
                <legend class="field__label">{weekday_name(lang, day)}</legend>
                <div class="chips__list">{parts}</div>
            </fieldset>
        }
    };
    view! {
        <fieldset class="field stack stack--12" id="slots" tabindex="-1" aria-describedby="slots-hint slots-error">
            <legend class="h3">{title}</legend>
            <p class="field__hint" id="slots-hint">
                {hint}
            </p>
            {Weekday::ALL.into_iter().map(day).collect_view()}
            <FieldError name="slots" error />
        </fieldset>
    }
}

/// The bit of a part of the week, as it is sent.
fn bit(day: Weekday, part: DayPart) -> String {
    Availability::default()
        .with(day, part)
        .bits()
        .trailing_zeros()
        .to_string()
}
