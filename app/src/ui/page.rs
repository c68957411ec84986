//! Heads of pages.

use super::{Icon, use_lang, viewer::Bell};
use crate::{platform, text};
use leptos::prelude::*;

/// The document's title: `Sign in – Mentoring MeM`. The only place that makes a `<title>` for a page: the framework writes
/// its text as it is, and a name in it would be markup.
#[component]
pub fn Title(#[prop(into)] text: String) -> impl IntoView {
    let lang = use_lang();
    let name = crate::text::common::app_name(lang);
    let title = if text.starts_with(name) {
        text
    } else {
        format!("{text} – {name}")
    };
    platform::page_title(title)
}

/// The class of `<body>`, which says what kind of page it is.
#[component]
pub fn BodyClass(name: &'static str) -> impl IntoView {
    platform::body_class(name)
}

/// The head of a page inside the shell. Children are actions at inline-end, before the bell.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    #[prop(optional, into)] over: String,
    #[prop(optional, into)] sub: String,
    /// Parent page, for the arrow back.
    #[prop(optional, into)]
    back: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Title text=title.clone() />
        <header class="page-head">
            {back
                .map(|href| {
                    view! {
                        <a class="icon-button page-head__back" href=href aria-label=text::common::back(lang)>
                            <Icon name="arrow-left" class="icon icon--24 icon--flip" />
                        </a>
                    }
                        .into_any()
                })}
            <div class="page-head__text">
                {(!over.is_empty()).then(|| view! { <p class="page-head__over">{over}</p> }.into_any())} <h1>
                    <bdi>{title}</bdi>
                </h1> {(!sub.is_empty()).then(|| view! { <p class="page-head__sub">{sub}</p> }.into_any())}
            </div> <div class="page-head__actions">{children.map(|children| children())} <Bell /></div>
        </header>
    }
}
