//! Server functions of the circle.

use crate::AppError;
use domain::{CommandId, circle::ChainView};
use leptos::prelude::*;

/// The viewer's own line.
#[server(endpoint = "circle/chain", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_chain() -> Result<ChainView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::circle::chain(&context.backend, actor, context.lang)
        .await
        .map_err(|error| context.fail(error))
}

/// Makes the pledge of a mentorship, and goes there.
#[server(endpoint = "circle/make_pledge", output = crate::wire::Packed)]
pub async fn make_pledge(
    command: CommandId,
    mentorship: String,
    #[server(default)] form: String,
    #[server(default)] hours: String,
    #[server(default)] by: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let id = mentorship
        .parse()
        .map_err(|_| context.refuse(domain::Failure::NotFound))?;
    let new = (form.as_str(), hours.as_str(), by.as_str());
    backend::circle::pledge(&context.backend, actor, command, id, new, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/mentorships/{id}"));
    Ok(())
}
