//! The administrator's pages: what needs somebody now, people and their roles, mails, a programme's weights.

pub mod api;
mod names;
mod pages;

pub use pages::{Frame, Mails, Overview, People, Person, ProgrammeWeights};

use crate::{routes::at, sections::staff as section};
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

/// Pages of this feature, under the language segment. The lists of reference data are pages of `profiles`.
#[component(transparent)]
pub fn AdministrationRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=at(path!("/admin")) view=section::Administration::route() />
        <Route path=at(path!("/admin/people")) view=section::Accounts::route() />
        <Route path=at(path!("/admin/people/:person")) view=section::Account::route() />
        <Route path=at(path!("/admin/mail")) view=section::Mails::route() />
        <Route path=at(path!("/admin/programmes/:code")) view=section::ProgrammeWeights::route() />
    }
    .into_inner()
    .into_any_nested_route()
}
