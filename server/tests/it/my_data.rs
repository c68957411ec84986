//! One's own data: taken along, erased, and what the other of a pair sees afterwards.

use crate::world::{FORM, PRIVATE, Server, Stage, Who, World, get, post};
use axum::body::to_bytes;
use domain::{CommandId, Lang};
use http::{HeaderValue, Request, StatusCode, header};

fn html(mut request: Request<axum::body::Body>) -> Request<axum::body::Body> {
    let accept = HeaderValue::from_static("text/html");
    request.headers_mut().insert(header::ACCEPT, accept);
    request
}

fn erase(token: Option<&str>, understood: &str) -> Request<axum::body::Body> {
    let command = CommandId::new();
    let fields = format!("command={command}&page=%2Ffr%2Fme%2Fdata{understood}");
    html(post("/api/privacy/erase", token, FORM, fields))
}

async fn page(server: &Server, token: Option<&str>, path: &str) -> String {
    let (status, _, body) = server.ask(get(path, token)).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    body
}

#[tokio::test]
async fn the_archive_has_a_page_a_document_and_the_picture() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let answer = server
        .send(get("/my-data.zip", world.token(Who::Mentee)))
        .await;
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/zip");
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "private, no-store");
    let file = to_bytes(answer.into_body(), 1 << 22).await.unwrap();
    assert!(file.starts_with(b"PK"));
    for name in ["my-data.html", "my-data.json", "photo.webp"] {
        let has = file.windows(name.len()).any(|it| it == name.as_bytes());
        assert!(has, "{name}");
    }
}

#[tokio::test]
async fn erasing_asks_whether_it_was_understood_and_does_nothing_before() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let token = world.token(Who::Mentee);
    let (status, _, body) = server.ask(erase(token, "")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(body.contains("id=\"understood\"") && body.contains("is-invalid"));
    page(&server, token, "/fr/me/data").await;
}

#[tokio::test]
async fn after_erasing_the_session_is_over_and_the_other_is_told() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let (mentee, mentor) = (world.token(Who::Mentee), world.token(Who::Mentor));
    let pair = world.fill("/fr/mentorships/{mentorship}");
    assert!(page(&server, mentor, &pair).await.contains(PRIVATE[2]));
    let (status, target, _) = server.ask(erase(mentee, "&understood=on")).await;
    assert_eq!(
        (status, target.as_str()),
        (StatusCode::SEE_OTHER, "/fr/erased")
    );
    page(&server, None, "/fr/erased").await;
    let (status, _, _) = server.ask(get("/fr/me/data", mentee)).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    for (lang, said) in [(Lang::Fr, "a pris fin le"), (Lang::Ar, "انتهت مواكبتك")] {
        let path = pair.replacen("/fr/", &format!("/{}/", lang.code()), 1);
        let seen = page(&server, mentor, &path).await;
        assert!(seen.contains(said), "{seen}");
        for gone in ["mailto:", "tel:", PRIVATE[2], "Salma", "Benali"] {
            assert!(!seen.contains(gone), "{gone}");
        }
        let charter = page(&server, mentor, &format!("{path}/charter")).await;
        assert!(!charter.contains("/api/mentorships/sign_charter"));
        assert!(charter.contains(PRIVATE[1]), "the other's copy");
    }
}

#[tokio::test]
async fn whoever_leaves_a_programme_is_told_so_and_the_pair_is_over() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let (mentee, mentor) = (world.token(Who::Mentee), world.token(Who::Mentor));
    let mine = page(&server, mentor, "/fr/me/data").await;
    assert!(mine.contains(&world.fill("name=\"programme\" value=\"{programme}\"")));
    let fields = "command={command}&page=%2Ffr%2Fme%2Fdata&programme={programme}";
    let form = post("/api/programmes/leave", mentor, FORM, world.fill(fields));
    let (status, target, _) = server.ask(html(form)).await;
    assert_eq!(
        (status, target.as_str()),
        (StatusCode::SEE_OTHER, "/fr/me/data?left=1")
    );
    let left = page(&server, mentor, &target).await;
    assert!(!left.contains("/api/programmes/leave"));
    let home = page(&server, mentee, "/fr/home").await;
    assert!(
        home.contains("D’autres mentors pour vous"),
        "the first card says how it goes on"
    );
    let tab = page(&server, mentee, "/fr/mentorship").await;
    assert!(tab.contains("Mentorats terminés") && tab.contains("a pris fin le"));
    let pair = world.fill("/fr/mentorships/{mentorship}");
    for token in [mentee, mentor] {
        let seen = page(&server, token, &pair).await;
        assert!(!seen.contains("mailto:") && !seen.contains("/terms"));
    }
}

#[tokio::test]
async fn a_pledge_is_called_yours_by_its_own_person_alone() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let (mentee, mentor) = (world.token(Who::Mentee), world.token(Who::Mentor));
    let fields = "command={command}&mentorship={mentorship}&form=hours&hours=10&by=2027-06-01";
    let form = post("/api/circle/make_pledge", mentee, FORM, world.fill(fields));
    server.ask(form).await;
    let pair = world.fill("/fr/mentorships/{mentorship}");
    let mine = page(&server, mentee, &pair).await;
    assert!(
        mine.contains("Votre promesse") && mine.contains(PRIVATE[1]),
        "aims too"
    );
    let theirs = page(&server, mentor, &pair).await;
    assert!(!theirs.contains("Votre promesse") && theirs.contains("La promesse de Salma"));
    assert!(theirs.contains(PRIVATE[1]));
}

#[tokio::test]
async fn a_charter_is_signed_before_its_long_text() {
    let world = World::new().await;
    let server = world.server(Stage::Paired).await;
    let path = world.fill("/fr/mentorships/{mentorship}/charter");
    let charter = page(&server, world.token(Who::Mentee), &path).await;
    let sign = charter.find("/api/mentorships/sign_charter").unwrap();
    let text = charter.find("<article").unwrap();
    assert!(sign < text);
    assert_eq!(charter.matches("/api/mentorships/sign_charter").count(), 1);
    assert!(charter[..sign].contains("L’essentiel"));
}
