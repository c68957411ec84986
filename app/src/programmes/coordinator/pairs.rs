//! Mentorships: how far each pair is.

use super::{ListPage, person_link};
use crate::{
    programmes::api::ListPairs,
    text::{self, programmes as t},
    ui::{DemoTag, Loaded, Narrowed, Paging, cell, narrowed, reading, use_lang},
};
use domain::{
    Lang,
    programmes::{Office, Page, PairPhase, PairRow},
};
use leptos::prelude::*;

fn phase_name(lang: Lang, phase: PairPhase) -> &'static str {
    match phase {
        PairPhase::AwaitingCharter => t::phase_awaiting_charter(lang),
        PairPhase::HalfSigned => t::phase_half_signed(lang),
        PairPhase::AwaitingPledge => t::phase_awaiting_pledge(lang),
        PairPhase::Active => t::phase_active(lang),
        PairPhase::Closed => t::phase_closed(lang),
    }
}

#[component]
pub fn PairsPage() -> impl IntoView {
    let narrowed = narrowed(&["programme", "phase", "q", "page"]);
    let found = reading(move || {
        let narrowed = narrowed.get();
        ListPairs {
            programme: narrowed.get("programme"),
            phase: narrowed.get("phase"),
            q: narrowed.get("q"),
            page: narrowed.get("page"),
        }
    });
    let view = move |found| view! { <Shown found narrowed=narrowed.get_untracked() /> };
    view! { <Loaded resource=found view /> }
}

#[component]
fn Shown(found: Office<Page<PairRow>>, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let page = found.shown;
    let filter = |label, phase| narrowed.filter(label, &[("phase", phase)]);
    let mut filters = vec![
        filter(t::all_pairs(lang), ""),
        filter(t::phase_without_charter(lang), "without_charter"),
    ];
    let phases = PairPhase::ALL.into_iter();
    filters.extend(phases.map(|phase| filter(phase_name(lang, phase), phase.code())));
    let paging = Paging::of(&page);
    let columns = vec![
        t::mentee(lang),
        t::mentor(lang),
        t::state(lang),
        t::since(lang),
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
            filters
            columns
            rows
            paging
            none_yet
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
