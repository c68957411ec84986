//! Asking for a link by mail, and what to do then.

use crate::{
    accounts::api,
    text,
    ui::{Command, CommandForm, Field, Plain, SubmitButton, Title, use_lang},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A link that signs in.
#[component]
pub fn AskForLink() -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::AskForLink>();
    let next = use_query_map()
        .read_untracked()
        .get("next")
        .unwrap_or_default();
    view! {
        <Plain>
            <Title text=text::accounts::link_title(lang) />
            <h1>{text::accounts::link_title(lang)}</h1>
            <p class="plain__lead">{text::accounts::link_lead(lang)}</p>
            <CommandForm action>
                <input type="hidden" name="next" value=next />
                <Field name="email" kind="email" label=text::accounts::email(lang) autocomplete="username" />
                <div class="actions">
                    <SubmitButton label=text::accounts::send_link(lang) />
                </div>
            </CommandForm>
        </Plain>
    }
}

/// A link to choose another password.
#[component]
pub fn AskForReset() -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::AskForReset>();
    view! {
        <Plain>
            <Title text=text::accounts::reset_title(lang) />
            <h1>{text::accounts::reset_title(lang)}</h1>
            <p class="plain__lead">{text::accounts::reset_lead(lang)}</p>
            <CommandForm action>
                <Field name="email" kind="email" label=text::accounts::email(lang) autocomplete="username" />
                <div class="actions">
                    <SubmitButton label=text::accounts::send_link(lang) />
                </div>
            </CommandForm>
        </Plain>
    }
}

/// The same for every address, known or not.
#[component]
pub fn CheckMail() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Plain>
            <Title text=text::accounts::check_title(lang) />
            <h1>{text::accounts::check_title(lang)}</h1>
            <p class="plain__lead">{text::accounts::check_lead(lang)}</p>
            <p>{text::accounts::check_help(lang)}</p>
        </Plain>
    }
}
