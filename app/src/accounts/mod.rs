//! Accounts: signing up, in and out.

pub mod api;
mod pages;

use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, components::Route, path};
use pages::SignIn;

/// Pages of this feature, under the language segment.
#[component(transparent)]
pub fn AccountRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/sign-in") view=SignIn /> }.into_inner()
}
