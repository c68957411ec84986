//! Signing in.

use crate::{
    accounts::{PasskeySignIn, api},
    text,
    ui::{
        Command, CommandForm, Field, KEPT_FIELD, Plain, SubmitButton, Title, carried, path,
        use_lang,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn as _;

#[component]
pub fn SignIn() -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::SignIn>();
    let next = use_query_map()
        .read_untracked()
        .get("next")
        .unwrap_or_default();
    let passkey_next = next.clone();
    // Another form waits to be shown again: the way by a link takes it along.
    let has_kept = carried(KEPT_FIELD).is_some();
    view! {
        <Plain>
            <Title text=text::accounts::sign_in_title(lang) />
            <h1>{text::accounts::sign_in_title(lang)}</h1>
            {has_kept.then(|| view! { <p class="plain__lead">{text::errors::kept(lang)}</p> }.into_any())}
            <CommandForm action carries=true>
                <input type="hidden" name="next" value=next />
                <Field name="email" kind="email" label=text::accounts::email(lang) autocomplete="username" />
                <Field
                    name="password"
                    kind="password"
                    label=text::accounts::password(lang)
                    autocomplete="current-password"
                />
                <div class="actions">
                    <SubmitButton label=text::common::sign_in(lang) />
                    {has_kept
                        .then(|| {
                            view! {
                                <SubmitButton
                                    label=text::accounts::by_link(lang)
                                    class="button button--secondary"
                                    sends_to=api::AskForLink::PATH
                                />
                            }
                                .into_any()
                        })}
                </div>
            </CommandForm>
            <PasskeySignIn next=passkey_next />
            <p>
                <a href=path(lang, "/reset")>{text::accounts::forgot(lang)}</a>
            </p>
            {(!has_kept)
                .then(|| {
                    view! {
                        <p>
                            <a href=path(lang, "/sign-in-link")>{text::accounts::by_link(lang)}</a>
                        </p>
                    }
                        .into_any()
                })}
            <p>
                {text::accounts::no_account(lang)} " "
                <a href=path(lang, "/sign-up")>{text::accounts::sign_up(lang)}</a>
            </p>
        </Plain>
    }
}
