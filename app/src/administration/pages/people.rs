//! Everybody who has an account.

use super::Frame;
use crate::{
    administration::{
        api::ListAccounts,
        names::{role_name, state_name, state_tag},
    },
    text::{self, administration as t, programmes},
    ui::{
        Column, DemoTag, FilterLink, ListCard, Loaded, Narrowed, PageHead, Paging, SearchForm,
        cell, narrowed, path, reading, use_lang,
    },
};
use domain::{
    Lang,
    administration::{AccountRow, AccountState},
    permissions::RoleKind,
    programmes::Page,
};
use leptos::prelude::*;

/// What the list is narrowed to.
pub(super) const NAMES: [&str; 4] = ["q", "role", "state", "page"];

pub(super) fn asked(narrowed: &Narrowed) -> ListAccounts {
    ListAccounts {
        q: narrowed.get("q"),
        role: narrowed.get("role"),
        state: narrowed.get("state"),
        page: narrowed.get("page"),
    }
}

#[component]
pub fn People() -> impl IntoView {
    let narrowed = narrowed(&NAMES);
    let found = reading(move || asked(&narrowed.get()));
    let view = move |found| view! { <Shown found narrowed=narrowed.get_untracked() /> };
    view! { <Loaded resource=found view /> }
}

#[component]
fn Shown(found: Page<AccountRow>, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let paging = Paging::of(&found);
    let kept = narrowed.kept();
    let columns = [
        programmes::name(lang),
        t::roles(lang),
        programmes::state(lang),
        t::created(lang),
    ]
    .map(Column::plain)
    .to_vec();
    let rows = found
        .rows
        .into_iter()
        .map(|account| row(lang, account, &kept))
        .collect();
    let nothing = (
        t::nobody_title(lang),
        t::nobody(lang),
        t::everybody(lang),
        path(lang, "/admin/people"),
    );
    view! {
        <Frame current="/admin/people">
            <PageHead title=t::people(lang) />
            <SearchForm narrowed=narrowed.clone() label=t::search(lang) />
            <ListCard label=t::people(lang) filters=filters(lang, &narrowed) narrowed columns rows paging nothing />
        </Frame>
    }
}

fn filters(lang: Lang, narrowed: &Narrowed) -> Vec<(&'static str, Vec<FilterLink>)> {
    let by_role = |label, role| narrowed.filter(label, &[("role", role)]);
    let mut roles = vec![by_role(t::any_role(lang), "")];
    roles.extend(RoleKind::ALL.map(|role| by_role(role_name(lang, role), role.code())));
    let by_state = |label, state| narrowed.filter(label, &[("state", state)]);
    let mut states = vec![by_state(t::any_state(lang), "")];
    states.extend(AccountState::ALL.map(|state| by_state(state_name(lang, state), state.code())));
    vec![(t::roles(lang), roles), (programmes::state(lang), states)]
}

fn row(lang: Lang, account: AccountRow, kept: &str) -> AnyView {
    let has_name = !account.name.is_empty();
    let name = if has_name {
        account.name
    } else {
        account.email.clone()
    };
    let roles = account.roles.into_iter();
    let roles = roles
        .map(|role| view! { <span class="tag tag--info">{role_name(lang, role)}</span> }.into_any())
        .collect::<Vec<_>>();
    let roles = if roles.is_empty() {
        view! { <span class="muted">{t::member(lang)}</span> }.into_any()
    } else {
        view! { <span class="cluster">{roles.into_iter().collect_view()}</span> }.into_any()
    };
    let state =
        view! { <span class=state_tag(account.state)>{state_name(lang, account.state)}</span> };
    view! {
        <tr>
            <th scope="row">
                <a href=path(lang, &format!("/admin/people/{}{kept}", account.person))>
                    <bdi>{name}</bdi>
                </a>
                <DemoTag is_demo=account.is_demo />
                {has_name
                    .then(|| {
                        view! {
                            <span>
                                <bdi dir="ltr">{account.email}</bdi>
                            </span>
                        }
                            .into_any()
                    })}
            </th>
            {cell(t::roles(lang), roles)}
            {cell(programmes::state(lang), state)}
            {cell(t::created(lang), text::date(lang, account.created))}
        </tr>
    }
    .into_any()
}
