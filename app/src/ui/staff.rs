//! The frame of staff pages, and its figures. Their lists are in `list`.

use super::{
    AppOffers, BodyClass, Icon, LangMenu,
    layout::{Brand, SkipLink},
    path,
    states::DemoBanner,
    use_lang,
};
use crate::text;
use leptos::prelude::*;

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
    /// A query that every entry keeps.
    #[prop(optional)]
    kept: String,
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let me = NavEntry {
        href: "/me",
        icon: "user",
        label: text::common::me(lang),
    };
    let link = move |entry: NavEntry, class: &'static str, kept: &str| {
        let href = path(lang, entry.href) + kept;
        view! {
            <li class=class>
                <a class="nav__link" href=href aria-current=(entry.href == current).then_some("page")>
                    <span class="nav__pill">
                        <Icon name=entry.icon class="icon icon--22" />
                    </span>
                    <span class="nav__label">{entry.label}</span>
                </a>
            </li>
        }
    };
    view! {
        <BodyClass name="app" />
        <SkipLink />
        <div class="shell">
            <nav class="nav" aria-label=text::common::main_nav(lang)>
                <Brand href=path(lang, "/home") class="nav__brand brand" />
                <ul class="nav__list">
                    {entries
                        .into_iter()
                        .enumerate()
                        .map(|(place, entry)| {
                            let class = if place < TABS { "nav__item" } else { "nav__item nav__item--rail" };
                            link(entry, class, &kept)
                        })
                        .collect_view()} {link(me, "nav__item", "")}
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

/// One number under its name.
#[component]
pub fn Stat(label: &'static str, count: u64) -> impl IntoView {
    view! {
        <div class="stat">
            <dt>{label}</dt>
            <dd>
                <b class="figure">{count}</b>
            </dd>
        </div>
    }
}

/// "Demo", beside whatever is made up.
#[component]
pub fn DemoTag(is_demo: bool) -> impl IntoView {
    let lang = use_lang();
    is_demo.then(|| {
        view! {
            " "
            <span class="tag tag--demo">{text::common::demo(lang)}</span>
        }
        .into_any()
    })
}
