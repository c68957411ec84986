//! What waits today.

use super::Frame;
use crate::{
    programmes::api::ShowToday,
    text,
    ui::{Icon, Loaded, PageHead, live_reading, path, use_lang},
};
use domain::programmes::Today;
use leptos::prelude::*;

#[component]
pub fn TodayPage() -> impl IntoView {
    let today = live_reading(|| ShowToday {});
    view! { <Loaded resource=today view=|today| view! { <Shown today /> } /> }
}

#[component]
fn Shown(today: Today) -> impl IntoView {
    let lang = use_lang();
    let waits = [
        (
            today.due_soon,
            text::programmes::due_soon(lang),
            "/coordinator/requests?state=open",
        ),
        (
            today.open_requests,
            text::programmes::open_requests(lang),
            "/coordinator/requests?state=open",
        ),
        (
            today.expired_this_week,
            text::programmes::expired(lang),
            "/coordinator/requests?state=expired",
        ),
        (
            today.without_charter,
            text::programmes::without_charter(lang),
            "/coordinator/mentorships?phase=awaiting_charter",
        ),
        (
            today.without_pledge,
            text::programmes::without_pledge(lang),
            "/coordinator/mentorships?phase=awaiting_pledge",
        ),
        (
            today.unfinished_profiles,
            text::programmes::unfinished_profiles(lang),
            "/coordinator/people?unfinished=1",
        ),
    ];
    let nothing = waits.iter().all(|(count, _, _)| *count == 0);
    view! {
        <Frame current="/coordinator">
            <PageHead title=text::programmes::today(lang) sub=today.name />
            <dl class="stats">
                <Stat label=text::programmes::mentors(lang) count=today.mentors />
                <Stat label=text::programmes::mentees(lang) count=today.mentees />
                <Stat label=text::programmes::active_pairs(lang) count=today.active />
            </dl>
            <section class="section">
                <h2>{text::programmes::waits(lang)}</h2>
                {nothing.then(|| view! { <p class="muted">{text::programmes::nothing_waits(lang)}</p> }.into_any())}
                <div class="card card--flush">
                    <ul class="rows">
                        {waits
                            .into_iter()
                            .filter(|(count, _, _)| *count > 0)
                            .map(|(count, label, href)| {
                                view! {
                                    <li>
                                        <a class="row" href=path(lang, href)>
                                            <span class="row__text">
                                                <b>{label}</b>
                                            </span>
                                            <span class="tag tag--check">{count}</span>
                                            <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                                        </a>
                                    </li>
                                }
                                    .into_any()
                            })
                            .collect_view()}
                    </ul>
                </div>
            </section>
        </Frame>
    }
}

#[component]
fn Stat(label: &'static str, count: u64) -> impl IntoView {
    view! {
        <div class="stat">
            <dt>{label}</dt>
            <dd>
                <b class="figure">{count}</b>
            </dd>
        </div>
    }
}
