//! What no form and no link of ours sends: it gets a sentence, and never a fault of ours.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::{
    matrix::{self, How},
    world::{FORM, Server, Stage, Who, World, get, post},
};
use app::{AppError, wire::Wire};
use axum::body::Body;
use domain::Failure;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use server_fn::Decodes;

const NONSENSE: [&str; 4] = [
    "no-id",
    "%00",
    "%ff%fe",
    "00000000-0000-0000-0000-00000000000",
];

fn as_page(mut request: Request<Body>) -> Request<Body> {
    let headers = request.headers_mut();
    headers.insert(header::ACCEPT, "text/html".parse().unwrap());
    request
}

async fn status(server: &Server, request: Request<Body>) -> StatusCode {
    server.ask(request).await.0
}

#[tokio::test]
async fn a_command_that_is_no_id_is_refused_with_a_sentence() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let forms = matrix::functions::rows()
        .into_iter()
        .filter_map(|row| match row.how {
            How::Form(fields) => Some((row.name, fields)),
            _ => None,
        });
    for (path, fields) in forms {
        let form = || {
            let fields = world.fill(&fields.replace("{command}", "no-id")) + "&page=/fr/help";
            post(path, world.token(Who::Administrator), FORM, fields)
        };
        let answer = server.send(form()).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{path}");
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        let error: AppError = Wire::decode(body).unwrap();
        assert_eq!(error.failure, Failure::Invalid(Vec::new()));
        assert!(!error.request_id.is_empty());
        let (status, _, page) = server.ask(as_page(form())).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{path}");
        assert!(page.contains("<html"), "{path}: {page}");
    }
    server.close().await;
}

#[tokio::test]
async fn arguments_that_cannot_be_read_are_no_fault_of_ours() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    for row in matrix::functions::rows() {
        let How::Get = row.how else { continue };
        let (path, query) = row.path.split_once('?').unwrap();
        let names = query.split('&').filter_map(|pair| pair.split_once('='));
        for (name, _) in names {
            for value in NONSENSE {
                for who in [Who::Mentee, Who::Coordinator, Who::Administrator] {
                    let asked = get(&format!("{path}?{name}={value}"), world.token(who));
                    let status = status(&server, asked).await;
                    assert!(!status.is_server_error(), "{path}?{name}={value}: {status}");
                }
            }
        }
        let without = status(&server, get(path, world.token(Who::Administrator))).await;
        assert!(!without.is_server_error(), "{path}: {without}");
    }
    let kind = get(
        "/api/profiles/list_reference?kind=Nonsense",
        world.token(Who::Administrator),
    );
    assert_eq!(status(&server, kind).await, StatusCode::BAD_REQUEST);
    server.close().await;
}

#[tokio::test]
async fn a_page_whose_id_is_none_is_not_there() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    for path in [
        "/fr/mentors/{id}",
        "/fr/mentors/{id}/request",
        "/fr/requests/{id}",
        "/fr/requests/{id}/decline",
        "/fr/mentorships/{id}",
        "/fr/mentorships/{id}/charter",
        "/fr/mentorships/{id}/terms",
        "/fr/mentorships/{id}/pledge",
        "/fr/profile/{id}",
        "/fr/coordinator/people/{id}",
        "/fr/coordinator/people?page={id}&side={id}&programme={id}",
        "/fr/coordinator/import/{id}",
        "/fr/admin/people/{id}",
        "/fr/admin/programmes/{id}",
        "/fr/admin/reference?kind={id}&item={id}",
        "/fr/home?notice={id}&opened={id}&n={id}",
        "/fr/notices?page={id}",
        "/imports/{id}",
        "/photos/{id}/192.0a1b.webp",
        "/{id}",
    ] {
        for id in NONSENSE {
            for who in [Who::Mentee, Who::Coordinator, Who::Administrator] {
                let asked = get(&path.replace("{id}", id), world.token(who));
                let status = status(&server, as_page(asked)).await;
                assert!(
                    !status.is_server_error(),
                    "{path} with {id} for {who:?}: {status}"
                );
            }
        }
    }
    server.close().await;
}
