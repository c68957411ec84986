//! Server functions of accounts.

use crate::AppError;
use domain::CommandId;
use leptos::prelude::*;

/// Signs in with address and password, and goes home.
#[server(endpoint = "accounts/sign_in")]
pub async fn sign_in(command: CommandId, email: String, password: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let _ = command;
    let origin = backend::accounts::Origin {
        peer: context.peer,
        device: context.device.to_string(),
    };
    let token =
        backend::accounts::sign_in(&context.backend, &email, password, &origin, context.now)
            .await
            .map_err(|error| context.fail(error))?;
    context
        .response
        .change_session(crate::context::SessionChange::Begin(token));
    context.redirect("/home");
    Ok(())
}

/// Signs out here.
#[server(endpoint = "accounts/sign_out")]
pub async fn sign_out(command: CommandId) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let _ = command;
    if let Some(viewer) = &context.viewer {
        backend::accounts::sign_out(&context.backend, &viewer.actor, viewer.sign_in)
            .await
            .map_err(|error| context.fail(error))?;
    }
    context
        .response
        .change_session(crate::context::SessionChange::End);
    context.redirect("");
    Ok(())
}
