//! Requests: who asked whom, and where it stands.

use super::{DemoTag, Frame, from_query};
use crate::{
    programmes::api::ListRequests,
    text,
    ui::{FilterLinks, Loaded, PageHead, Pagination, path, query, reading, use_lang},
};
use domain::{
    Lang,
    programmes::{Page, RequestRow},
};
use leptos::prelude::*;

const STATES: [&str; 6] = ["", "open", "accepted", "declined", "withdrawn", "expired"];

fn state_name(lang: Lang, state: &str) -> &'static str {
    match state {
        "" => text::programmes::all(lang),
        "open" => text::programmes::state_open(lang),
        "accepted" => text::programmes::state_accepted(lang),
        "declined" => text::programmes::state_declined(lang),
        "withdrawn" => text::programmes::state_withdrawn(lang),
        _ => text::programmes::state_expired(lang),
    }
}

#[component]
pub fn RequestsPage() -> impl IntoView {
    let (state, page) = (from_query("state"), from_query("page"));
    let found = reading(move || ListRequests {
        state: state.get(),
        page: page.get(),
    });
    view! { <Loaded resource=found view=move |found| view! { <Shown found state=state.get_untracked() /> } /> }
}

#[component]
fn Shown(found: Page<RequestRow>, state: String) -> impl IntoView {
    let lang = use_lang();
    let links = STATES
        .into_iter()
        .map(|one| {
            (
                state_name(lang, one),
                query(&[("state", one)]),
                state == one,
            )
        })
        .collect();
    let (pages, page, total) = (found.pages(), found.page, found.total);
    let href = move |page: u32| query(&[("state", &state), ("page", &page.to_string())]);
    view! {
        <Frame current="/coordinator/requests">
            <PageHead title=text::programmes::requests(lang) />
            <FilterLinks label=text::programmes::filters(lang) links />
            <div class="table-wrap" role="region" tabindex="0" aria-label=text::programmes::requests(lang)>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{text::programmes::mentee(lang)}</th>
                            <th scope="col">{text::programmes::mentor(lang)}</th>
                            <th scope="col">{text::programmes::state(lang)}</th>
                            <th scope="col">{text::programmes::made(lang)}</th>
                            <th scope="col">{text::programmes::due(lang)}</th>
                            <th scope="col">
                                <span class="visually-hidden">{text::trust::keep_apart(lang)}</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {found
                            .rows
                            .into_iter()
                            .map(|row| {
                                let apart = format!(
                                    "/coordinator/people/{}?with={}#apart",
                                    row.mentee_id,
                                    row.mentor_id,
                                );
                                let apart = path(lang, &apart);
                                view! {
                                    <tr>
                                        <th scope="row">
                                            <bdi>{row.mentee}</bdi>
                                            <DemoTag is_demo=row.is_demo />
                                        </th>
                                        <td data-label=text::programmes::mentor(lang)>
                                            <bdi>{row.mentor}</bdi>
                                        </td>
                                        <td data-label=text::programmes::state(lang)>
                                            <span class="tag">{state_name(lang, &row.state)}</span>
                                        </td>
                                        <td data-label=text::programmes::made(
                                            lang,
                                        )>{text::short_date(lang, row.made)}</td>
                                        <td data-label=text::programmes::due(
                                            lang,
                                        )>{text::short_date(lang, row.due)}</td>
                                        <td>
                                            <a href=apart>{text::trust::keep_apart(lang)}</a>
                                        </td>
                                    </tr>
                                }
                                    .into_any()
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
            <Pagination page pages total href />
        </Frame>
    }
}
