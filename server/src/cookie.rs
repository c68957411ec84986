//! The two cookies: `__Host-` behind TLS, HttpOnly, SameSite=Lax; their values are secrets, stored hashed. One holds the
//! session; by the other a browser is known to which somebody signed in before, whose tries are counted apart.

use app::context::SessionChange;
use backend::accounts::DEVICE_LASTS;
use domain::time;
use http::{HeaderMap, HeaderValue, header};

/// 180 days; the session itself ends on the server, mostly sooner.
const MAX_AGE: i64 = 180 * time::DAY;

/// `__Host-` needs TLS; plain http on loopback (development) gets the same without the prefix.
fn name(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

fn device_name(secure: bool) -> &'static str {
    if secure { "__Host-device" } else { "device" }
}

/// The token of the request's session cookie.
pub fn token(headers: &HeaderMap, secure: bool) -> Option<&str> {
    value(headers, name(secure))
}

/// The secret that the browser is known by.
pub fn device(headers: &HeaderMap, secure: bool) -> Option<&str> {
    value(headers, device_name(secure))
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The header that carries out a change of the session.
pub fn set(change: &SessionChange, secure: bool) -> Option<HeaderValue> {
    match change {
        SessionChange::Begin(token) => written(name(secure), token, MAX_AGE, secure),
        SessionChange::End => written(name(secure), "", 0, secure),
    }
}

/// The header by which the browser is known from now on.
pub fn set_device(secret: &str, secure: bool) -> Option<HeaderValue> {
    written(device_name(secure), secret, DEVICE_LASTS, secure)
}

fn written(name: &str, value: &str, lasts: i64, secure: bool) -> Option<HeaderValue> {
    let flags = if secure { "; Secure" } else { "" };
    let seconds = lasts / 1_000;
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{flags}");
    HeaderValue::from_str(&text).ok()
}
