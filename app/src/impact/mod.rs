//! Impact: the partner's view, of counts only.

pub mod api;
mod page;

use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, components::Route, path};
use page::Partner;

/// Pages of this feature, under the language segment.
#[component(transparent)]
pub fn ImpactRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/partner") view=Partner /> }.into_inner()
}
