//! The coordinator's pages.

mod import;
mod pairs;
mod people;
mod person;
mod requests;
mod today;

use crate::{
    text,
    ui::{NavEntry, StaffShell, use_lang},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Which of the coordinator's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Today,
    People,
    Person,
    Requests,
    Pairs,
    Import,
    Report,
}

/// Any of the coordinator's pages.
#[component]
pub fn Coordinator(section: Section) -> impl IntoView {
    match section {
        Section::Today => view! { <today::TodayPage /> }.into_any(),
        Section::People => view! { <people::PeoplePage /> }.into_any(),
        Section::Person => view! { <person::PersonPage /> }.into_any(),
        Section::Requests => view! { <requests::RequestsPage /> }.into_any(),
        Section::Import => view! { <import::ImportPage /> }.into_any(),
        Section::Report => view! { <import::ReportPage /> }.into_any(),
        Section::Pairs => view! { <pairs::PairsPage /> }.into_any(),
    }
}

/// The frame of these pages.
#[component]
fn Frame(current: &'static str, children: Children) -> impl IntoView {
    let lang = use_lang();
    let entry = |href, icon, label| NavEntry { href, icon, label };
    let entries = vec![
        entry(
            "/coordinator",
            "layout-dashboard",
            text::programmes::today(lang),
        ),
        entry(
            "/coordinator/people",
            "users",
            text::programmes::people(lang),
        ),
        entry(
            "/coordinator/requests",
            "send",
            text::programmes::requests(lang),
        ),
        entry(
            "/coordinator/mentorships",
            "handshake",
            text::programmes::pairs(lang),
        ),
        entry(
            "/coordinator/import",
            "upload",
            text::programmes::import(lang),
        ),
    ];
    view! {
        <StaffShell entries current>
            {children()}
        </StaffShell>
    }
}

/// A value of the page's query, as it changes.
fn from_query(name: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get(name).unwrap_or_default()))
}

/// "Demo", beside whatever is made up.
#[component]
fn DemoTag(is_demo: bool) -> impl IntoView {
    let lang = use_lang();
    is_demo.then(|| {
        view! {
            " "
            <span class="tag tag--demo">{text::common::demo(lang)}</span>
        }
        .into_any()
    })
}
