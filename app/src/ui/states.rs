//! When things are not ideal: errors, emptiness, notes to the reader.

use super::{Icon, Plain, Title, from_query, path, use_lang};
use crate::{AppError, platform, text};
use domain::{Failure, Lang};
use leptos::prelude::*;

/// A banner at the top of the content. `kind`: info, warning, offline, update, demo, ok or danger.
#[component]
pub fn Banner(kind: &'static str, icon: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class=format!("banner banner--{kind}") role="status">
            <Icon name=icon />
            <p>{children()}</p>
        </div>
    }
}

/// Says on every page that its people and figures are made up, where they are.
#[component]
pub(super) fn DemoBanner() -> impl IntoView {
    let lang = use_lang();
    platform::is_demo().then(|| {
        view! {
            <Banner kind="demo" icon="info">
                {text::common::demo_banner(lang)}
            </Banner>
        }
        .into_any()
    })
}

/// One sentence on what will be here, and at most one action.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(into)] sentence: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <svg class="star star--104 star--next star--soft" viewBox="-50 -50 100 100" aria-hidden="true">
                <path
                    class="star__outline"
                    d="M0-50 14.64-35.36H35.36V-14.64L50 0 35.36 14.64V35.36H14.64L0 50-14.64 35.36H-35.36V14.64L-50 0-35.36-14.64V-35.36H-14.64z"
                ></path>
            </svg>
            <h2>{title}</h2>
            <p>{sentence}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// "Saved", for the head of a page.
#[component]
pub fn Saved() -> impl IntoView {
    let lang = use_lang();
    view! {
        <p class="saved" role="status">
            <Icon name="check" class="icon icon--16" />
            " "
            {text::common::saved(lang)}
        </p>
    }
}

/// "Saved", where the form of this page led back to it: `?saved=1`.
#[component]
pub fn SavedJustNow() -> impl IntoView {
    let saved = from_query("saved");
    move || (!saved.get().is_empty()).then(|| view! { <Saved /> }.into_any())
}

/// The page for an unknown path: the right status, and a way on.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <ErrorPage error=AppError::from(Failure::NotFound) /> }
}

/// Why a page cannot be shown. "No right" and "gone" look the same on purpose.
#[component]
pub fn ErrorPage(error: AppError) -> impl IntoView {
    let lang = use_lang();
    platform::set_status(error.failure.status());
    let title = match error.failure {
        Failure::NotFound | Failure::Forbidden => text::common::not_found_title(lang),
        Failure::NotSignedIn => text::common::sign_in(lang),
        _ => text::common::error_title(lang),
    };
    if matches!(error.failure, Failure::Unavailable) {
        return view! { <Unavailable title /> }.into_any();
    }
    let (target, label) = match error.failure {
        Failure::NotSignedIn => (sign_in_path(lang), text::common::sign_in(lang)),
        _ => (path(lang, ""), text::common::go_home(lang)),
    };
    view! {
        <Plain>
            <Title text=title />
            <h1>{title}</h1>
            <p class="plain__lead">{text::sentences::error(lang, &error)}</p>
            {text::sentences::code(lang, &error).map(|code| view! { <p class="request-id">{code}</p> }.into_any())}
            <div class="actions">
                <a class="button button--primary" href=target>
                    {label}
                </a>
            </div>
        </Plain>
    }
    .into_any()
}

/// The page could not be had now. It is asked for whole: what stands between may be a part of ours that is old.
#[component]
fn Unavailable(title: &'static str) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Plain>
            <Title text=title />
            <h1>{title}</h1>
            <p class="plain__lead">{text::pwa::unavailable(lang)}</p>
            <div class="actions">
                <a class="button button--primary" href="" rel="external">
                    {text::pwa::retry(lang)}
                </a>
                <a class="button button--secondary" href=path(lang, "")>
                    {text::common::go_home(lang)}
                </a>
            </div>
        </Plain>
    }
}

/// How the connection is, shown by the style sheet when `register-sw.js` or the program say that it holds.
#[component]
pub(super) fn Connection() -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="banner banner--offline" role="status" data-app-when="offline">
            <Icon name="wifi-off" />
            <p>{text::pwa::offline_now(lang)}</p>
        </div>
        <div class="toasts" role="status">
            <p class="toast" data-app-when="slow">
                {text::pwa::slow(lang)}
            </p>
        </div>
    }
}

/// Offers of the installed app, shown by the style sheet when `register-sw.js` says that they hold.
#[component]
pub fn AppOffers() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Connection />
        <div class="banner banner--update" role="status" data-app-when="update-ready">
            <Icon name="refresh-cw" />
            <p>
                {text::pwa::update_ready(lang)} " " <button type="button" class="link" data-app-do="apply-update">
                    {text::pwa::update(lang)}
                </button>
            </p>
            <button type="button" class="icon-button" data-app-do="dismiss-update" aria-label=text::pwa::later(lang)>
                <Icon name="x" class="icon icon--16" />
            </button>
        </div>
    }
}

/// The offer to install, for pages where somebody has just done something worth coming back for.
#[component]
pub fn InstallOffer() -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="card" data-app-when="install-prompt">
            <h2>{text::pwa::install_title(lang)}</h2>
            <p>{text::pwa::install_text(lang)}</p>
            <button type="button" class="button button--secondary" data-app-do="install">
                {text::pwa::install(lang)}
            </button>
        </section>
        <section class="card" data-app-when="install-manual">
            <h2>{text::pwa::install_title(lang)}</h2>
            <p>{text::pwa::install_manual(lang)}</p>
        </section>
    }
}

/// Where to sign in and come back to this page.
pub(super) fn sign_in_path(lang: Lang) -> String {
    sign_in_path_to(lang, &platform::page_path())
}

/// Where to sign in and go on to `page`.
pub fn sign_in_path_to(lang: Lang, page: &str) -> String {
    path(lang, &format!("/sign-in?next={}", encoded(page)))
}

/// Percent-encodes what would end a value in a query.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
