//! The administrator's pages: what needs somebody now, people and their roles, mails, the journal, a programme's weights.

pub mod api;
mod names;
mod pages;

#[cfg(feature = "ssr")]
pub(crate) use names::{journal_kind, role_name};
pub use pages::{Frame, Journal, Mails, Overview, People, Person, ProgrammeWeights};

use crate::routes::at;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

/// Pages of this feature, under the language segment. The lists of reference data are pages of `profiles`.
#[component(transparent)]
pub fn AdministrationRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=at(path!("/admin")) view=Overview />
        <Route path=at(path!("/admin/people")) view=People />
        <Route path=at(path!("/admin/people/:person")) view=Person />
        <Route path=at(path!("/admin/mail")) view=Mails />
        <Route path=at(path!("/admin/journal")) view=Journal />
        <Route path=at(path!("/admin/programmes/:code")) view=ProgrammeWeights />
    }
    .into_inner()
    .into_any_nested_route()
}
