//! What staff pages are made of: their frame, filters as links, pages of a list.

use super::{
    AppOffers, Icon, LangMenu,
    layout::{Brand, SkipLink},
    path,
    states::DemoBanner,
    use_lang,
};
use crate::text;
use leptos::prelude::*;
use leptos_meta::Body;
use leptos_router::location::Url;

/// One entry of the side rail or tab bar.
#[derive(Clone, Copy, Debug)]
pub struct NavEntry {
    /// Without the language segment.
    pub href: &'static str,
    pub icon: &'static str,
    pub label: &'static str,
}

/// How many entries fit on a phone beside the way to one's own account.
const TABS: usize = 4;

/// The frame of staff pages: at most five entries, then the way to one's own account. What does not fit into a
/// phone's tab bar stands in the rail alone; a page of another entry must link to it.
#[component]
pub fn StaffShell(
    entries: Vec<NavEntry>,
    /// `href` of the entry that this page belongs to.
    current: &'static str,
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let me = NavEntry {
        href: "/me",
        icon: "user",
        label: text::common::me(lang),
    };
    let link = move |entry: NavEntry, class: &'static str| {
        view! {
            <li class=class>
                <a class="nav__link" href=path(lang, entry.href) aria-current=(entry.href == current).then_some("page")>
                    <span class="nav__pill">
                        <Icon name=entry.icon class="icon icon--22" />
                    </span>
                    <span class="nav__label">{entry.label}</span>
                </a>
            </li>
        }
    };
    view! {
        <Body attr:class="app" />
        <SkipLink />
        <div class="shell">
            <nav class="nav" aria-label=text::common::main_nav(lang)>
                <Brand href=path(lang, "/home") class="nav__brand brand" />
                <ul class="nav__list">
                    {entries
                        .into_iter()
                        .enumerate()
                        .map(|(place, entry)| {
                            link(entry, if place < TABS { "nav__item" } else { "nav__item nav__item--rail" })
                        })
                        .collect_view()} {link(me, "nav__item")}
                </ul>
                <div class="nav__foot">
                    <LangMenu class="menu menu--up lang-menu" />
                </div>
            </nav>
            <main class="main main--wide" id="main" tabindex="-1">
                <div class="banners">
                    <DemoBanner />
                    <AppOffers />
                </div>
                {children()}
                <div class="main__foot">
                    <LangMenu class="menu menu--up lang-menu" />
                </div>
            </main>
        </div>
    }
}

/// The query of a link: `query(&[("side", "mentor"), ("q", "")])` is `?side=mentor`.
pub fn query(pairs: &[(&str, &str)]) -> String {
    let parts: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", Url::escape(value)))
        .collect();
    format!("?{}", parts.join("&"))
}

/// Filters as links: label, query and whether it holds now.
#[component]
pub fn FilterLinks(label: &'static str, links: Vec<(&'static str, String, bool)>) -> impl IntoView {
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

/// Back and forth in a list. `href` makes the query of a page.
#[component]
pub fn Pagination(
    page: u32,
    pages: u32,
    total: u64,
    href: impl Fn(u32) -> String + 'static,
) -> impl IntoView {
    let lang = use_lang();
    let step = |target: Option<u32>, label: &'static str, rel: &'static str, icon: &'static str| {
        let off = target.is_none().then_some("true");
        view! {
            <a class="icon-button" rel=rel role="link" aria-disabled=off aria-label=label href=target.map(&href)>
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
