//! `GET /my-data.zip`: everything that is here of the reader, for the reader alone.

use app::{context::RequestContext, text};
use axum::{
    Extension,
    response::{IntoResponse, Redirect, Response},
};
use backend::{Error, privacy};
use domain::Lang;
use http::{StatusCode, header};

/// The file, or the page on which the reader proves who they are.
pub async fn take_along(Extension(context): Extension<RequestContext>) -> Response {
    let Some(viewer) = &context.viewer else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let lang = viewer.lang;
    let (backend, here) = (&context.backend, viewer.sign_in);
    let export = privacy::export(backend, &viewer.actor, here, lang, context.now).await;
    match export.and_then(|export| packed(&export, lang)) {
        Ok(file) => {
            let headers = [
                (header::CONTENT_TYPE, "application/zip"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"my-data.zip\"",
                ),
                (header::CACHE_CONTROL, "private, no-store"),
            ];
            (headers, file).into_response()
        }
        Err(error) => {
            let failure = context.fail(error).failure;
            if matches!(failure, domain::Failure::Refused(_)) {
                let lang = lang.code();
                let prove = format!("/{lang}/prove?next=/{lang}/me/data");
                return Redirect::to(&prove).into_response();
            }
            StatusCode::from_u16(failure.status())
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
                .into_response()
        }
    }
}

fn packed(export: &privacy::Export, lang: Lang) -> Result<Vec<u8>, Error> {
    let made_on = text::date(lang, export.made_on()?);
    let page = app::privacy::readable(export, lang, &made_on);
    let json = export.json()?;
    let mut files = vec![
        ("my-data.html", page.as_bytes()),
        ("my-data.json", json.as_bytes()),
    ];
    files.extend(export.photo.as_deref().map(|photo| ("photo.webp", photo)));
    privacy::archive(&files)
}
