//! Documents: pages that are whole as HTML and are no part of the browser's program. What is mostly reading, tables or
//! administration is one: it costs a phone nothing, and works by links and forms alone.
//!
//! The program leaves a link to one of them to the server ([`Elsewhere`]); deliberately absent are hydration, the live
//! stream, and whatever only a script could do (`docs/decisions/documents.md`).

use crate::{
    accounts::{OwnAccountRoutes, SecurityRoutes},
    administration::AdministrationRoutes,
    help::Help,
    impact::ImpactRoutes,
    legal::LegalRoutes,
    offline::Offline,
    platform,
    privacy::{Erased, MyData},
    profiles::ReferenceRoutes,
    programmes::{CoordinatorRoutes, InvitationPage},
    routes::at,
    ui::{NotFound, posted, viewer},
};
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route, Router},
    path,
};

/// Each of these, and everything below it, is a document; without the language.
pub const PLACES: &[&str] = &[
    "/help",
    "/privacy",
    "/legal",
    "/accessibility",
    "/contact",
    "/offline",
    "/coordinator",
    "/admin",
    "/partner",
    "/me/data",
    "/erased",
    "/prove",
    "/me/account",
    "/me/sign-ins",
    "/invitation",
    "/me/security",
    "/second-step",
];

/// Is the page at this path a document? The path is without language and query: `/coordinator/people`.
pub fn is_document(page: &str) -> bool {
    PLACES.iter().any(|place| {
        page.strip_prefix(place)
            .is_some_and(|below| below.is_empty() || below.starts_with('/'))
    })
}

/// Everything inside `<body>` of a document, in the place of `App`.
#[component]
pub fn Documents() -> impl IntoView {
    // What was read is not written into the page a second time, for a program to find.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    platform::provide_head();
    provide_context(platform::page_lang());
    posted::provide_posted_form();
    viewer::provide_viewer();
    view! {
        <Router>
            <FlatRoutes fallback=NotFound>
                <Route path=at(path!("/help")) view=Help />
                <Route path=at(path!("/offline")) view=Offline />
                <Route path=at(path!("/me/data")) view=MyData />
                <Route path=at(path!("/erased")) view=Erased />
                <Route path=at(path!("/invitation")) view=InvitationPage />
                <LegalRoutes />
                <OwnAccountRoutes />
                <SecurityRoutes />
                <CoordinatorRoutes />
                <AdministrationRoutes />
                <ReferenceRoutes />
                <ImpactRoutes />
            </FlatRoutes>
        </Router>
    }
}

/// What the program shows for a page that it does not know. One that the reader came to by a link may be a document: the
/// server is asked for it. One that the server itself has rendered so is not there.
#[component]
pub fn Elsewhere() -> impl IntoView {
    if platform::ask_server_for_page() {
        ().into_any()
    } else {
        view! { <NotFound /> }.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_known_by_its_place() {
        for page in ["/help", "/coordinator", "/coordinator/people/1"] {
            assert!(is_document(page), "{page}");
        }
        for page in ["", "/home", "/me", "/helpful", "/mentors/admin"] {
            assert!(!is_document(page), "{page}");
        }
    }
}
