//! Public pages can be found and previewed; nothing else is offered to search engines. The manifest names it all.

use crate::world::{Server, Stage, Who, World, get};
use domain::Lang;
use http::StatusCode;

const SITE: &str = "http://127.0.0.1:3000";
const NOINDEX: &str = r#"<meta name="robots" content="noindex">"#;

async fn read(server: &Server, path: &str, token: Option<&str>) -> (StatusCode, String) {
    let (status, _, body) = server.ask(get(path, token)).await;
    (status, body)
}

#[tokio::test]
async fn every_page_of_the_sitemap_can_be_read_found_and_previewed() {
    let server = World::new().await.server(Stage::Signed).await;
    let (_, sitemap) = read(&server, "/sitemap.xml", None).await;
    let addresses: Vec<&str> = sitemap
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap())
        .collect();
    assert_eq!(addresses.len(), 8 * Lang::ALL.len());
    for address in addresses {
        let path = address.strip_prefix(SITE).unwrap();
        let (status, page) = read(&server, path, None).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert!(!page.contains(NOINDEX), "{path}");
        for wanted in [
            format!(r#"<link rel="canonical" href="{address}">"#),
            r#"<meta name="description" content=""#.to_owned(),
            format!(r#"hreflang="ar" href="{SITE}/ar"#),
            r#"<meta property="og:title" content=""#.to_owned(),
        ] {
            assert!(page.contains(&wanted), "{path} lacks {wanted}");
        }
    }
}

#[tokio::test]
async fn a_private_page_and_a_missing_one_are_not_to_be_indexed() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    for (path, status) in [
        ("/fr/home", StatusCode::OK),
        ("/ar/no-such-page", StatusCode::NOT_FOUND),
    ] {
        let (answered, page) = read(&server, path, world.token(Who::Mentee)).await;
        assert_eq!(answered, status, "{path}");
        assert!(page.contains(NOINDEX), "{path}");
        assert!(!page.contains("canonical"), "{path}");
    }
}

#[tokio::test]
async fn help_is_for_reading_and_fetches_no_program() {
    let server = World::new().await.server(Stage::Signed).await;
    for lang in Lang::ALL {
        let (status, page) = read(&server, &format!("/{}/help", lang.code()), None).await;
        assert_eq!(status, StatusCode::OK);
        assert!(!page.contains("m.hydrate()"));
        assert!(page.contains(app::text::help::ask_contact_text(lang)));
    }
}

#[tokio::test]
async fn a_signed_in_reader_of_the_landing_page_goes_home_from_there() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let (_, page) = read(&server, "/fr", world.token(Who::Mentor)).await;
    assert!(page.contains(r#"href="/fr/home""#));
    assert!(!page.contains(r#"href="/fr/sign-in""#));
    let (_, page) = read(&server, "/fr", None).await;
    assert!(page.contains(r#"href="/fr/sign-in""#));
    assert!(!page.contains(r#"href="/fr/home""#));
}

#[tokio::test]
async fn the_manifest_speaks_the_readers_language() {
    let server = World::new().await.server(Stage::Signed).await;
    for lang in Lang::ALL {
        let (_, manifest) = read(&server, &format!("/{}/app.webmanifest", lang.code()), None).await;
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        assert_eq!(manifest["short_name"], app::text::pwa::short_name(lang));
        assert_eq!(manifest["dir"], lang.dir());
        let list = |name: &str| manifest[name].as_array().unwrap().clone();
        let maskable = |icon: &serde_json::Value| icon["purpose"] == "maskable";
        assert!(list("icons").iter().any(maskable));
        assert!(!list("shortcuts").is_empty());
        let labels: Vec<_> = list("screenshots")
            .iter()
            .map(|screenshot| screenshot["label"].as_str().unwrap().to_owned())
            .collect();
        assert!(labels.contains(&app::text::pwa::screenshot_landing(lang).to_owned()));
        assert_eq!(labels.len(), 3);
    }
}
