//! Server functions of notices.

use crate::AppError;
use domain::{
    CommandId,
    notifications::{NoticeChoice, NoticePage},
};
use leptos::prelude::*;

/// One page of the viewer's notices.
#[server(endpoint = "notifications/list", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_notices(page: String) -> Result<NoticePage, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let page = page.parse().unwrap_or(1);
    backend::notifications::list(&context.backend, actor, page)
        .await
        .map_err(|error| context.fail(error))
}

/// How many notices the viewer has not read; `None` when nobody is signed in. The one whose link led to the page they
/// are on is read with it.
#[server(endpoint = "notifications/unread", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn count_unread(#[server(default)] notice: String) -> Result<Option<i64>, AppError> {
    let context = crate::context::context()?;
    let Some(viewer) = &context.viewer else {
        return Ok(None);
    };
    if let Ok(notice) = notice.parse() {
        backend::notifications::open(&context.backend, &viewer.actor, notice, context.now)
            .await
            .map_err(|error| context.fail(error))?;
    }
    backend::notifications::unread(&context.backend, &viewer.actor)
        .await
        .map(Some)
        .map_err(|error| context.fail(error))
}

/// Marks all of the viewer's notices as read.
#[server(endpoint = "notifications/mark_all_read", output = crate::wire::Packed)]
pub async fn mark_all_read(command: CommandId) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    // Marking is harmless to repeat by itself.
    let _ = command;
    backend::notifications::mark_all_read(&context.backend, actor, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect("/notices");
    Ok(())
}

/// The viewer's choices of mail.
#[server(endpoint = "notifications/choices", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_choices() -> Result<Vec<NoticeChoice>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::notifications::choices(&context.backend, actor)
        .await
        .map_err(|error| context.fail(error))
}

/// Keeps for which kinds the viewer wants mail.
#[server(endpoint = "notifications/choose", output = crate::wire::Packed)]
pub async fn choose_mail(
    command: CommandId,
    #[server(default)] mail: Vec<String>,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    // The last choice holds, so a repeat changes nothing.
    let _ = command;
    let kinds: Vec<_> = mail
        .iter()
        .filter_map(|code| domain::notifications::NoticeKind::from_code(code))
        .collect();
    backend::notifications::choose(&context.backend, actor, &kinds)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect("/me/notices?saved=1");
    Ok(())
}
