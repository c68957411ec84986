//! What a mentor offers: expertise, sectors, years, how many people at a time, a pause.

use super::{FORM, Foot, Seen, choices, grouped, seen};
use crate::{
    profiles::api::{self, ListEntry},
    text::profiles,
    ui::{Check, Chips, Command, CommandForm, NumberStepper, use_lang},
};
use domain::profiles::{
    CAPACITY_MAX, OFFERS_MAX, Profile, ProfileStep, ReferenceKind, SECTORS_MAX,
};
use leptos::prelude::*;

#[component]
pub fn OfferForm(profile: Profile, lists: Vec<ListEntry>) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::SaveOffer>();
    let sides = profile.sides;
    let card = move |hint| seen(lang, Seen::Card(sides), hint);
    let offers: Vec<String> = profile.offers.iter().map(ToString::to_string).collect();
    let sectors: Vec<String> = profile.sectors.iter().map(ToString::to_string).collect();
    let chosen: Vec<&str> = offers.iter().chain(&sectors).map(String::as_str).collect();
    let expertise = grouped(
        &lists,
        ReferenceKind::Expertise,
        ReferenceKind::ExpertiseFamily,
        &chosen,
    );
    let known_sectors = choices(&lists, ReferenceKind::Sector, &chosen);
    view! {
        <CommandForm action id=FORM>
            <Chips
                name="offers"
                legend=profiles::offers(lang)
                hint=card(profiles::offers_hint(lang))
                groups=expertise
                chosen=offers
                max=OFFERS_MAX as u32
            />
            <Chips
                name="sectors"
                legend=profiles::sectors(lang)
                hint=card("")
                groups=vec![known_sectors.into()]
                chosen=sectors
                max=SECTORS_MAX as u32
            />
            <div class="form__row">
                <NumberStepper
                    name="years"
                    label=profiles::years(lang)
                    hint=card("")
                    value=profile.years.map(|years| years.to_string()).unwrap_or_default()
                    max=70
                    optional=true
                />
                <NumberStepper
                    name="capacity"
                    label=profiles::capacity(lang)
                    hint=card("")
                    value=profile.capacity.to_string()
                    min=1
                    max=CAPACITY_MAX
                />
            </div>
            <Check
                name="paused"
                label=profiles::paused(lang)
                hint=card(profiles::paused_hint(lang))
                checked=profile.paused_at.is_some()
            />
            <Foot step=ProfileStep::Offer sides privacy=profiles::privacy_card(lang) />
        </CommandForm>
    }
}
