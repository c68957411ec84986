//! Accounts: signing up, in and out; one's own account.

pub mod api;
mod pages;

use crate::sections::member;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};
use pages::{AddressConfirmed, AskForLink, AskForReset, CheckMail, FollowLink, SignIn, SignUp};

pub use pages::{Account, SignIns};

/// Pages of this feature, under the language segment.
#[component(transparent)]
pub fn AccountRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/sign-in") view=SignIn />
        <Route path=path!("/sign-in-link") view=AskForLink />
        <Route path=path!("/sign-up") view=SignUp />
        <Route path=path!("/reset") view=AskForReset />
        <Route path=path!("/check-mail") view=CheckMail />
        <Route path=path!("/link") view=FollowLink />
        <Route path=path!("/address-confirmed") view=AddressConfirmed />
        <Route path=path!("/me/account") view=member::Account::route() />
        <Route path=path!("/me/sign-ins") view=member::SignIns::route() />
    }
    .into_inner()
    .into_any_nested_route()
}
