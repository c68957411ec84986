//! Impact: the partner's view, of counts only.

pub mod api;
mod page;

use crate::sections::partner;
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, components::Route, path};
pub use page::Partner;

/// Pages of this feature, under the language segment.
#[component(transparent)]
pub fn ImpactRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/partner") view=partner::Overview::route() /> }.into_inner()
}
