//! One's own account: language and appearance, address, password.

use crate::{
    accounts::api::{self, SettingsView, ShowSettings},
    text,
    ui::{
        Choice, Command, CommandForm, Field, Loaded, PageHead, SavedJustNow, Segmented, Shell,
        SubmitButton, Tab, path, reading, use_lang,
    },
};
use domain::{CommandId, Lang, accounts::Theme};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn Account() -> impl IntoView {
    let lang = use_lang();
    let settings = reading(|| ShowSettings {});
    view! {
        <Loaded
            resource=settings
            view=move |settings: SettingsView| {
                let has_password = settings.has_password;
                let email = settings.email.clone();
                view! {
                    <Shell tab=Tab::Me class="main main--narrow">
                        <PageHead title=text::accounts::account_title(lang) back=path(lang, "/me")>
                            <SavedJustNow />
                        </PageHead>
                        <Appearance lang=settings.lang theme=settings.theme />
                        <Address email=settings.email has_password />
                        {if has_password || settings.is_proved {
                            view! { <Password email has_password /> }.into_any()
                        } else {
                            view! { <FirstPassword email /> }.into_any()
                        }}
                        <p>
                            <a href=path(lang, "/me/security")>{text::security::title(lang)}</a>
                        </p>
                        <p>
                            <a href=path(lang, "/me/sign-ins")>{text::accounts::sign_ins_title(lang)}</a>
                        </p>
                        <SignOut />
                    </Shell>
                }
            }
        />
    }
}

/// A full load on purpose: language and appearance belong to the document.
#[component]
fn Appearance(lang: Lang, theme: Theme) -> impl IntoView {
    let here = use_lang();
    let langs = Lang::ALL
        .map(|lang| Choice::new(lang.code(), lang.own_name()))
        .into();
    let themes = Theme::ALL
        .map(|theme| {
            let label = match theme {
                Theme::System => text::accounts::theme_system(here),
                Theme::Light => text::accounts::theme_light(here),
                Theme::Dark => text::accounts::theme_dark(here),
            };
            Choice::new(theme.code(), label)
        })
        .into();
    view! {
        <section class="card">
            <h2>{text::accounts::appearance(here)}</h2>
            <form class="form" method="post" action=api::SaveSettings::url()>
                <input type="hidden" name="command" value=CommandId::new().to_string() />
                <Segmented name="lang" legend=text::common::language(here) choices=langs value=lang.code() />
                <Segmented name="theme" legend=text::accounts::theme(here) choices=themes value=theme.code() />
                <div class="actions">
                    <SubmitButton label=text::accounts::save(here) class="button button--secondary" />
                </div>
            </form>
        </section>
    }
}

#[component]
fn Address(email: String, has_password: bool) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::ChangeAddress>();
    view! {
        <section class="card">
            <h2>{text::accounts::change_email(lang)}</h2>
            <p>{text::accounts::change_email_lead(lang, email)}</p>
            <CommandForm action>
                <Field name="email" kind="email" label=text::accounts::new_email(lang) autocomplete="email" />
                {has_password.then(|| view! { <Current /> }.into_any())}
                <div class="actions">
                    <SubmitButton label=text::accounts::change_email(lang) class="button button--secondary" />
                </div>
            </CommandForm>
        </section>
    }
}

/// Whoever has none proves by mail who they are before they choose one.
#[component]
fn FirstPassword(email: String) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::AskToProve>();
    view! {
        <section class="card">
            <h2>{text::accounts::first_password(lang)}</h2>
            <p>{text::accounts::first_password_lead(lang, email)}</p>
            <CommandForm action>
                <input type="hidden" name="next" value=path(lang, "/me/account") />
                <div class="actions">
                    <SubmitButton label=text::accounts::send_link(lang) class="button button--secondary" />
                </div>
            </CommandForm>
        </section>
    }
}

#[component]
fn Password(email: String, has_password: bool) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::ChangePassword>();
    view! {
        <section class="card">
            <h2>
                {if has_password {
                    text::accounts::change_password(lang)
                } else {
                    text::accounts::first_password(lang)
                }}
            </h2>
            <p>{text::accounts::change_password_lead(lang)}</p>
            <CommandForm action>
                <Username email />
                {has_password.then(|| view! { <Current /> }.into_any())}
                <Field
                    name="new_password"
                    kind="password"
                    label=text::accounts::new_password(lang)
                    hint=text::accounts::new_password_hint(lang)
                    autocomplete="new-password"
                />
                <div class="actions">
                    <SubmitButton label=text::accounts::save_password(lang) class="button button--secondary" />
                </div>
            </CommandForm>
        </section>
    }
}

/// Whose password it is, for programs that keep passwords; nobody sees it.
#[component]
pub(super) fn Username(email: String) -> impl IntoView {
    view! {
        <input
            class="visually-hidden"
            type="email"
            autocomplete="username"
            value=email
            readonly
            tabindex="-1"
            aria-hidden="true"
        />
    }
}

#[component]
fn Current() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Field
            name="current_password"
            kind="password"
            label=text::accounts::current_password(lang)
            autocomplete="current-password"
        />
    }
}

#[component]
fn SignOut() -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<api::SignOut>();
    view! {
        <CommandForm action>
            <div class="actions">
                <SubmitButton label=text::common::sign_out(lang) class="button button--secondary" />
            </div>
        </CommandForm>
    }
}
