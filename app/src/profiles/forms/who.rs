//! Who: names in either script, a line about oneself, a number for one's pair.

use super::{FORM, Foot, Seen, seen};
use crate::{
    profiles::api,
    text::profiles,
    ui::{Command, CommandForm, Field, Privacy, use_lang},
};
use domain::profiles::{Profile, ProfileStep};
use leptos::prelude::*;

#[component]
pub fn WhoForm(profile: Profile) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::SaveWho>();
    let sides = profile.sides;
    let card = move |hint| seen(lang, Seen::Card(sides), hint);
    let names = profile.names;
    view! {
        <CommandForm action id=FORM>
            <div class="form__row">
                <Field
                    name="given_name"
                    label=profiles::given_name(lang)
                    value=names.given
                    hint=card("")
                    autocomplete="given-name"
                    optional=true
                />
                <Field
                    name="family_name"
                    label=profiles::family_name(lang)
                    value=names.family
                    hint=card("")
                    autocomplete="family-name"
                    optional=true
                />
            </div>
            <div class="form__row">
                <Field
                    name="given_name_ar"
                    label=profiles::given_name_ar(lang)
                    value=names.given_ar
                    hint=card("")
                    optional=true
                />
                <Field
                    name="family_name_ar"
                    label=profiles::family_name_ar(lang)
                    value=names.family_ar
                    hint=card("")
                    optional=true
                />
            </div>
            <Field
                name="headline"
                label=profiles::headline(lang)
                hint=card(profiles::headline_hint(lang))
                value=profile.headline
                optional=true
            />
            <Field
                name="phone"
                kind="tel"
                label=profiles::phone(lang)
                value=profile.phone
                hint=seen(lang, Seen::Pair, "")
                autocomplete="tel"
                optional=true
            />
            <Privacy text=profiles::privacy_contact(lang) />
            <Foot step=ProfileStep::Who sides privacy=profiles::privacy_card(lang) />
        </CommandForm>
    }
}
