//! Server functions of accounts.

use crate::AppError;
use domain::{
    CommandId, Lang, SignInId,
    accounts::{Side, Theme},
    time::WallTime,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a link from a mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    SignUp,
    SignIn,
    Reset,
    Address,
    /// Used before, or too old, or never ours.
    Spent,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkView {
    pub kind: LinkKind,
    pub email: String,
    /// Its use is the first proof of the address: a password may be chosen.
    pub is_first: bool,
    /// Who comes for the first time, and as what.
    pub name: String,
    pub side: Option<Side>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingsView {
    pub email: String,
    pub has_password: bool,
    /// Whoever is signed in has just proved who they are.
    pub is_proved: bool,
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
pub fn origin(context: &crate::context::RequestContext) -> backend::accounts::Origin {
    backend::accounts::Origin {
        peer: context.peer,
        device: context.device.to_string(),
        lang: context.lang,
        known_by: context.known_by.as_deref().map(str::to_owned),
    }
}

/// Begins the session in this browser, whatever it held before, and goes on.
#[cfg(feature = "ssr")]
pub async fn begin(
    context: &crate::context::RequestContext,
    session: backend::accounts::NewSession,
    next: Option<&str>,
) -> Result<(), AppError> {
    let begun = backend::accounts::viewer(&context.backend, &session.token, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    let is_lacking = begun
        .as_ref()
        .is_some_and(|session| session.lacks.is_some());
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
        .change_session(crate::context::SessionChange::Begin(session.token));
    context.response.know_browser(session.device);
    if is_lacking {
        let next = next.and_then(domain::accounts::safe_next);
        let step = crate::accounts::second_step_path(context.lang, next.unwrap_or_default());
        context.response.redirect(step);
        return Ok(());
    }
    go_on(context, next);
    Ok(())
}

/// To the page that was asked for, else home.
#[cfg(feature = "ssr")]
fn go_on(context: &crate::context::RequestContext, next: Option<&str>) {
    match next.and_then(domain::accounts::safe_next) {
        Some(next) => context.response.redirect(next),
        None => context.redirect("/home"),
    }
}

/// Sends the mail that finishes signing up.
#[server(endpoint = "accounts/sign_up", output = crate::wire::Packed)]
pub async fn sign_up(
    command: CommandId,
    email: String,
    given_name: String,
    family_name: String,
    #[server(default)] side: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let draft = domain::accounts::SignUpDraft {
        email,
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
    context.redirect(&check_mail(command));
    Ok(())
}

/// The page that says to look into the mailbox; what was asked for is found by the command, not named in the address.
#[cfg(feature = "ssr")]
fn check_mail(command: CommandId) -> String {
    format!("/check-mail?c={command}")
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
    let session = backend::accounts::sign_in(
        &context.backend,
        command,
        &email,
        password,
        &origin(&context),
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    begin(&context, session, Some(&next)).await
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
    context.redirect(&check_mail(command));
    Ok(())
}

/// Goes on to the page whose form was carried while its reader signed in by a link; the server shows it again there.
#[server(endpoint = "accounts/resume", output = crate::wire::Packed)]
pub async fn resume(command: CommandId, #[server(default)] next: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let _ = command;
    context.viewer()?;
    go_on(&context, Some(&next));
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
    context.redirect(&check_mail(command));
    Ok(())
}

/// What was asked for, for the page that says to look into the mailbox.
#[server(endpoint = "accounts/show_asked", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_asked(#[server(default)] asked: String) -> Result<String, AppError> {
    let context = crate::context::context()?;
    let Ok(asked) = asked.parse() else {
        return Ok(String::new());
    };
    let found = backend::accounts::asked(&context.backend, asked).await;
    let email = found.map_err(|error| context.fail(error))?;
    Ok(email.unwrap_or_default())
}

/// Sends once more what was asked for, to the same address or to a corrected one.
#[server(endpoint = "accounts/send_again", output = crate::wire::Packed)]
pub async fn send_again(command: CommandId, asked: String, email: String) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let asked = context.id(&asked)?;
    backend::accounts::send_again(
        &context.backend,
        command,
        asked,
        &email,
        context.lang,
        &origin(&context),
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    context.redirect(&format!("{}&again=1", check_mail(command)));
    Ok(())
}

/// What the page of a link shows. Uses nothing up.
#[server(endpoint = "accounts/show_link", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_link(token: String) -> Result<LinkView, AppError> {
    use backend::accounts::Purpose;
    use domain::{Failure, Refusal};
    let context = crate::context::context()?;
    let link = match backend::accounts::link(&context.backend, &token, context.now).await {
        Ok(link) => link,
        Err(error) if error.failure() == Failure::Refused(Refusal::LinkExpired) => {
            context.response.set_status(error.failure().status());
            return Ok(LinkView {
                kind: LinkKind::Spent,
                email: String::new(),
                is_first: false,
                name: String::new(),
                side: None,
            });
        }
        Err(error) => return Err(context.fail(error)),
    };
    let is_first = link.first.is_some();
    let (name, side) = link
        .first
        .map(|first| (first.name, first.side))
        .unwrap_or_default();
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
        is_first,
        name,
        side,
    })
}

/// Uses a link from a mail; the first time with a password, if one is chosen.
#[server(endpoint = "accounts/follow_link", output = crate::wire::Packed)]
pub async fn follow_link(
    command: CommandId,
    token: String,
    #[server(default)] new_password: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let followed = backend::accounts::follow_link(
        &context.backend,
        command,
        &token,
        &new_password,
        context.viewer.as_ref().map(|viewer| &viewer.actor),
        &origin(&context),
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    arrive(&context, followed).await
}

/// Where a link led.
#[cfg(feature = "ssr")]
async fn arrive(
    context: &crate::context::RequestContext,
    followed: backend::accounts::Followed,
) -> Result<(), AppError> {
    use backend::accounts::Followed;
    match followed {
        Followed::SignedIn { session, next, .. } => {
            begin(context, session, next.as_deref()).await?
        }
        Followed::Onward { next } => go_on(context, next.as_deref()),
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
    let followed = backend::accounts::reset_password(
        &context.backend,
        command,
        &token,
        &new_password,
        context.viewer.as_ref().map(|viewer| &viewer.actor),
        &origin(&context),
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    arrive(&context, followed).await
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
    let viewer = context.viewer()?;
    let (actor, here) = (&viewer.actor, viewer.sign_in);
    let ended =
        backend::accounts::sign_out_everywhere(&context.backend, actor, here, context.now).await;
    if let Err(error) = ended {
        return context.fail_or_prove(error, "/me/sign-ins");
    }
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
    let viewer = context.viewer()?;
    let (actor, here) = (&viewer.actor, viewer.sign_in);
    if let Ok(id) = id.parse() {
        let ended =
            backend::accounts::end_sign_in(&context.backend, actor, here, id, context.now).await;
        if let Err(error) = ended {
            return context.fail_or_prove(error, "/me/sign-ins");
        }
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
    let viewer = context.viewer()?;
    let (actor, here) = (&viewer.actor, viewer.sign_in);
    let settings = backend::accounts::settings(&context.backend, actor, here, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    Ok(SettingsView {
        email: settings.email,
        has_password: settings.has_password,
        is_proved: settings.is_proved,
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

/// Says once more who it is, by the password, and goes on.
#[server(endpoint = "accounts/prove", output = crate::wire::Packed)]
pub async fn prove(
    command: CommandId,
    current_password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let _ = command;
    let viewer = context.viewer()?;
    let (actor, here) = (&viewer.actor, viewer.sign_in);
    backend::accounts::prove_by_password(
        &context.backend,
        actor,
        here,
        current_password,
        context.now,
    )
    .await
    .map_err(|error| context.fail(error))?;
    go_on(&context, Some(&next));
    Ok(())
}

/// Mails the viewer a link that says once more who they are.
#[server(endpoint = "accounts/ask_to_prove", output = crate::wire::Packed)]
pub async fn ask_to_prove(
    command: CommandId,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::accounts::ask_to_prove(&context.backend, actor, command, Some(&next), context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&check_mail(command));
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
    let viewer = context.viewer()?;
    let changed = backend::accounts::change_password(
        &context.backend,
        &viewer.actor,
        command,
        viewer.sign_in,
        current_password,
        &new_password,
        context.now,
    )
    .await;
    match changed {
        Ok(()) => context.redirect("/me/sign-ins?saved=1"),
        Err(error) => return context.fail_or_prove(error, "/me/account"),
    }
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
    let viewer = context.viewer()?;
    let asked = backend::accounts::change_address(
        &context.backend,
        &viewer.actor,
        command,
        viewer.sign_in,
        &email,
        current_password,
        context.now,
    )
    .await;
    match asked {
        Ok(()) => context.redirect("/check-mail"),
        Err(error) => return context.fail_or_prove(error, "/me/account"),
    }
    Ok(())
}
