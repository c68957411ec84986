//! Security headers and caching rules of every response.

use crate::AppState;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderName, HeaderValue, StatusCode, header};
use sha2::{Digest, Sha256};

/// The policy for pages. `strict-dynamic` lets the nonced script import the code; WASM needs its own word.
pub fn content_security_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self'; connect-src 'self'; manifest-src 'self'; font-src 'self'; worker-src 'self'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

const ALWAYS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

/// Puts the headers on that every response has; HSTS only behind TLS.
pub async fn secure(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let rule = cache_control(&path, response.status());
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    if state.settings.secure {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
        );
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(rule));
    }
    response
}

/// Hashed files for a year: one name is one content. What could not be had is not kept: it may be there at the next try.
fn cache_control(path: &str, status: StatusCode) -> &'static str {
    if !(status.is_success() || status == StatusCode::NOT_MODIFIED) {
        "private, no-store"
    } else if path.starts_with("/pkg/") || path.starts_with("/text/") || path.starts_with("/fonts/")
    {
        // A changed typeface gets a new file name.
        "public, max-age=31536000, immutable"
    } else if path.starts_with("/icons") || path.ends_with(".svg") || path.ends_with(".png") {
        "public, max-age=86400"
    } else if path.ends_with(".js") {
        "no-cache"
    } else {
        "private, no-store"
    }
}

/// Twelve hexadecimal digits of SHA-256.
pub fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_that_is_there_is_kept_for_a_year() {
        let kept = |status| cache_control("/pkg/mentoring.wasm", status).contains("immutable");
        assert!(kept(StatusCode::OK) && kept(StatusCode::NOT_MODIFIED));
        assert!(!kept(StatusCode::NOT_FOUND) && !kept(StatusCode::SERVICE_UNAVAILABLE));
    }
}
