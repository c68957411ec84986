//! Asking for a link by mail, and what to do then.

use crate::{
    accounts::api,
    text,
    ui::{
        Command, CommandForm, Field, KEPT_FIELD, Loaded, Plain, SubmitButton, Title, carried,
        reading, use_lang,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A link that signs in.
#[component]
pub fn AskForLink() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Plain>
            <Title text=text::accounts::link_title(lang) />
            <h1>{text::accounts::link_title(lang)}</h1>
            <p class="plain__lead">{text::accounts::link_lead(lang)}</p>
            <LinkForm />
        </Plain>
    }
}

/// Also where a link that can no longer be used leads: it says the same to everybody.
#[component]
pub(super) fn LinkForm() -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::AskForLink>();
    let next = use_query_map()
        .read_untracked()
        .get("next")
        .unwrap_or_default();
    view! {
        <CommandForm action>
            <input type="hidden" name="next" value=next />
            <Field name="email" kind="email" label=text::accounts::email(lang) autocomplete="username" />
            <div class="actions">
                <SubmitButton label=text::accounts::send_link(lang) />
            </div>
        </CommandForm>
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

/// The same for every address, known or not: which it was, sending again, correcting it.
#[component]
pub fn CheckMail() -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map();
    let asked = move || query.read().get("c").unwrap_or_default();
    let email = reading(move || api::ShowAsked { asked: asked() });
    view! {
        <Loaded
            resource=email
            view=move |email: String| {
                let is_again = query.read_untracked().get("again").is_some();
                let lead = if email.is_empty() {
                    text::accounts::check_lead(lang).to_owned()
                } else {
                    text::accounts::check_lead_to(lang, email.clone())
                };
                view! {
                    <Plain>
                        <Title text=text::accounts::check_title(lang) />
                        <h1>{text::accounts::check_title(lang)}</h1>
                        <p class="plain__lead" role="status">
                            {is_again.then(|| text::accounts::sent_again(lang))}
                            " "
                            {lead}
                        </p>
                        <p>{text::accounts::check_help(lang)}</p>
                        {carried(KEPT_FIELD).map(|_| view! { <Waiting /> }.into_any())}
                        {(!email.is_empty()).then(|| view! { <SendAgain asked=asked() email /> }.into_any())}
                    </Plain>
                }
            }
        />
    }
}

/// The form that waited for its reader to sign in is in this page: signed in by the link in another window of the same
/// browser, they have it shown again from here.
#[component]
fn Waiting() -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::Resume>();
    view! {
        <section class="card stack">
            <h2>{text::accounts::waiting_title(lang)}</h2>
            <p>{text::accounts::waiting_text(lang)}</p>
            <CommandForm action carries=true>
                <Next />
                <div class="actions">
                    <SubmitButton label=text::accounts::waiting_go_on(lang) />
                </div>
            </CommandForm>
        </section>
    }
}

/// Where the form that waits stands.
#[component]
fn Next() -> impl IntoView {
    let next = carried("next").unwrap_or_default();
    view! { <input type="hidden" name="next" value=next /> }
}

#[component]
fn SendAgain(asked: String, email: String) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::SendAgain>();
    view! {
        <CommandForm action carries=true>
            <Next />
            <input type="hidden" name="asked" value=asked />
            <Field name="email" kind="email" label=text::accounts::email(lang) value=email autocomplete="username" />
            <div class="actions">
                <SubmitButton label=text::accounts::send_again(lang) class="button button--secondary" />
            </div>
        </CommandForm>
    }
}
