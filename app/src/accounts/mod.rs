//! Accounts: signing up, in and out; one's own account.

pub mod api;
mod pages;

use crate::sections::{entry, profile};
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};
pub use pages::{
    Account, AddressConfirmed, AskForLink, AskForReset, CheckMail, FollowLink, SignIn, SignIns,
    SignUp,
};

/// Pages of this feature, under the language segment.
#[component(transparent)]
pub fn AccountRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/sign-in") view=entry::SignIn::route() />
        <Route path=path!("/sign-in-link") view=entry::AskForLink::route() />
        <Route path=path!("/sign-up") view=entry::SignUp::route() />
        <Route path=path!("/reset") view=entry::AskForReset::route() />
        <Route path=path!("/check-mail") view=entry::CheckMail::route() />
        <Route path=path!("/link") view=entry::FollowLink::route() />
        <Route path=path!("/address-confirmed") view=entry::AddressConfirmed::route() />
        <Route path=path!("/me/account") view=profile::Account::route() />
        <Route path=path!("/me/sign-ins") view=profile::SignIns::route() />
    }
    .into_inner()
    .into_any_nested_route()
}
