//! What the middleware refuses has a sentence in the reader's language and an id to quote.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::world::{FORM, Server, Stage, Who, World, get, post};
use app::{AppError, wire::Wire};
use axum::body::Body;
use domain::Failure;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use server_fn::{Bytes, ContentType, Decodes};

struct Said {
    status: StatusCode,
    kind: String,
    id: String,
    body: String,
    bytes: Bytes,
}

impl Said {
    fn error(&self) -> AppError {
        assert_eq!(self.kind, Wire::CONTENT_TYPE);
        Wire::decode(self.bytes.clone()).unwrap()
    }
}

async fn ask(
    server: &Server,
    mut request: Request<Body>,
    headers: &[(&'static str, &str)],
) -> Said {
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    let response = server.send(request).await;
    let header = |name: &str| {
        let value = response.headers().get(name);
        value.map_or(String::new(), |value| value.to_str().unwrap().to_owned())
    };
    let (status, kind, id) = (
        response.status(),
        header(header::CONTENT_TYPE.as_str()),
        header("x-request-id"),
    );
    let body = response.into_body().collect().await.unwrap().to_bytes();
    Said {
        status,
        kind,
        id,
        body: String::from_utf8_lossy(&body).into_owned(),
        bytes: body,
    }
}

const PAGE: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
const CALL: (&str, &str) = ("accept", Wire::CONTENT_TYPE);

fn form(world: &World, padding: usize) -> Request<Body> {
    let fields = world.fill("command={command}&name=") + &"x".repeat(padding);
    post(
        "/api/notifications/mark_all_read",
        world.token(Who::Mentee),
        FORM,
        fields,
    )
}

#[tokio::test]
async fn a_body_too_large_is_refused_in_words() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    // Beyond what a form may be, and beyond what anything may be.
    for size in [300 * 1024, 25 * 1024 * 1024] {
        let referer = ("referer", "http://127.0.0.1:3000/de/notices");
        let said = ask(&server, form(&world, size), &[PAGE, referer]).await;
        assert_eq!(said.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(said.kind.starts_with("text/html"), "{}", said.kind);
        assert!(said.body.contains("Das ist zu groß"), "{}", said.body);
        assert!(said.body.contains(&said.id) && !said.id.is_empty());
    }
    let said = ask(&server, form(&world, 300 * 1024), &[CALL]).await;
    assert_eq!(said.error(), AppError::new(Failure::TooLarge, &*said.id));
}

#[tokio::test]
async fn a_wrong_method_is_refused_in_words() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let request = post("/ar/help", None, FORM, String::new());
    let said = ask(&server, request, &[PAGE]).await;
    assert_eq!(said.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(
        said.body.contains("dir=\"rtl\"") && said.body.contains(&said.id),
        "{}",
        said.body
    );
    let said = ask(&server, get("/imports", None), &[("accept-language", "en")]).await;
    assert_eq!(said.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(said.kind.starts_with("text/plain"), "{}", said.kind);
    assert!(said.body.starts_with("This address") && said.body.contains(&said.id));
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_in_words() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let site = ("sec-fetch-site", "cross-site");
    let english = ("accept-language", "en");
    let said = ask(&server, form(&world, 0), &[PAGE, site, english]).await;
    assert_eq!(said.status, StatusCode::FORBIDDEN);
    assert!(said.body.contains("came from another site") && said.body.contains(&said.id));
    let said = ask(&server, form(&world, 0), &[CALL, site]).await;
    assert_eq!(said.error(), AppError::new(Failure::Forbidden, &*said.id));
}

#[tokio::test]
async fn what_a_server_function_refuses_stays_its_own() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let request = get("/api/administration/overview", world.token(Who::Mentee));
    let said = ask(&server, request, &[CALL]).await;
    assert_eq!(said.error().failure.status(), said.status.as_u16());
}
