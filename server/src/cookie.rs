//! The session cookie: `__Host-` behind TLS, HttpOnly, SameSite=Lax; its value is a secret, stored hashed.

use app::context::SessionChange;
use http::{HeaderMap, HeaderValue, header};

/// Thirty days; the session itself ends on the server.
const MAX_AGE: u32 = 30 * 24 * 60 * 60;

/// `__Host-` needs TLS; plain http on loopback (development) gets the same without the prefix.
fn name(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

/// The token of the request's session cookie.
pub fn token(headers: &HeaderMap, secure: bool) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(key, _)| *key == name(secure))
        .map(|(_, token)| token)
}

/// The header that carries out a change of the session.
pub fn set(change: &SessionChange, secure: bool) -> Option<HeaderValue> {
    let flags = if secure { "; Secure" } else { "" };
    let name = name(secure);
    let text = match change {
        SessionChange::Begin(token) => {
            format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={MAX_AGE}{flags}")
        }
        SessionChange::End => format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{flags}"),
    };
    HeaderValue::from_str(&text).ok()
}
