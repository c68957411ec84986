//! The coordinator's pages.

mod import;
mod pairs;
mod people;
mod person;
mod requests;
mod today;

use crate::{
    text::programmes as t,
    ui::{
        FilterLink, FilterLinks, ListCard, Narrowed, NavEntry, PageHead, Paging, SearchForm,
        StaffShell, from_query, path, query, use_lang,
    },
};
use domain::{PersonId, programmes::OfficeProgramme};
use leptos::prelude::*;

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

/// The frame of these pages. Their entries keep the programme that is chosen.
#[component]
fn Frame(current: &'static str, children: Children) -> impl IntoView {
    let lang = use_lang();
    let entry = |href, icon, label| NavEntry { href, icon, label };
    let entries = vec![
        entry("/coordinator", "layout-dashboard", t::today(lang)),
        entry("/coordinator/people", "users", t::people(lang)),
        entry("/coordinator/requests", "send", t::requests(lang)),
        entry("/coordinator/mentorships", "handshake", t::pairs(lang)),
        entry("/coordinator/import", "upload", t::import(lang)),
    ];
    view! {
        <StaffShell entries current kept=in_programme()>
            {children()}
        </StaffShell>
    }
}

/// What an office is told that has none of something yet: title, sentence, label and page of the one way on.
type NoneYet = (&'static str, &'static str, &'static str, &'static str);

/// One of the office's lists: head, search, filters, rows, pages. Children stand before the rows.
#[component]
fn ListPage(
    current: &'static str,
    title: &'static str,
    programmes: Vec<OfficeProgramme>,
    /// Beside the title.
    #[prop(optional)]
    action: Option<AnyView>,
    /// What the search looks for.
    search: &'static str,
    narrowed: Narrowed,
    filters: Vec<FilterLink>,
    columns: Vec<&'static str>,
    rows: Vec<AnyView>,
    paging: Paging,
    none_yet: NoneYet,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let to = |page| path(lang, page) + &in_programme();
    let nothing = if narrowed.is_narrow("programme") {
        let all = to(current);
        (t::none_title(lang), t::none(lang), t::show_all(lang), all)
    } else {
        let (title, sentence, label, page) = none_yet;
        (title, sentence, label, to(page))
    };
    view! {
        <Frame current>
            <Head title programmes>
                {action}
            </Head>
            <SearchForm narrowed=narrowed.clone() label=search />
            {children.map(|children| children())}
            <ListCard label=title filters=vec![(t::filters(lang), filters)] narrowed columns rows paging nothing />
        </Frame>
    }
}

/// The head of a page about one programme, and the others to choose from.
#[component]
fn Head(
    title: &'static str,
    programmes: Vec<OfficeProgramme>,
    #[prop(optional, into)] sub: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let shown = programmes.iter().find(|one| one.is_shown);
    let over = shown.map(|one| one.name.clone()).unwrap_or_default();
    let several = programmes.len() > 1;
    let links = programmes.into_iter().map(|one| {
        let href = query(&[("programme", &one.code)]);
        (one.name, href, one.is_shown)
    });
    let links = links.collect::<Vec<_>>();
    view! {
        <PageHead title over sub>
            {children.map(|children| children())}
        </PageHead>
        {several.then(|| view! { <FilterLinks label=t::programme(lang) links /> }.into_any())}
    }
}

/// The query that keeps the programme of this page; empty when none was chosen.
fn in_programme() -> String {
    match from_query("programme").get_untracked() {
        code if code.is_empty() => code,
        code => query(&[("programme", &code)]),
    }
}

/// The name of a member as the way to their page.
fn person_link(person: PersonId, name: String) -> AnyView {
    let href = path(use_lang(), &format!("/coordinator/people/{person}")) + &in_programme();
    view! {
        <a href=href>
            <bdi>{name}</bdi>
        </a>
    }
    .into_any()
}
