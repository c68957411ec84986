//! Before a role opens: the passkey or a recovery code, or the first passkey.

use super::{
    api::{ShowSecurity, UseRecoveryCode},
    button::PasskeyButton,
    passkeys::Adding,
};
use crate::{
    text::security as t,
    ui::{
        Command, CommandForm, Field, Loaded, Plain, SubmitButton, Title, from_query, path, reading,
        use_lang,
    },
};
use domain::accounts::{SecondStep, SecurityView, safe_next};
use leptos::prelude::*;

#[component]
pub fn SecondStepPage() -> impl IntoView {
    let security = reading(|| ShowSecurity {});
    view! { <Loaded resource=security view=|security| view! { <Shown security /> } /> }
}

#[component]
fn Shown(security: SecurityView) -> impl IntoView {
    let lang = use_lang();
    let asked = from_query("next").get_untracked();
    let next = safe_next(&asked).map_or_else(|| path(lang, "/home"), str::to_owned);
    let step = match security.second_step {
        Some(SecondStep::Enrol) => view! {
            <p>{t::step_enrol(lang)}</p>
            <p class="muted">{t::lead(lang)}</p>
            <Adding possible=security.possible has_passkey=false />
        }
        .into_any(),
        Some(SecondStep::Prove) => view! { <Proving next=next.clone() /> }.into_any(),
        None => view! {
            <p>
                <a class="button button--primary" href=next>
                    {t::step_go_on(lang)}
                </a>
            </p>
        }
        .into_any(),
    };
    view! {
        <Plain>
            <Title text=t::step_title(lang) />
            <h1>{t::step_title(lang)}</h1>
            {step}
            <p>
                <a href=path(lang, "/me")>{t::step_later(lang)}</a>
            </p>
        </Plain>
    }
}

#[component]
fn Proving(next: String) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<UseRecoveryCode>();
    view! {
        <p>{t::step_lead(lang)}</p>
        <PasskeyButton what="second-step" label=t::step_show(lang) next=next.clone() />
        <p class="note no-passkeys">{t::needs_script(lang)}</p>
        <section class="section stack">
            <h2>{t::step_by_code(lang)}</h2>
            <CommandForm action>
                <input type="hidden" name="next" value=next />
                <Field
                    name="recovery_code"
                    label=t::step_code(lang)
                    hint=t::step_code_hint(lang)
                    autocomplete="off"
                    dir="ltr"
                />
                <div class="actions">
                    <SubmitButton label=t::step_use_code(lang) class="button button--secondary" />
                </div>
            </CommandForm>
            <p class="muted">{t::step_lost(lang)}</p>
        </section>
    }
}
