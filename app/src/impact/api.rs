//! Server functions of the partner's view.

use crate::AppError;
use domain::impact::Overview;
use leptos::prelude::*;

/// The counts of the latest week, if any are out: rounded, small groups hidden.
#[server(endpoint = "impact/overview", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_overview() -> Result<Option<Overview>, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::impact::overview(&context.backend, actor, context.lang)
        .await
        .map_err(|error| context.fail(error))
}
