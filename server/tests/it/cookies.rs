//! The session cookie as the browser gets it: behind TLS, on loopback, and after a change of roles.

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
