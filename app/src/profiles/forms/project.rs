//! The project: what a mentor reads first.

use super::{FORM, Foot, Seen, choices, grouped, seen};
use crate::{
    profiles::{
        api::{self, ListEntry},
        names::stage_name,
    },
    text::{self, forms, profiles},
    ui::{
        Chips, Choice, Command, CommandForm, Field, NumberStepper, Segmented, Select, TextArea,
        use_lang,
    },
};
use domain::{
    Lang,
    money::{Currency, Money},
    profiles::{NEEDS_MAX, Profile, ProfileStep, ReferenceKind, Stage},
};
use leptos::prelude::*;

#[component]
pub fn ProjectForm(profile: Profile, lists: Vec<ListEntry>) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::SaveProject>();
    let sides = profile.sides;
    let asked = move |hint| seen(lang, Seen::Asked, hint);
    let project = profile.project.clone();
    let project = project.as_ref();
    let sector = code(project.and_then(|project| project.sector.as_ref()));
    let region = code(project.and_then(|project| project.region.as_ref()));
    let needs: Vec<String> = profile.needs.iter().map(ToString::to_string).collect();
    let first = needs.first().filter(|_| profile.first_need);
    let first = first.cloned().unwrap_or_default();
    let chosen: Vec<&str> = needs.iter().map(String::as_str).collect();
    let expertise = grouped(
        &lists,
        ReferenceKind::Expertise,
        ReferenceKind::ExpertiseFamily,
        &chosen,
    );
    let stages: Vec<Choice> = Stage::ALL
        .into_iter()
        .map(|stage| Choice::new(stage.code(), stage_name(lang, stage)))
        .collect();
    let sectors = choices(&lists, ReferenceKind::Sector, &[&sector]);
    let regions = choices(&lists, ReferenceKind::Region, &[&region]);
    let stage = project
        .map(|project| project.stage.code())
        .unwrap_or_default();
    let jobs = project.and_then(|project| project.jobs);
    let title = project.map_or_else(String::new, |project| project.title.clone());
    let sought = project.map_or_else(String::new, |project| project.sought.clone());
    let investment = project.and_then(|project| project.investment);
    view! {
        <CommandForm action id=FORM>
            <Field name="title" label=profiles::project_title(lang) hint=asked("") value=title />
            <Select
                name="stage"
                label=profiles::stage(lang)
                hint=asked("")
                groups=vec![stages.into()]
                value=stage
                empty=forms::choose(lang).to_owned()
            />
            <Select
                name="sector"
                label=profiles::sector(lang)
                hint=asked("")
                groups=vec![sectors.into()]
                value=sector
                empty=profiles::not_yet_known(lang).to_owned()
                optional=true
            />
            <div class="form__row">
                <Select
                    name="region"
                    label=profiles::target_region(lang)
                    hint=asked("")
                    groups=vec![regions.into()]
                    value=region
                    empty=profiles::not_yet_known(lang).to_owned()
                    optional=true
                />
                <NumberStepper
                    name="jobs"
                    label=profiles::jobs(lang)
                    hint=seen(lang, Seen::Nobody, "")
                    value=jobs.map(|jobs| jobs.to_string()).unwrap_or_default()
                    max=100_000
                    optional=true
                />
            </div>
            <Investment value=investment />
            <Chips
                name="needs"
                legend=profiles::needs(lang)
                hint=asked(profiles::needs_hint(lang))
                groups=expertise
                chosen=needs
                max=NEEDS_MAX as u32
                first=("first_need", first)
            />
            <TextArea
                name="sought"
                label=profiles::sought(lang)
                hint=asked(profiles::sought_hint(lang))
                value=sought
                maxlength=2000
                optional=true
            />
            <Foot step=ProfileStep::Project sides privacy=profiles::privacy_project(lang) />
        </CommandForm>
    }
}

/// The amount, its currency, and about how much that is in the other one.
#[component]
fn Investment(value: Option<Money>) -> impl IntoView {
    let lang = use_lang();
    let currency = value.map_or(Currency::Mad, |money| money.currency);
    let hint = match value {
        Some(money) => profiles::investment_about(lang, text::amount(lang, money.about_in_other())),
        None => profiles::investment_hint(lang).to_owned(),
    };
    let currencies = [Currency::Mad, Currency::Eur]
        .into_iter()
        .map(|currency| Choice::new(currency.code(), currency.code()))
        .collect();
    view! {
        <div class="form__row">
            <Field
                name="investment"
                label=profiles::investment(lang)
                hint=seen(lang, Seen::Nobody, &hint)
                value=value.map(|money| whole_or_cents(lang, money)).unwrap_or_default()
                inputmode="decimal"
                dir="ltr"
                optional=true
            />
            <Segmented name="currency" legend=profiles::currency(lang) choices=currencies value=currency.code() />
        </div>
    }
}

/// As it would be typed: `4 200 000`, with cents only where there are some.
fn whole_or_cents(lang: Lang, money: Money) -> String {
    // A point between thousands would be read as decimals when the form is sent.
    let grouping = match lang {
        Lang::Fr | Lang::Ar => lang,
        Lang::En | Lang::De => Lang::Fr,
    };
    let whole = text::grouped(grouping, money.minor / 100);
    match money.minor % 100 {
        0 => whole,
        cents => format!("{whole},{cents:02}"),
    }
}

fn code(code: Option<&impl ToString>) -> String {
    code.map(ToString::to_string).unwrap_or_default()
}
