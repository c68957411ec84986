//! Server functions of trust.

use crate::AppError;
use domain::{CommandId, trust::Blocks};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::programmes::api::{member_page, named};

/// The viewer says that there is a conflict of interest with `other`; goes back to the request they came from, or to the
/// mentor's page.
#[server(endpoint = "trust/declare", output = crate::wire::Packed)]
pub async fn declare_conflict(
    command: CommandId,
    other: String,
    #[server(default)] kind: String,
    #[server(default)] request: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let other = context.id(&other)?;
    backend::trust::declare(&context.backend, actor, command, other, &kind, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&back(other, &request));
    Ok(())
}

/// The viewer takes it back.
#[server(endpoint = "trust/take_back", output = crate::wire::Packed)]
pub async fn take_conflict_back(
    command: CommandId,
    other: String,
    #[server(default)] request: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let other = context.id(&other)?;
    backend::trust::take_back(&context.backend, actor, command, other, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&back(other, &request));
    Ok(())
}

#[cfg(feature = "ssr")]
fn back(other: domain::PersonId, request: &str) -> String {
    match request.parse::<domain::RequestId>() {
        Ok(request) => format!("/requests/{request}"),
        Err(_) => format!("/mentors/{other}"),
    }
}

/// Whom a member of the viewer's programme is kept apart from.
#[server(endpoint = "trust/blocks", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_blocks(
    person: String,
    #[server(default)] with: String,
    #[server(default)] programme: String,
) -> Result<Blocks, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let person = context.id(&person)?;
    let with = with.parse().ok();
    let member = named(person, &programme);
    backend::trust::blocks(&context.backend, actor, member, with, context.lang)
        .await
        .map_err(|error| context.fail(error))
}

/// Keeps two members apart; `other` is an id or an address.
#[server(endpoint = "trust/block", output = crate::wire::Packed)]
pub async fn block_pair(
    command: CommandId,
    person: String,
    #[server(default)] other: String,
    #[server(default)] reason: String,
    #[server(default)] programme: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let person = context.id(&person)?;
    let page = member_page(person, &programme);
    let typed = backend::trust::NewBlock {
        person,
        programme,
        other,
        reason,
    };
    backend::trust::block(&context.backend, actor, command, typed, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&page);
    Ok(())
}

/// Lets two members be matched again.
#[server(endpoint = "trust/unblock", output = crate::wire::Packed)]
pub async fn unblock_pair(
    command: CommandId,
    person: String,
    other: String,
    #[server(default)] programme: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let person = context.id(&person)?;
    let pair = (named(person, &programme), context.id(&other)?);
    backend::trust::unblock(&context.backend, actor, command, pair, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&member_page(person, &programme));
    Ok(())
}
