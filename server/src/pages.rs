//! Pages and server functions, and what a form posted without script gets back.

use crate::{AppState, context::lang_of, cookie, headers};
use app::{
    context::{RequestContext, ResponseWishes},
    documents::is_document,
    shell::{Boot, shell},
    ui::{Posted, ViewerInfo},
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{Failure, Lang, NoticeId, notifications::OPENED};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use leptos::{nonce::use_nonce, prelude::provide_context};
use std::sync::{Arc, Mutex};

/// Largest body of a form.
const FORM_LIMIT: usize = 256 * 1024;
/// Public reading pages, without their language: they work with no WASM and fetch it when idle.
const READING_PAGES: [&str; 1] = [""];
/// Fields that are never written into a page again.
const SECRET_FIELDS: [&str; 3] = ["password", "new_password", "current_password"];

/// `/`: on to the reader's own language.
pub async fn choose_language(request: Request) -> Response {
    let lang = request
        .extensions()
        .get::<RequestContext>()
        .map(|context| match &context.viewer {
            Some(viewer) => viewer.lang,
            None => context.lang,
        })
        .unwrap_or_default();
    let mut response = Redirect::temporary(&format!("/{}", lang.code())).into_response();
    response.headers_mut().insert(
        header::VARY,
        HeaderValue::from_static("accept-language, cookie"),
    );
    response
}

/// Any page, also the one that says that there is none.
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    render(&state, request, None).await
}

async fn render(state: &AppState, request: Request, posted: Option<Posted>) -> Response {
    let Some(context) = request.extensions().get::<RequestContext>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let boot = boot_of(&context);
    let policy: Arc<Mutex<Option<String>>> = Arc::default();
    let (assets, written) = (state.site.assets.clone(), policy.clone());
    let (provided, base_url) = (context.clone(), state.settings.base_url.clone());
    let theme = context
        .viewer
        .as_ref()
        .and_then(|viewer| viewer.theme.attribute());
    let status = posted.as_ref().map(|posted| posted.error.failure.status());
    let viewer = viewer_info(&context).await;
    let handler = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(provided.clone());
            if let Some(posted) = posted.clone() {
                provide_context(posted);
            }
            if let Some(viewer) = viewer {
                provide_context(viewer);
            }
        },
        move || {
            if let (Some(nonce), Ok(mut policy)) = (use_nonce(), written.lock()) {
                *policy = Some(headers::content_security_policy(&nonce));
            }
            shell(assets.clone(), boot, theme, base_url.clone())
        },
    );
    let mut response = Box::pin(handler(request)).await.into_response();
    if let Ok(Some(policy)) = policy.lock().map(|policy| policy.clone())
        && let Ok(policy) = HeaderValue::from_str(&policy)
    {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let wishes = context.response.wishes();
    carry_out(&wishes, state.settings.secure, response.headers_mut());
    if let Some(status) = status
        .or(wishes.status)
        .and_then(|status| StatusCode::from_u16(status).ok())
    {
        *response.status_mut() = status;
    }
    if let Some(target) = wishes.redirect {
        return redirect(&target, response.headers());
    }
    response
}

/// The notice whose link led to this page.
fn opened(context: &RequestContext) -> Option<NoticeId> {
    let (_, query) = context.path.split_once('?')?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| *name == OPENED)
        .and_then(|(_, id)| id.parse().ok())
}

/// What every page shows of the viewer, who has read the notice whose link they followed; a page need not fail for the
/// count on its bell.
async fn viewer_info(context: &RequestContext) -> Option<ViewerInfo> {
    let viewer = context.viewer.as_ref()?;
    if let Some(notice) = opened(context) {
        let (actor, now) = (&viewer.actor, context.now);
        if let Err(error) = backend::notifications::open(&context.backend, actor, notice, now).await
        {
            let cause: &dyn std::error::Error = &error;
            tracing::error!(request_id = %context.request_id, error = cause, "a notice could not be marked as read");
        }
    }
    let unread = match backend::notifications::unread(&context.backend, &viewer.actor).await {
        Ok(unread) => unread.unsigned_abs(),
        Err(error) => {
            let cause: &dyn std::error::Error = &error;
            tracing::error!(request_id = %context.request_id, error = cause, "the notices could not be counted");
            0
        }
    };
    Some(ViewerInfo { unread })
}

fn boot_of(context: &RequestContext) -> Boot {
    let page = context
        .path
        .split('?')
        .next()
        .unwrap_or_default()
        .get(3..)
        .unwrap_or_default();
    let page = page.trim_end_matches('/');
    if page == "/offline" {
        Boot::Offline
    } else if is_document(page) {
        Boot::Document
    } else if READING_PAGES.contains(&page) {
        Boot::Idle
    } else {
        Boot::Painted
    }
}

/// A server function. Called by script it answers with its result; posted by a plain form it redirects on
/// success, and on failure shows the form's page again with the right status and everything that was typed.
pub async fn server_function(State(state): State<AppState>, request: Request) -> Response {
    let Some(mut context) = request.extensions().get::<RequestContext>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let is_form = request.method() == Method::POST && is_url_encoded(request.headers());
    let plain_form = is_form && accepts_html(request.headers());
    let (parts, body) = request.into_parts();
    let (body, typed) = if is_form {
        let Ok(bytes) = to_bytes(body, FORM_LIMIT).await else {
            return StatusCode::PAYLOAD_TOO_LARGE.into_response();
        };
        let typed: Vec<(String, String)> =
            url::form_urlencoded::parse(&bytes).into_owned().collect();
        (Body::from(bytes), typed)
    } else {
        (body, Vec::new())
    };
    let action = parts.uri.path().to_owned();
    let page_request = plain_form.then(|| {
        let page = page_of(&context, &typed);
        // A form that came back is sent from the address of this function, which says nothing of the language.
        context.lang = lang_of(&page).unwrap_or(context.lang);
        context.path = page.as_str().into();
        (page, parts.extensions.clone(), parts.headers.clone())
    });
    let provided = match &page_request {
        // A form sent once more stands at the address of its function, which says nothing of its language.
        Some((page, ..)) => RequestContext {
            lang: lang_of(page).unwrap_or(context.lang),
            path: page.as_str().into(),
            ..context.clone()
        },
        None => context.clone(),
    };
    let result = Box::pin(leptos_axum::handle_server_fns_with_context(
        move || provide_context(provided.clone()),
        Request::from_parts(parts, body),
    ))
    .await;
    let mut response = result.into_response();
    let wishes = context.response.wishes();
    carry_out(&wishes, state.settings.secure, response.headers_mut());

    let Some((page, extensions, request_headers)) = page_request else {
        if let Some(status) = wishes
            .status
            .and_then(|status| StatusCode::from_u16(status).ok())
        {
            *response.status_mut() = status;
        }
        if let Some(target) = &wishes.redirect
            && let Ok(target) = HeaderValue::from_str(target)
        {
            // The script follows this by itself, without a full load.
            response.headers_mut().insert(header::LOCATION, target);
            response
                .headers_mut()
                .insert("serverfnredirect", HeaderValue::from_static(""));
        }
        return response;
    };
    let refused = wishes.failure.clone().or_else(|| {
        // Arguments that could not even be read never reach the function.
        (response.status().is_server_error() || has_error(&response)).then(|| {
            app::AppError::new(Failure::Invalid(Vec::new()), context.request_id.to_string())
        })
    });
    match refused {
        None => redirect(
            wishes.redirect.as_deref().unwrap_or(&page),
            response.headers(),
        ),
        Some(error) => {
            let values = typed
                .into_iter()
                .filter(|(name, _)| {
                    !SECRET_FIELDS.contains(&name.as_str()) && name != "command" && name != "page"
                })
                .collect();
            let posted = Posted {
                action,
                values,
                error,
            };
            show_again(&state, context, extensions, request_headers, &page, posted).await
        }
    }
}

/// The page of a form that came back, with its error and what was typed.
pub(crate) async fn show_again(
    state: &AppState,
    context: RequestContext,
    extensions: http::Extensions,
    headers: HeaderMap,
    page: &str,
    posted: Posted,
) -> Response {
    let mut again = Request::builder().method(Method::GET).uri(page);
    if let Some(fields) = again.headers_mut() {
        *fields = headers;
    }
    let Ok(mut again) = again.body(Body::empty()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    *again.extensions_mut() = extensions;
    let lang = lang_of(page).unwrap_or(context.lang);
    let fresh = RequestContext {
        path: page.into(),
        lang,
        response: app::context::ResponseSlot::default(),
        ..context
    };
    again.extensions_mut().insert(fresh);
    render(state, again, Some(posted)).await
}

/// Where the form stood: its own `page` field, if that is a page of ours, else the referring page.
pub(crate) fn page_of(context: &RequestContext, typed: &[(String, String)]) -> String {
    let own = |path: &str| {
        lang_of(path).is_some()
            && path
                .parse::<Uri>()
                .is_ok_and(|uri| uri.authority().is_none())
    };
    typed
        .iter()
        .find(|(name, value)| name == "page" && own(value))
        .map(|(_, value)| value.clone())
        .or_else(|| own(&context.path).then(|| context.path.to_string()))
        .unwrap_or_else(|| format!("/{}", Lang::default().code()))
}

/// leptos sends a plain form's error back in the query of the page it came from.
fn has_error(response: &Response) -> bool {
    response
        .headers()
        .get(header::LOCATION)
        .and_then(|location| location.to_str().ok())
        .is_some_and(|location| location.contains("__err="))
}

fn carry_out(wishes: &ResponseWishes, secure: bool, headers: &mut HeaderMap) {
    if let Some(change) = wishes
        .session
        .as_ref()
        .and_then(|change| cookie::set(change, secure))
    {
        headers.append(header::SET_COOKIE, change);
    }
}

/// 303 to a path of this site, keeping a changed session.
fn redirect(target: &str, from: &HeaderMap) -> Response {
    let mut response = Redirect::to(target).into_response();
    for cookie in from.get_all(header::SET_COOKIE) {
        response
            .headers_mut()
            .append(header::SET_COOKIE, cookie.clone());
    }
    response
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.contains("text/html"))
}

fn is_url_encoded(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.starts_with("application/x-www-form-urlencoded"))
}
