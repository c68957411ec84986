//! The mentee's promise to help in turn.

use super::id_of_path;
use crate::{
    circle::api::MakePledge as Make,
    mentorships::api::ShowMentorship,
    text::circle as t,
    ui::{
        Choice, ChoiceGroup, Command, CommandForm, Field, Loaded, PageHead, Select, Shell,
        SubmitButton, Tab, path, reading, use_lang,
    },
};
use domain::{
    circle::PledgeForm,
    mentorships::{MentorshipView, NextStep},
};
use leptos::prelude::*;

#[component]
pub fn MakePledge() -> impl IntoView {
    let shown = reading(|| ShowMentorship { id: id_of_path() });
    view! { <Loaded resource=shown view=|mentorship| view! { <Page mentorship /> } /> }
}

#[component]
fn Page(mentorship: MentorshipView) -> impl IntoView {
    let lang = use_lang();
    let home = path(lang, &format!("/mentorships/{}", mentorship.id));
    let body = if mentorship.next == NextStep::MakePledge {
        view! { <PledgeFields id=mentorship.id.to_string() /> }.into_any()
    } else {
        view! { <crate::mentorships::NextStepCard mentorship /> }.into_any()
    };
    view! {
        <Shell tab=Tab::Mentorship class="main main--narrow">
            <PageHead title=t::pledge(lang) sub=t::why(lang) back=home />
            {body}
        </Shell>
    }
}

#[component]
fn PledgeFields(id: String) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<Make>();
    let choices = PledgeForm::ALL
        .into_iter()
        .map(|form| {
            let label = match form {
                PledgeForm::Hours => t::hours_form(lang),
                PledgeForm::Mentee => t::mentee_form(lang),
                PledgeForm::Talk => t::talk_form(lang),
            };
            Choice::new(form.code(), label)
        })
        .collect();
    let forms = vec![ChoiceGroup {
        label: String::new(),
        choices,
    }];
    view! {
        <CommandForm action>
            <input type="hidden" name="mentorship" value=id />
            <Select name="form" label=t::how(lang) groups=forms value="hours" />
            <Field
                name="hours"
                inputmode="numeric"
                label=t::hours(lang)
                hint=t::hours_hint(lang)
                value="12"
                optional=true
            />
            <Field name="by" kind="date" label=t::by(lang) hint=t::by_hint(lang) />
            <div class="actions">
                <SubmitButton label=t::make(lang) />
            </div>
        </CommandForm>
    }
}
