//! Server functions of passkeys, recovery codes and the way back.

use crate::AppError;
use domain::{
    CommandId,
    accounts::{SecurityView, WaitingReset},
};
use leptos::prelude::*;

/// What the viewer signs in with.
#[server(endpoint = "accounts/show_security", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_security() -> Result<SecurityView, AppError> {
    let context = crate::context::context()?;
    let viewer = context.viewer()?;
    backend::accounts::security(&context.backend, &viewer.actor, viewer.sign_in, context.now)
        .await
        .map_err(|error| context.fail(error))
}

/// Calls one of the viewer's passkeys otherwise.
#[server(endpoint = "accounts/rename_passkey", output = crate::wire::Packed)]
pub async fn rename_passkey(command: CommandId, id: String, name: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let _ = command;
    let actor = context.actor()?;
    let id = context.id(&id)?;
    backend::accounts::rename_passkey(&context.backend, actor, id, &name)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect("/me/security?saved=1");
    Ok(())
}

/// Takes one of the viewer's passkeys away.
#[server(endpoint = "accounts/remove_passkey", output = crate::wire::Packed)]
pub async fn remove_passkey(command: CommandId, id: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let _ = command;
    let viewer = context.viewer()?;
    let (actor, here) = (&viewer.actor, viewer.sign_in);
    let id = context.id(&id)?;
    let removed =
        backend::accounts::remove_passkey(&context.backend, actor, here, id, context.now).await;
    match removed {
        Ok(()) => context.redirect("/me/security?saved=1"),
        Err(error) => return context.fail_or_prove(error, "/me/security"),
    }
    Ok(())
}

/// Opens the viewer's roles in this sign-in by a code from paper.
#[server(endpoint = "accounts/use_recovery_code", output = crate::wire::Packed)]
pub async fn use_recovery_code(
    command: CommandId,
    recovery_code: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let _ = command;
    let viewer = context.viewer()?;
    let (actor, here) = (&viewer.actor, viewer.sign_in);
    backend::accounts::use_recovery_code(
        &context.backend,
        actor,
        here,
        &recovery_code,
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    match domain::accounts::safe_next(&next) {
        Some(next) => context.response.redirect(next),
        None => context.redirect("/me/security"),
    }
    Ok(())
}

/// Ways back that wait for a second administrator.
#[server(endpoint = "accounts/show_resets", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_resets() -> Result<Vec<WaitingReset>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::accounts::open_resets(&context.backend, actor, context.now)
        .await
        .map_err(|error| context.fail(error))
}

/// Opens the way back for somebody who lost their passkeys.
#[server(endpoint = "accounts/open_reset", output = crate::wire::Packed)]
pub async fn open_reset(command: CommandId, email: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::accounts::open_reset(&context.backend, actor, command, &email, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect("/admin/second-step?saved=1");
    Ok(())
}

/// Confirms what another administrator opened.
#[server(endpoint = "accounts/confirm_reset", output = crate::wire::Packed)]
pub async fn confirm_reset(command: CommandId, id: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let id = context.id(&id)?;
    backend::accounts::confirm_reset(&context.backend, actor, command, id, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect("/admin/second-step?saved=1");
    Ok(())
}

/// Says no to it: an administrator, or the person it was opened for.
#[server(endpoint = "accounts/refuse_reset", output = crate::wire::Packed)]
pub async fn refuse_reset(command: CommandId, id: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let viewer = context.viewer()?;
    let (actor, here) = (&viewer.actor, viewer.sign_in);
    let id = context.id(&id)?;
    let is_own =
        backend::accounts::refuse_reset(&context.backend, actor, here, command, id, context.now)
            .await
            .map_err(|error| context.fail(error))?;
    context.redirect(match is_own {
        true => "/me/security?saved=1",
        false => "/admin/second-step?saved=1",
    });
    Ok(())
}
