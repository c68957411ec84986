//! Server functions of the home page.

use crate::AppError;
use domain::{
    circle::Line,
    matching::views::{OpenRequests, RequestLine},
    mentorships::MentorshipView,
    profiles::{Completeness, Sides},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HomeView {
    pub name: String,
    /// Looks for a mentor, is one, or both.
    pub sides: Sides,
    /// What is still worth adding to the profile.
    pub meter: Completeness,
    /// A step of the profile was never saved.
    pub unfinished: bool,
    /// Where the profile goes on; `None` when nothing is missing.
    pub goes_on_at: Option<String>,
    /// The mentorship that matters most now.
    pub mentorship: Option<MentorshipView>,
    pub requests: OpenRequests,
    /// The request with the nearest deadline: one to answer, or else one's own.
    pub nearest: Option<RequestLine>,
    /// The end of the viewer's own line.
    pub chain: Line,
}

#[cfg(feature = "ssr")]
use crate::somebody::Named;

/// Stars before one's own on the card of the pledge.
#[cfg(feature = "ssr")]
const NEIGHBOURS: usize = 2;

/// What the home page shows.
#[server(endpoint = "home/show", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_home() -> Result<HomeView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    // Staff start where their work is.
    let home = domain::programmes::home_for(actor);
    if home != "/home" {
        context.redirect(home);
    }
    let fail = |error| context.fail(error);
    let profile = backend::profiles::own(&context.backend, actor, context.now)
        .await
        .map_err(fail)?;
    let mentorship =
        backend::mentorships::current(&context.backend, actor, context.lang, context.now)
            .await
            .map_err(fail)?;
    let requests = backend::matching::open_requests(&context.backend, actor)
        .await
        .map_err(fail)?;
    let nearest = backend::matching::nearest(&context.backend, actor, context.lang, context.now)
        .await
        .map_err(fail)?;
    let chain = backend::circle::line(&context.backend, actor, NEIGHBOURS, context.lang)
        .await
        .map_err(fail)?;
    Ok(HomeView {
        name: profile.names.short(context.lang),
        sides: profile.sides,
        meter: domain::profiles::completeness(&profile),
        unfinished: profile.open_step().is_some(),
        goes_on_at: profile.goes_on_at(),
        mentorship: mentorship.named(context.lang),
        requests,
        nearest: nearest.map(|line| line.named(context.lang)),
        chain,
    })
}
