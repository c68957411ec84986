//! Passkeys through the router: the script's questions and answers, the pages around them, and roles that wait.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "../../../backend/src/accounts/passkeys/tests/authenticator.rs"]
#[allow(dead_code, reason = "the tests of the back end need more of it")]
mod authenticator;

use crate::world::{FORM, NAMED, Server, Stage, Who, World, get, head, post};
use app::text::{administration, errors, security};
use authenticator::Device;
use axum::body::Body;
use domain::Lang;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};

/// What the script sends, from a French page.
fn script(path: &str, token: Option<&str>, body: &Value) -> Request<Body> {
    head(token)
        .method("POST")
        .uri(format!("/api/passkeys/{path}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::REFERER, format!("{NAMED}/fr/me/security"))
        .body(Body::from(body.to_string()))
        .unwrap()
}

async fn said(server: &Server, request: Request<Body>) -> (StatusCode, Value, Option<String>) {
    let (head, body) = server.send(request).await.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let cookie = head.headers.get(header::SET_COOKIE);
    let cookie = cookie.and_then(|cookie| {
        let value = cookie.to_str().ok()?.strip_prefix("session=")?;
        value.split(';').next().map(str::to_owned)
    });
    let value = serde_json::from_slice(&bytes).unwrap_or_default();
    (head.status, value, cookie)
}

/// Asks, lets the device answer, and sends the answer.
async fn device_does(
    server: &Server,
    what: &str,
    token: Option<&str>,
    device: &mut Device,
) -> (StatusCode, Value, Option<String>) {
    let (status, question, _) =
        said(server, script(&format!("{what}/ask"), token, &json!({}))).await;
    assert_eq!(status, StatusCode::OK, "{question}");
    let options = &question["publicKey"];
    let credential = if what == "add" {
        device.create(options)
    } else {
        device.get(options)
    };
    let body = json!({
        "question": question["question"],
        "credential": credential,
        "next": "/fr/coordinator",
    });
    said(server, script(what, token, &body)).await
}

/// A form posted by a browser without script, from a French page.
fn form(path: &str, token: &str, fields: &str) -> Request<Body> {
    let mut request = post(path, Some(token), FORM, fields.to_owned());
    let headers = request.headers_mut();
    headers.insert(header::ACCEPT, "text/html".parse().unwrap());
    let page = format!("{NAMED}/fr/me/security");
    headers.insert(header::REFERER, page.parse().unwrap());
    request
}

async fn by_password(server: &Server) -> (String, String) {
    let fields = format!(
        "command={}&email=coordinator%40example.org&password={}",
        domain::CommandId::new(),
        backend::programmes::demo::PASSWORD
    );
    let answer = server
        .send(post("/api/accounts/sign_in", None, FORM, fields))
        .await;
    let text = |name| answer.headers()[name].to_str().unwrap().to_owned();
    let cookie = text(header::SET_COOKIE);
    let token = cookie.strip_prefix("session=").unwrap();
    let token = token.split(';').next().unwrap().to_owned();
    (token, text(header::LOCATION))
}

fn codes_of(page: &str) -> Vec<&str> {
    page.split("<code>")
        .skip(1)
        .filter_map(|rest| rest.split_once("</code>"))
        .map(|(code, _)| code)
        .collect()
}

#[tokio::test]
async fn a_coordinator_is_led_to_the_second_step_and_their_role_opens_after_it() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await.strict();
    let (token, target) = by_password(&server).await;
    assert_eq!(target, "/fr/second-step");
    let office = "/fr/coordinator/people?q=a&page=2";
    let (status, target, _) = server.ask(get(office, Some(&token))).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(
        target.starts_with("/fr/second-step?next=%2Ffr%2Fcoordinator%2Fpeople"),
        "{target}"
    );
    let (status, _, _) = server.ask(get("/api/programmes/today", Some(&token))).await;
    assert_ne!(status, StatusCode::OK, "nothing of the role opens");
    let (_, _, page) = server.ask(get("/fr/second-step", Some(&token))).await;
    assert!(page.contains(security::step_enrol(Lang::Fr)));

    let mut phone = Device::new(NAMED);
    let (status, next, _) = device_does(&server, "add", Some(&token), &mut phone).await;
    assert_eq!(
        (status, &next["next"]),
        (StatusCode::OK, &json!("/fr/me/security?saved=1"))
    );
    let (status, _, _) = server.ask(get("/fr/coordinator", Some(&token))).await;
    assert_eq!(status, StatusCode::OK);

    let (later, _) = by_password(&server).await;
    let (status, _, _) = server.ask(get("/fr/coordinator", Some(&later))).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "each sign-in anew");
    let (_, next, _) = device_does(&server, "second-step", Some(&later), &mut phone).await;
    assert_eq!(next["next"], "/fr/coordinator");
    let (status, _, _) = server.ask(get("/fr/coordinator", Some(&later))).await;
    assert_eq!(status, StatusCode::OK);

    let (status, next, cookie) = device_does(&server, "sign-in", None, &mut phone).await;
    assert_eq!(
        (status, &next["next"]),
        (StatusCode::OK, &json!("/fr/coordinator"))
    );
    let (status, _, _) = server.ask(get("/fr/coordinator", cookie.as_deref())).await;
    assert_eq!(status, StatusCode::OK, "a passkey is both steps");
}

#[tokio::test]
async fn what_a_device_may_not_do_is_said_in_the_language_of_the_page() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let nobody = json!({ "question": "none", "credential": {} });
    let (status, refusal, cookie) = said(&server, script("sign-in", None, &nobody)).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert_eq!(refusal["sentence"], errors::passkey_not_accepted(Lang::Fr));
    assert_eq!(cookie, None);
    let (status, _, _) = said(&server, script("add", None, &nobody)).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let long = json!({ "question": "x".repeat(40_000), "credential": {} });
    let (status, refusal, _) = said(&server, script("sign-in", None, &long)).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(refusal["sentence"], errors::too_large(Lang::Fr));
}

#[tokio::test]
async fn recovery_codes_are_shown_once_and_open_the_role_without_script() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await.strict();
    let (token, _) = by_password(&server).await;
    let early = form("/api/recovery-codes", &token, "");
    let (status, _, page) = server.ask(early).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains(security::codes_first(Lang::Fr)));

    device_does(&server, "add", Some(&token), &mut Device::new(NAMED)).await;
    let (status, _, page) = server.ask(form("/api/recovery-codes", &token, "")).await;
    assert_eq!(status, StatusCode::OK);
    let codes = codes_of(&page);
    assert_eq!(codes.len(), 10);
    let (_, _, again) = server.ask(get("/fr/me/security", Some(&token))).await;
    assert!(codes_of(&again).is_empty() && !again.contains(codes[0]));

    let (later, _) = by_password(&server).await;
    let (_, _, page) = server.ask(get("/fr/second-step", Some(&later))).await;
    assert!(page.contains("/api/accounts/use_recovery_code"));
    let with = |code: &str| {
        let fields = format!(
            "command={}&page=%2Ffr%2Fsecond-step&next=%2Ffr%2Fcoordinator&recovery_code={code}",
            domain::CommandId::new()
        );
        form("/api/accounts/use_recovery_code", &later, &fields)
    };
    let wrong = "ZZZZ-ZZZZ-ZZZZ-ZZZZ";
    let (status, _, page) = server.ask(with(wrong)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains(errors::wrong_recovery_code(Lang::Fr)) && !page.contains(wrong));
    let (status, target, _) = server.ask(with(codes[3])).await;
    assert_eq!(
        (status, &*target),
        (StatusCode::SEE_OTHER, "/fr/coordinator")
    );
    let (status, _, _) = server.ask(get("/fr/coordinator", Some(&later))).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn what_was_not_accepted_stands_in_the_journal_without_what_was_typed() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await.strict();
    let nobody = json!({ "question": "none", "credential": {} });
    said(&server, script("sign-in", None, &nobody)).await;
    let (token, _) = by_password(&server).await;
    device_does(&server, "add", Some(&token), &mut Device::new(NAMED)).await;
    let (later, _) = by_password(&server).await;
    let wrong = "command={command}&page=%2Ffr%2Fsecond-step&recovery_code=ZZZZ-ZZZZ-ZZZZ-ZZZZ";
    let wrong = world.fill(wrong);
    server
        .ask(form("/api/accounts/use_recovery_code", &later, &wrong))
        .await;
    backend::trust::journal::write(&server.backend)
        .await
        .unwrap();

    let lenient = server.lenient();
    let journal = "/fr/admin/journal?kind=refused.second_step";
    let administrator = world.token(Who::Administrator);
    let (status, _, page) = lenient.ask(get(journal, administrator)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(page.matches("<tr>").count(), 3, "two lines and their head");
    assert!(page.contains(administration::journal_step_refused(Lang::Fr)));
    assert!(page.contains("/fr/second-step") && !page.contains("ZZZZ"));
    let added = "/fr/admin/journal?kind=passkey.added";
    let (_, _, page) = lenient.ask(get(added, administrator)).await;
    assert_eq!(page.matches("<tr>").count(), 2);
}

#[tokio::test]
async fn a_way_back_is_shown_to_whom_it_is_for_and_they_can_refuse_it_without_script() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let administrator = world.token(Who::Administrator).unwrap();
    let asked = world.fill("command={command}&email=mentee%40example.org");
    server
        .ask(form("/api/accounts/open_reset", administrator, &asked))
        .await;
    let (_, _, page) = server
        .ask(get("/fr/admin/second-step", Some(administrator)))
        .await;
    assert!(page.contains(security::reset_refuse(Lang::Fr)));

    let mentee = world.token(Who::Mentee).unwrap();
    let (_, _, page) = server.ask(get("/fr/me/security", Some(mentee))).await;
    assert!(page.contains(security::reset_asked_refuse(Lang::Fr)));
    let rest = page
        .split_once("/api/accounts/refuse_reset")
        .and_then(|(_, rest)| rest.split_once("name=\"id\" value=\""));
    let id = rest.unwrap().1.split('"').next().unwrap();
    let fields = world.fill(&format!("command={{command}}&id={id}"));
    let (status, target, _) = server
        .ask(form("/api/accounts/refuse_reset", mentee, &fields))
        .await;
    assert_eq!(
        (status, &*target),
        (StatusCode::SEE_OTHER, "/fr/me/security?saved=1")
    );
    let (_, _, page) = server.ask(get("/fr/me/security", Some(mentee))).await;
    assert!(!page.contains(security::reset_asked_refuse(Lang::Fr)));
}

#[tokio::test]
async fn nobody_is_asked_for_a_second_step_where_the_site_does_not_ask() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let (token, target) = by_password(&server).await;
    assert_eq!(target, "/fr/home");
    let (status, _, _) = server.ask(get("/fr/coordinator", Some(&token))).await;
    assert_eq!(status, StatusCode::OK);
    let token = world.token(Who::Mentee);
    let (status, _, page) = server.ask(get("/fr/me/security", token)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("no-passkeys") && page.contains(security::needs_script(Lang::Fr)));
}

#[tokio::test]
async fn whoever_waits_for_the_second_step_reads_nothing_of_their_role_by_any_function() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await.strict();
    for (who, path) in [
        (Who::Administrator, "/api/administration/people"),
        (Who::Administrator, "/api/accounts/show_resets"),
        (Who::Coordinator, "/api/programmes/people?side=mentor"),
    ] {
        let (status, _, _) = server.ask(get(path, world.token(who))).await;
        assert!(status.is_client_error(), "{path}: {status}");
    }
    let (status, _, _) = server
        .ask(get("/api/home/show", world.token(Who::Coordinator)))
        .await;
    assert_eq!(status, StatusCode::OK, "what is everybody's stays open");
}
