//! The pair's own terms, written by either of the two.

use super::id_of_path;
use crate::{
    mentorships::{
        api::{ProposeTerms, ReadCharter},
        names::{channel, confidentiality, rhythm},
    },
    text::mentorships as t,
    ui::{
        Choice, ChoiceGroup, Command, CommandForm, Field, Loaded, PageHead, Segmented, Select,
        Shell, SubmitButton, Tab, TextArea, path, reading, use_lang,
    },
};
use domain::mentorships::{Channel, CharterVersion, CharterView, Confidentiality, Rhythm};
use leptos::prelude::*;

#[component]
pub fn TermsForm() -> impl IntoView {
    let charter = reading(|| ReadCharter { id: id_of_path() });
    view! { <Loaded resource=charter view=|charter| view! { <Page charter /> } /> }
}

#[component]
fn Page(charter: CharterView) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<ProposeTerms>();
    let CharterVersion { number, terms, .. } = charter.current;
    let id = charter.mentorship;
    let has_terms = number > 0;
    let rhythms = Rhythm::ALL
        .iter()
        .map(|it| Choice::new(it.code(), rhythm(lang, *it)))
        .collect();
    let confidences = Confidentiality::ALL
        .iter()
        .map(|it| Choice::new(it.code(), confidentiality(lang, *it)))
        .collect();
    let channels = Channel::ALL
        .iter()
        .map(|it| Choice::new(it.code(), channel(lang, *it)))
        .collect();
    let channels = vec![ChoiceGroup {
        label: String::new(),
        choices: channels,
    }];
    view! {
        <Shell tab=Tab::Mentorship class="main main--narrow">
            <PageHead
                title=t::your_terms(lang)
                sub=t::with(lang, &charter.other)
                back=path(lang, &format!("/mentorships/{id}"))
            />
            <CommandForm action>
                <input type="hidden" name="mentorship" value=id.to_string() />
                <input type="hidden" name="base" value=number.to_string() />
                <TextArea name="aims" label=t::aims(lang) hint=t::aims_hint(lang) value=terms.aims />
                <Segmented name="rhythm" legend=t::rhythm(lang) choices=rhythms value=terms.rhythm.code() />
                <Field name="months" inputmode="numeric" label=t::months(lang) value=terms.months.to_string() />
                <Select name="channel" label=t::channel(lang) groups=channels value=terms.channel.code() />
                <Segmented
                    name="confidentiality"
                    legend=t::confidentiality(lang)
                    choices=confidences
                    value=terms.confidentiality.code()
                />
                <div class="actions">
                    <SubmitButton label=t::save_terms(lang) />
                </div>
                {has_terms.then(|| view! { <p class="muted">{t::edit_note(lang)}</p> }.into_any())}
            </CommandForm>
        </Shell>
    }
}
