//! Server functions of one's own data.

use crate::AppError;
use domain::CommandId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyDataView {
    /// The viewer has just proved who they are.
    pub is_proved: bool,
    /// Id and name of the programmes that the viewer may leave.
    pub programmes: Vec<(String, String)>,
}

#[server(endpoint = "privacy/my_data", input = server_fn::codec::GetUrl, output = crate::wire::Packed)]
pub async fn show_my_data() -> Result<MyDataView, AppError> {
    let context = crate::context::context()?;
    let viewer = context.viewer()?;
    let (backend, here) = (&context.backend, viewer.sign_in);
    let mine = backend::privacy::my_data(backend, &viewer.actor, here, context.lang, context.now)
        .await
        .map_err(|error| context.fail(error))?;
    let programmes = mine.programmes.into_iter();
    Ok(MyDataView {
        is_proved: mine.is_proved,
        programmes: programmes
            .map(|(id, name)| (id.to_string(), name))
            .collect(),
    })
}

/// Erases the viewer, who says that they understood, and ends the session.
#[server(endpoint = "privacy/erase", output = crate::wire::Packed)]
pub async fn erase_me(
    command: CommandId,
    #[server(default)] understood: String,
) -> Result<(), AppError> {
    let context = crate::context::context()?;
    let viewer = context.viewer()?;
    if understood.is_empty() {
        let problem = domain::Problem::NotAccepted;
        return Err(context.refuse(domain::Failure::field("understood", problem)));
    }
    let (backend, here) = (&context.backend, viewer.sign_in);
    let erased = backend::privacy::erase(backend, &viewer.actor, here, command, context.now).await;
    if let Err(error) = erased {
        return context.fail_or_prove(error, "/me/data");
    }
    let end = crate::context::SessionChange::End;
    context.response.change_session(end);
    context.redirect("/erased");
    Ok(())
}
