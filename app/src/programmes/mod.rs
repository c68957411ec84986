//! Programmes: the pages of those who run one.

pub mod api;
mod coordinator;

pub use coordinator::{Coordinator, Section};

/// Where the form of a file of people is posted; a route of its own, since it carries a file.
pub const IMPORT_ACTION: &str = "/imports";

use crate::{routes::at, sections::staff as section};
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

/// Pages of coordinators, under the language segment. All are one component, so that they load as one section.
#[component(transparent)]
pub fn CoordinatorRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=at(path!("/coordinator")) view=section::Today::route() />
        <Route path=at(path!("/coordinator/people")) view=section::People::route() />
        <Route path=at(path!("/coordinator/people/:person")) view=section::Person::route() />
        <Route path=at(path!("/coordinator/requests")) view=section::Requests::route() />
        <Route path=at(path!("/coordinator/mentorships")) view=section::Pairs::route() />
        <Route path=at(path!("/coordinator/import")) view=section::Import::route() />
        <Route path=at(path!("/coordinator/import/:import")) view=section::Report::route() />
    }
    .into_inner()
    .into_any_nested_route()
}
