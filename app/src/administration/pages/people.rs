//! Everybody who has an account.

use super::{Frame, from_query};
use crate::{
    administration::{
        api::ListAccounts,
        names::{role_name, state_name, state_tag},
    },
    text::{self, administration as t, programmes},
    ui::{Empty, FilterLinks, Icon, Loaded, PageHead, Pagination, path, query, reading, use_lang},
};
use domain::{
    administration::{AccountRow, AccountState},
    permissions::RoleKind,
    programmes::Page,
};
use leptos::prelude::*;

/// What the list is narrowed to, as it stands in the address.
#[derive(Clone, PartialEq)]
struct Narrowed {
    q: String,
    role: String,
    state: String,
}

impl Narrowed {
    fn link(&self, role: &str, state: &str, page: &str) -> String {
        query(&[
            ("q", &self.q),
            ("role", role),
            ("state", state),
            ("page", page),
        ])
    }
}

#[component]
pub fn People() -> impl IntoView {
    let (q, role, state, page) = (
        from_query("q"),
        from_query("role"),
        from_query("state"),
        from_query("page"),
    );
    let found = reading(move || ListAccounts {
        q: q.get(),
        role: role.get(),
        state: state.get(),
        page: page.get(),
    });
    view! {
        <Loaded
            resource=found
            view=move |found| {
                let narrowed = Narrowed {
                    q: q.get_untracked(),
                    role: role.get_untracked(),
                    state: state.get_untracked(),
                };
                view! { <Shown found narrowed /> }
            }
        />
    }
}

#[component]
fn Shown(found: Page<AccountRow>, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let (pages, page, total) = (found.pages(), found.page, found.total);
    let here = narrowed.clone();
    let href = move |page: u32| here.link(&here.role, &here.state, &page.to_string());
    let list = if found.rows.is_empty() {
        view! {
            <Empty title=t::nobody_title(lang) sentence=t::nobody(lang)>
                <a class="button button--secondary" href=path(lang, "/admin/people")>
                    {t::everybody(lang)}
                </a>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <div class="table-wrap" role="region" tabindex="0" aria-label=t::people(lang)>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{programmes::name(lang)}</th>
                            <th scope="col">{t::roles(lang)}</th>
                            <th scope="col">{programmes::state(lang)}</th>
                            <th scope="col">{t::created(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {found.rows.into_iter().map(|account| view! { <Row account /> }.into_any()).collect_view()}
                    </tbody>
                </table>
            </div>
            <Pagination page pages total href />
        }
        .into_any()
    };
    view! {
        <Frame current="/admin/people">
            <PageHead title=t::people(lang) />
            <Narrow narrowed />
            {list}
        </Frame>
    }
}

/// The search, which keeps the filters, and the filters, which keep the search.
#[component]
fn Narrow(narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let by_role = |label, role: &str| {
        let href = narrowed.link(role, &narrowed.state, "");
        (label, href, narrowed.role == role)
    };
    let mut roles = vec![by_role(t::any_role(lang), "")];
    roles.extend(
        RoleKind::ALL
            .into_iter()
            .map(|role| by_role(role_name(lang, role), role.code())),
    );
    let by_state = |label, state: &str| {
        let href = narrowed.link(&narrowed.role, state, "");
        (label, href, narrowed.state == state)
    };
    let mut states = vec![by_state(t::any_state(lang), "")];
    states.extend(
        AccountState::ALL
            .into_iter()
            .map(|state| by_state(state_name(lang, state), state.code())),
    );
    let kept = |name: &'static str, value: &str| {
        (!value.is_empty())
            .then(|| view! { <input type="hidden" name=name value=value.to_owned() /> }.into_any())
    };
    view! {
        <form class="filters" method="get" role="search">
            {kept("role", &narrowed.role)}
            {kept("state", &narrowed.state)}
            <div class="field filters__search">
                <label class="visually-hidden" for="q">
                    {t::search(lang)}
                </label>
                <div class="field__box">
                    <Icon name="search" />
                    <input
                        class="input"
                        type="search"
                        id="q"
                        name="q"
                        value=narrowed.q.clone()
                        placeholder=t::search(lang)
                        dir="auto"
                    />
                </div>
            </div>
            <button class="button button--secondary">{programmes::search(lang)}</button>
        </form>
        <div class="stack stack--8">
            <FilterLinks label=t::roles(lang) links=roles />
            <FilterLinks label=programmes::state(lang) links=states />
        </div>
    }
}

#[component]
fn Row(account: AccountRow) -> impl IntoView {
    let lang = use_lang();
    let has_name = !account.name.is_empty();
    let name = if has_name {
        account.name
    } else {
        account.email.clone()
    };
    let roles: Vec<_> = account
        .roles
        .iter()
        .map(|role| role_name(lang, *role))
        .collect();
    view! {
        <tr>
            <th scope="row">
                <a href=path(lang, &format!("/admin/people/{}", account.person))>
                    <bdi>{name}</bdi>
                </a>
                {account
                    .is_demo
                    .then(|| {
                        view! {
                            " "
                            <span class="tag tag--demo">{text::common::demo(lang)}</span>
                        }
                            .into_any()
                    })}
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
            <td data-label=t::roles(
                lang,
            )>
                {if roles.is_empty() {
                    view! { <span class="muted">{t::member(lang)}</span> }.into_any()
                } else {
                    view! {
                        <span class="cluster">
                            {roles
                                .into_iter()
                                .map(|role| view! { <span class="tag tag--info">{role}</span> }.into_any())
                                .collect_view()}
                        </span>
                    }
                        .into_any()
                }}
            </td>
            <td data-label=programmes::state(lang)>
                <span class=state_tag(account.state)>{state_name(lang, account.state)}</span>
            </td>
            <td data-label=t::created(lang)>{text::date(lang, account.created)}</td>
        </tr>
    }
}
