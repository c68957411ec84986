//! Server functions of the public texts.

use crate::AppError;
use domain::{
    CommandId,
    legal::{PublicText, TextSource, TextView},
};
use leptos::prelude::*;

/// A text in the reader's language.
#[server(endpoint = "legal/show_text", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_text(text: PublicText) -> Result<TextView, AppError> {
    let context = crate::context::context()?;
    backend::legal::read(&context.backend, text, context.lang)
        .await
        .map_err(|error| context.fail(error))
}

/// Every text in every language, for an administrator.
#[server(endpoint = "legal/list_texts", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn list_texts() -> Result<Vec<TextSource>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::legal::list(&context.backend, actor)
        .await
        .map_err(|error| context.fail(error))
}

/// A new version of a text.
#[server(endpoint = "legal/save_text", output = crate::wire::Packed)]
pub async fn save_text(
    command: CommandId,
    #[server(default)] text: String,
    #[server(default)] lang: String,
    #[server(default)] version: String,
    #[server(default)] body: String,
    #[server(default)] draft: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let known = PublicText::from_code(&text).zip(domain::Lang::from_code(&lang));
    let (Some(which), Ok(seen)) = (known, version.parse()) else {
        return Err(context.refuse(domain::Failure::Invalid(Vec::new())));
    };
    let (backend, now) = (&context.backend, context.now);
    let is_draft = !draft.is_empty();
    backend::legal::save(backend, actor, command, which, seen, &body, is_draft, now)
        .await
        .map_err(|error| context.fail(error))?;
    context.redirect(&format!("/admin/texts?text={text}&lang={lang}&saved=1"));
    Ok(())
}
