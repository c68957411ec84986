//! The file of a dry run, imported as it was checked: one button on the report's page.

use super::{ended, parts, room, shown_again, start};
use crate::{
    AppState, context, pages,
    uploads::{self, Sent},
};
use app::{
    context::RequestContext,
    text::{Lang, imports::InLanguage},
    ui::{Posted, query},
};
use axum::{
    Extension,
    extract::{Request, State},
    response::{IntoResponse, Redirect, Response},
};
use backend::{
    profiles::import::{self, Invitations, Taken, Wanted},
    programmes::staff,
};
use domain::{Actor, ImportId, permissions::RoleKind};
use http::StatusCode;

/// `POST /imports/checked`: the form has no file, yet is sent like those that have one.
pub async fn take(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    request: Request,
) -> Response {
    let Ok(actor) = context.actor() else {
        return context::to_sign_in(&context);
    };
    if !actor.role_kinds().contains(&RoleKind::Coordinator) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let (extensions, headers) = (request.extensions().clone(), request.headers().clone());
    let sent = uploads::read(request, "file", 0).await.unwrap_or_default();
    let lang = sent.field("page").and_then(crate::context::lang_of);
    let lang = lang.unwrap_or(context.lang);
    let Some(id) = sent.field("import").and_then(|id| id.parse().ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let code = sent.field("programme").unwrap_or_default();
    let home = format!("/{}/coordinator/import", lang.code());
    let kept = |running| {
        let query = query(&[("programme", code), ("running", running)]);
        query.trim_end_matches('?').to_owned()
    };
    match import(&state, &context, actor, id, &sent, lang).await {
        Ok(Some(Taken::Done(id))) => {
            Redirect::to(&format!("{home}/{id}{}", kept(""))).into_response()
        }
        Ok(Some(Taken::Running) | None) => {
            Redirect::to(&format!("{home}{}", kept("1"))).into_response()
        }
        Err(error) => {
            let posted = Posted {
                action: app::programmes::CHECKED_ACTION.into(),
                values: shown_again(&sent.fields),
                error,
            };
            let page = format!("{home}/{id}{}", kept(""));
            pages::show_again(&state, context, extensions, headers, &page, posted).await
        }
    }
}

async fn import(
    state: &AppState,
    context: &RequestContext,
    actor: &Actor,
    id: ImportId,
    sent: &Sent,
    lang: Lang,
) -> Result<Option<Taken>, app::AppError> {
    let programme = match sent.field("programme").unwrap_or_default() {
        "" => None,
        code => {
            let programme = staff::coordinated(&state.backend, actor, code).await;
            Some(programme.map_err(|error| context.fail(error))?)
        }
    };
    let wanted = Wanted {
        programme,
        id,
        invitations: match sent.field("invite") {
            Some(_) => Invitations::Send,
            None => Invitations::None,
        },
    };
    let permit = room(state, context, lang)?;
    let (db, workbooks) = parts(state);
    let (actor, now) = (actor.clone(), context.now);
    let made = start(permit, async move {
        import::import_checked(&db, workbooks, &actor, wanted, &InLanguage(lang), now).await
    });
    ended(context, made, lang).await
}
