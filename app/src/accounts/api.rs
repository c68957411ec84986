//! Server functions of accounts.

use crate::AppError;
use domain::{CommandId, Lang, SignInId, accounts::Theme, time::WallTime};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a link from a mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    SignUp,
    SignIn,
    Reset,
    Address,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkView {
    pub kind: LinkKind,
    pub email: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingsView {
    pub email: String,
    pub has_password: bool,
    pub lang: Lang,
    pub theme: Theme,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignInLine {
    pub id: SignInId,
    pub device: String,
    /// In Morocco, as is `seen`.
    pub since: WallTime,
    pub seen: WallTime,
    pub here: bool,
}

#[cfg(feature = "ssr")]
fn origin(context: &crate::context::RequestContext) -> backend::accounts::Origin {
    backend::accounts::Origin {
        peer: context.peer,
        device: context.device.to_string(),
    }
}

/// Begins the session in this browser, whatever it held before, and goes on.
#[cfg(feature = "ssr")]
async fn begin(
    context: &crate::context::RequestContext,
    token: String,
    next: Option<&str>,
) -> Result<(), AppError> {
    let begun = backend::accounts::viewer(&context.backend, &token, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    // A repeated command is the same session again, which must not be ended.
    if let Some(viewer) = &context.viewer
        && begun.is_none_or(|session| session.sign_in != viewer.sign_in)
    {
        backend::accounts::sign_out(&context.backend, &viewer.actor, viewer.sign_in)
            .await
            .map_err(|error| context.fail(error))?;
    }
    context
        .response
        .change_session(crate::context::SessionChange::Begin(token));
    match next.and_then(domain::accounts::safe_next) {
        Some(next) => context.response.redirect(next),
        None => context.redirect("/home"),
    }
    Ok(())
}

/// Sends the mail that finishes signing up.
#[server(endpoint = "accounts/sign_up", output = crate::wire::Packed)]
pub async fn sign_up(
    command: CommandId,
    email: String,
    #[server(default)] password: String,
    given_name: String,
    family_name: String,
    #[server(default)] side: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let draft = domain::accounts::SignUpDraft {
        email,
        password,
        given_name,
        family_name,
        side,
    };
    backend::accounts::sign_up(
        &context.backend,
        command,
        &draft,
        context.lang,
        &origin(&context),
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    context.redirect("/check-mail");
    Ok(())
}

/// Signs in with address and password, and goes where the person was going.
#[server(endpoint = "accounts/sign_in", output = crate::wire::Packed)]
pub async fn sign_in(
    command: CommandId,
    email: String,
    password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let token = backend::accounts::sign_in(
        &context.backend,
        command,
        &email,
        password,
        &origin(&context),
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    begin(&context, token, Some(&next)).await
}

/// Mails a link that signs in.
#[server(endpoint = "accounts/ask_for_link", output = crate::wire::Packed)]
pub async fn ask_for_link(
    command: CommandId,
    email: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    backend::accounts::ask_for_link(
        &context.backend,
        command,
        &email,
        context.lang,
        Some(&next),
        &origin(&context),
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    context.redirect("/check-mail");
    Ok(())
}

/// Mails a link to choose a new password.
#[server(endpoint = "accounts/ask_for_reset", output = crate::wire::Packed)]
pub async fn ask_for_reset(command: CommandId, email: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    backend::accounts::ask_for_reset(
        &context.backend,
        command,
        &email,
        context.lang,
        &origin(&context),
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    context.redirect("/check-mail");
    Ok(())
}

/// What the page of a link shows. Uses nothing up.
#[server(endpoint = "accounts/show_link", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_link(token: String) -> Result<LinkView, AppError> {
    use backend::accounts::Purpose;
    let context = crate::context::context()?;
    let link = backend::accounts::link(&context.backend, &token, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    Ok(LinkView {
        kind: match link.purpose {
            Purpose::SignUp => LinkKind::SignUp,
            Purpose::SignIn => LinkKind::SignIn,
            Purpose::Reset => LinkKind::Reset,
            Purpose::NewAddress | Purpose::OldAddress => LinkKind::Address,
            // Has a page of its own.
            Purpose::Invitation => {
                return Err(context.refuse(domain::Failure::Refused(domain::Refusal::LinkExpired)));
            }
        },
        email: link.email,
    })
}

/// Uses a link from a mail.
#[server(endpoint = "accounts/follow_link", output = crate::wire::Packed)]
pub async fn follow_link(command: CommandId, token: String) -> Result<(), AppError> {
    use backend::accounts::Followed;
    let context = crate::context::context()?;
    let followed = backend::accounts::follow_link(
        &context.backend,
        &token,
        command,
        &origin(&context),
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    match followed {
        Followed::SignedIn { token, next, .. } => begin(&context, token, next.as_deref()).await?,
        Followed::AddressHalfConfirmed => context.redirect("/address-confirmed?half=1"),
        Followed::AddressChanged => context.redirect("/address-confirmed"),
    }
    Ok(())
}

/// Sets a new password by a link from a mail, and signs in.
#[server(endpoint = "accounts/reset_password", output = crate::wire::Packed)]
pub async fn reset_password(
    command: CommandId,
    token: String,
    new_password: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let session = backend::accounts::reset_password(
        &context.backend,
        command,
        &token,
        &new_password,
        &origin(&context),
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    begin(&context, session, None).await
}

/// Signs out here.
#[server(endpoint = "accounts/sign_out", output = crate::wire::Packed)]
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

/// Signs out on every device.
#[server(endpoint = "accounts/sign_out_everywhere", output = crate::wire::Packed)]
pub async fn sign_out_everywhere(command: CommandId) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let _ = command;
    let actor = context.actor()?;
    backend::accounts::sign_out_everywhere(&context.backend, actor)
        .await
        .map_err(|error| context.fail(error))?;
    context
        .response
        .change_session(crate::context::SessionChange::End);
    context.redirect("");
    Ok(())
}

/// Ends one of the viewer's own sign-ins.
#[server(endpoint = "accounts/end_sign_in", output = crate::wire::Packed)]
pub async fn end_sign_in(command: CommandId, id: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let _ = command;
    let actor = context.actor()?;
    if let Ok(id) = id.parse() {
        backend::accounts::sign_out(&context.backend, actor, id)
            .await
            .map_err(|error| context.fail(error))?;
    }
    context.redirect("/me/sign-ins");
    Ok(())
}

/// The viewer's own sign-ins.
#[server(endpoint = "accounts/show_sign_ins", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_sign_ins() -> Result<Vec<SignInLine>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let here = context.viewer.as_ref().map(|viewer| viewer.sign_in);
    let all = backend::accounts::sign_ins(&context.backend, actor, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    Ok(all
        .into_iter()
        .map(|one| SignInLine {
            id: one.id,
            device: one.device,
            since: one.since,
            seen: one.seen,
            here: here == Some(one.id),
        })
        .collect())
}

/// The viewer's account page.
#[server(endpoint = "accounts/show_settings", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_settings() -> Result<SettingsView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let settings = backend::accounts::settings(&context.backend, actor)
        .await
        .map_err(|error| context.fail(error))?;
    Ok(SettingsView {
        email: settings.email,
        has_password: settings.has_password,
        lang: settings.lang,
        theme: settings.theme,
    })
}

/// Keeps language and appearance, and shows the page in them.
#[server(endpoint = "accounts/save_settings", output = crate::wire::Packed)]
pub async fn save_settings(
    command: CommandId,
    lang: String,
    theme: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let _ = command;
    let actor = context.actor()?;
    let lang = Lang::from_code(&lang).unwrap_or(context.lang);
    let theme = Theme::from_code(&theme).unwrap_or_default();
    backend::accounts::save_settings(&context.backend, actor, lang, theme)
        .await
        .map_err(|error| context.fail(error))?;
    context
        .response
        .redirect(format!("/{}/me/account?saved=1", lang.code()));
    Ok(())
}

/// Changes the password and ends the other sign-ins.
#[server(endpoint = "accounts/change_password", output = crate::wire::Packed)]
pub async fn change_password(
    command: CommandId,
    #[server(default)] current_password: String,
    new_password: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let Some(viewer) = &context.viewer else {
        return Err(context.refuse(domain::Failure::NotSignedIn));
    };
    backend::accounts::change_password(
        &context.backend,
        actor,
        command,
        viewer.sign_in,
        current_password,
        &new_password,
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    context.redirect("/me/sign-ins?saved=1");
    Ok(())
}

/// Asks both addresses to confirm a new one.
#[server(endpoint = "accounts/change_address", output = crate::wire::Packed)]
pub async fn change_address(
    command: CommandId,
    email: String,
    #[server(default)] current_password: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::accounts::change_address(
        &context.backend,
        actor,
        command,
        &email,
        current_password,
        &origin(&context),
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    context.redirect("/check-mail");
    Ok(())
}
