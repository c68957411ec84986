//! Saying once more who one is, before what decides who comes in.

use super::account::Username;
use crate::{
    accounts::api::{self, SettingsView, ShowSettings},
    text,
    ui::{
        Command, CommandForm, Field, Loaded, PageHead, Shell, SubmitButton, Tab, path, reading,
        use_lang,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn Prove() -> impl IntoView {
    let lang = use_lang();
    let settings = reading(|| ShowSettings {});
    let next = use_query_map()
        .read_untracked()
        .get("next")
        .unwrap_or_default();
    view! {
        <Loaded
            resource=settings
            view=move |settings: SettingsView| {
                let next = next.clone();
                view! {
                    <Shell tab=Tab::Me class="main main--narrow">
                        <PageHead
                            title=text::accounts::prove_title(lang)
                            sub=text::accounts::prove_sub(lang)
                            back=path(lang, "/me/account")
                        />
                        {settings
                            .has_password
                            .then(|| {
                                view! { <ByPassword email=settings.email.clone() next=next.clone() /> }.into_any()
                            })}
                        <ByLink email=settings.email next=next.clone() />
                    </Shell>
                }
            }
        />
    }
}

#[component]
fn ByPassword(email: String, next: String) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::Prove>();
    view! {
        <section class="card">
            <CommandForm action>
                <input type="hidden" name="next" value=next />
                <Username email />
                <Field
                    name="current_password"
                    kind="password"
                    label=text::accounts::password(lang)
                    autocomplete="current-password"
                />
                <div class="actions">
                    <SubmitButton label=text::accounts::confirm(lang) />
                </div>
            </CommandForm>
        </section>
    }
}

#[component]
fn ByLink(email: String, next: String) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::AskToProve>();
    view! {
        <section class="card">
            <p>{text::accounts::prove_by_link(lang, email)}</p>
            <CommandForm action>
                <input type="hidden" name="next" value=next />
                <div class="actions">
                    <SubmitButton label=text::accounts::send_link(lang) class="button button--secondary" />
                </div>
            </CommandForm>
        </section>
    }
}
