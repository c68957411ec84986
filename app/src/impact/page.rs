//! The partner's page.

use super::api::ShowOverview;
use crate::{
    text,
    ui::{Empty, Loaded, NavEntry, PageHead, Privacy, StaffShell, reading, use_lang},
};
use domain::{
    Lang,
    impact::{Count, Overview},
};
use leptos::prelude::*;

#[component]
pub fn Partner() -> impl IntoView {
    let overview = reading(|| ShowOverview {});
    let view = |overview: Option<Overview>| match overview {
        Some(overview) => view! { <Shown overview /> }.into_any(),
        None => view! { <NotYet /> }.into_any(),
    };
    view! { <Loaded resource=overview view /> }
}

fn entries(lang: Lang) -> Vec<NavEntry> {
    vec![NavEntry {
        href: "/partner",
        icon: "chart-column",
        label: text::impact::overview(lang),
    }]
}

/// Before the first figures are out.
#[component]
fn NotYet() -> impl IntoView {
    let lang = use_lang();
    view! {
        <StaffShell entries=entries(lang) current="/partner">
            <PageHead title=text::impact::overview(lang) />
            <Empty title=text::impact::none_title(lang) sentence=text::impact::none(lang) />
        </StaffShell>
    }
}

fn said(lang: Lang, count: Count) -> String {
    match count {
        Count::Shown(number) => text::grouped(lang, i64::try_from(number).unwrap_or(i64::MAX)),
        Count::Hidden => text::impact::hidden(lang).to_owned(),
    }
}

#[component]
fn Shown(overview: Overview) -> impl IntoView {
    let lang = use_lang();
    let days = [overview.counted, overview.next].map(|day| text::date(lang, day));
    let [day, next] = days;
    let stages = [
        text::impact::stage_mentees(lang),
        text::impact::stage_asked(lang),
        text::impact::stage_accepted(lang),
        text::impact::stage_signed(lang),
        text::impact::stage_pledged(lang),
    ];
    let most = overview
        .regions
        .iter()
        .map(|group| shown(group.count))
        .max()
        .unwrap_or(0);
    view! {
        <StaffShell entries=entries(lang) current="/partner">
            <PageHead title=text::impact::overview(lang) sub=text::impact::lead(lang, day, next) />
            <dl class="stats">
                {stages
                    .into_iter()
                    .zip(overview.funnel)
                    .map(|(name, count)| view! { <Stat name count /> }.into_any())
                    .collect_view()} <Stat name=text::programmes::mentors(lang) count=overview.mentors />
            </dl>
            <section class="section">
                <h2>{text::impact::regions(lang)}</h2>
                <p class="muted">{text::impact::regions_unit(lang)}</p>
                <table class="table table--compact table--plain">
                    <thead>
                        <tr>
                            <th scope="col">{text::impact::region(lang)}</th>
                            <th scope="col" aria-hidden="true"></th>
                            <th scope="col" class="num">
                                {text::impact::projects(lang)}
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {overview
                            .regions
                            .into_iter()
                            .map(|group| {
                                view! {
                                    <tr>
                                        <th scope="row">{group.name}</th>
                                        <td aria-hidden="true">
                                            <meter class="meter" min="0" max=most value=shown(group.count)></meter>
                                        </td>
                                        <td class="num">{said(lang, group.count)}</td>
                                    </tr>
                                }
                                    .into_any()
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </section>
            <Privacy text=text::impact::privacy(lang) />
        </StaffShell>
    }
}

fn shown(count: Count) -> u64 {
    match count {
        Count::Shown(number) => number,
        Count::Hidden => 0,
    }
}

#[component]
fn Stat(name: &'static str, count: Count) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="stat">
            <dt>{name}</dt>
            <dd>
                {match count {
                    Count::Shown(_) => view! { <b class="figure">{said(lang, count)}</b> }.into_any(),
                    Count::Hidden => view! { <span class="tag">{said(lang, count)}</span> }.into_any(),
                }}
            </dd>
        </div>
    }
}
