//! Ties: regions of Morocco, federation, company.

use super::{FORM, Foot, Seen, choices, grouped, seen};
use crate::{
    profiles::api::{self, ListEntry},
    text::profiles,
    ui::{Chips, Command, CommandForm, Field, Select, use_lang},
};
use domain::profiles::{Profile, ProfileStep, ReferenceKind};
use leptos::prelude::*;

#[component]
pub fn TiesForm(profile: Profile, lists: Vec<ListEntry>) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::SaveTies>();
    let sides = profile.sides;
    let regions: Vec<String> = profile.regions.iter().map(ToString::to_string).collect();
    let federation = profile
        .federation
        .map(|code| code.to_string())
        .unwrap_or_default();
    let chosen: Vec<&str> = regions.iter().map(String::as_str).collect();
    let known_regions = choices(&lists, ReferenceKind::Region, &chosen);
    let federations = grouped(
        &lists,
        ReferenceKind::Federation,
        ReferenceKind::Sector,
        &[&federation],
    );
    view! {
        <CommandForm action id=FORM>
            <Chips
                name="regions"
                legend=profiles::regions(lang)
                hint=seen(lang, Seen::Card(sides), profiles::regions_hint(lang))
                groups=vec![known_regions.into()]
                chosen=regions
            />
            <Select
                name="federation"
                label=profiles::federation(lang)
                hint=seen(lang, Seen::Nobody, "")
                groups=federations
                value=federation
                empty=profiles::no_federation(lang).to_owned()
                optional=true
            />
            <Field
                name="company"
                label=profiles::company(lang)
                hint=seen(lang, Seen::Card(sides), profiles::company_hint(lang))
                value=profile.company
                autocomplete="organization"
                optional=true
            />
            <Foot step=ProfileStep::Ties sides privacy=profiles::privacy_card(lang) />
        </CommandForm>
    }
}
