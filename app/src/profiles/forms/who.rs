//! Who: names in either script, a line about oneself, a number for one's pair.

use super::Foot;
use crate::{
    profiles::api,
    text::profiles,
    ui::{Command, CommandForm, Field, Privacy, use_lang},
};
use domain::profiles::Profile;
use leptos::prelude::*;

#[component]
pub fn WhoForm(profile: Profile) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::SaveWho>();
    let names = profile.names;
    view! {
        <CommandForm action>
            <div class="form__row">
                <Field
                    name="given_name"
                    label=profiles::given_name(lang)
                    value=names.given
                    autocomplete="given-name"
                    optional=true
                />
                <Field
                    name="family_name"
                    label=profiles::family_name(lang)
                    value=names.family
                    autocomplete="family-name"
                    optional=true
                />
            </div>
            <div class="form__row">
                <Field name="given_name_ar" label=profiles::given_name_ar(lang) value=names.given_ar optional=true />
                <Field name="family_name_ar" label=profiles::family_name_ar(lang) value=names.family_ar optional=true />
            </div>
            <Field
                name="headline"
                label=profiles::headline(lang)
                hint=profiles::headline_hint(lang)
                value=profile.headline
                optional=true
            />
            <Field
                name="phone"
                kind="tel"
                label=profiles::phone(lang)
                value=profile.phone
                autocomplete="tel"
                optional=true
            />
            <Privacy text=profiles::privacy_contact(lang) />
            <Foot privacy=profiles::privacy_card(lang) />
        </CommandForm>
    }
}
