//! Who, then how much, then work: what is refused before a byte of it is read, what is read no further, and what is
//! noted of it.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::world::{FILE, FORM, Server, Stage, Who, World, get, head, post};
use axum::body::{Body, Bytes};
use backend::trust::journal;
use domain::{
    Lang,
    trust::{JournalKind, JournalLine},
};
use futures::stream;
use http::{Request, StatusCode, header};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

/// How many bytes of a body were asked for.
#[derive(Clone, Default)]
struct Read(Arc<AtomicUsize>);

impl Read {
    fn bytes(&self) -> usize {
        self.0.load(Relaxed)
    }

    /// A body in pieces of that size.
    fn body(&self, piece: &'static [u8], pieces: usize) -> Body {
        let read = self.0.clone();
        Body::from_stream(stream::iter((0..pieces).map(move |_| {
            read.fetch_add(piece.len(), Relaxed);
            Ok::<_, std::convert::Infallible>(Bytes::from_static(piece))
        })))
    }
}

fn sent(path: &str, token: Option<&str>, kind: &str, body: Body) -> Request<Body> {
    head(token)
        .method("POST")
        .uri(path)
        .header(header::CONTENT_TYPE, kind)
        .body(body)
        .unwrap()
}

const KILOBYTE: &[u8] = &[b'x'; 1024];
/// A part of a form, as small as it can be.
const PART: &[u8] = b"--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n";

#[tokio::test]
async fn no_byte_is_read_of_a_file_that_somebody_may_not_send() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    for (path, who, expected) in [
        ("/photos", Who::Anonymous, StatusCode::SEE_OTHER),
        ("/imports", Who::Anonymous, StatusCode::SEE_OTHER),
        ("/imports", Who::Mentee, StatusCode::NOT_FOUND),
        ("/imports", Who::Administrator, StatusCode::NOT_FOUND),
    ] {
        let read = Read::default();
        let body = read.body(KILOBYTE, 20 * 1024);
        let (status, target, _) = server.ask(sent(path, world.token(who), FILE, body)).await;
        assert_eq!(status, expected, "{path} for {who:?}");
        assert_eq!(
            target.ends_with("/sign-in"),
            who == Who::Anonymous,
            "{target}"
        );
        assert_eq!(read.bytes(), 0, "{path} for {who:?}");
    }
    server.close().await;
}

#[tokio::test]
async fn a_function_takes_forms_alone_and_reads_nothing_else() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let path = "/api/accounts/sign_up";
    for kind in [
        "application/json",
        "text/plain",
        FILE,
        "application/octet-stream",
    ] {
        let read = Read::default();
        let (status, ..) = server
            .ask(sent(path, None, kind, read.body(KILOBYTE, 23 * 1024)))
            .await;
        assert_eq!(
            (status, read.bytes()),
            (StatusCode::UNSUPPORTED_MEDIA_TYPE, 0),
            "{kind}"
        );
    }
    // One that says how long it is is not begun; one that does not is read as far as a form may go.
    let read = Read::default();
    let mut long = sent(path, None, FORM, read.body(KILOBYTE, 23 * 1024));
    long.headers_mut()
        .insert(header::CONTENT_LENGTH, (23 * 1024 * 1024).into());
    assert_eq!(server.ask(long).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(read.bytes(), 0);
    let read = Read::default();
    let endless = sent(path, None, FORM, read.body(KILOBYTE, 23 * 1024));
    assert_eq!(server.ask(endless).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(read.bytes() <= 300 * 1024, "{}", read.bytes());
    server.close().await;
}

#[tokio::test]
async fn a_form_of_countless_parts_is_read_no_further_than_ours_go() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    for (path, who) in [("/photos", Who::Mentee), ("/imports", Who::Coordinator)] {
        let read = Read::default();
        let body = read.body(PART, 360_000);
        let (status, ..) = server.ask(sent(path, world.token(who), FILE, body)).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{path}");
        assert!(read.bytes() < 16 * 1024, "{} bytes of {path}", read.bytes());
    }
    server.close().await;
}

#[tokio::test]
async fn bodies_beyond_the_memory_for_all_are_told_to_come_again() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await.with_room(10_000);
    let form = |padding: usize| {
        let fields =
            world.fill("command={command}&email=a%40example.net&next=") + &"x".repeat(padding);
        post("/api/accounts/ask_for_link", None, FORM, fields)
    };
    let full = server.send(form(20_000)).await;
    assert_eq!(full.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(full.headers()[header::RETRY_AFTER], "5");
    // What it held was given back.
    for _ in 0..3 {
        assert_eq!(server.send(form(9_000)).await.status(), StatusCode::OK);
    }
    server.close().await;
}

#[tokio::test]
async fn signing_out_clears_the_cache_and_leaves_the_offline_page() {
    let world = World::new().await;
    for (accept, path, expected) in [
        ("text/html", "/api/accounts/sign_out", true),
        (
            "application/json",
            "/api/accounts/sign_out_everywhere",
            true,
        ),
        ("text/html", "/api/notifications/mark_all_read", false),
    ] {
        let server = world.server(Stage::Signed).await;
        let fields = world.fill("command={command}&page=/fr/home");
        let mut form = post(path, world.token(Who::Mentee), FORM, fields);
        form.headers_mut()
            .insert(header::ACCEPT, accept.parse().unwrap());
        let answer = server.send(form).await;
        assert!(answer.status().as_u16() < 400);
        let cleared = answer.headers().get("clear-site-data");
        assert_eq!(
            cleared.map(|it| it.to_str().unwrap()),
            expected.then_some("\"cache\""),
            "{path}"
        );
        server.close().await;
    }
}

#[tokio::test]
async fn a_photo_is_kept_by_its_readers_own_browser_alone() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let photo = world.fill("{photo of mentor}");
    for (who, status, kept) in [
        (
            Who::Mentee,
            StatusCode::OK,
            "private, max-age=31536000, immutable",
        ),
        (
            Who::Anonymous,
            StatusCode::UNAUTHORIZED,
            "private, no-store",
        ),
        (Who::Partner, StatusCode::NOT_FOUND, "private, no-store"),
    ] {
        let answer = server.send(get(&photo, world.token(who))).await;
        assert_eq!(answer.status(), status);
        assert_eq!(answer.headers()[header::CACHE_CONTROL], kept, "{who:?}");
    }
    server.close().await;
}

async fn noted(world: &World, server: &Server) -> Vec<JournalLine> {
    journal::write(&server.backend).await.unwrap();
    let (administrator, _) = world.actor(server, Who::Administrator).await;
    let read = journal::read(&server.backend, &administrator, None, 1, Lang::Fr).await;
    let mut lines = read.unwrap().rows;
    lines.retain(|line| line.kind.is_refusal());
    lines
}

#[tokio::test]
async fn refusals_are_noted_with_who_and_a_network_and_no_secret() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let (mentee, _) = world.actor(&server, Who::Mentee).await;
    let wrong = world.fill("command={command}&email=mentee%40example.org&password=a-secret-word");
    for _ in 0..3 {
        server
            .send(post("/api/accounts/sign_in", None, FORM, wrong.clone()))
            .await;
    }
    let mut foreign = post("/api/accounts/sign_in", None, FORM, wrong);
    foreign
        .headers_mut()
        .insert("sec-fetch-site", "cross-site".parse().unwrap());
    server.send(foreign).await;
    server
        .send(get(
            "/fr/admin?secret=a-secret-word",
            world.token(Who::Mentee),
        ))
        .await;
    let lines = noted(&world, &server).await;
    let said = format!("{lines:?}");
    assert!(
        !said.contains("a-secret-word") && !said.contains("mentee@"),
        "{said}"
    );
    assert!(
        lines.iter().all(|line| line.from == "127.0.0.0/24"),
        "{said}"
    );
    let line = |kind| lines.iter().find(|line| line.kind == kind).unwrap();
    let refused = line(JournalKind::SignInRefused);
    assert_eq!(
        (refused.times, refused.about.as_ref().unwrap().0),
        (3, mentee.person)
    );
    assert_eq!(line(JournalKind::CrossSite).what, "/api/accounts/sign_in");
    let forbidden = line(JournalKind::Forbidden);
    assert_eq!(forbidden.by.as_ref().unwrap().0, mentee.person);
    assert_eq!(forbidden.what, "/fr/admin");
    server.close().await;
}

#[tokio::test]
async fn a_name_that_is_not_ours_gets_a_sentence_and_is_noted() {
    let world = World::new().await;
    let server = world.secure().await;
    let mut request = get("/de", None);
    let headers = request.headers_mut();
    headers.insert(header::HOST, "elsewhere.example.net".parse().unwrap());
    headers.insert(header::ACCEPT, "text/html".parse().unwrap());
    let (status, _, body) = server.ask(request).await;
    assert_eq!(status, StatusCode::MISDIRECTED_REQUEST);
    assert!(body.contains("nicht die Adresse der Seite"), "{body}");
    let lines = noted(&world, &server).await;
    assert_eq!(
        lines.iter().map(|line| line.kind).collect::<Vec<_>>(),
        [JournalKind::WrongHost]
    );
    server.close().await;
}

#[tokio::test]
async fn a_change_of_roles_is_in_the_journal_with_who_made_it() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let (administrator, _) = world.actor(&server, Who::Administrator).await;
    let (mentee, _) = world.actor(&server, Who::Mentee).await;
    let token = world.token(Who::Administrator);
    let fields = world.fill("command={command}&person={mentee}&role=administrator");
    let given = server
        .send(post("/api/administration/give_role", token, FORM, fields))
        .await;
    assert!(given.status().as_u16() < 400);
    let kind = Some(JournalKind::RoleGranted);
    let read = journal::read(&server.backend, &administrator, kind, 1, Lang::Fr).await;
    let line = read.unwrap().rows.into_iter().next().unwrap();
    assert_eq!(line.by.unwrap().0, administrator.person);
    assert_eq!(line.about.unwrap().0, mentee.person);
    assert_eq!(line.what, "administrator");
    server.close().await;
}
