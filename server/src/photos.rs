//! Photos: taken from a plain form, which works without script, and shown to whom may see the profile.

use crate::{AppState, context, pages, uploads};
use app::{context::RequestContext, ui::Posted};
use axum::{
    Extension,
    extract::{Path, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Actor, CommandId, Failure, PersonId, Problem,
    accounts::safe_next,
    profiles::{PHOTO_MAX_MEGABYTES, PHOTO_SIZES},
};
use http::{HeaderValue, StatusCode, header};

/// Largest file taken.
const FILE_LIMIT: usize = PHOTO_MAX_MEGABYTES as usize * 1024 * 1024;

/// `POST /photos`: a new photo, or none any more. Who it is first, then the file.
pub async fn take(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    request: Request,
) -> Response {
    let Ok(actor) = context.actor() else {
        return context::to_sign_in(&context);
    };
    let (extensions, headers) = (request.extensions().clone(), request.headers().clone());
    let Some(sent) = uploads::read(request, "photo", FILE_LIMIT).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let page = pages::page_of(&context, &sent.fields);
    // From the button that goes on whether or not a file was chosen.
    let next = sent.field("next").and_then(safe_next).map(str::to_owned);
    match keep(&context, actor, sent).await {
        Ok(()) => Redirect::to(&next.unwrap_or(page)).into_response(),
        Err(error) => {
            let posted = Posted {
                action: app::profiles::PHOTO_ACTION.into(),
                values: Vec::new(),
                error,
            };
            pages::show_again(&state, context, extensions, headers, &page, posted).await
        }
    }
}

async fn keep(
    context: &RequestContext,
    actor: &Actor,
    sent: uploads::Sent,
) -> Result<(), app::AppError> {
    let command = match sent.field("command") {
        Some(id) => id
            .parse()
            .map_err(|_| context.refuse(Failure::Invalid(Vec::new())))?,
        None => CommandId::new(),
    };
    let (backend, now) = (&context.backend, context.now);
    if sent.file.is_empty() && sent.field("next").is_some() {
        return Ok(());
    }
    // The file is to go, instead of a new one to come.
    let kept = if sent.field("forget").is_some() {
        backend::profiles::forget_photo(backend, actor, command, now).await
    } else if sent.file.len() > FILE_LIMIT {
        let problem = Problem::FileTooBig {
            max_megabytes: PHOTO_MAX_MEGABYTES,
        };
        return Err(context.refuse(Failure::field("photo", problem)));
    } else {
        backend::profiles::keep_photo(backend, actor, command, sent.file, now).await
    };
    kept.map_err(|error| context.fail(error))
}

/// `GET /photos/{person}/{size}.{hash}.webp`. The address changes with the picture, so the reader's own browser may
/// keep it; nobody else may.
pub async fn show(
    Extension(context): Extension<RequestContext>,
    Path((person, file)): Path<(String, String)>,
) -> Response {
    let Some((person, size, hash)) = address(&person, &file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(actor) = context.actor() else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    match backend::profiles::photo(&context.backend, actor, person, size, hash).await {
        Ok(webp) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("image/webp")),
                (
                    header::CACHE_CONTROL,
                    HeaderValue::from_static("private, max-age=31536000, immutable"),
                ),
            ];
            (headers, webp).into_response()
        }
        Err(error) => {
            let status = context.fail(error).failure.status();
            StatusCode::from_u16(status)
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
                .into_response()
        }
    }
}

/// Person, size and hash, when the path is one that [`domain::profiles::photo_path`] makes.
fn address<'a>(person: &str, file: &'a str) -> Option<(PersonId, u16, &'a str)> {
    let (size, hash) = file.strip_suffix(".webp")?.split_once('.')?;
    let size = size
        .parse()
        .ok()
        .filter(|size| PHOTO_SIZES.contains(size))?;
    Some((person.parse().ok()?, size, hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_photo_is_read_as_it_is_made() {
        let person = PersonId::new();
        let path = domain::profiles::photo_path(person, "0a1b", 192);
        let mut parts = path.rsplit('/');
        let (file, who) = (parts.next().unwrap(), parts.next().unwrap());
        assert_eq!(address(who, file), Some((person, 192, "0a1b")));
        for other in ["193.0a1b.webp", "192.webp", "192.0a1b.png", "../../x"] {
            assert_eq!(address(who, other), None);
        }
    }
}
