//! Before something is taken away: what is lost and what stays. A page, so that it asks without script too.

use super::{
    beside::kept,
    person::{Commands, title},
};
use crate::{
    administration::names::{role_in, role_lost},
    text::administration as t,
    ui::{CommandForm, PageHead, SubmitButton, path, use_lang},
};
use domain::administration::{AccountView, GivenRole};
use leptos::prelude::*;

/// "Close this account?"
#[component]
pub(super) fn ConfirmClose(account: AccountView, commands: Commands) -> impl IntoView {
    let lang = use_lang();
    let back = path(lang, &format!("/admin/people/{}{}", account.person, kept()));
    view! {
        <PageHead title=t::close_title(lang) sub=title(&account) back=back.clone() />
        <section class="card stack">
            <Consequences lost=t::close_lost(lang).to_owned() stays=t::close_stays(lang) />
            <CommandForm action=commands.close>
                <input type="hidden" name="person" value=account.person.to_string() />
                <Choose label=t::close(lang) back />
            </CommandForm>
        </section>
    }
}

/// "Take this role away?"
#[component]
pub(super) fn ConfirmTake(
    account: AccountView,
    given: GivenRole,
    commands: Commands,
) -> impl IntoView {
    let lang = use_lang();
    let back = path(lang, &format!("/admin/people/{}{}", account.person, kept()));
    view! {
        <PageHead title=t::take_title(lang) sub=title(&account) back=back.clone() />
        <section class="card stack">
            <h2>{role_in(lang, given.role.kind(), &given.scope)}</h2>
            <Consequences lost=role_lost(lang, &given) stays=t::take_stays(lang) />
            <CommandForm action=commands.take>
                <input type="hidden" name="person" value=account.person.to_string() />
                <input type="hidden" name="role" value=given.role.to_string() />
                <Choose label=t::take_confirm(lang) back />
            </CommandForm>
        </section>
    }
}

#[component]
fn Consequences(lost: String, stays: &'static str) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="stack stack--4">
            <h2 class="h3">{t::lost(lang)}</h2>
            <p class="measure">{lost}</p>
        </div>
        <div class="stack stack--4">
            <h2 class="h3">{t::stays(lang)}</h2>
            <p class="measure">{stays}</p>
        </div>
    }
}

#[component]
fn Choose(label: &'static str, back: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="actions">
            <SubmitButton label class="button button--danger-solid" />
            <a class="button button--secondary" href=back>
                {t::keep(lang)}
            </a>
        </div>
    }
}
