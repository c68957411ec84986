//! Programmes: the pages of those who run one.

pub mod api;
mod coordinator;
mod invitation;
pub mod tables;
mod words;

pub use coordinator::{Coordinator, Section};
pub use invitation::InvitationPage;

/// Where the form of a file of people is posted; a route of its own, since it carries a file.
pub const IMPORT_ACTION: &str = "/imports";

/// Where the form is posted that imports a file as it was checked; beside the other, since both take their time.
pub const CHECKED_ACTION: &str = "/imports/checked";

/// Where a list is asked for as a file; a route of its own, since its answer is one.
pub const EXPORT_ACTION: &str = "/exports";

use crate::routes::at;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

/// Pages of coordinators, under the language segment.
#[component(transparent)]
pub fn CoordinatorRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=at(path!("/coordinator")) view=|| view! { <Coordinator section=Section::Today /> } />
        <Route path=at(path!("/coordinator/people")) view=|| view! { <Coordinator section=Section::People /> } />
        <Route path=at(path!("/coordinator/invite")) view=|| view! { <Coordinator section=Section::Invite /> } />
        <Route
            path=at(path!("/coordinator/people/:person"))
            view=|| view! { <Coordinator section=Section::Person /> }
        />
        <Route path=at(path!("/coordinator/requests")) view=|| view! { <Coordinator section=Section::Requests /> } />
        <Route path=at(path!("/coordinator/mentorships")) view=|| view! { <Coordinator section=Section::Pairs /> } />
        <Route path=at(path!("/coordinator/import")) view=|| view! { <Coordinator section=Section::Import /> } />
        <Route
            path=at(path!("/coordinator/import/:import"))
            view=|| view! { <Coordinator section=Section::Report /> }
        />
    }
    .into_inner()
    .into_any_nested_route()
}
