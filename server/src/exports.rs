//! Lists of the office as files. Posted, since who took which list is recorded; a plain form, so it needs no script.

use crate::AppState;
use app::{context::RequestContext, programmes::tables};
use axum::{
    Extension, Form,
    body::{Body, to_bytes},
    extract::{FromRequest, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use backend::programmes::staff::{self, Export, Exported, Format};
use domain::{Lang, programmes::ListQuery};
use http::{StatusCode, header};
use serde::Deserialize;
use tokio::sync::Semaphore;

/// Bytes of the form; a list's address is far shorter.
const FORM_LIMIT: usize = 8 * 1024;
/// Files made at once: one of 20,000 rows takes some 30 MB while it is made.
const AT_ONCE: usize = 2;
static MAKING: Semaphore = Semaphore::const_new(AT_ONCE);

#[derive(Deserialize)]
struct Wanted {
    list: String,
    format: String,
    #[serde(default)]
    lang: String,
    #[serde(flatten)]
    query: ListQuery,
}

/// `POST /exports`: the list as it is narrowed.
pub async fn take(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    request: Request,
) -> Response {
    let Ok(actor) = context.actor() else {
        return Redirect::to(&format!("/{}/sign-in", context.lang.code())).into_response();
    };
    if !actor.coordinates_any() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let chosen = read(request).await.and_then(|wanted| {
        let list = Export::from_code(&wanted.list)?;
        Some((list, Format::from_code(&wanted.format)?, wanted))
    });
    let Some((list, format, wanted)) = chosen else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let lang = Lang::from_code(&wanted.lang).unwrap_or(context.lang);
    let Ok(_making) = MAKING.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let (backend, filter, now) = (&state.backend, wanted.query.into(), context.now);
    match staff::export(backend, actor, list, format, &filter, lang, now).await {
        Ok(exported) => file(list, format, lang, exported).await,
        Err(error) => {
            let status = context.fail(error).failure.status();
            StatusCode::from_u16(status)
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
                .into_response()
        }
    }
}

async fn read(request: Request) -> Option<Wanted> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, FORM_LIMIT).await.ok()?;
    let request = Request::from_parts(head, Body::from(body));
    let Form(wanted) = Form::from_request(request, &()).await.ok()?;
    Some(wanted)
}

async fn file(list: Export, format: Format, lang: Lang, exported: Exported) -> Response {
    let made = tokio::task::spawn_blocking(move || {
        let (heads, rows) = table(lang, exported);
        format.write(&heads, &rows)
    });
    match made.await {
        Ok(Ok(bytes)) => {
            let name = format!("{}.{}", list.code(), format.code());
            let headers = [
                (header::CONTENT_TYPE, kind(format).to_owned()),
                (
                    header::CONTENT_DISPOSITION,
                    format!("attachment; filename=\"{name}\""),
                ),
                (header::CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Ok(Err(error)) => {
            let cause: &dyn std::error::Error = &error;
            tracing::error!(error = cause, "a list could not be written as a file");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

const fn kind(format: Format) -> &'static str {
    match format {
        Format::Csv => "text/csv; charset=utf-8",
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
}

/// Heads and rows in the reader's language; the last row says so where the list is longer than a file may be.
fn table(lang: Lang, exported: Exported) -> (Vec<&'static str>, Vec<Vec<String>>) {
    let (shown, total) = exported.rows();
    let shown = shown as u64;
    let (heads, mut rows): (_, Vec<_>) = match exported {
        Exported::People(page) => (
            tables::member_heads(lang),
            cells(page.rows, |row| tables::member_cells(lang, row)),
        ),
        Exported::Requests(page) => (
            tables::request_heads(lang),
            cells(page.rows, |row| tables::request_cells(lang, row)),
        ),
        Exported::Pairs(page) => (
            tables::pair_heads(lang),
            cells(page.rows, |row| tables::pair_cells(lang, row)),
        ),
    };
    if shown < total {
        rows.push(tables::cut(lang, shown, total));
    }
    (heads, rows)
}

fn cells<R>(rows: Vec<R>, cells: impl Fn(R) -> Vec<String>) -> Vec<Vec<String>> {
    rows.into_iter().map(cells).collect()
}
