//! What surrounds every request, also of files: its id, its span in the log, and its place in the metrics.

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use http::{HeaderName, HeaderValue, Method};
use std::{collections::HashSet, sync::Arc, sync::LazyLock, time::Instant};
use tracing::Instrument;

pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The request's id, in its extensions. Never taken from outside.
#[derive(Clone)]
pub struct RequestId(pub Arc<str>);

impl RequestId {
    pub fn fresh() -> Self {
        Self(uuid::Uuid::now_v7().simple().to_string().into())
    }
}

/// The pattern of the route that answered, in a response's extensions.
#[derive(Clone)]
struct Pattern(Arc<str>);

/// Folders of files; axum has no pattern for what is nested.
const FOLDERS: [&str; 4] = ["/pkg/", "/fonts/", "/icons/", "/screenshots/"];

static SERVER_FUNCTIONS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect()
});

/// Outermost middleware: names the request, and counts its answer.
pub async fn observe(mut request: Request, next: Next) -> Response {
    let id = RequestId::fresh();
    let header = HeaderValue::from_str(&id.0);
    let method = known(request.method());
    let span = tracing::info_span!("request", id = %id.0, method, path = request.uri().path());
    let outer = pattern(&request);
    request.extensions_mut().insert(id);
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = begun.elapsed();
    if let Ok(header) = header {
        response.headers_mut().insert(REQUEST_ID, header);
    }
    let route = response.extensions_mut().remove::<Pattern>().or(outer);
    let route = route.map_or_else(|| "none".to_owned(), |Pattern(route)| route.to_string());
    let status = response.status().as_u16();
    tracing::debug!(parent: &span, status, micros = took.as_micros() as u64, "answered");
    metrics::counter!(
        "http_requests_total",
        "method" => method, "route" => route.clone(), "status" => status.to_string(),
    )
    .increment(1);
    metrics::histogram!("http_request_duration_seconds", "method" => method, "route" => route)
        .record(took.as_secs_f64());
    response
}

/// Middleware of the routes behind the outer router's fallback: leaves the pattern for [`observe`].
pub async fn name_route(request: Request, next: Next) -> Response {
    let pattern = pattern(&request).unwrap_or_else(|| Pattern("page".into()));
    let mut response = next.run(request).await;
    response.extensions_mut().insert(pattern);
    response
}

/// The pattern of the route that will answer, `page` for all pages.
pub fn route(request: &Request) -> Arc<str> {
    pattern(request).map_or_else(|| "page".into(), |Pattern(route)| route)
}

/// Never the path itself: it holds ids, and there would be a time series for each.
fn pattern(request: &Request) -> Option<Pattern> {
    let path = request.uri().path();
    if SERVER_FUNCTIONS.contains(path) {
        return Some(Pattern(path.into()));
    }
    if let Some(folder) = FOLDERS.iter().find(|folder| path.starts_with(**folder)) {
        return Some(Pattern((*folder).into()));
    }
    let matched = request.extensions().get::<MatchedPath>()?.as_str();
    // axum's own name of a fallback.
    (!matched.contains("__private")).then(|| Pattern(matched.into()))
}

/// The method's name, of a few that can be.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
