//! The steps of a profile, as a browser without script leaves them.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::world::{FORM, NOW, Server, Stage, Who, World, file_form, get, post};
use http::{StatusCode, header};

/// Posts a step as a plain form on its own page.
async fn leave(
    world: &World,
    server: &Server,
    step: &str,
    fields: &str,
) -> (StatusCode, String, String) {
    let body = world.fill(&format!(
        "command={{command}}&page=%2Ffr%2Fprofile%2F{step}&{fields}"
    ));
    let path = format!("/api/profiles/save_{step}");
    let mut request = post(&path, world.token(Who::Mentee), FORM, body);
    let html = "text/html".parse().unwrap();
    request.headers_mut().insert(header::ACCEPT, html);
    server.ask(request).await
}

#[tokio::test]
async fn the_arrow_back_saves_and_goes_back() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let token = world.token(Who::Mentee);
    let (_, _, page) = server.ask(get("/fr/profile/ties", token)).await;
    assert!(
        page.contains("value=\"project\""),
        "the arrow names the step before"
    );

    let (status, target, _) = leave(&world, &server, "ties", "company=Tazart&back=project").await;
    assert_eq!(
        (status, &*target),
        (StatusCode::SEE_OTHER, "/fr/profile/project")
    );
    let session = backend::accounts::viewer(&server.backend, token.unwrap(), NOW).await;
    let actor = session.unwrap().unwrap().actor;
    let profile = backend::profiles::own(&server.backend, &actor, NOW)
        .await
        .unwrap();
    assert_eq!(profile.company, "Tazart");

    let (_, target, _) = leave(&world, &server, "ties", "company=Tazart").await;
    assert_eq!(target, "/fr/profile/time", "without the arrow it goes on");
}

#[tokio::test]
async fn back_from_an_untouched_step_complains_about_nothing() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let (status, target, _) = leave(&world, &server, "who", "given_name=&back=me").await;
    assert_eq!((status, &*target), (StatusCode::SEE_OTHER, "/fr/me"));
}

#[tokio::test]
async fn back_from_a_step_with_mistakes_keeps_what_was_typed_and_shows_a_way_out() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let (status, _, page) = leave(&world, &server, "place", "city=Mekn%C3%A8s&back=who").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Meknès"));
    assert!(page.contains("href=\"/fr/profile/who\""));
}

/// The version that the page of a step sends along.
fn version(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_second_of_two_tabs_sees_what_is_saved_and_what_it_typed() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let token = world.token(Who::Mentee);
    let (_, _, page) = server.ask(get("/fr/profile/who", token)).await;
    let seen = version(&page);
    let first = format!("given_name=Yasmina&phone=%2B212612340009&version={seen}");
    let (status, _, _) = leave(&world, &server, "who", &first).await;
    assert_eq!(status, StatusCode::SEE_OTHER);

    let second = format!("given_name=Jasmin&version={seen}");
    let (status, _, page) = leave(&world, &server, "who", &second).await;
    assert_eq!(status, StatusCode::CONFLICT);
    for shown in ["value=\"Jasmin\"", "Yasmina", "+212612340009"] {
        assert!(page.contains(shown), "{shown}");
    }
    let knowing = format!("given_name=Jasmin&version={}", version(&page));
    let (status, _, _) = leave(&world, &server, "who", &knowing).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, _, page) = server.ask(get("/fr/profile/who", token)).await;
    assert!(page.contains("value=\"Jasmin\"") && !page.contains("Yasmina"));
}

#[tokio::test]
async fn the_photo_stands_last_and_its_button_keeps_it_and_goes_on() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let token = world.token(Who::Stranger);
    let (_, target, _) = leave(&world, &server, "time", "bio=").await;
    assert_eq!(target, "/fr/profile/photo");
    let (_, _, page) = server.ask(get("/fr/profile/photo", token)).await;
    assert!(page.contains("name=\"next\" value=\"/fr/mentorship\""));
    let page_field = ("page", "/fr/profile/photo");
    let on = ("next", "/fr/mentorship");
    let elsewhere = ("next", "//example.com");
    for (fields, leads_to) in [
        (vec![page_field, ("photo", ""), on], "/fr/mentorship"),
        (
            vec![page_field, ("photo", ""), elsewhere],
            "/fr/profile/photo",
        ),
    ] {
        let (status, target, _) = server.ask(file_form("/photos", token, &fields)).await;
        assert_eq!((status, &*target), (StatusCode::SEE_OTHER, leads_to));
    }
    let (status, _, _) = server
        .ask(file_form("/photos", token, &[page_field, ("photo", "")]))
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
}
