//! Mentorships: how far each pair is.

use super::{DemoTag, Frame, from_query};
use crate::{
    programmes::api::ListPairs,
    text,
    ui::{FilterLinks, Loaded, PageHead, Pagination, query, reading, use_lang},
};
use domain::{
    Lang,
    programmes::{Page, PairPhase, PairRow},
};
use leptos::prelude::*;

fn phase_name(lang: Lang, phase: PairPhase) -> &'static str {
    match phase {
        PairPhase::AwaitingCharter => text::programmes::phase_awaiting_charter(lang),
        PairPhase::HalfSigned => text::programmes::phase_half_signed(lang),
        PairPhase::AwaitingPledge => text::programmes::phase_awaiting_pledge(lang),
        PairPhase::Active => text::programmes::phase_active(lang),
        PairPhase::Closed => text::programmes::phase_closed(lang),
    }
}

#[component]
pub fn PairsPage() -> impl IntoView {
    let (phase, page) = (from_query("phase"), from_query("page"));
    let found = reading(move || ListPairs {
        phase: phase.get(),
        page: page.get(),
    });
    view! { <Loaded resource=found view=move |found| view! { <Shown found phase=phase.get_untracked() /> } /> }
}

#[component]
fn Shown(found: Page<PairRow>, phase: String) -> impl IntoView {
    let lang = use_lang();
    let mut links = vec![(text::programmes::all(lang), query(&[]), phase.is_empty())];
    links.extend(PairPhase::ALL.into_iter().map(|one| {
        (
            phase_name(lang, one),
            query(&[("phase", one.code())]),
            phase == one.code(),
        )
    }));
    let (pages, page, total) = (found.pages(), found.page, found.total);
    let href = move |page: u32| query(&[("phase", &phase), ("page", &page.to_string())]);
    view! {
        <Frame current="/coordinator/mentorships">
            <PageHead title=text::programmes::pairs(lang) />
            <FilterLinks label=text::programmes::filters(lang) links />
            <div class="table-wrap" role="region" tabindex="0" aria-label=text::programmes::pairs(lang)>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{text::programmes::mentee(lang)}</th>
                            <th scope="col">{text::programmes::mentor(lang)}</th>
                            <th scope="col">{text::programmes::state(lang)}</th>
                            <th scope="col">{text::programmes::since(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {found
                            .rows
                            .into_iter()
                            .map(|row| {
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
                                            <span class="tag">{phase_name(lang, row.phase)}</span>
                                        </td>
                                        <td data-label=text::programmes::since(
                                            lang,
                                        )>{text::short_date(lang, row.since)}</td>
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
