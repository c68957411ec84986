//! Which site a request means, as its `Host` says, and whether it came straight from this machine.
//!
//! A name that is not ours is no request for us: answered, it would let another name stand for the site, in caches and
//! in browsers that were led to it.

use crate::{AppState, refusals::MACHINES};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header, uri::Authority};
use std::net::IpAddr;
use url::{Host, Url};

/// What a proxy adds. Any of it says that the request was made somewhere else.
const FORWARDED: [&str; 4] = ["forwarded", "via", "x-real-ip", "cf-connecting-ip"];

/// The name that requests must have: that of the address people reach the site by. `None` where that is loopback:
/// there the site has no name yet.
pub fn name_of(base_url: &Url) -> Option<String> {
    let is_name = base_url.host().is_some_and(|host| !is_loopback(&host));
    is_name
        .then(|| base_url.host_str().map(str::to_owned))
        .flatten()
}

/// Middleware: refuses what is meant for another site. What programs ask for (`/healthz` and the like) is answered by
/// any name: a load balancer asks by address.
pub async fn check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(name) = &state.settings.host else {
        return next.run(request).await;
    };
    if MACHINES.contains(&request.uri().path()) {
        return next.run(request).await;
    }
    match asked(&request) {
        Some(asked) if asked.eq_ignore_ascii_case(name) => next.run(request).await,
        Some(_) => StatusCode::MISDIRECTED_REQUEST.into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// Middleware for what only this machine may see: not there for a request by another name than loopback's, or one that
/// a proxy passed on. Elsewhere a name can be made to lead here.
pub async fn on_this_machine(request: Request, next: Next) -> Response {
    let is_here = asked(&request).is_some_and(|name| is_loopback_name(&name));
    if is_here && !is_forwarded(request.headers()) {
        next.run(request).await
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

/// The name without its port; a proxy may listen on another one.
fn asked(request: &Request) -> Option<String> {
    let authority = match request.headers().get(header::HOST) {
        Some(host) => Authority::try_from(host.as_bytes()).ok()?,
        None => request.uri().authority()?.clone(),
    };
    Some(authority.host().to_owned())
}

fn is_forwarded(headers: &HeaderMap) -> bool {
    headers
        .keys()
        .map(http::HeaderName::as_str)
        .any(|name| name.starts_with("x-forwarded") || FORWARDED.contains(&name))
}

fn is_loopback_name(name: &str) -> bool {
    let address = name.trim_start_matches('[').trim_end_matches(']');
    match address.parse::<IpAddr>() {
        Ok(ip) => ip.is_loopback(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    }
}

/// Is this the machine itself?
pub fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn by(host: &str) -> Request {
        Request::builder()
            .header(header::HOST, host)
            .body(Body::empty())
            .unwrap()
    }

    #[test]
    fn a_name_is_read_without_its_port() {
        for (host, name) in [
            ("mem.example.org", "mem.example.org"),
            ("mem.example.org:8443", "mem.example.org"),
            ("[::1]:3000", "[::1]"),
        ] {
            assert_eq!(asked(&by(host)).as_deref(), Some(name));
        }
        assert_eq!(asked(&by("a b")), None);
    }

    #[test]
    fn only_loopback_has_no_name() {
        let name = |url: &str| name_of(&Url::parse(url).unwrap());
        assert_eq!(name("http://localhost:3000"), None);
        assert_eq!(name("http://127.0.0.1"), None);
        assert_eq!(name("http://[::1]:3000"), None);
        assert_eq!(
            name("https://mem.example.org").as_deref(),
            Some("mem.example.org")
        );
        assert_eq!(
            name("http://[2001:db8::1]").as_deref(),
            Some("[2001:db8::1]")
        );
        assert!(
            is_loopback_name("LOCALHOST")
                && is_loopback_name("127.8.0.1")
                && is_loopback_name("[::1]")
        );
        assert!(!is_loopback_name("localhost.example.org") && !is_loopback_name("[::2]"));
    }
}
