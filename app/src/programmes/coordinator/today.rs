//! What waits today.

use super::{Frame, Head, in_programme};
use crate::{
    programmes::api::ShowToday,
    text::programmes as t,
    ui::{Icon, Loaded, Stat, from_query, live_reading, path, query, use_lang},
};
use domain::programmes::{Office, OfficeProgramme, Today};
use leptos::prelude::*;

#[component]
pub fn TodayPage() -> impl IntoView {
    let programme = from_query("programme");
    let today = live_reading(move || ShowToday {
        programme: programme.get(),
    });
    let view = move |today| view! { <Shown today programme=programme.get_untracked() /> };
    view! { <Loaded resource=today view /> }
}

#[component]
fn Shown(today: Office<Today>, programme: String) -> impl IntoView {
    let lang = use_lang();
    let Office {
        programmes,
        shown: today,
    } = today;
    let list = |page, name, value| {
        let query = query(&[("programme", &programme), (name, value)]);
        path(lang, page) + &query
    };
    let (people, requests, pairs) = (
        "/coordinator/people",
        "/coordinator/requests",
        "/coordinator/mentorships",
    );
    let waits = [
        (
            today.due_soon,
            t::due_soon(lang),
            list(requests, "state", "due_soon"),
        ),
        (
            today.open_requests,
            t::open_requests(lang),
            list(requests, "state", "open"),
        ),
        (
            today.expired_this_week,
            t::expired(lang),
            list(requests, "state", "expired_lately"),
        ),
        (
            today.without_charter,
            t::without_charter(lang),
            list(pairs, "phase", "without_charter"),
        ),
        (
            today.without_pledge,
            t::without_pledge(lang),
            list(pairs, "phase", "awaiting_pledge"),
        ),
        (
            today.to_invite,
            t::people_to_invite(lang),
            list(people, "group", "to_invite"),
        ),
        (
            today.unfinished_profiles,
            t::unfinished_profiles(lang),
            list(people, "group", "unfinished"),
        ),
        (
            today.mentees_without_mentor,
            t::mentees_without_mentor(lang),
            list(people, "group", "without_mentor"),
        ),
        (
            today.never_came,
            t::people_never_came(lang),
            list(people, "group", "never_came"),
        ),
        (
            today.to_confirm,
            t::people_to_confirm(lang),
            list(people, "group", "to_confirm"),
        ),
    ];
    let nothing = waits.iter().all(|(count, _, _)| *count == 0);
    if today.mentors + today.mentees == 0 {
        return view! { <Begin programmes /> }.into_any();
    }
    view! {
        <Frame current="/coordinator">
            <Head title=t::today(lang) programmes />
            <dl class="stats">
                <Stat label=t::mentors(lang) count=today.mentors />
                <Stat label=t::mentees(lang) count=today.mentees />
                <Stat label=t::active_pairs(lang) count=today.active />
            </dl>
            <section class="section">
                <h2>{t::waits(lang)}</h2>
                {nothing.then(|| view! { <p class="muted">{t::nothing_waits(lang)}</p> }.into_any())}
                <div class="card card--flush">
                    <ul class="rows">
                        {waits
                            .into_iter()
                            .filter(|(count, _, _)| *count > 0)
                            .map(|(count, label, href)| {
                                view! {
                                    <li>
                                        <a class="row" href=href>
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
    .into_any()
}

/// What to do first in a programme that has nobody yet.
#[component]
fn Begin(programmes: Vec<OfficeProgramme>) -> impl IntoView {
    let lang = use_lang();
    let import = path(lang, "/coordinator/import") + &in_programme();
    let steps = [
        t::begin_list(lang),
        t::begin_invite(lang),
        t::begin_confirm(lang),
        t::begin_watch(lang),
    ];
    view! {
        <Frame current="/coordinator">
            <Head title=t::today(lang) programmes />
            <section class="card stack">
                <h2>{t::begin_title(lang)}</h2>
                <ol class="numbered">
                    {steps.into_iter().map(|step| view! { <li>{step}</li> }.into_any()).collect_view()}
                </ol>
                <div class="actions">
                    <a class="button button--primary" href=import>
                        {t::import_first(lang)}
                    </a>
                </div>
            </section>
        </Frame>
    }
}
