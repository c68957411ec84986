//! Server functions of the programme office.

use crate::AppError;
use domain::{
    CommandId,
    profiles::ProfileCard,
    programmes::{ImportView, Member, Page, PairRow, RequestRow, Today},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A page of members, and how many of all could still be invited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct People {
    pub page: Page<Member>,
    pub uninvited: u64,
    /// How many were invited just now, as the address says.
    pub invited: Option<u64>,
}

/// What waits today.
#[server(endpoint = "programmes/today", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_today() -> Result<Today, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::programmes::staff::today(&context.backend, actor, context.lang, context.now)
        .await
        .map_err(|error| context.fail(error))
}

/// Members, narrowed to a side, unfinished profiles, a part of the name or address.
#[server(endpoint = "programmes/people", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_people(
    #[server(default)] side: String,
    #[server(default)] unfinished: String,
    #[server(default)] q: String,
    #[server(default)] page: String,
    #[server(default)] invited: String,
) -> Result<People, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let filter = backend::programmes::staff::Filter {
        side: domain::programmes::Side::from_code(&side),
        unfinished: !unfinished.is_empty(),
        search: q,
        page: page.parse().unwrap_or(1),
        ..Default::default()
    };
    let fail = |error| context.fail(error);
    let page = backend::programmes::staff::people(&context.backend, actor, &filter, context.lang)
        .await
        .map_err(fail)?;
    let uninvited = backend::programmes::staff::uninvited(&context.backend, actor)
        .await
        .map_err(fail)?;
    Ok(People {
        page,
        uninvited,
        invited: invited.parse().ok(),
    })
}

/// Invites by mail whom imports brought in silence.
#[server(endpoint = "programmes/invite", output = crate::wire::Packed)]
pub async fn invite(command: CommandId) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let invited = backend::programmes::staff::invite(&context.backend, actor, command, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/coordinator/people?invited={invited}"));
    Ok(())
}

/// One member's profile, without anything the person wrote to others.
#[server(endpoint = "programmes/person", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_member(person: String) -> Result<ProfileCard, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let person = person
        .parse()
        .map_err(|_| context.refuse(domain::Failure::NotFound))?;
    backend::programmes::staff::person(&context.backend, actor, person)
        .await
        .map_err(|error| context.fail(error))
}

#[server(endpoint = "programmes/requests", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_requests(
    #[server(default)] state: String,
    #[server(default)] page: String,
) -> Result<Page<RequestRow>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let filter = backend::programmes::staff::Filter {
        state,
        page: page.parse().unwrap_or(1),
        ..Default::default()
    };
    backend::programmes::staff::requests(&context.backend, actor, &filter, context.lang)
        .await
        .map_err(|error| context.fail(error))
}

#[server(endpoint = "programmes/pairs", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_pairs(
    #[server(default)] phase: String,
    #[server(default)] page: String,
) -> Result<Page<PairRow>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let filter = backend::programmes::staff::Filter {
        phase: domain::programmes::PairPhase::from_code(&phase),
        page: page.parse().unwrap_or(1),
        ..Default::default()
    };
    backend::programmes::staff::pairs(&context.backend, actor, &filter, context.lang)
        .await
        .map_err(|error| context.fail(error))
}

/// The report of one import.
#[server(endpoint = "programmes/import", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_import(import: String) -> Result<ImportView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let import = import
        .parse()
        .map_err(|_| context.refuse(domain::Failure::NotFound))?;
    backend::programmes::staff::import(&context.backend, actor, import)
        .await
        .map_err(|error| context.fail(error))
}

/// The latest imports of the actor's programme.
#[server(endpoint = "programmes/imports", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_imports() -> Result<Vec<ImportView>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::programmes::staff::imports(&context.backend, actor)
        .await
        .map_err(|error| context.fail(error))
}
