//! Pages and server functions, and what a form posted without script gets back.

use crate::{
    AppState,
    context::{self, lang_of},
    cookie, headers, kept, refusals,
};
use app::{
    accounts::FreshCodes,
    context::{RequestContext, ResponseWishes, SessionChange},
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
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use leptos::{nonce::use_nonce, prelude::provide_context};
use server_fn::error::SERVER_FN_ERROR_HEADER;
use std::sync::{Arc, Mutex};

/// Not among the constants of `http`.
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
/// Largest body of a form.
const FORM_LIMIT: usize = 256 * 1024;
/// Public reading pages, without their language: they work with no WASM and fetch it when idle.
const READING_PAGES: [&str; 1] = [""];
/// Fields that are never written into a page again.
const SECRET_FIELDS: [&str; 4] = [
    "password",
    "new_password",
    "current_password",
    "recovery_code",
];

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
    match before(&request) {
        Some(step) => Redirect::to(&step).into_response(),
        None => render(&state, request, None).await,
    }
}

/// The second step, where a page of a role waits for it.
fn before(request: &Request) -> Option<String> {
    let context = request.extensions().get::<RequestContext>()?;
    context.viewer.as_ref()?.lacks?;
    let page = context.path.get(3..)?;
    ["/coordinator", "/admin"]
        .iter()
        .any(|place| page.starts_with(place))
        .then(|| app::accounts::second_step_path(context.lang, &context.path))
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
    let codes = request.extensions().get::<FreshCodes>().cloned();
    let handler = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(provided.clone());
            if let Some(posted) = posted.clone() {
                provide_context(posted);
            }
            if let Some(viewer) = viewer {
                provide_context(viewer);
            }
            if let Some(codes) = codes.clone() {
                provide_context(codes);
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
    let is_form = request.method() == Method::POST;
    // No function of ours takes anything else, and no other body is held to the limit of a form.
    if is_form && !is_url_encoded(request.headers()) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let plain_form = is_form && accepts_html(request.headers());
    let (parts, body) = request.into_parts();
    let (body, typed) = if is_form {
        if announced(&parts.headers).is_some_and(|length| length > FORM_LIMIT) {
            return StatusCode::PAYLOAD_TOO_LARGE.into_response();
        }
        let Ok(bytes) = to_bytes(body, FORM_LIMIT).await else {
            return StatusCode::PAYLOAD_TOO_LARGE.into_response();
        };
        let typed: Vec<(String, String)> =
            url::form_urlencoded::parse(&bytes).into_owned().collect();
        (Body::from(bytes), typed)
    } else {
        (Body::empty(), Vec::new())
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
    // Arguments that could not even be read never reach the function: it refused nothing itself.
    let is_unread = wishes.failure.is_none()
        && (response.status().is_server_error() || has_error(response.headers()));
    carry_out(&wishes, state.settings.secure, response.headers_mut());

    let unread =
        || app::AppError::new(Failure::Invalid(Vec::new()), context.request_id.to_string());
    let Some((page, extensions, request_headers)) = page_request else {
        if is_unread {
            return refusals::packed(StatusCode::BAD_REQUEST, &unread());
        }
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
    let refused = wishes.failure.clone().or_else(|| is_unread.then(unread));
    match refused {
        None => {
            let target = wishes.redirect.clone().unwrap_or(page);
            let Some(posted) = kept::after(&action, &wishes, &typed) else {
                return redirect(&target, response.headers());
            };
            let is_done = posted.action.is_empty();
            let viewer = match wishes.session {
                Some(SessionChange::Begin(token)) => context::viewer_of(&context, token).await,
                _ => context.viewer.clone(),
            };
            let context = RequestContext { viewer, ..context };
            let page = show_again(
                &state,
                context,
                extensions,
                request_headers,
                &target,
                posted,
            );
            let mut page = with_wishes(page.await, response.headers());
            if is_done {
                *page.status_mut() = StatusCode::OK;
            }
            page
        }
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
            let (page, posted) = kept::refused(context.lang, page, posted);
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
    show_page(state, context, extensions, headers, page, Some(posted)).await
}

/// A page as the answer to a form, instead of a redirect to it.
pub(crate) async fn show_page(
    state: &AppState,
    context: RequestContext,
    extensions: http::Extensions,
    headers: HeaderMap,
    page: &str,
    posted: Option<Posted>,
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
    render(state, again, posted).await
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

/// leptos answers a plain form by leading on, also when the function failed; this header is on all that failed.
fn has_error(headers: &HeaderMap) -> bool {
    headers.contains_key(SERVER_FN_ERROR_HEADER)
}

/// Sets and removes the session's cookie. Whoever signs out leaves nothing in the browser's cache: photos are kept there
/// for a year, and pages for the way back. Not "storage": that would take the service worker with its offline page and
/// program, which are everybody's, and would leave an installed app without its shell until it is online again; of a
/// person there is nothing in it.
pub(crate) fn carry_out(wishes: &ResponseWishes, secure: bool, headers: &mut HeaderMap) {
    if wishes.session == Some(SessionChange::End) {
        headers.insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\""));
    }
    if let Some(change) = wishes
        .session
        .as_ref()
        .and_then(|change| cookie::set(change, secure))
    {
        headers.append(header::SET_COOKIE, change);
    }
    if let Some(known) = wishes
        .known_by
        .as_ref()
        .and_then(|secret| cookie::set_device(secret, secure))
    {
        headers.append(header::SET_COOKIE, known);
    }
}

/// 303 to a path of this site, with what [`carry_out`] said.
fn redirect(target: &str, from: &HeaderMap) -> Response {
    with_wishes(Redirect::to(target).into_response(), from)
}

fn with_wishes(mut response: Response, from: &HeaderMap) -> Response {
    for name in [header::SET_COOKIE, CLEAR_SITE_DATA] {
        for value in from.get_all(&name) {
            response.headers_mut().append(name.clone(), value.clone());
        }
    }
    response
}

/// The length of the body, where the request says it.
fn announced(headers: &HeaderMap) -> Option<usize> {
    let length = headers.get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
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
        .and_then(|v| v.split(';').next())
        .is_some_and(|kind| {
            kind.trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        })
}
