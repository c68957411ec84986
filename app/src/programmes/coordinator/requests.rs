//! Requests: who asked whom, and where it stands.

use super::{ListPage, counted, list_query, person_link};
use crate::{
    programmes::{api::ListRequests, words::state_name},
    text::{self, programmes as t},
    ui::{
        Column, DemoTag, Loaded, Narrowed, Paging, cell, from_query, narrowed, path, query,
        reading, use_lang,
    },
};
use domain::{
    Lang,
    programmes::{ListQuery, Listed, Office, RequestRow},
};
use leptos::prelude::*;

/// States of requests, and the two groups that today's page counts.
const STATES: [&str; 8] = [
    "",
    "due_soon",
    "open",
    "accepted",
    "declined",
    "withdrawn",
    "expired",
    "expired_lately",
];

#[component]
pub fn RequestsPage() -> impl IntoView {
    let narrowed = narrowed(&ListQuery::NAMES);
    let found = reading(move || ListRequests {
        query: list_query(&narrowed.get()),
    });
    let view = move |found| view! { <Shown found narrowed=narrowed.get_untracked() /> };
    view! { <Loaded resource=found view /> }
}

#[component]
fn Shown(found: Office<Listed<RequestRow>>, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let Listed {
        page,
        counts,
        facets,
    } = found.shown;
    let filter = |state| {
        let label = counted(lang, state_name(lang, state), &counts, state);
        narrowed.filter(&label, &[("state", state)])
    };
    let filters = vec![(t::filters(lang), STATES.map(filter).to_vec())];
    let paging = Paging::of(&page);
    let columns = vec![
        Column::sorted(t::mentee(lang), "mentee"),
        Column::sorted(t::mentor(lang), "mentor"),
        Column::plain(t::state(lang)),
        Column::sorted(t::made(lang), "made"),
        Column::sorted(t::due(lang), "due"),
        Column::plain(text::trust::keep_apart(lang)),
    ];
    let rows = page
        .rows
        .into_iter()
        .map(|request| row(lang, request))
        .collect();
    let none_yet = (
        t::no_requests_title(lang),
        t::no_requests(lang),
        t::see_people(lang),
        "/coordinator/people",
    );
    view! {
        <ListPage
            current="/coordinator/requests"
            title=t::requests(lang)
            programmes=found.programmes
            search=t::search_pairs(lang)
            narrowed
            facets
            filters
            columns
            rows
            paging
            none_yet
            export="requests"
        />
    }
}

fn row(lang: Lang, row: RequestRow) -> AnyView {
    let programme = from_query("programme").get_untracked();
    let with = query(&[
        ("programme", &programme),
        ("with", &row.mentor_id.to_string()),
    ]);
    let apart = format!("/coordinator/people/{}{with}#apart", row.mentee_id);
    let apart = view! { <a href=path(lang, &apart)>{text::trust::keep_apart(lang)}</a> };
    let state = view! { <span class="tag">{state_name(lang, &row.state)}</span> };
    view! {
        <tr>
            <th scope="row">{person_link(row.mentee_id, row.mentee)} <DemoTag is_demo=row.is_demo /></th>
            {cell(t::mentor(lang), person_link(row.mentor_id, row.mentor))}
            {cell(t::state(lang), state)}
            {cell(t::made(lang), text::date(lang, row.made))}
            {cell(t::due(lang), text::date(lang, row.due))}
            <td>{apart}</td>
        </tr>
    }
    .into_any()
}
