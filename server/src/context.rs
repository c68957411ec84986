//! Reads a request into the context that pages and server functions get: both from this one place.

use crate::{AppState, cookie, requests::RequestId};
use app::context::{RequestContext, ResponseSlot, SessionChange, Viewer};
use axum::{
    body::Body,
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use backend::accounts::Session;
use domain::Lang;
use http::{HeaderMap, HeaderName, StatusCode, header};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Forms with a file, or sent like those.
const UPLOADS: [&str; 3] = ["/imports", "/imports/checked", "/photos"];

/// Middleware: builds the context once and leaves it in the request's extensions.
pub async fn provide(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let mut context = read(&state, &request);
    let token = cookie::token(request.headers(), state.settings.secure).map(str::to_owned);
    let switched = switches_language(&request);
    let session = match session(&context, token).await {
        Ok(session) => session,
        Err(error) => {
            let cause: &dyn std::error::Error = &error;
            tracing::error!(error = cause, "the session could not be read");
            return (
                StatusCode::SERVICE_UNAVAILABLE,
                [(header::RETRY_AFTER, "5")],
            )
                .into_response();
        }
    };
    let renewed = session.as_ref().and_then(|session| session.renewed.clone());
    context.viewer = session.map(viewer);
    if switched {
        keep_language(&context).await;
    }
    let writes = !request.method().is_safe();
    let person = context.viewer.as_ref().map(|viewer| viewer.actor.person);
    request.extensions_mut().insert(context);
    let mut response = next.run(request).await;
    if writes {
        state.live.acted(person);
    }
    let headers = response.headers_mut();
    // A handler that began or ended a session has the last word.
    if let Some(token) = renewed
        && !headers.contains_key(header::SET_COOKIE)
        && let Some(cookie) = cookie::set(&SessionChange::Begin(token), state.settings.secure)
    {
        headers.append(header::SET_COOKIE, cookie);
    }
    response
}

/// Who is signed in by the session token, if there is one.
async fn session(
    context: &RequestContext,
    token: Option<String>,
) -> backend::Result<Option<Session>> {
    match token {
        Some(token) => backend::accounts::viewer(&context.backend, &token, context.now).await,
        None => Ok(None),
    }
}

fn viewer(session: Session) -> Viewer {
    Viewer {
        actor: session.actor,
        sign_in: session.sign_in,
        lacks: session.lacks,
        lang: session.lang,
        theme: session.theme,
    }
}

/// Who signed in just now, for a page that answers the form with which they did.
pub async fn viewer_of(context: &RequestContext, token: String) -> Option<Viewer> {
    match session(context, Some(token)).await {
        Ok(session) => session.map(viewer),
        Err(error) => {
            let cause: &dyn std::error::Error = &error;
            tracing::error!(error = cause, "the new session could not be read");
            None
        }
    }
}

/// Did somebody go from a page of ours in one language to a page in another? A link from elsewhere says nothing
/// about what they want to read.
fn switches_language(request: &Request<Body>) -> bool {
    let headers = request.headers();
    let from = text(headers, header::REFERER)
        .and_then(|referer| referer.parse::<http::Uri>().ok())
        .and_then(|referer| lang_of(referer.path()));
    text(headers, HeaderName::from_static("sec-fetch-site")) == Some("same-origin")
        && matches!((from, lang_of(request.uri().path())), (Some(from), Some(to)) if from != to)
}

/// Keeps the language of the page as the person's own; a page need not fail for it.
async fn keep_language(context: &RequestContext) {
    let Some(viewer) = context
        .viewer
        .as_ref()
        .filter(|viewer| viewer.lang != context.lang)
    else {
        return;
    };
    let kept =
        backend::accounts::keep_language(&context.backend, viewer.actor.person, context.lang).await;
    if let Err(error) = kept {
        let cause: &dyn std::error::Error = &error;
        tracing::error!(error = cause, "the language could not be kept");
    }
}

/// Everything but the viewer. Apart and not `async`: a request's body cannot be shared across an await.
fn read(state: &AppState, request: &Request<Body>) -> RequestContext {
    let id = request.extensions().get::<RequestId>().cloned();
    let headers = request.headers();
    let path = page_path(request);
    RequestContext {
        backend: state.backend.clone(),
        viewer: None,
        lang: lang(request),
        now: state.clock.now(),
        path: path.into(),
        request_id: id.unwrap_or_else(RequestId::fresh).0,
        peer: peer(request, state.settings.proxy_hops),
        device: device(headers).into(),
        known_by: cookie::device(headers, state.settings.secure).map(Into::into),
        demo: state.settings.demo,
        response: ResponseSlot::default(),
    }
}

/// The language that the reader of the answer has before them, else the one they prefer.
pub fn lang(request: &Request<Body>) -> Lang {
    lang_of(&page_path(request)).unwrap_or_else(|| {
        Lang::negotiate(text(request.headers(), header::ACCEPT_LANGUAGE).unwrap_or_default())
    })
}

/// Where whoever is not signed in goes, from a form with a file.
pub fn to_sign_in(context: &RequestContext) -> Response {
    Redirect::to(&format!("/{}/sign-in", context.lang.code())).into_response()
}

/// Is what answers at this path a form's, which stands on a page of another path?
fn is_form(request: &Request<Body>) -> bool {
    let path = request.uri().path();
    path.starts_with("/api/") || UPLOADS.contains(&path)
}

/// The page's own path and query; for a server function or a form with a file, those of the page it was called from.
fn page_path(request: &Request<Body>) -> String {
    let uri = request.uri();
    if !is_form(request) {
        return uri
            .path_and_query()
            .map_or_else(String::new, ToString::to_string);
    }
    text(request.headers(), header::REFERER)
        .and_then(|referer| referer.parse::<http::Uri>().ok())
        .and_then(|referer| referer.path_and_query().map(ToString::to_string))
        .unwrap_or_else(|| "/".into())
}

/// The language that the first segment of a path names.
pub fn lang_of(path: &str) -> Option<Lang> {
    Lang::from_code(path.strip_prefix('/')?.split(['/', '?']).next()?)
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// The client's address: the connection's, or the Nth from the right of X-Forwarded-For behind N known proxies. Several
/// lines of that header are one list (RFC 9110, 5.3): a proxy may add a line of its own below the client's. The
/// leftmost entry is whatever the client wrote and is never trusted.
pub fn peer(request: &Request<Body>, hops: usize) -> IpAddr {
    let connection = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
    let Some(index) = hops.checked_sub(1) else {
        return connection;
    };
    let lines = request.headers().get_all("x-forwarded-for");
    // A line that cannot be read counts as one entry, so that nothing moves to its place.
    let chain: Vec<&str> = lines
        .iter()
        .flat_map(|line| line.to_str().unwrap_or_default().split(','))
        .collect();
    chain
        .iter()
        .rev()
        .nth(index)
        .and_then(|entry| entry.trim().parse().ok())
        .unwrap_or(connection)
}

/// Browser and system in two words: enough to recognise one's own sign-ins, too little to identify a device.
fn device(headers: &HeaderMap) -> String {
    let agent = text(headers, header::USER_AGENT).unwrap_or_default();
    let browser = [
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]
    .into_iter()
    .find(|(mark, _)| agent.contains(mark))
    .map(|(_, name)| name);
    let system = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]
    .into_iter()
    .find(|(mark, _)| agent.contains(mark))
    .map(|(_, name)| name);
    let known: Vec<&str> = browser.into_iter().chain(system).collect();
    known.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(forwarded: &str) -> Request<Body> {
        Request::builder()
            .header("x-forwarded-for", forwarded)
            .body(Body::empty())
            .unwrap()
    }

    #[test]
    fn a_forged_forwarded_for_is_not_believed() {
        let forged = request("203.0.113.9, 198.51.100.7");
        assert_eq!(peer(&forged, 0), IpAddr::V4(Ipv4Addr::LOCALHOST));
        assert_eq!(peer(&forged, 1).to_string(), "198.51.100.7");
    }

    #[test]
    fn several_lines_of_forwarded_for_are_one_list() {
        let mut request = request("203.0.113.9");
        let lines = request.headers_mut();
        lines.append("x-forwarded-for", "198.51.100.7".parse().unwrap());
        assert_eq!(peer(&request, 1).to_string(), "198.51.100.7");
        assert_eq!(peer(&request, 2).to_string(), "203.0.113.9");
        assert_eq!(peer(&request, 3), IpAddr::V4(Ipv4Addr::LOCALHOST));
        let unreadable = http::HeaderValue::from_bytes(b"\xff").unwrap();
        request.headers_mut().append("x-forwarded-for", unreadable);
        assert_eq!(peer(&request, 1), IpAddr::V4(Ipv4Addr::LOCALHOST));
    }

    #[test]
    fn the_language_is_the_first_segment() {
        assert_eq!(lang_of("/ar/home?x=1"), Some(Lang::Ar));
        assert_eq!(lang_of("/fr"), Some(Lang::Fr));
        assert_eq!(lang_of("/pkg/x"), None);
    }
}
