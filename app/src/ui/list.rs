//! Lists of staff pages: a search, filters as links, a table, and the way from page to page. All of what a list is
//! narrowed to stands in the address, so that it works without script and can be sent to a colleague.

use super::{Empty, Icon, use_lang};
use crate::{platform, text};
use domain::Lang;
use leptos::{prelude::*, web_sys::SubmitEvent};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
    location::Url,
};

/// The query of a link: `query(&[("side", "mentor"), ("q", "")])` is `?side=mentor`.
pub fn query(pairs: &[(&str, &str)]) -> String {
    let parts: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", escaped(value)))
        .collect();
    format!("?{}", parts.join("&"))
}

/// Server and browser escape codes such as `due_soon` differently, and neither need.
fn escaped(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    match value.chars().all(is_plain) {
        true => value.to_owned(),
        false => Url::escape(value),
    }
}

/// A value of the page's query, as it changes.
pub fn from_query(name: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get(name).unwrap_or_default()))
}

/// What a list is narrowed to: these names of the query with their values, empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrowed(Vec<(&'static str, String)>);

/// The search and the page have their own place in every list.
const SEARCH: &str = "q";
const PAGE: &str = "page";
const SORT: &str = "sort";

/// The values that the query has for these names, as they change.
pub fn narrowed(names: &'static [&'static str]) -> Memo<Narrowed> {
    let query = use_query_map();
    Memo::new(move |_| {
        let value = |name: &&'static str| (*name, query.read().get(name).unwrap_or_default());
        Narrowed(names.iter().map(value).collect())
    })
}

/// A filter as a link: label, query, and whether it holds now.
pub type FilterLink = (String, String, bool);

impl Narrowed {
    pub fn get(&self, name: &str) -> String {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// The query with these values instead, and everything else as it is. What is narrowed anew begins at its first
    /// page.
    pub fn link(&self, changed: &[(&str, &str)]) -> String {
        let value = |name: &str, now: &str| {
            let new = changed.iter().find(|(other, _)| *other == name);
            match new {
                Some((_, value)) => (*value).to_owned(),
                None if name == PAGE => String::new(),
                None => now.to_owned(),
            }
        };
        let pairs: Vec<_> = self
            .0
            .iter()
            .map(|(name, now)| (*name, value(name, now)))
            .collect();
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        query(&pairs)
    }

    /// The query that keeps all of it for another page; empty where nothing is narrowed.
    pub fn kept(&self) -> String {
        let all = self.link(&[(PAGE, &self.get(PAGE))]);
        all.trim_end_matches('?').to_owned()
    }

    /// The link that sets these values.
    pub fn filter(&self, label: &str, changed: &[(&str, &str)]) -> FilterLink {
        let holds = changed.iter().all(|(name, value)| self.get(name) == *value);
        (label.to_owned(), self.link(changed), holds)
    }

    /// Hidden fields of a form that acts on the list as it is narrowed.
    pub fn hidden(&self) -> AnyView {
        let set = self.0.iter().filter(|(_, value)| !value.is_empty());
        set.map(|(name, value)| {
            view! { <input type="hidden" name=*name value=value.clone() /> }.into_any()
        })
        .collect_view()
        .into_any()
    }

    /// Everything but `kept` left out: does anything narrow the list?
    pub fn is_narrow(&self, kept: &str) -> bool {
        let narrows = |name: &str| name != kept && ![PAGE, SORT].contains(&name);
        self.0
            .iter()
            .any(|(name, value)| narrows(name) && !value.is_empty())
    }
}

/// What a form does that narrows its page by the address: with script the page stays.
pub fn search_in_page() -> impl Fn(SubmitEvent) + 'static {
    let navigate = use_navigate();
    move |event| {
        if let Some(fields) = platform::fields_of(&event) {
            event.prevent_default();
            let page = platform::page_path();
            let page = page.split('?').next().unwrap_or_default();
            let stay = NavigateOptions {
                resolve: false,
                ..NavigateOptions::default()
            };
            navigate(&format!("{page}?{fields}"), stay);
        }
    }
}

/// A filter with more values than chips could show.
#[derive(Clone, Debug)]
pub struct ListFacet {
    /// In the address.
    pub name: &'static str,
    pub label: &'static str,
    /// What it says when it narrows nothing.
    pub any: &'static str,
    /// Value and name of each.
    pub options: Vec<(String, String)>,
}

/// A search by words, and by `facets`, that keeps the other filters. With script the page stays.
#[component]
pub fn SearchForm(
    narrowed: Narrowed,
    label: &'static str,
    #[prop(optional)] facets: Vec<ListFacet>,
) -> impl IntoView {
    let lang = use_lang();
    let asked: Vec<&str> = facets.iter().map(|facet| facet.name).collect();
    let kept = narrowed.0.iter();
    let kept = kept.filter(|(name, value)| {
        ![SEARCH, PAGE].contains(name) && !asked.contains(name) && !value.is_empty()
    });
    let kept = kept
        .map(|(name, value)| {
            view! { <input type="hidden" name=*name value=value.clone() /> }.into_any()
        })
        .collect_view();
    let search = search_in_page();
    view! {
        <form class="filters" method="get" role="search" on:submit=search>
            {kept}
            <SearchField label value=narrowed.get(SEARCH) />
            <Facets facets narrowed />
            <button class="button button--secondary">{text::programmes::search(lang)}</button>
        </form>
    }
}

/// The facets in a fold, open while one of them narrows.
#[component]
fn Facets(facets: Vec<ListFacet>, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let set = facets.iter();
    let set = set
        .filter(|facet| !narrowed.get(facet.name).is_empty())
        .count();
    let (none, is_open) = (facets.is_empty(), set > 0);
    let fields = facets
        .into_iter()
        .map(|facet| {
            let chosen = narrowed.get(facet.name);
            let options = facet
                .options
                .into_iter()
                .map(|(value, name)| {
                    let is_chosen = value == chosen;
                    view! {
                        <option value=value selected=is_chosen>
                            {name}
                        </option>
                    }
                })
                .collect_view();
            view! {
                <div class="field">
                    <label class="field__label" for=facet.name>
                        {facet.label}
                    </label>
                    <div class="field__box field__box--select">
                        <select class="input" id=facet.name name=facet.name>
                            <option value="">{facet.any}</option>
                            {options}
                        </select>
                        <Icon name="chevron-down" />
                    </div>
                </div>
            }
            .into_any()
        })
        .collect_view();
    (!none).then(|| {
        view! {
            <details class="filters__more" open=is_open>
                <summary class="button button--secondary">
                    <Icon name="sliders-horizontal" />
                    " "
                    {text::programmes::narrow(lang)}
                    {(set > 0).then(|| view! { <span class="filters__n">{set}</span> }.into_any())}
                </summary>
                <div class="filters__panel">{fields}</div>
            </details>
        }
        .into_any()
    })
}

/// Where the words of a search are typed; named `q`.
#[component]
pub fn SearchField(label: &'static str, value: String) -> impl IntoView {
    view! {
        <div class="field filters__search">
            <label class="visually-hidden" for=SEARCH>
                {label}
            </label>
            <div class="field__box">
                <Icon name="search" />
                <input class="input" type="search" id=SEARCH name=SEARCH value=value placeholder=label dir="auto" />
            </div>
        </div>
    }
}

/// Filters as links.
#[component]
pub fn FilterLinks(label: &'static str, links: Vec<FilterLink>) -> impl IntoView {
    view! {
        <nav class="chips" aria-label=label>
            <ul class="chips__list">
                {links
                    .into_iter()
                    .map(|(label, href, is_current)| {
                        view! {
                            <li>
                                <a class="chip" href=href aria-current=is_current.then_some("true")>
                                    {label}
                                </a>
                            </li>
                        }
                            .into_any()
                    })
                    .collect_view()}
            </ul>
        </nav>
    }
}

/// Which page of how many, and how many rows there are in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    pub page: u32,
    pub pages: u32,
    pub total: u64,
}

impl Paging {
    pub fn of<T>(page: &domain::programmes::Page<T>) -> Self {
        Self {
            page: page.page,
            pages: page.pages(),
            total: page.total,
        }
    }
}

/// A column of a list, and how the address orders by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    label: &'static str,
    sort: Option<&'static str>,
}

impl Column {
    /// No list is ordered by it.
    pub const fn plain(label: &'static str) -> Self {
        Self { label, sort: None }
    }

    pub const fn sorted(label: &'static str, sort: &'static str) -> Self {
        Self {
            label,
            sort: Some(sort),
        }
    }

    /// Its `<th>`: a link that orders by it, and the other way round when the list is ordered so already.
    fn head(self, narrowed: &Narrowed) -> AnyView {
        let Some(column) = self.sort else {
            return view! { <th scope="col">{self.label}</th> }.into_any();
        };
        let Order { sorted, icon, href } = Order::of(column, narrowed);
        view! {
            <th scope="col" aria-sort=sorted>
                <a href=href>{self.label} <Icon name=icon class="icon icon--16" /></a>
            </th>
        }
        .into_any()
    }

    /// The same as a chip, for where the heads are not seen.
    fn chip(self, narrowed: &Narrowed) -> Option<AnyView> {
        let Order { sorted, icon, href } = Order::of(self.sort?, narrowed);
        let chip = view! {
            <li>
                <a class="chip" href=href aria-current=sorted.map(|_| "true")>
                    {self.label}
                    " "
                    <Icon name=icon class="icon icon--16" />
                </a>
            </li>
        };
        Some(chip.into_any())
    }
}

/// How a list is ordered by a column, and the link that orders it so, or the other way round.
struct Order {
    /// As `aria-sort`.
    sorted: Option<&'static str>,
    icon: &'static str,
    href: String,
}

impl Order {
    fn of(column: &str, narrowed: &Narrowed) -> Self {
        let order = narrowed.get(SORT);
        let (sorted, icon, next) = if order == column {
            (Some("ascending"), "arrow-up", format!("-{column}"))
        } else if order.strip_prefix('-') == Some(column) {
            (Some("descending"), "arrow-down", column.to_owned())
        } else {
            (None, "chevrons-up-down", column.to_owned())
        };
        Self {
            sorted,
            icon,
            href: narrowed.link(&[(SORT, &next)]),
        }
    }
}

/// The orders of a list whose heads are not seen, on a phone.
fn sort_chips(lang: Lang, columns: &[Column], narrowed: &Narrowed) -> AnyView {
    let chips: Vec<_> = columns
        .iter()
        .filter_map(|column| column.chip(narrowed))
        .collect();
    if chips.is_empty() {
        return ().into_any();
    }
    let label = text::programmes::sort_by(lang);
    view! {
        <nav class="chips table-sort" aria-label=label>
            <span class="muted">{label}</span>
            <ul class="chips__list">{chips}</ul>
        </nav>
    }
    .into_any()
}

/// What a list says when it is empty, and the one way on: title, sentence, label and target of a link.
pub type Nothing = (&'static str, &'static str, &'static str, String);

/// A table with its filters above and its pages below; a sentence when there is nothing in it.
#[component]
pub fn ListCard(
    label: &'static str,
    narrowed: Narrowed,
    /// Rows of filters, each with its name.
    filters: Vec<(&'static str, Vec<FilterLink>)>,
    columns: Vec<Column>,
    /// `<tr>`s.
    rows: Vec<AnyView>,
    paging: Paging,
    nothing: Nothing,
) -> impl IntoView {
    let filters = filters
        .into_iter()
        .map(|(label, links)| view! { <FilterLinks label links /> }.into_any())
        .collect_view();
    let list = if rows.is_empty() {
        let (title, sentence, action, href) = nothing;
        view! {
            <Empty title sentence>
                <a class="button button--secondary" href=href>
                    {action}
                </a>
            </Empty>
        }
        .into_any()
    } else {
        let sorts = sort_chips(use_lang(), &columns, &narrowed);
        let columns = columns
            .into_iter()
            .map(|column| column.head(&narrowed))
            .collect_view();
        view! {
            <div class="table-wrap" role="region" tabindex="0" aria-label=label>
                {sorts}
                <table class="table">
                    <thead>
                        <tr>{columns}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Pagination paging narrowed />
        }
        .into_any()
    };
    view! {
        <div class="card card--flush">
            <div class="card__filters">{filters}</div>
            {list}
        </div>
    }
}

/// Back and forth in a list.
#[component]
pub fn Pagination(paging: Paging, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let Paging { page, pages, total } = paging;
    let step = |target: Option<u32>, label: &'static str, rel: &'static str, icon: &'static str| {
        let off = target.is_none().then_some("true");
        let href = target.map(|page| narrowed.link(&[(PAGE, &page.to_string())]));
        view! {
            <a class="icon-button" rel=rel role="link" aria-disabled=off aria-label=label href=href>
                <Icon name=icon class="icon icon--flip" />
            </a>
        }
    };
    let before = (page > 1).then(|| page - 1);
    let after = (page < pages).then(|| page + 1);
    view! {
        <nav class="pagination" aria-label=text::programmes::pages(lang)>
            <p>{text::programmes::page_of(lang, page, pages, total)}</p>
            {step(before, text::programmes::page_before(lang), "prev", "chevron-left")}
            {step(after, text::programmes::page_after(lang), "next", "chevron-right")}
        </nav>
    }
}

/// A `<td>` that says its column where rows become cards.
pub fn cell(label: &'static str, content: impl IntoView) -> AnyView {
    view! { <td data-label=label>{content.into_any()}</td> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentors() -> Narrowed {
        Narrowed(vec![
            ("programme", "CIRCLE".into()),
            ("side", "mentor".into()),
            ("unfinished", String::new()),
            ("q", "él & co".into()),
            ("page", "3".into()),
        ])
    }

    #[test]
    fn a_filter_keeps_the_search_and_begins_at_the_first_page() {
        let (_, link, holds) = mentors().filter("", &[("side", ""), ("unfinished", "1")]);
        assert_eq!(link, "?programme=CIRCLE&unfinished=1&q=%C3%A9l%20%26%20co");
        assert!(!holds);
        let (_, _, holds) = mentors().filter("", &[("side", "mentor"), ("unfinished", "")]);
        assert!(holds);
    }

    #[test]
    fn another_page_keeps_everything() {
        let link = mentors().link(&[("page", "4")]);
        assert_eq!(
            link,
            "?programme=CIRCLE&side=mentor&q=%C3%A9l%20%26%20co&page=4"
        );
    }

    #[test]
    fn the_programme_narrows_nothing() {
        assert!(mentors().is_narrow("programme"));
        let link = Narrowed(vec![("programme", "CIRCLE".into()), ("page", "2".into())]);
        assert!(!link.is_narrow("programme"));
    }
}
