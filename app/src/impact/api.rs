//! Server functions of the partner's view.

use crate::AppError;
use domain::impact::Overview;
use leptos::prelude::*;

/// Counts of the funnel and of regions, small groups hidden.
#[server(endpoint = "impact/overview", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_overview() -> Result<Overview, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    backend::impact::overview(&context.backend, actor, context.lang)
        .await
        .map_err(|error| context.fail(error))
}
