//! Signing up.

use crate::{
    accounts::api,
    text,
    ui::{
        Choice, Command, CommandForm, Field, Plain, Segmented, SubmitButton, Title, path, use_lang,
    },
};
use domain::accounts::Side;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn SignUp() -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::SignUp>();
    let side = use_query_map()
        .read_untracked()
        .get("as")
        .and_then(|code| Side::from_code(&code))
        .unwrap_or_default();
    let sides = vec![
        Choice::new(Side::Mentee.code(), text::accounts::side_mentee(lang)),
        Choice::new(Side::Mentor.code(), text::accounts::side_mentor(lang)),
    ];
    view! {
        <Plain>
            <Title text=text::accounts::sign_up_title(lang) />
            <h1>{text::accounts::sign_up_title(lang)}</h1>
            <p class="plain__lead">{text::accounts::sign_up_lead(lang)}</p>
            <CommandForm action>
                <Segmented name="side" legend=text::accounts::side(lang) choices=sides value=side.code() />
                <div class="form__row">
                    <Field name="given_name" label=text::accounts::given_name(lang) autocomplete="given-name" />
                    <Field name="family_name" label=text::accounts::family_name(lang) autocomplete="family-name" />
                </div>
                <Field
                    name="email"
                    kind="email"
                    label=text::accounts::email(lang)
                    hint=text::accounts::email_hint(lang)
                    autocomplete="username"
                />
                <Agreed />
                <div class="actions">
                    <SubmitButton label=text::accounts::sign_up(lang) />
                </div>
            </CommandForm>
            <p>
                {text::accounts::have_account(lang)} " "
                <a href=path(lang, "/sign-in")>{text::common::sign_in(lang)}</a>
            </p>
        </Plain>
    }
}

/// What is agreed to by going on.
#[component]
pub(super) fn Agreed() -> impl IntoView {
    let lang = use_lang();
    view! {
        <p class="muted">
            {text::accounts::agreed(lang)} " " <a href=path(lang, "/legal")>{text::accounts::terms(lang)}</a> " · "
            <a href=path(lang, "/privacy")>{text::accounts::privacy(lang)}</a>
        </p>
    }
}
