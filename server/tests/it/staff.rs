//! The staff's pages as they are written on the server.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::world::{Server, Stage, Who, World, get};
use http::StatusCode;

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
