//! Accounts: signing up, in and out; one's own account.

pub mod api;
mod pages;
mod security;

use crate::{routes::at, sections::person};
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};
pub use pages::{
    Account, AddressConfirmed, AskForLink, AskForReset, CheckMail, FollowLink, Prove, SignIn,
    SignIns, SignUp,
};

pub use security::{FreshCodes, PasskeySignIn, RECOVERY_CODES, SecurityRoutes, second_step_path};

/// Pages of this feature, under the language segment.
#[component(transparent)]
pub fn AccountRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=at(path!("/sign-in")) view=person::Page::SignIn />
        <Route path=at(path!("/sign-in-link")) view=person::Page::AskForLink />
        <Route path=at(path!("/sign-up")) view=person::Page::SignUp />
        <Route path=at(path!("/reset")) view=person::Page::AskForReset />
        <Route path=at(path!("/check-mail")) view=person::Page::CheckMail />
        <Route path=at(path!("/link")) view=person::Page::FollowLink />
        <Route path=at(path!("/address-confirmed")) view=person::Page::AddressConfirmed />
    }
    .into_inner()
    .into_any_nested_route()
}

/// Documents: one's own account, and who can come into it.
#[component(transparent)]
pub fn OwnAccountRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=at(path!("/prove")) view=Prove />
        <Route path=at(path!("/me/account")) view=Account />
        <Route path=at(path!("/me/sign-ins")) view=SignIns />
    }
    .into_inner()
    .into_any_nested_route()
}
