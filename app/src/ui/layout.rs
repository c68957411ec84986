//! The frames around pages: the plain one, and the shell with tab bar (phone) or side rail (desktop).

use super::{
    AppOffers, BodyClass, Icon, path,
    states::{Connection, DemoBanner},
    use_lang,
};
use crate::{platform, text};
use domain::Lang;
use leptos::prelude::*;

/// The five tabs of members. They never change place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Home,
    Mentorship,
    Messages,
    Chain,
    Me,
}

impl Tab {
    const ALL: [Tab; 5] = [
        Tab::Home,
        Tab::Mentorship,
        Tab::Messages,
        Tab::Chain,
        Tab::Me,
    ];

    fn parts(self, lang: Lang) -> (&'static str, &'static str, &'static str) {
        match self {
            Tab::Home => ("/home", "house", text::common::home(lang)),
            Tab::Mentorship => ("/mentorship", "users", text::common::mentorship(lang)),
            Tab::Messages => ("/messages", "message-circle", text::common::messages(lang)),
            Tab::Chain => ("/chain", "star", text::common::chain(lang)),
            Tab::Me => ("/me", "user", text::common::me(lang)),
        }
    }
}

/// A page outside the app: sign-in, help, errors, offline.
#[component]
pub fn Plain(
    #[prop(default = "plain__main")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <BodyClass name="plain" />
        <SkipLink />
        <header class="plain__bar">
            <Brand href=path(lang, "") />
            <LangMenu />
        </header>
        <main class=class id="main" tabindex="-1">
            <div class="banners">
                <Connection />
            </div>
            {children()}
        </main>
        <Footer />
    }
}

/// A page inside the app, with the five tabs.
#[component]
pub fn Shell(
    #[prop(optional)] tab: Option<Tab>,
    #[prop(default = "main")] class: &'static str,
    /// A page with one thing to do and its own foot: no tab bar on a phone.
    #[prop(optional)]
    focus: bool,
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let shell = if focus { "shell shell--focus" } else { "shell" };
    view! {
        <BodyClass name="app" />
        <SkipLink />
        <div class=shell>
            <nav class="nav" aria-label=text::common::main_nav(lang)>
                <Brand href=path(lang, "/home") class="nav__brand brand" />
                <ul class="nav__list">
                    {Tab::ALL
                        .into_iter()
                        .map(|item| {
                            let (href, icon, label) = item.parts(lang);
                            view! {
                                <li class="nav__item">
                                    <a
                                        class="nav__link"
                                        href=path(lang, href)
                                        aria-current=(tab == Some(item)).then_some("page")
                                    >
                                        <span class="nav__pill">
                                            <Icon name=icon class="icon icon--22" />
                                        </span>
                                        <span class="nav__label">{label}</span>
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
                <div class="nav__foot">
                    <LangMenu class="menu menu--up lang-menu" />
                </div>
            </nav>
            <main class=class id="main" tabindex="-1">
                <div class="banners">
                    <DemoBanner />
                    <AppOffers />
                </div>
                {children()}
            </main>
        </div>
        <div class="toasts" role="status" aria-live="polite"></div>
    }
}

#[component]
pub(crate) fn SkipLink() -> impl IntoView {
    let lang = use_lang();
    view! {
        <a class="skip-link" href="#main" rel="external">
            {text::common::skip(lang)}
        </a>
    }
}

#[component]
pub(crate) fn Brand(href: String, #[prop(default = "brand")] class: &'static str) -> impl IntoView {
    let lang = use_lang();
    view! {
        <a class=class href=href>
            <Icon name="logo" class="logo" />
            " "
            {text::common::app_name(lang)}
        </a>
    }
}

/// The same page in another language. A full load on purpose: direction, typeface and texts all change.
#[component]
pub fn LangMenu(
    #[prop(default = "menu menu--end lang-menu")] class: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    let here = platform::page_path();
    let rest = here.get(3..).unwrap_or_default().to_owned();
    view! {
        <details class=class>
            <summary class="menu__button">
                <span class="visually-hidden">{text::common::language(lang)} " "</span>
                <span>{lang.own_name()}</span>
                <Icon name="chevron-down" class="icon icon--16" />
            </summary>
            <ul class="menu__list">
                {Lang::ALL
                    .into_iter()
                    .map(|other| {
                        view! {
                            <li>
                                <a
                                    class="menu__item"
                                    rel="external"
                                    lang=other.code()
                                    hreflang=other.code()
                                    href=path(other, &rest)
                                    aria-current=(other == lang).then_some("true")
                                >
                                    {other.own_name()}
                                </a>
                            </li>
                        }
                            .into_any()
                    })
                    .collect_view()}
            </ul>
        </details>
    }
}

#[component]
pub(crate) fn Footer() -> impl IntoView {
    let lang = use_lang();
    view! {
        <footer class="footer">
            <p>{text::common::footer(lang)}</p>
            <FootLinks />
        </footer>
    }
}

/// Help and the public texts: documents all.
#[component]
pub fn FootLinks() -> impl IntoView {
    let lang = use_lang();
    let links = [
        ("/help", text::help::link(lang)),
        ("/privacy", text::legal::privacy(lang)),
        ("/legal", text::legal::legal(lang)),
        ("/accessibility", text::legal::accessibility(lang)),
        ("/contact", text::legal::contact(lang)),
    ];
    let link = |(to, name)| view! { <a href=path(lang, to)>{name}</a> }.into_any();
    view! {
        <nav class="footer__links" aria-label=text::common::foot_nav(lang)>
            {links.into_iter().map(link).collect_view()}
        </nav>
    }
}
