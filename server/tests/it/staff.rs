//! The staff's pages as they are written on the server.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::world::{FORM, Server, Stage, Who, World, file_form, get, post};
use http::{HeaderValue, StatusCode, header};
use http_body_util::BodyExt;

async fn page(server: &Server, world: &World, who: Who, path: &str) -> String {
    let (status, _, html) = server.ask(get(path, world.token(who))).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    html
}

/// The class of the entry that leads there, in the tab bar and rail.
fn entry<'a>(html: &'a str, path: &str) -> &'a str {
    const ITEM: &str = "<li class=\"";
    let link = html.find(&format!("href=\"{path}\"")).unwrap();
    let begin = html[..link].rfind(ITEM).unwrap() + ITEM.len();
    html[begin..link].split('"').next().unwrap()
}

#[tokio::test]
async fn on_a_phone_staff_reach_their_account_and_the_languages() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    for (who, path) in [
        (Who::Coordinator, "/fr/coordinator"),
        (Who::Partner, "/fr/partner"),
    ] {
        let html = page(&server, &world, who, path).await;
        assert_eq!(entry(&html, "/fr/me"), "nav__item", "{path}");
        assert!(html.contains("class=\"main__foot\""), "{path}");
    }
    let html = page(&server, &world, Who::Coordinator, "/fr/coordinator/people").await;
    assert_eq!(
        entry(&html, "/fr/coordinator/import"),
        "nav__item nav__item--rail"
    );
    // Not in the tab bar, so linked from the page of people.
    assert_eq!(html.matches("href=\"/fr/coordinator/import\"").count(), 2);
}

#[tokio::test]
async fn the_programme_that_is_chosen_stays_chosen() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let path = "/fr/coordinator/people?programme=CIRCLE&side=mentor&q=zineb";
    let html = page(&server, &world, Who::Coordinator, path).await;
    for kept in [
        "href=\"/fr/coordinator/requests?programme=CIRCLE\"",
        "name=\"programme\" value=\"CIRCLE\"",
        "name=\"side\" value=\"mentor\"",
        "href=\"?programme=CIRCLE&amp;side=mentee&amp;q=zineb\"",
    ] {
        assert!(html.contains(kept), "{kept}");
    }
    for path in [
        "/fr/coordinator?programme=CIRCLE",
        "/fr/coordinator/people?programme=CIRCLE",
        "/fr/coordinator/requests?programme=CIRCLE",
        "/fr/coordinator/mentorships?programme=CIRCLE",
        "/fr/coordinator/import?programme=CIRCLE",
    ] {
        let other = world.token(Who::OtherCoordinator);
        let (status, _, _) = server.ask(get(path, other)).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_list_leaves_as_the_file_that_was_asked_for() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let take = async |fields: &str| {
        let request = post(
            "/exports",
            world.token(Who::Coordinator),
            FORM,
            fields.to_owned(),
        );
        let (head, body) = server.send(request).await.into_parts();
        (head, body.collect().await.unwrap().to_bytes())
    };
    let (head, body) = take("list=people&format=csv&lang=ar&side=mentor&sort=name").await;
    assert_eq!(head.status, StatusCode::OK);
    assert_eq!(
        head.headers[header::CONTENT_TYPE],
        "text/csv; charset=utf-8"
    );
    assert_eq!(
        head.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"people.csv\""
    );
    assert_eq!(head.headers[header::CACHE_CONTROL], "private, no-store");
    let text = String::from_utf8(body.to_vec()).unwrap();
    // A head, sixty mentors of the demo and the one whom the import brought.
    assert_eq!(text.lines().count(), 62);
    assert!(text.starts_with("\u{feff}الاسم;"), "{text}");
    assert!(text.contains("mentor@example.org") && !text.contains("mentee@example.org"));
    let (head, body) = take("list=mentorships&format=xlsx&lang=fr&phase=open").await;
    assert_eq!(head.status, StatusCode::OK);
    assert!(body.starts_with(b"PK"));
    for fields in [
        "",
        "list=people",
        "list=secrets&format=csv",
        "list=people&format=exe",
    ] {
        assert_eq!(
            take(fields).await.0.status,
            StatusCode::BAD_REQUEST,
            "{fields}"
        );
    }
    let long = format!("list=people&format=csv&q={}", "a".repeat(9_000));
    assert_eq!(take(&long).await.0.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn columns_order_the_list_by_links() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let path = "/fr/coordinator/people?side=mentor&sort=name";
    let html = page(&server, &world, Who::Coordinator, path).await;
    assert_eq!(html.matches("aria-sort=").count(), 1);
    assert!(html.contains(
        "<th scope=\"col\" aria-sort=\"ascending\"><a href=\"?side=mentor&amp;sort=-name\""
    ));
    assert!(html.contains("href=\"?side=mentor&amp;sort=city\""));
    // The file is of the list as it is shown.
    for kept in [
        "name=\"side\" value=\"mentor\"",
        "name=\"sort\" value=\"name\"",
    ] {
        assert!(html.contains(kept), "{kept}");
    }
}

#[tokio::test]
async fn a_member_stands_beside_the_list_that_led_there() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let path = world.fill("/fr/coordinator/people/{mentee}?programme=CIRCLE&side=mentee&page=2");
    let html = page(&server, &world, Who::Coordinator, &path).await;
    assert!(html.contains("class=\"panes__list\""));
    assert!(
        html.matches("?programme=CIRCLE&amp;side=mentee&amp;page=2\"")
            .count()
            > 25
    );
    assert!(html.contains("mailto:mentee@example.org"));
    assert!(html.contains("Zineb El Mokri"));
    let phone = crate::world::PRIVATE
        .iter()
        .any(|words| html.contains(words));
    assert!(!phone);
}

#[tokio::test]
async fn a_note_comes_back_as_it_was_typed_and_is_shown_as_text() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let note = async |text: &str| {
        let form = format!(
            "command={{command}}&person={{mentee}}&page=%2Ffr%2Fcoordinator%2Fpeople%2F{{mentee}}&text={text}"
        );
        let token = world.token(Who::Coordinator);
        let mut request = post("/api/programmes/note", token, FORM, world.fill(&form));
        let html = HeaderValue::from_static("text/html");
        request.headers_mut().insert(header::ACCEPT, html);
        server.ask(request).await
    };
    let long = format!("%3C%2Ftextarea%3E%3Cb%3E{}", "a".repeat(2_001));
    let (status, _, html) = note(&long).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("id=\"errors\"") && html.contains("aaaa"));
    let (status, target, _) = note("%3Cimg+src%3Dx%3E+appel").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let html = page(&server, &world, Who::Coordinator, &target).await;
    assert!(html.contains("&lt;img src=x&gt; appel"));
    assert!(!html.contains("<img src=x>"));
}

#[tokio::test]
async fn many_are_invited_only_after_a_page_has_said_who_and_what() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let token = world.token(Who::Coordinator);
    let fields = [
        ("side", "mentors"),
        ("mode", "write"),
        ("page", "/fr/coordinator/import"),
        (
            "file",
            "Prénom;Nom;E-mail;Pays;Secteur;Langues;Expertise offerte;Capacité\n\
             <b>Amal</b>;Rifai;amal@example.net;Maroc;Artisanat;français;Démarrage à l'export;2\n\
             Omar;Rifai;omar@example.net;Maroc;Artisanat;arabe;Démarrage à l'export;2\n",
        ),
    ];
    server.ask(file_form("/imports", token, &fields)).await;
    let today = page(&server, &world, Who::Coordinator, "/fr/coordinator").await;
    assert!(today.contains("href=\"/fr/coordinator/people?group=to_invite\""));
    let list = "/fr/coordinator/people?group=to_invite";
    let list = page(&server, &world, Who::Coordinator, list).await;
    assert_eq!(list.matches("name=\"people[]\"").count(), 2);
    assert!(list.contains("action=\"/fr/coordinator/invite\""));

    let asks = "/fr/coordinator/invite";
    let html = page(&server, &world, Who::Coordinator, asks).await;
    for said in [
        "2 invitations",
        "Français · Mentor",
        "العربية · Mentor",
        "&lt;b&gt;Amal&lt;/b&gt;",
        "name=\"seen\" value=\"2\"",
        "Participent déjà",
    ] {
        assert!(html.contains(said), "{said} in {html}");
    }
    assert!(!html.contains("<b>Amal</b>") && !html.contains("amal@example.net"));
    let send = async |seen: u32| {
        let form = format!("command={{command}}&page=%2Ffr%2Fcoordinator%2Finvite&seen={seen}");
        let mut request = post("/api/programmes/invite", token, FORM, world.fill(&form));
        let html = HeaderValue::from_static("text/html");
        request.headers_mut().insert(header::ACCEPT, html);
        server.ask(request).await
    };
    let (status, _, html) = send(5).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(
        html.contains("name=\"seen\" value=\"2\""),
        "the page as it is now"
    );
    let (status, target, _) = send(2).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let html = page(&server, &world, Who::Coordinator, &target).await;
    assert!(html.contains("2 invitations partent par courriel"));
    let html = page(&server, &world, Who::Coordinator, asks).await;
    assert!(html.contains("Personne n’attend d’invitation ici") && !html.contains("name=\"seen\""));
}
