//! Impact: the partner's view, of counts only.

pub mod api;
mod page;

use crate::routes::at;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};
pub use page::Partner;

/// Pages of this feature, under the language segment.
#[component(transparent)]
pub fn ImpactRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=at(path!("/partner")) view=Partner /> }
        .into_inner()
        .into_any_nested_route()
}
