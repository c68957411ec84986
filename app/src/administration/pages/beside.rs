//! The list that led to an account, beside it on a wide page.

use super::people::{NAMES, asked};
use crate::{
    administration::names::{role_name, state_name},
    text::administration as t,
    ui::{Loaded, Narrowed, Pagination, Paging, narrowed, path, reading, use_lang},
};
use domain::{administration::AccountRow, programmes::Page};
use leptos::prelude::*;

/// The account, with the list at its side.
#[component]
pub(super) fn Panes(person: Memo<String>, children: Children) -> impl IntoView {
    let narrowed = narrowed(&NAMES);
    let found = reading(move || asked(&narrowed.get()));
    let view = move |found| {
        view! { <List found narrowed=narrowed.get_untracked() current=person.get_untracked() /> }
    };
    view! {
        <div class="panes">
            <aside class="panes__list" aria-label=t::people(use_lang())>
                <Loaded resource=found view />
            </aside>
            <div class="panes__detail">{children()}</div>
        </div>
    }
}

/// The query that the list is narrowed by.
pub(super) fn kept() -> String {
    narrowed(&NAMES).get_untracked().kept()
}

#[component]
fn List(found: Page<AccountRow>, narrowed: Narrowed, current: String) -> impl IntoView {
    let lang = use_lang();
    let paging = Paging::of(&found);
    let kept = narrowed.kept();
    let all = path(lang, "/admin/people") + &kept;
    let rows = found
        .rows
        .into_iter()
        .map(|account| {
            let is_current = account.person.to_string() == current;
            let href = path(lang, &format!("/admin/people/{}{kept}", account.person));
            let name = if account.name.is_empty() {
                account.email
            } else {
                account.name
            };
            let role = account.roles.first();
            let role = role.map_or_else(|| t::member(lang), |role| role_name(lang, *role));
            view! {
                <li>
                    <a class="row" href=href aria-current=is_current.then_some("true")>
                        <span class="row__text">
                            <b>
                                <bdi>{name}</bdi>
                            </b>
                            <span>{role} " · " {state_name(lang, account.state)}</span>
                        </span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="card card--flush">
            <p class="panes__head">
                <a class="link" href=all>
                    {t::people(lang)}
                </a>
            </p>
            <ul class="rows">{rows}</ul>
            <Pagination paging narrowed />
        </div>
    }
}
