//! The cookies as the browser gets them: behind TLS, on loopback, and after a change of roles.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::world::{FORM, Server, Stage, Who, World, get, post};
use axum::body::Body;
use backend::{
    accounts::{self, By},
    programmes::demo::PASSWORD,
};
use domain::{CommandId, Role, accounts::EmailAddress};
use http::{Request, header};

/// The cookie that an answer sets: name, value, attributes in alphabetical order.
async fn cookie(server: &Server, request: Request<Body>) -> Option<(String, String, Vec<String>)> {
    let answer = server.send(request).await;
    let text = answer.headers().get(header::SET_COOKIE)?.to_str().unwrap();
    let mut parts = text.split("; ").map(str::to_owned);
    let (name, value) = parts
        .next()
        .unwrap()
        .split_once('=')
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .unwrap();
    let mut attributes: Vec<String> = parts.collect();
    attributes.sort();
    Some((name, value, attributes))
}

fn sign_in() -> Request<Body> {
    let command = CommandId::new();
    let body = format!("command={command}&email=mentee%40example.org&password={PASSWORD}");
    post("/api/accounts/sign_in", None, FORM, body)
}

#[tokio::test]
async fn behind_tls_the_cookie_is_bound_to_the_host_and_to_tls() {
    let world = World::new().await;
    let server = world.secure().await;
    let (name, value, attributes) = cookie(&server, sign_in()).await.unwrap();
    assert_eq!(name, "__Host-session");
    assert!(value.len() >= 43, "256 bits");
    let expected = [
        "HttpOnly",
        "Max-Age=15552000",
        "Path=/",
        "SameSite=Lax",
        "Secure",
    ];
    assert_eq!(attributes, expected);
    // Without its prefix it is not taken: a neighbouring host could have set that one.
    let plain = get("/api/home/show", Some(&value));
    assert_eq!(server.ask(plain).await.0, http::StatusCode::UNAUTHORIZED);
    let mut own = get("/api/home/show", None);
    let header = format!("__Host-session={value}").parse().unwrap();
    own.headers_mut().insert(header::COOKIE, header);
    assert_eq!(server.ask(own).await.0, http::StatusCode::OK);
}

#[tokio::test]
async fn on_loopback_the_cookie_has_no_prefix_and_needs_no_tls() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let (name, value, attributes) = cookie(&server, sign_in()).await.unwrap();
    assert_eq!(name, "session");
    assert_eq!(
        attributes,
        ["HttpOnly", "Max-Age=15552000", "Path=/", "SameSite=Lax"]
    );
    let out = post(
        "/api/accounts/sign_out",
        Some(&value),
        FORM,
        world.fill("command={command}"),
    );
    let (name, value, attributes) = cookie(&server, out).await.unwrap();
    assert_eq!((name.as_str(), value.as_str()), ("session", ""));
    assert_eq!(
        attributes,
        ["HttpOnly", "Max-Age=0", "Path=/", "SameSite=Lax"]
    );
}

#[tokio::test]
async fn after_a_change_of_roles_the_next_answer_brings_a_new_token() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let token = world.token(Who::Stranger);
    let home = || get("/api/home/show", token);
    assert_eq!(cookie(&server, home()).await, None);
    let email = EmailAddress::parse("stranger@example.net").unwrap();
    let person = accounts::find_person(&server.backend, &email)
        .await
        .unwrap()
        .unwrap();
    let now = crate::world::NOW;
    accounts::grant_role(
        &server.backend,
        By::Operator,
        CommandId::new(),
        person,
        Role::Administrator,
        now,
    )
    .await
    .unwrap();
    let (name, value, attributes) = cookie(&server, home()).await.unwrap();
    assert_eq!(name, "session");
    assert_ne!(Some(value.as_str()), token);
    assert_eq!(
        attributes,
        ["HttpOnly", "Max-Age=15552000", "Path=/", "SameSite=Lax"]
    );
    let with_new = get("/api/home/show", Some(&value));
    assert_eq!(cookie(&server, with_new).await, None, "renewed once");
}

/// Attributes of the cookie by which a browser is known, in alphabetical order; 400 days, which is as long as browsers keep one.
const KNOWN: [&str; 4] = ["HttpOnly", "Max-Age=34560000", "Path=/", "SameSite=Lax"];

/// What the answer sets under this name: value and attributes in alphabetical order.
async fn set(server: &Server, request: Request<Body>, name: &str) -> Vec<(String, Vec<String>)> {
    let answer = server.send(request).await;
    let cookies = answer.headers().get_all(header::SET_COOKIE);
    let cookies = cookies.iter().map(|cookie| cookie.to_str().unwrap());
    cookies
        .filter_map(|cookie| cookie.strip_prefix(name)?.strip_prefix('='))
        .map(|cookie| {
            let mut parts = cookie.split("; ").map(str::to_owned);
            let value = parts.next().unwrap();
            let mut attributes: Vec<String> = parts.collect();
            attributes.sort();
            (value, attributes)
        })
        .collect()
}

fn with(mut request: Request<Body>, cookies: &str) -> Request<Body> {
    let cookies = cookies.parse().unwrap();
    request.headers_mut().insert(header::COOKIE, cookies);
    request
}

#[tokio::test]
async fn the_browser_is_known_by_a_cookie_of_this_host_alone_that_is_set_when_somebody_signs_in() {
    let world = World::new().await;
    let server = world.secure().await;
    let name = "__Host-device";
    assert_eq!(set(&server, get("/fr/sign-in", None), name).await, []);
    let begun = set(&server, sign_in(), name).await;
    let [(secret, attributes)] = &begun[..] else {
        panic!("{begun:?}");
    };
    assert!(secret.len() >= 43, "256 bits");
    // Nothing else: with a `Domain` it would go to other hosts, and the browser would refuse its name.
    assert_eq!(attributes[..4], KNOWN);
    assert_eq!(attributes[4..], ["Secure"]);

    let (_, session, _) = cookie(&server, sign_in()).await.unwrap();
    let both = format!("__Host-session={session}; {name}={secret}");
    for path in ["/fr/home", "/fr/me/account", "/api/home/show", "/fr"] {
        let again = set(&server, with(get(path, None), &both), name).await;
        assert_eq!(again, [], "{path}");
    }
    let again = set(&server, with(sign_in(), &both), name).await;
    assert_eq!(again, begun, "signed in again, it is the same for longer");
    // A neighbouring host could have set one without the prefix.
    let neighbour = set(&server, with(sign_in(), &format!("device={secret}")), name).await;
    assert!(neighbour.len() == 1 && neighbour[0].0 != *secret);
}

#[tokio::test]
async fn on_loopback_the_cookie_that_knows_the_browser_has_no_prefix() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let begun = set(&server, sign_in(), "device").await;
    assert!(begun.len() == 1 && begun[0].1 == KNOWN, "{begun:?}");
    assert_eq!(set(&server, sign_in(), "__Host-device").await, []);
}

/// A wrong password for the mentee, from a browser with these cookies.
async fn tries(server: &Server, cookies: &str) -> http::StatusCode {
    let command = CommandId::new();
    let body = format!("command={command}&email=mentee%40example.org&password=not-the-password");
    let wrong = post("/api/accounts/sign_in", None, FORM, body);
    server.ask(with(wrong, cookies)).await.0
}

#[tokio::test]
async fn whoever_steals_or_makes_up_the_browsers_cookie_has_only_as_many_tries_as_others() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let stolen = set(&server, sign_in(), "device").await.remove(0).0;
    for cookie in [stolen.as_str(), "made-up"] {
        let device = format!("device={cookie}");
        let home = with(get("/api/home/show", None), &device);
        assert_eq!(server.ask(home).await.0, http::StatusCode::UNAUTHORIZED);
        let as_session = with(get("/api/home/show", None), &format!("session={cookie}"));
        assert_eq!(
            server.ask(as_session).await.0,
            http::StatusCode::UNAUTHORIZED
        );
    }
    // Ten tries with it, ten without: each made-up one is none.
    for round in 0..12 {
        let status = tries(&server, &format!("device={stolen}")).await;
        assert_eq!(status == 429, round >= 10, "stolen, {round}: {status}");
    }
    for round in 0..12 {
        let status = tries(&server, &format!("device=made-up-{round}")).await;
        assert_eq!(status == 429, round >= 10, "made up, {round}: {status}");
    }
    // A made-up one is not taken over: who made it up for somebody would know it.
    let elsewhere = format!(
        "command={}&email=mentor%40example.org&password={PASSWORD}",
        CommandId::new()
    );
    let elsewhere = post("/api/accounts/sign_in", None, FORM, elsewhere);
    let known = set(&server, with(elsewhere, "device=made-up"), "device").await;
    assert!(known.len() == 1 && known[0].0 != "made-up");
}
