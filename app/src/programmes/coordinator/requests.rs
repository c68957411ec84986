//! Requests: who asked whom, and where it stands.

use super::{ListPage, person_link};
use crate::{
    programmes::api::ListRequests,
    text::{self, programmes as t},
    ui::{
        DemoTag, Loaded, Narrowed, Paging, cell, from_query, narrowed, path, query, reading,
        use_lang,
    },
};
use domain::{
    Lang,
    programmes::{Office, Page, RequestRow},
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

fn state_name(lang: Lang, state: &str) -> &'static str {
    match state {
        "" => t::all(lang),
        "due_soon" => t::state_due_soon(lang),
        "open" => t::state_open(lang),
        "accepted" => t::state_accepted(lang),
        "declined" => t::state_declined(lang),
        "withdrawn" => t::state_withdrawn(lang),
        "expired_lately" => t::state_expired_lately(lang),
        _ => t::state_expired(lang),
    }
}

#[component]
pub fn RequestsPage() -> impl IntoView {
    let narrowed = narrowed(&["programme", "state", "q", "page"]);
    let found = reading(move || {
        let narrowed = narrowed.get();
        ListRequests {
            programme: narrowed.get("programme"),
            state: narrowed.get("state"),
            q: narrowed.get("q"),
            page: narrowed.get("page"),
        }
    });
    let view = move |found| view! { <Shown found narrowed=narrowed.get_untracked() /> };
    view! { <Loaded resource=found view /> }
}

#[component]
fn Shown(found: Office<Page<RequestRow>>, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let page = found.shown;
    let filter = |state| narrowed.filter(state_name(lang, state), &[("state", state)]);
    let filters = STATES.map(filter).to_vec();
    let paging = Paging::of(&page);
    let columns = vec![
        t::mentee(lang),
        t::mentor(lang),
        t::state(lang),
        t::made(lang),
        t::due(lang),
        text::trust::keep_apart(lang),
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
            filters
            columns
            rows
            paging
            none_yet
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
