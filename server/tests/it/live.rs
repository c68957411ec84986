//! Live streams: each says what concerns its own person, resumes where it was, and ends with the sign-in.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::world::{FORM, NOW, Server, Stage, Who, World, get, post};
use axum::body::Body;
use http::{HeaderValue, StatusCode, header};
use http_body_util::BodyExt;
use std::time::Duration;
use tokio::time::timeout;

/// Only an answer that never comes waits this long.
const PATIENCE: Duration = Duration::from_secs(20);

/// One message of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    id: i64,
    unread: u64,
    kind: String,
}

/// An open stream.
struct Ear(Body);

impl Ear {
    async fn open(world: &World, server: &Server, who: Who, heard: Option<i64>) -> Self {
        let mut request = get("/live", world.token(who));
        if let Some(id) = heard {
            let id = HeaderValue::from(id);
            request.headers_mut().insert("last-event-id", id);
        }
        let response = server.send(request).await;
        assert_eq!(response.status(), StatusCode::OK);
        Self(response.into_body())
    }

    /// The next message; `None` when the stream ended.
    async fn next(&mut self) -> Option<Said> {
        timeout(PATIENCE, self.read()).await.unwrap()
    }

    async fn read(&mut self) -> Option<Said> {
        loop {
            let frame = self.0.frame().await?;
            let bytes = frame.unwrap().into_data().unwrap();
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let field = |name: &str| {
                let line = text.lines().find_map(|line| line.strip_prefix(name))?;
                Some(line.trim().to_owned())
            };
            if let Some(data) = field("data:") {
                let (unread, kind) = domain::live::read(&data).unwrap();
                return Some(Said {
                    id: field("id:").unwrap().parse().unwrap(),
                    unread,
                    kind: kind.to_owned(),
                });
            }
        }
    }

    /// Messages up to the first of this kind.
    async fn until(&mut self, kind: &str) -> Vec<Said> {
        let mut said = Vec::new();
        loop {
            said.push(self.next().await.unwrap());
            if said.last().unwrap().kind == kind {
                return said;
            }
        }
    }
}

async fn send(world: &World, server: &Server, who: Who, path: &str, fields: &str) {
    let form = post(path, world.token(who), FORM, world.fill(fields));
    let status = server.send(form).await.status();
    assert!(status.as_u16() < 400, "{path}: {status}");
}

async fn reads_all(world: &World, server: &Server, who: Who) {
    let path = "/api/notifications/mark_all_read";
    send(world, server, who, path, "command={command}").await;
}

async fn accepts(world: &World, server: &Server) {
    let fields = "command={command}&request={request}";
    send(world, server, Who::Mentor, "/api/matching/accept", fields).await;
}

fn kinds(said: &[Said]) -> Vec<&str> {
    said.iter().map(|one| one.kind.as_str()).collect()
}

#[tokio::test]
async fn a_notice_reaches_the_streams_of_its_person_and_no_others() {
    let world = World::new().await;
    let server = world.server(Stage::Asked).await;
    let mut mentee = Ear::open(&world, &server, Who::Mentee, None).await;
    let mut stranger = Ear::open(&world, &server, Who::Stranger, None).await;
    let before = mentee.next().await.unwrap();
    assert_eq!(before.kind, "standing");
    assert_eq!(stranger.next().await.unwrap().kind, "standing");

    accepts(&world, &server).await;
    let said = mentee.until("notice.given").await;
    let notice = said.last().unwrap();
    assert_eq!(notice.unread, before.unread + 1);
    assert!(notice.id > before.id);

    // The first thing the stranger hears is their own.
    reads_all(&world, &server, Who::Stranger).await;
    assert_eq!(stranger.next().await.unwrap().kind, "notice.read");
}

#[tokio::test]
async fn what_another_copy_of_the_server_writes_is_heard_too() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let mut ear = Ear::open(&world, &server, Who::Mentee, None).await;
    ear.next().await.unwrap();
    let token = world.token(Who::Mentee).unwrap();
    let session = backend::accounts::viewer(&server.backend, token, NOW).await;
    let actor = session.unwrap().unwrap().actor;
    // Not through this server's routes.
    backend::notifications::mark_all_read(&server.backend, &actor, NOW)
        .await
        .unwrap();
    let said = ear.next().await.unwrap();
    assert_eq!((said.kind.as_str(), said.unread), ("notice.read", 0));
}

#[tokio::test]
async fn a_stream_resumes_with_what_was_missed() {
    let world = World::new().await;
    let server = world.server(Stage::Asked).await;
    let mut ear = Ear::open(&world, &server, Who::Mentee, None).await;
    let heard = ear.next().await.unwrap().id;
    drop(ear);

    accepts(&world, &server).await;
    reads_all(&world, &server, Who::Mentee).await;
    let mut ear = Ear::open(&world, &server, Who::Mentee, Some(heard)).await;
    let said = ear.until("standing").await;
    let all = kinds(&said);
    assert!(all.contains(&"notice.given"), "{all:?}");
    assert_eq!(all[all.len() - 2..], ["notice.read", "standing"], "{all:?}");
    let ids: Vec<_> = said.iter().map(|one| one.id).collect();
    assert!(ids.is_sorted() && ids[0] > heard, "{ids:?}");

    // Nothing was missed since.
    let newest = said.last().unwrap().id;
    let mut ear = Ear::open(&world, &server, Who::Mentee, Some(newest)).await;
    assert_eq!(ear.next().await.unwrap().kind, "standing");
}

#[tokio::test]
async fn too_much_missed_is_one_refresh() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    for _ in 0..51 {
        reads_all(&world, &server, Who::Partner).await;
    }
    let mut ear = Ear::open(&world, &server, Who::Partner, Some(0)).await;
    let said = ear.until("standing").await;
    assert_eq!(kinds(&said), ["refresh", "standing"]);
}

#[tokio::test]
async fn nobody_listens_without_a_sign_in_and_the_stream_ends_with_it() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let anonymous = server.send(get("/live", None)).await;
    assert_eq!(anonymous.status(), StatusCode::UNAUTHORIZED);

    let mut mentee = Ear::open(&world, &server, Who::Mentee, None).await;
    let mut mentor = Ear::open(&world, &server, Who::Mentor, None).await;
    mentee.next().await.unwrap();
    mentor.next().await.unwrap();
    let path = "/api/accounts/sign_out";
    send(&world, &server, Who::Mentee, path, "command={command}").await;
    assert_eq!(mentee.next().await, None);
    // The other's goes on.
    reads_all(&world, &server, Who::Mentor).await;
    assert_eq!(mentor.next().await.unwrap().kind, "notice.read");
}

#[tokio::test]
async fn a_stream_is_neither_kept_nor_compressed() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let mut request = get("/live", world.token(Who::Mentee));
    let br = HeaderValue::from_static("br, gzip");
    request.headers_mut().insert(header::ACCEPT_ENCODING, br);
    let response = server.send(request).await;
    let headers = response.headers();
    assert_eq!(headers[header::CONTENT_TYPE], "text/event-stream");
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    assert!(!headers.contains_key(header::CONTENT_ENCODING));
}

#[tokio::test]
async fn one_person_has_so_many_streams_and_no_more() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let mut ears = Vec::new();
    for _ in 0..12 {
        ears.push(Ear::open(&world, &server, Who::Mentee, None).await);
    }
    let ask = || server.send(get("/live", world.token(Who::Mentee)));
    assert_eq!(ask().await.status(), StatusCode::TOO_MANY_REQUESTS);
    Ear::open(&world, &server, Who::Mentor, None).await;
    ears.pop();
    assert_eq!(ask().await.status(), StatusCode::OK);
}

#[tokio::test]
async fn streams_end_when_the_server_stops() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let mut ear = Ear::open(&world, &server, Who::Mentee, None).await;
    ear.next().await.unwrap();
    assert_eq!(server.state.live.open(), 1);
    server.state.live.close();
    assert_eq!(ear.next().await, None);
    drop(ear);
    assert_eq!(server.state.live.open(), 0);
}
