//! Mentorships: how far each pair is.

use super::{ListPage, counted, list_query, person_link};
use crate::{
    programmes::{api::ListPairs, words::phase_name},
    text::{self, programmes as t},
    ui::{Column, DemoTag, Loaded, Narrowed, Paging, cell, narrowed, reading, use_lang},
};
use domain::{
    Lang,
    programmes::{ListQuery, Listed, Office, PairPhase, PairRow},
};
use leptos::prelude::*;

#[component]
pub fn PairsPage() -> impl IntoView {
    let narrowed = narrowed(&ListQuery::NAMES);
    let found = reading(move || ListPairs {
        query: list_query(&narrowed.get()),
    });
    let view = move |found| view! { <Shown found narrowed=narrowed.get_untracked() /> };
    view! { <Loaded resource=found view /> }
}

#[component]
fn Shown(found: Office<Listed<PairRow>>, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let Listed {
        page,
        counts,
        facets,
    } = found.shown;
    let filter =
        |label, phase| narrowed.filter(&counted(lang, label, &counts, phase), &[("phase", phase)]);
    let mut filters = vec![
        filter(t::all_pairs(lang), ""),
        filter(t::phase_open(lang), "open"),
        filter(t::phase_without_charter(lang), "without_charter"),
    ];
    let phases = PairPhase::ALL.into_iter();
    filters.extend(phases.map(|phase| filter(phase_name(lang, phase), phase.code())));
    let filters = vec![(t::filters(lang), filters)];
    let paging = Paging::of(&page);
    let columns = vec![
        Column::sorted(t::mentee(lang), "mentee"),
        Column::sorted(t::mentor(lang), "mentor"),
        Column::plain(t::state(lang)),
        Column::sorted(t::since(lang), "since"),
    ];
    let rows = page.rows.into_iter().map(|pair| row(lang, pair)).collect();
    let none_yet = (
        t::no_pairs_title(lang),
        t::no_pairs(lang),
        t::see_requests(lang),
        "/coordinator/requests",
    );
    view! {
        <ListPage
            current="/coordinator/mentorships"
            title=t::pairs(lang)
            programmes=found.programmes
            search=t::search_pairs(lang)
            narrowed
            facets
            filters
            columns
            rows
            paging
            none_yet
            export="mentorships"
        />
    }
}

fn row(lang: Lang, row: PairRow) -> AnyView {
    let state = view! { <span class="tag">{phase_name(lang, row.phase)}</span> };
    view! {
        <tr>
            <th scope="row">{person_link(row.mentee_id, row.mentee)} <DemoTag is_demo=row.is_demo /></th>
            {cell(t::mentor(lang), person_link(row.mentor_id, row.mentor))}
            {cell(t::state(lang), state)}
            {cell(t::since(lang), text::date(lang, row.since))}
        </tr>
    }
    .into_any()
}
