//! Mentorships: the pair's home, the charter both sign, and how they reach each other.

pub mod api;
mod components;
mod pages;

pub use components::{NextStepCard, PledgeCard, pledge_sentence, step_title, with_whom};
pub use pages::{Charter, Current, MakePledge, Messages, One, TermsForm};

use crate::{
    routes::at,
    sections::{mentoring, person},
};
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

/// Pages of a pair, of the circle and of notices, under the language segment.
#[component(transparent)]
pub fn MentorshipRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=at(path!("/mentorship")) view=mentoring::Mentorship::route() />
        <Route path=at(path!("/mentorships/:id")) view=mentoring::OneMentorship::route() />
        <Route path=at(path!("/mentorships/:id/charter")) view=mentoring::Charter::route() />
        <Route path=at(path!("/mentorships/:id/terms")) view=mentoring::Terms::route() />
        <Route path=at(path!("/mentorships/:id/pledge")) view=mentoring::Pledge::route() />
        <Route path=at(path!("/messages")) view=mentoring::Messages::route() />
        <Route path=at(path!("/chain")) view=person::Chain::route() />
        <Route path=at(path!("/notices")) view=mentoring::Notices::route() />
        <Route path=at(path!("/me/notices")) view=mentoring::NoticeChoices::route() />
    }
    .into_inner()
    .into_any_nested_route()
}
