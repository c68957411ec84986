//! Forms posted without script.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::world::{FORM, Stage, Who, World, get, post};
use axum::body::Body;
use backend::programmes::demo;
use domain::CommandId;
use http::{HeaderValue, Request, StatusCode, header};
use http_body_util::BodyExt;
use url::form_urlencoded;

#[tokio::test]
async fn a_form_sent_once_more_goes_on_in_its_own_language() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let path = "/api/administration/set_weights";
    let fields = format!(
        "command={}&page=%2Far%2Fadmin%2Fprogrammes%2FCIRCLE&code=CIRCLE\
         &needs=1&sector=1&region=1&language=1&experience=1&hours=1",
        CommandId::new()
    );
    let mut form = post(path, world.token(Who::Administrator), FORM, fields);
    let sent = [
        (header::ACCEPT, "text/html"),
        (header::ACCEPT_LANGUAGE, "en"),
        // Where the browser stands after the first try was refused.
        (
            header::REFERER,
            "http://127.0.0.1:3000/api/administration/set_weights",
        ),
    ];
    for (name, value) in sent {
        form.headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    let (status, target, _) = server.ask(form).await;
    assert_eq!(
        (status, target.as_str()),
        (StatusCode::SEE_OTHER, "/ar/admin/programmes/CIRCLE?saved=1")
    );
}

/// A form as a browser without script sends it.
fn plain(path: &str, token: Option<&str>, fields: String) -> Request<Body> {
    let mut form = post(path, token, FORM, fields);
    let html = HeaderValue::from_static("text/html");
    form.headers_mut().insert(header::ACCEPT, html);
    form
}

/// The value of a field as it stands in a page.
fn value(page: &str, name: &str) -> String {
    let (_, rest) = page
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap();
    let value = rest.split('"').next().unwrap();
    value.replace("&quot;", "\"").replace("&amp;", "&")
}

#[tokio::test]
async fn a_form_whose_sign_in_ended_is_there_again_after_signing_in() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let fields = |more: &[(&str, &str)]| {
        form_urlencoded::Serializer::new(String::new())
            .append_pair("command", &CommandId::new().to_string())
            .extend_pairs(more)
            .finish()
    };
    let typed = [
        ("page", "/fr/profile/who"),
        ("given_name", "Yasmina \"&\" <b>"),
        ("password", "never this"),
    ];
    let lost = plain("/api/profiles/save_who", None, fields(&typed));
    let (status, _, page) = server.ask(lost).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(page.contains("action=\"/api/accounts/sign_in\""));
    assert!(!page.contains("never"), "a password is not carried along");
    let (kept, next) = (value(&page, "kept"), value(&page, "next"));
    assert_eq!(next, "/fr/profile/who");

    let sign_in = |password: &'static str| {
        let typed = [
            ("page", "/fr/sign-in?next=/fr/profile/who"),
            ("kept", &*kept),
            ("next", &*next),
            ("email", "mentee@example.org"),
            ("password", password),
        ];
        plain("/api/accounts/sign_in", None, fields(&typed))
    };
    let (status, _, page) = server.ask(sign_in("wrong wrong wrong")).await;
    assert!(status.is_client_error());
    assert_eq!(value(&page, "kept"), kept, "a slip loses nothing");

    let (head, body) = server.send(sign_in(demo::PASSWORD)).await.into_parts();
    assert_eq!(head.status, StatusCode::CONFLICT);
    let cookie = head.headers[header::SET_COOKIE].to_str().unwrap();
    let token = cookie.split(['=', ';']).nth(1).unwrap();
    let page = body.collect().await.unwrap().to_bytes();
    let page = String::from_utf8_lossy(&page);
    assert!(page.contains("action=\"/api/profiles/save_who\""));
    assert!(page.contains("Yasmina &quot;&amp;&quot;"));
    let (_, _, page) = server.ask(get("/fr/profile/who", Some(token))).await;
    assert!(!page.contains("Yasmina"), "shown, not sent");
}

#[tokio::test]
async fn a_form_whose_sign_in_ended_is_there_again_after_signing_in_by_a_mail_link() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let fields = |more: &[(&str, &str)]| {
        form_urlencoded::Serializer::new(String::new())
            .append_pair("command", &CommandId::new().to_string())
            .extend_pairs(more)
            .finish()
    };
    let typed = [
        ("page", "/fr/profile/who"),
        ("given_name", "Qamarzed \"&\" <b>"),
        ("current_password", "never this"),
    ];
    let lost = plain("/api/profiles/save_who", None, fields(&typed));
    let (_, _, page) = server.ask(lost).await;
    assert!(page.contains("formaction=\"/api/accounts/ask_for_link\""));
    let (kept, next) = (value(&page, "kept"), value(&page, "next"));
    let by_link = |email: &str| {
        let typed = [
            ("page", "/fr/sign-in?next=/fr/profile/who"),
            ("kept", &*kept),
            ("next", &*next),
            ("email", email),
            ("password", "never that"),
        ];
        plain("/api/accounts/ask_for_link", None, fields(&typed))
    };
    let (status, _, page) = server.ask(by_link("mentee")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(value(&page, "kept"), kept, "a slip loses nothing");
    assert!(page.contains("is-invalid") && !page.contains("never"));

    let (status, _, page) = server.ask(by_link("mentee@example.org")).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("action=\"/api/accounts/resume\"") && !page.contains("never"));
    assert_eq!(
        page.matches("name=\"kept\"").count(),
        2,
        "it is sent again with it too"
    );
    let waits = [
        ("page", "/fr/check-mail"),
        ("kept", &*value(&page, "kept")),
        ("next", &*value(&page, "next")),
    ];
    // Too early: it is carried on, not into itself.
    let early = plain("/api/accounts/resume", None, fields(&waits));
    let (status, _, page) = server.ask(early).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        (value(&page, "kept"), value(&page, "next")),
        (kept.clone(), next.clone())
    );

    // The link was opened in another window of the same browser.
    let token = world.token(Who::Mentee);
    let back = plain("/api/accounts/resume", token, fields(&waits));
    let (status, _, page) = server.ask(back).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("action=\"/api/profiles/save_who\""));
    assert!(page.contains("Qamarzed &quot;&amp;&quot;") && !page.contains("never"));
    let (_, _, page) = server.ask(get("/fr/profile/who", token)).await;
    assert!(!page.contains("Qamarzed"), "shown, not sent");
    assert!(!server.holds("Qamarzed"), "nothing of it is stored");
    assert!(
        server.holds("mentee@example.org"),
        "the search finds what is"
    );
}
