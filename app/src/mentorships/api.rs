//! Server functions of mentorships.

use crate::AppError;
use domain::{
    CommandId,
    mentorships::{CharterView, MentorshipView, SideView},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::somebody::Named;

#[cfg(feature = "ssr")]
fn mentorship(
    context: &crate::context::RequestContext,
    id: &str,
) -> Result<domain::MentorshipId, AppError> {
    id.parse()
        .map_err(|_| context.refuse(domain::Failure::NotFound))
}

/// All mentorships of the viewer, open ones first.
#[server(endpoint = "mentorships/list", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_mentorships() -> Result<Vec<MentorshipView>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::mentorships::list(&context.backend, actor, context.lang, context.now)
        .await
        .map_err(|error| context.fail(error))
}

/// What the viewer receives, or what they give; where they have one side only, that one.
#[server(endpoint = "mentorships/side", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_side(#[server(default)] side: String) -> Result<SideView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let asked = domain::mentorships::Side::from_slug(&side);
    backend::mentorships::side(&context.backend, actor, asked, context.lang, context.now)
        .await
        .map(|view| view.named(context.lang))
        .map_err(|error| context.fail(error))
}

/// One mentorship of the viewer.
#[server(endpoint = "mentorships/show", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_mentorship(id: String) -> Result<MentorshipView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let id = mentorship(&context, &id)?;
    backend::mentorships::show(&context.backend, actor, id, context.lang, context.now)
        .await
        .map(|view| view.named(context.lang))
        .map_err(|error| context.fail(error))
}

/// The charter of one mentorship.
#[server(endpoint = "mentorships/read_charter", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn read_charter(id: String) -> Result<CharterView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let id = mentorship(&context, &id)?;
    backend::mentorships::charter::read(&context.backend, actor, id, context.lang)
        .await
        .map(|view| view.named(context.lang))
        .map_err(|error| context.fail(error))
}

/// Writes a new version of the terms, and shows the charter.
#[server(endpoint = "mentorships/propose_terms", output = crate::wire::Packed)]
pub async fn propose_terms(
    command: CommandId,
    mentorship: String,
    base: String,
    #[server(default)] aims: String,
    #[server(default)] rhythm: String,
    #[server(default)] months: String,
    #[server(default)] channel: String,
    #[server(default)] confidentiality: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let id = self::mentorship(&context, &mentorship)?;
    let draft = domain::mentorships::TermsDraft {
        aims,
        rhythm,
        months,
        channel,
        confidentiality,
    };
    let base = base.parse().unwrap_or(-1);
    let (backend, now) = (&context.backend, context.now);
    backend::mentorships::charter::propose(backend, actor, command, id, base, &draft, now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/mentorships/{id}/charter"));
    Ok(())
}

/// Signs the version that was read, in the language in which it was read, and goes to the mentorship.
#[server(endpoint = "mentorships/sign_charter", output = crate::wire::Packed)]
pub async fn sign_charter(
    command: CommandId,
    mentorship: String,
    hash: String,
    #[server(default)] text_lang: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let id = self::mentorship(&context, &mentorship)?;
    let (backend, now) = (&context.backend, context.now);
    let lang = domain::Lang::from_code(&text_lang).unwrap_or(context.lang);
    backend::mentorships::charter::sign(backend, actor, command, id, &hash, lang, now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/mentorships/{id}"));
    Ok(())
}
