//! Server functions of the home page.

use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HomeView {
    pub name: String,
}

/// What the home page shows.
#[server(endpoint = "home/show", input = server_fn::codec::GetUrl)]
pub async fn show_home() -> Result<HomeView, AppError> {
    let context = crate::context::context()?;
    let actor = context.actor()?;
    let person = backend::accounts::person(&context.backend, actor)
        .await
        .map_err(|error| context.fail(error))?;
    Ok(HomeView { name: person.name })
}
