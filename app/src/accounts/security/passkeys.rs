//! One's own passkeys: adding, naming and taking away.

use super::{
    api::{RefuseReset, RemovePasskey, RenamePasskey, ShowSecurity},
    button::PasskeyButton,
    codes::Codes,
};
use crate::{
    text::{self, security as t},
    ui::{
        Banner, Command, CommandForm, Field, Loaded, PageHead, SavedJustNow, Shell, SubmitButton,
        Tab, path, reading, use_lang,
    },
};
use domain::accounts::{AskedReset, PasskeyLine, SecondStep, SecurityView};
use leptos::prelude::*;

#[component]
pub fn Security() -> impl IntoView {
    let security = reading(|| ShowSecurity {});
    view! { <Loaded resource=security view=|security| view! { <Shown security /> } /> }
}

#[component]
fn Shown(security: SecurityView) -> impl IntoView {
    let lang = use_lang();
    let has_passkey = !security.passkeys.is_empty();
    let note = match security.second_step {
        Some(SecondStep::Enrol) => Some(t::step_enrol(lang)),
        Some(SecondStep::Prove) => Some(t::step_lead(lang)),
        None => security.required.then(|| t::required(lang)),
    };
    let next = path(lang, "/me/security");
    view! {
        <Shell tab=Tab::Me class="main main--narrow">
            <PageHead title=t::title(lang) back=path(lang, "/me/account")>
                <SavedJustNow />
            </PageHead>
            {note
                .map(|note| {
                    view! {
                        <Banner kind="info" icon="lock">
                            {note}
                        </Banner>
                    }
                        .into_any()
                })}
            {security.reset.map(|asked| view! { <Asked asked /> }.into_any())}
            {if security.second_step == Some(SecondStep::Prove) {
                view! {
                    <section class="card">
                        <PasskeyButton what="second-step" label=t::step_show(lang) next />
                    </section>
                }
                    .into_any()
            } else {
                view! {
                    <section class="card stack">
                        <p>{t::lead(lang)}</p>
                        <List passkeys=security.passkeys />
                        <Adding possible=security.possible has_passkey />
                    </section>
                    <Codes left=security.codes_left has_passkey />
                }
                    .into_any()
            }}
        </Shell>
    }
}

/// Somebody asked to take these passkeys away: their owner may not know of it.
#[component]
fn Asked(asked: AskedReset) -> impl IntoView {
    let lang = use_lang();
    let refuse = Command::of::<RefuseReset>();
    let until = asked.until;
    let said = t::reset_asked(lang, text::date(lang, until.day), text::clock(until));
    view! {
        <section class="card stack">
            <h2>{t::reset_asked_title(lang)}</h2>
            <p>{said}</p>
            <CommandForm action=refuse>
                <input type="hidden" name="id" value=asked.id.to_string() />
                <div class="actions">
                    <SubmitButton label=t::reset_asked_refuse(lang) class="button button--danger" />
                </div>
            </CommandForm>
        </section>
    }
}

#[component]
fn List(passkeys: Vec<PasskeyLine>) -> impl IntoView {
    let lang = use_lang();
    let rename = Command::of::<RenamePasskey>();
    let remove = Command::of::<RemovePasskey>();
    if passkeys.is_empty() {
        return view! { <p class="muted">{t::none(lang)}</p> }.into_any();
    }
    view! { <ul class="rows">{passkeys.into_iter().map(|line| view! { <Line line rename remove /> }).collect_view()}</ul> }
    .into_any()
}

#[component]
fn Line(line: PasskeyLine, rename: Command, remove: Command) -> impl IntoView {
    let lang = use_lang();
    let added = text::date(lang, line.added);
    let said = match line.used {
        Some(used) => t::used(lang, added, text::date(lang, used)),
        None => t::added(lang, added),
    };
    let id = line.id;
    view! {
        <li class="stack stack--8">
            <div class="row">
                <span class="row__text">
                    <b>
                        <bdi>{line.name.clone()}</bdi>
                    </b>
                    <span>{said}</span>
                </span>
                <CommandForm action=remove class="">
                    <input type="hidden" name="id" value=id.to_string() />
                    <SubmitButton label=t::remove(lang) class="button button--secondary button--small" />
                </CommandForm>
            </div>
            <details class="disclosure">
                <summary>{t::rename(lang)}</summary>
                <CommandForm action=rename>
                    <input type="hidden" name="id" value=id.to_string() />
                    <Named value=line.name />
                    <div class="actions">
                        <SubmitButton label=t::rename(lang) class="button button--secondary button--small" />
                    </div>
                </CommandForm>
            </details>
        </li>
    }
}

/// The name inside its label: there are as many such fields as passkeys, so that it needs no id.
#[component]
fn Named(value: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <label class="field">
            <span class="field__label">{t::name(lang)}</span>
            <span class="field__box">
                <input class="input" name="name" value=value maxlength="60" dir="auto" autocomplete="off" />
            </span>
        </label>
    }
}

/// The form is the script's: its button asks the device.
#[component]
pub(super) fn Adding(possible: bool, has_passkey: bool) -> impl IntoView {
    let lang = use_lang();
    let label = if has_passkey {
        t::add_another(lang)
    } else {
        t::add(lang)
    };
    if !possible {
        return view! { <p class="note">{t::no_host(lang)}</p> }.into_any();
    }
    view! {
        <p class="note no-passkeys">{t::needs_script(lang)}</p>
        <form class="form passkeys-only">
            <Field name="name" label=t::name(lang) hint=t::name_hint(lang) optional=true autocomplete="off" />
            <PasskeyButton what="add" label />
        </form>
    }
    .into_any()
}
