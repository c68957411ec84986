//! Mentorships: the pair's home, the charter both sign, and how they reach each other.

pub mod api;
mod components;
pub(crate) mod names;
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
        <Route path=at(path!("/mentorship")) view=mentoring::Page::Mentorship />
        <Route path=at(path!("/mentorships/:id")) view=mentoring::Page::OneMentorship />
        <Route path=at(path!("/mentorships/:id/charter")) view=mentoring::Page::Charter />
        <Route path=at(path!("/mentorships/:id/terms")) view=mentoring::Page::Terms />
        <Route path=at(path!("/mentorships/:id/pledge")) view=mentoring::Page::Pledge />
        <Route path=at(path!("/messages")) view=mentoring::Page::Messages />
        <Route path=at(path!("/chain")) view=person::Page::Chain />
        <Route path=at(path!("/notices")) view=mentoring::Page::Notices />
        <Route path=at(path!("/me/notices")) view=mentoring::Page::NoticeChoices />
    }
    .into_inner()
    .into_any_nested_route()
}
