//! A person's own profile: the steps that fill it, their page "Me", and the lists an administrator edits.

pub mod api;
mod forms;
mod names;
pub(crate) mod pages;
#[cfg(feature = "ssr")]
mod saved;

pub use names::{level_name, stage_name, tongue_name};

use crate::{routes::at, sections::person};
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

/// Where the form of a photo is posted; a route of its own, since it carries a file.
pub const PHOTO_ACTION: &str = "/photos";

/// Where the last step of the profile leads.
pub const AFTER_STEPS: &str = "/mentorship";

/// Pages of this feature, under the language segment.
#[component(transparent)]
pub fn ProfileRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=at(path!("/me")) view=person::Page::Me />
        <Route path=at(path!("/profile")) view=person::Page::ProfileStart />
        <Route path=at(path!("/profile/:step")) view=person::Page::ProfileStep />
    }
    .into_inner()
    .into_any_nested_route()
}

/// The lists an administrator edits: documents (`crate::documents`).
#[component(transparent)]
pub fn ReferenceRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=at(path!("/admin/reference")) view=pages::ReferenceList /> }
        .into_inner()
        .into_any_nested_route()
}
