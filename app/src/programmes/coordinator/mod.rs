//! The coordinator's pages.

mod import;
mod invite;
mod pairs;
mod people;
mod person;
mod report;
mod requests;
mod today;

use crate::{
    programmes::EXPORT_ACTION,
    text::programmes as t,
    ui::{
        Column, FilterLink, FilterLinks, ListCard, ListFacet, Narrowed, NavEntry, PageHead, Paging,
        SearchForm, StaffShell, from_query, path, query, use_lang,
    },
};
use domain::{
    Lang, PersonId,
    programmes::{Counts, Facet, Facets, ListQuery, OfficeProgramme},
};
use leptos::prelude::*;

/// Which of the coordinator's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Today,
    People,
    Invite,
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
        Section::Invite => view! { <invite::InvitePage /> }.into_any(),
        Section::Person => view! { <person::PersonPage /> }.into_any(),
        Section::Requests => view! { <requests::RequestsPage /> }.into_any(),
        Section::Import => view! { <import::ImportPage /> }.into_any(),
        Section::Report => view! { <report::ReportPage /> }.into_any(),
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

/// One of the office's lists: head, search, filters, rows, pages, and the list as a file. Children stand before the rows.
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
    facets: Facets,
    /// Rows of filters, each with its name.
    filters: Vec<(&'static str, Vec<FilterLink>)>,
    columns: Vec<Column>,
    rows: Vec<AnyView>,
    paging: Paging,
    none_yet: NoneYet,
    /// The list as a file, by its name there.
    export: &'static str,
    /// What stands around the list, such as a form about its rows.
    #[prop(default = None)]
    around: Option<Around>,
    /// What stands below the list.
    #[prop(optional)]
    after: Option<AnyView>,
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
    let some = !rows.is_empty();
    let kept = narrowed.clone();
    let list =
        view! { <ListCard label=title filters narrowed=narrowed.clone() columns rows paging nothing /> }
            .into_any();
    let list = match around {
        Some(around) => around(list),
        None => list,
    };
    view! {
        <Frame current>
            <Head title programmes>
                {action}
            </Head>
            <SearchForm narrowed label=search facets=list_facets(lang, facets) />
            {children.map(|children| children())}
            {list}
            {some.then(|| view! { <ExportForm list=export narrowed=kept /> }.into_any())}
            {after}
        </Frame>
    }
}

type Around = Box<dyn FnOnce(AnyView) -> AnyView + Send>;

/// The filters that have more values than chips could show; of those with values only.
fn list_facets(lang: Lang, facets: Facets) -> Vec<ListFacet> {
    let facet = |name, label, any, values: Vec<Facet>| ListFacet {
        name,
        label,
        any,
        options: values
            .into_iter()
            .map(|it| (it.code, t::counted(lang, it.name, it.members)))
            .collect(),
    };
    let all = [
        facet(
            "country",
            t::country(lang),
            t::any_country(lang),
            facets.countries,
        ),
        facet(
            "sector",
            t::sector(lang),
            t::any_sector(lang),
            facets.sectors,
        ),
        facet(
            "federation",
            t::federation(lang),
            t::any_federation(lang),
            facets.federations,
        ),
    ];
    all.into_iter()
        .filter(|facet| !facet.options.is_empty())
        .collect()
}

/// The label of a filter with how many rows it shows.
fn counted(lang: Lang, label: &str, counts: &Counts, value: &str) -> String {
    t::counted(lang, label, counts.of(value))
}

/// The list as it is narrowed, as a file. Posted, since who took it is recorded.
#[component]
fn ExportForm(list: &'static str, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    view! {
        <form class="actions section" method="post" action=EXPORT_ACTION>
            <input type="hidden" name="list" value=list />
            <input type="hidden" name="lang" value=lang.code() />
            {narrowed.hidden()}
            <span class="muted">{t::take_away(lang)}</span>
            <button class="button button--secondary button--small" name="format" value="csv">
                "CSV"
            </button>
            <button class="button button--secondary button--small" name="format" value="xlsx">
                "Excel"
            </button>
        </form>
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

/// What the address of this list says.
fn list_query(narrowed: &Narrowed) -> ListQuery {
    ListQuery::read(|name| narrowed.get(name))
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
