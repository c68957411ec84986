//! Server functions of matching.

use crate::AppError;
use domain::{
    CommandId,
    matching::views::{Directory, MentorPage, MyRequests, RequestPage, Suggestions},
};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use crate::somebody::Named;

/// The best mentors for the reader, in the programme of this code or their first.
#[server(endpoint = "matching/suggest", input = GetUrl, output = crate::wire::Packed)]
pub async fn show_suggestions(
    #[server(default)] programme: String,
) -> Result<Suggestions, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::matching::suggest(
        &context.backend,
        actor,
        &programme,
        context.lang,
        context.now,
    )
    .await
    .map(|view| view.named(context.lang))
    .map_err(|error| context.fail(error))
}

/// One page of the mentors of the reader's programme that pass the filters; what cannot be read filters nothing.
#[server(endpoint = "matching/directory", input = GetUrl, output = crate::wire::Packed)]
pub async fn show_directory(
    #[server(default)] q: String,
    #[server(default)] sector: String,
    #[server(default)] expertise: String,
    #[server(default)] region: String,
    #[server(default)] tongue: String,
    #[server(default)] country: String,
    #[server(default)] free: String,
    #[server(default)] programme: String,
    #[server(default)] page: String,
) -> Result<Directory, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let filter = super::filter::parse(
        &q, &sector, &expertise, &region, &tongue, &country, &free, &programme, &page,
    );
    backend::matching::directory(&context.backend, actor, &filter, context.lang, context.now)
        .await
        .map(|view| view.named(context.lang))
        .map_err(|error| context.fail(error))
}

/// A mentor, and why or why not for the reader, by the rules of the programme of this code or the first they share.
#[server(endpoint = "matching/mentor", input = GetUrl, output = crate::wire::Packed)]
pub async fn show_mentor(
    mentor: String,
    #[server(default)] programme: String,
) -> Result<MentorPage, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let mentor = context.id(&mentor)?;
    backend::matching::explain(
        &context.backend,
        actor,
        mentor,
        &programme,
        context.lang,
        context.now,
    )
    .await
    .map(|view| view.named(context.lang))
    .map_err(|error| context.fail(error))
}

/// Asks a mentor, in the programme that the page showed.
#[server(endpoint = "matching/ask", output = crate::wire::Packed)]
pub async fn ask(
    command: CommandId,
    mentor: String,
    #[server(default)] programme: String,
    message: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let mentor = context.id(&mentor)?;
    let id = backend::matching::ask(
        &context.backend,
        actor,
        command,
        (mentor, &programme),
        &message,
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/requests/{id}"));
    Ok(())
}

/// What the reader asked and was asked.
#[server(endpoint = "matching/my_requests", input = GetUrl, output = crate::wire::Packed)]
pub async fn show_requests() -> Result<MyRequests, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::matching::my_requests(&context.backend, actor, context.lang, context.now)
        .await
        .map(|view| view.named(context.lang))
        .map_err(|error| context.fail(error))
}

/// One request of the reader's.
#[server(endpoint = "matching/request", input = GetUrl, output = crate::wire::Packed)]
pub async fn show_request(request: String) -> Result<RequestPage, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let id = context.id(&request)?;
    backend::matching::request(&context.backend, actor, id, context.lang, context.now)
        .await
        .map(|view| view.named(context.lang))
        .map_err(|error| context.fail(error))
}

/// The mentor takes the mentee on.
#[server(endpoint = "matching/accept", output = crate::wire::Packed)]
pub async fn accept(command: CommandId, request: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let id = context.id(&request)?;
    let pair = backend::matching::accept(&context.backend, actor, command, id, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/mentorships/{pair}"));
    Ok(())
}

/// The mentor says no.
#[server(endpoint = "matching/decline", output = crate::wire::Packed)]
pub async fn decline(
    command: CommandId,
    request: String,
    #[server(default)] reason: String,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let id = context.id(&request)?;
    let typed = backend::matching::Decline { reason, note };
    backend::matching::decline(&context.backend, actor, command, id, typed, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect("/requests?side=give");
    Ok(())
}

/// The mentee takes the request back.
#[server(endpoint = "matching/withdraw", output = crate::wire::Packed)]
pub async fn withdraw(command: CommandId, request: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let id = context.id(&request)?;
    backend::matching::withdraw(&context.backend, actor, command, id, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect("/requests");
    Ok(())
}
