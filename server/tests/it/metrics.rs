//! Metrics: for whoever has the token, about routes and never about people.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::world::{Server, Stage, Who, World, get};
use axum::{Router, body::Body};
use http::{HeaderValue, Request, StatusCode, header};
use tower::ServiceExt;

const TOKEN: &str = "a-token-for-prometheus";

fn bearing(token: &str) -> Request<Body> {
    let mut request = get("/metrics", None);
    let value = HeaderValue::from_str(&format!("Bearer {token}")).unwrap();
    request.headers_mut().insert(header::AUTHORIZATION, value);
    request
}

async fn read(server: &Server) -> String {
    let (status, _, text) = server.ask(bearing(TOKEN)).await;
    assert_eq!(status, StatusCode::OK);
    text
}

/// The value of the line that begins so.
fn value(text: &str, line: &str) -> f64 {
    text.lines()
        .find_map(|one| one.strip_prefix(line)?.trim().parse().ok())
        .unwrap_or_default()
}

async fn status(router: Router, request: Request<Body>) -> StatusCode {
    router.oneshot(request).await.unwrap().status()
}

#[tokio::test]
async fn metrics_are_shown_to_the_bearer_of_the_token_only() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    assert_eq!(server.ask(bearing(TOKEN)).await.0, StatusCode::NOT_FOUND);

    let server = server.measured(Some(TOKEN));
    let nothing = server.ask(get("/metrics", None)).await.0;
    assert_eq!(nothing, StatusCode::UNAUTHORIZED);
    for wrong in ["", "another", "a-token-for-prometheus-and-more"] {
        let refused = server.ask(bearing(wrong)).await.0;
        assert_eq!(refused, StatusCode::UNAUTHORIZED, "{wrong:?}");
    }
    assert_eq!(server.ask(bearing(TOKEN)).await.0, StatusCode::OK);
}

#[tokio::test]
async fn an_address_of_its_own_asks_for_a_token_only_when_there_is_one() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await.measured(None);
    let own = || server::metrics::router(server.state.clone());
    assert_eq!(status(own(), get("/metrics", None)).await, StatusCode::OK);
    assert_eq!(
        server.ask(get("/metrics", None)).await.0,
        StatusCode::NOT_FOUND
    );

    let server = server.measured(Some(TOKEN));
    let own = || server::metrics::router(server.state.clone());
    let refused = status(own(), get("/metrics", None)).await;
    assert_eq!(refused, StatusCode::UNAUTHORIZED);
    assert_eq!(status(own(), bearing(TOKEN)).await, StatusCode::OK);
}

#[tokio::test]
async fn requests_are_counted_by_their_route() {
    const HEALTH: &str = r#"http_requests_total{method="GET",route="/healthz",status="200"}"#;
    let world = World::new().await;
    let server = world.server(Stage::Signed).await.measured(Some(TOKEN));
    let before = value(&read(&server).await, HEALTH);
    server.ask(get("/healthz", None)).await;
    let page = world.fill("/fr/mentorships/{mentorship}");
    server.ask(get(&page, world.token(Who::Mentee))).await;
    let photo = world.fill("{photo of mentee}");
    server.ask(get(&photo, world.token(Who::Mentee))).await;
    server.ask(get("/api/home/show", None)).await;
    server.ask(get("/icons/none.svg", None)).await;
    let listening = server.send(get("/live", world.token(Who::Mentee))).await;

    let text = read(&server).await;
    assert!(value(&text, HEALTH) > before, "{text}");
    for route in [
        r#"route="page",status="200""#,
        r#"route="/photos/{person}/{file}",status="200""#,
        r#"route="/api/home/show",status="401""#,
        r#"route="/icons/",status="404""#,
        r#"route="/live",status="200""#,
        "http_request_duration_seconds_bucket",
        "live_streams 1",
        r#"outbox_mails{state="waiting"}"#,
        r#"outbox_mails{state="dead"} 0"#,
        r#"db_connections{pool="writer",state="idle"}"#,
        "password_hashes_running 0",
        r#"build_info{version=""#,
    ] {
        assert!(text.contains(route), "no {route} in {text}");
    }
    let id = world.fill("{mentorship}");
    assert!(!text.contains(&id) && !text.contains(&photo), "{text}");
    drop(listening);
}

#[tokio::test]
async fn every_answer_has_one_request_id_of_its_own() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let mut ids = Vec::new();
    for path in [
        "/healthz",
        "/fr",
        "/favicon.svg",
        "/icons/none.svg",
        "/api/home/show",
        "/live",
        "/no-such-page",
    ] {
        let mut request = get(path, None);
        let forged = HeaderValue::from_static("of-my-own");
        request.headers_mut().insert("x-request-id", forged);
        let response = server.send(request).await;
        let found: Vec<_> = response.headers().get_all("x-request-id").iter().collect();
        assert_eq!(found.len(), 1, "{path}");
        ids.push(found[0].to_str().unwrap().to_owned());
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 7);
    assert!(!ids.contains(&"of-my-own".to_owned()));
}

#[tokio::test]
async fn health_and_readiness_tell_a_lost_database_apart() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    assert_eq!(server.ask(get("/readyz", None)).await.0, StatusCode::OK);
    server.backend.db.close().await;
    let ready = server.ask(get("/readyz", None)).await.0;
    assert_eq!(ready, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(server.ask(get("/healthz", None)).await.0, StatusCode::OK);
}
