//! Where: country, city, time zone, languages with their level.

use super::{FORM, Foot, Seen, choices, seen};
use crate::{
    profiles::{
        api::{self, ListEntry},
        names::{level_name, tongue_name},
    },
    text::{forms, profiles},
    ui::{
        Choice, ChoiceGroup, Command, CommandForm, Field, FieldError, FormScope, Icon, Select,
        SelectOptions, use_field, use_lang,
    },
};
use domain::profiles::{Level, Profile, ProfileStep, ReferenceKind, SpokenLanguage, Tongue};
use leptos::prelude::*;

/// Languages most of the network speaks; the others fold away.
const COMMON: usize = 5;

#[component]
pub fn PlaceForm(profile: Profile, lists: Vec<ListEntry>) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::SavePlace>();
    let sides = profile.sides;
    let card = move |hint| seen(lang, Seen::Card(sides), hint);
    let country = profile
        .country
        .map(|code| code.to_string())
        .unwrap_or_default();
    let countries = choices(&lists, ReferenceKind::Country, &[&country]);
    let zones = zone_groups(&lists, &country);
    view! {
        <CommandForm action id=FORM>
            <Select
                name="country"
                label=profiles::country(lang)
                hint=card("")
                groups=vec![countries.into()]
                value=country
                empty=forms::choose(lang).to_owned()
            />
            <Field
                name="city"
                label=profiles::city(lang)
                hint=card("")
                value=profile.city
                autocomplete="address-level2"
            />
            <Select
                name="time_zone"
                label=profiles::time_zone(lang)
                hint=card(profiles::time_zone_hint(lang))
                groups=zones
                value=profile.time_zone.unwrap_or_default()
                empty=profiles::time_zone_of_country(lang).to_owned()
                optional=true
            />
            <Languages spoken=profile.languages hint=card(profiles::languages_hint(lang)) />
            <Foot step=ProfileStep::Place sides privacy=profiles::privacy_card(lang) />
        </CommandForm>
    }
}

/// Zones by country, those of the person's own first.
fn zone_groups(lists: &[ListEntry], own: &str) -> Vec<ChoiceGroup> {
    let mut countries: Vec<&ListEntry> = lists
        .iter()
        .filter(|entry| !entry.zones.is_empty())
        .collect();
    countries.sort_by_key(|entry| entry.code != own);
    countries
        .into_iter()
        .map(|country| ChoiceGroup {
            label: country.name.clone(),
            choices: country
                .zones
                .iter()
                .map(|zone| Choice::new(zone.as_str(), zone.replace('_', " ")))
                .collect(),
        })
        .collect()
}

/// One level for each language; "no" says nothing.
#[component]
fn Languages(spoken: Vec<SpokenLanguage>, hint: String) -> impl IntoView {
    let lang = use_lang();
    let (_, error) = use_field("languages", profiles::languages(lang), String::new());
    let chosen = use_context::<FormScope>()
        .and_then(|scope| scope.typed_all("languages[]"))
        .unwrap_or_else(|| spoken.into_iter().map(entry).collect());
    let further_open = chosen.iter().any(|entry| {
        let tongue = entry.split(':').next().and_then(Tongue::from_code);
        tongue.is_some_and(|tongue| !Tongue::ALL[..COMMON].contains(&tongue))
    });
    let level_of = {
        move |tongue: Tongue| {
            view! { <LevelSelect tongue chosen=chosen.clone() /> }
        }
    };
    let common = Tongue::ALL[..COMMON]
        .iter()
        .map(|tongue| level_of(*tongue))
        .collect_view();
    let further = Tongue::ALL[COMMON..]
        .iter()
        .map(|tongue| level_of(*tongue))
        .collect_view();
    view! {
        <fieldset
            class="field"
            class:is-invalid=move || error.with(Option::is_some)
            id="languages"
            tabindex="-1"
            aria-describedby="languages-hint languages-error"
        >
            <legend class="field__label">{profiles::languages(lang)}</legend>
            <p class="field__hint" id="languages-hint">
                {hint}
            </p>
            <div class="grid-2">{common}</div>
            <details class="disclosure" open=further_open>
                <summary>{profiles::languages_more(lang)}</summary>
                <div class="grid-2">{further}</div>
            </details>
            <FieldError name="languages" error />
        </fieldset>
    }
}

#[component]
fn LevelSelect(tongue: Tongue, chosen: Vec<String>) -> impl IntoView {
    let lang = use_lang();
    let id = format!("languages-{}", tongue.code());
    let levels: Vec<Choice> = Level::ALL
        .into_iter()
        .map(|level| {
            Choice::new(
                entry(SpokenLanguage { tongue, level }),
                level_name(lang, level),
            )
        })
        .collect();
    let value = levels
        .iter()
        .find(|choice| chosen.contains(&choice.value))
        .map(|choice| choice.value.clone())
        .unwrap_or_default();
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {tongue_name(lang, tongue)}
            </label>
            <div class="field__box field__box--select">
                <select class="input" id=id name="languages[]">
                    <option value="">{profiles::level_none(lang)}</option>
                    <SelectOptions groups=vec![levels.into()] value />
                </select>
                <Icon name="chevron-down" />
            </div>
        </div>
    }
}

/// How a language is sent: `fr:fluent`.
fn entry(spoken: SpokenLanguage) -> String {
    format!("{}:{}", spoken.tongue.code(), spoken.level.code())
}
