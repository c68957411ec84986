//! Programmes: the pages of those who run one.

pub mod api;
mod coordinator;

use coordinator::{Coordinator, Section};
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, components::Route, path};

/// Pages of coordinators, under the language segment. All are one component, so that they load as one section.
#[component(transparent)]
pub fn CoordinatorRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/coordinator") view=|| view! { <Coordinator section=Section::Today /> } />
        <Route path=path!("/coordinator/people") view=|| view! { <Coordinator section=Section::People /> } />
        <Route path=path!("/coordinator/people/:person") view=|| view! { <Coordinator section=Section::Person /> } />
        <Route path=path!("/coordinator/requests") view=|| view! { <Coordinator section=Section::Requests /> } />
        <Route path=path!("/coordinator/mentorships") view=|| view! { <Coordinator section=Section::Pairs /> } />
        <Route path=path!("/coordinator/import") view=|| view! { <Coordinator section=Section::Import /> } />
        <Route path=path!("/coordinator/import/:import") view=|| view! { <Coordinator section=Section::Report /> } />
    }
    .into_inner()
}
