//! Passkeys, the second step and recovery codes: documents, and the button on the page to sign in. What a device is asked
//! and answers is passed on by `public/passkeys.js`.

pub mod api;
mod button;
mod codes;
mod passkeys;
mod resets;
mod second_step;

pub use button::PasskeySignIn;
pub use codes::{FreshCodes, RECOVERY_CODES};

use crate::{
    routes::at,
    ui::{path, query},
};
use domain::Lang;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

/// The page of the second step, and from there on to `next`.
pub fn second_step_path(lang: Lang, next: &str) -> String {
    let step = path(lang, "/second-step");
    match next {
        "" => step,
        next => format!("{step}{}", query(&[("next", next)])),
    }
}

/// Pages of what one signs in with, under the language segment: documents (`crate::documents`).
#[component(transparent)]
pub fn SecurityRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=at(path!("/me/security")) view=passkeys::Security />
        <Route path=at(path!("/second-step")) view=second_step::SecondStepPage />
        <Route path=at(path!("/admin/second-step")) view=resets::Resets />
    }
    .into_inner()
    .into_any_nested_route()
}
