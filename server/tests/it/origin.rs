//! Requests that another site makes a browser send are refused, whoever is signed in.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::world::{FORM, Server, Stage, Who, World, file_form, get, post};
use axum::body::Body;
use http::{Request, StatusCode};

fn from(site: &str, mut request: Request<Body>) -> Request<Body> {
    let headers = request.headers_mut();
    headers.insert("sec-fetch-site", site.parse().unwrap());
    request
}

async fn status(server: &Server, request: Request<Body>) -> StatusCode {
    server.ask(request).await.0
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let token = world.token(Who::Mentee);
    let form = || {
        let body = world.fill("command={command}");
        post("/api/notifications/mark_all_read", token, FORM, body)
    };
    let photo = || file_form("/photos", token, &[("forget", "1")]);
    for site in ["cross-site", "same-site"] {
        let refused = StatusCode::FORBIDDEN;
        assert_eq!(status(&server, from(site, form())).await, refused, "{site}");
        assert_eq!(
            status(&server, from(site, photo())).await,
            refused,
            "{site}"
        );
    }
    assert!(status(&server, from("same-origin", form())).await.as_u16() < 400);
    // A link from elsewhere is followed: reading changes nothing.
    let read = from("cross-site", get("/api/notifications/unread", token));
    assert_eq!(status(&server, read).await, StatusCode::OK);
}

#[tokio::test]
async fn an_old_browsers_form_of_another_site_is_refused_by_its_origin() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let mut form = post(
        "/api/notifications/mark_all_read",
        world.token(Who::Mentee),
        FORM,
        world.fill("command={command}"),
    );
    let headers = form.headers_mut();
    headers.insert("origin", "https://elsewhere.example.net".parse().unwrap());
    headers.insert("host", "mentoring.example.org".parse().unwrap());
    assert_eq!(status(&server, form).await, StatusCode::FORBIDDEN);
}
