//! Matching: suggestions with reasons, the directory, a mentor's page, requests and their answers.

pub mod api;
mod components;
mod filter;
mod list;
pub(crate) mod pages;

use crate::{routes::at, sections::mentoring};
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

#[cfg(feature = "ssr")]
pub(crate) use components::decline_reason;
pub(crate) use components::{CriteriaBar, CriteriaSize, joined, reason_fact};
pub use pages::{Onward, OpenRequestsPanel, Suggestions};

/// Pages of this feature, under the language segment.
#[component(transparent)]
pub fn MatchingRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=at(path!("/mentors")) view=mentoring::Page::MentorDirectory />
        <Route path=at(path!("/mentors/:id")) view=mentoring::Page::Mentor />
        <Route path=at(path!("/mentors/:id/request")) view=mentoring::Page::NewRequest />
        <Route path=at(path!("/requests")) view=mentoring::Page::Requests />
        <Route path=at(path!("/requests/:id")) view=mentoring::Page::RequestDetail />
        <Route path=at(path!("/requests/:id/decline")) view=mentoring::Page::DeclineRequest />
    }
    .into_inner()
    .into_any_nested_route()
}
