//! How long the server works on a page, from the request to the last byte of HTML: the landing page, which reads
//! nothing from the database, and the suggestions of a signed-in mentee, which rank all mentors of the demo.
//!
//! `cargo bench -p server --bench pages`. In the process: no network and no compression.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark may stop at the first surprise"
)]

use axum::{Router, body::Body};
use backend::{
    Backend, Db,
    accounts::Hasher,
    db::Migrations,
    programmes::{self, demo},
};
use criterion::{Criterion, criterion_group, criterion_main};
use domain::{CommandId, Timestamp};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use server::{
    AppState,
    assets::Site,
    bodies::Room,
    live::Live,
    state::{Clock, Imports, Settings},
    workbooks::Children,
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::runtime::Runtime;
use tower::ServiceExt;

const NOW: Timestamp = Timestamp(1_795_000_000_000);
const MENTEE: &str = "mentee%40example.org";

fn pages(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let router = runtime.block_on(demo_server(folder.path()));
    let session = runtime.block_on(sign_in(&router));

    let mut group = criterion.benchmark_group("pages");
    group.sample_size(20);
    for (name, path, cookie, shows) in [
        ("landing", "/fr", None, "hero-title"),
        (
            "suggestions",
            "/fr/mentorship",
            Some(&session),
            "match__why",
        ),
    ] {
        let read = || runtime.block_on(read(&router, path, cookie));
        // Measured is the page that is meant, not one that says what is missing.
        assert!(read().contains(shows), "{path} lacks {shows}");
        group.bench_function(name, |b| b.iter(read));
    }
    group.finish();
}

criterion_group!(benches, pages);
criterion_main!(benches);

/// The program with its demo data in a database file of its own.
async fn demo_server(folder: &Path) -> Router {
    let repository = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let db = Db::open(&Db::sqlite_url(folder), Migrations::Apply)
        .await
        .unwrap();
    let backend = Backend::new(db, Hasher::new(2));
    let programme = programmes::seed(&backend.db, &repository.join("reference"), NOW)
        .await
        .unwrap();
    demo::load(&backend, programme, NOW).await.unwrap();
    let settings = Settings {
        base_url: "http://127.0.0.1:3000".into(),
        host: None,
        proxy_hops: 0,
        demo: true,
        mail_folder: None,
        secure: false,
    };
    let site = Site::read(&repository.join("public"), &folder.join("hash.txt")).unwrap();
    server::router(AppState {
        live: Live::new(backend.db.clone(), Clock::Fixed(NOW)),
        metrics: None,
        room: Room::default(),
        imports: Imports::new(Children::of_this_program()),
        backend,
        site: Arc::new(site),
        options: leptos_config::LeptosOptions::builder()
            .output_name("mentoring")
            .build(),
        settings: Arc::new(settings),
        clock: Clock::Fixed(NOW),
    })
}

/// Signs the demo's mentee in through the form, as a browser does; its cookie.
async fn sign_in(router: &Router) -> String {
    let form = format!(
        "command={}&email={MENTEE}&password={}",
        CommandId::new(),
        demo::PASSWORD
    );
    let request = Request::post("/api/accounts/sign_in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

async fn read(router: &Router, path: &str, cookie: Option<&String>) -> String {
    let mut request = Request::get(path).header(header::ACCEPT, "text/html");
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    let request = request.body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(body.into()).unwrap()
}
