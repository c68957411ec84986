//! Pages that are no part of the browser's program.

use crate::world::{FORM, Stage, Who, World, get, post};
use app::documents::is_document;
use http::{HeaderValue, StatusCode, header};

/// What the framework writes before each thing that it keeps for the program.
const KEPT: &str = "__RESOLVED_RESOURCES[";

#[tokio::test]
async fn a_document_is_whole_without_the_program_and_other_pages_bring_it() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let pages = [
        (Who::Anonymous, "/help"),
        (Who::Anonymous, "/privacy"),
        (Who::Administrator, "/admin/texts"),
        (Who::Coordinator, "/coordinator"),
        (Who::Coordinator, "/coordinator/people"),
        (Who::Administrator, "/admin/people"),
        (Who::Administrator, "/admin/reference"),
        (Who::Partner, "/partner"),
        (Who::Anonymous, ""),
        (Who::Mentee, "/home"),
        (Who::Mentee, "/mentors"),
    ];
    for (who, page) in pages {
        let request = get(&format!("/fr{page}"), world.token(who));
        let (status, _, html) = server.ask(request).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        assert!(html.contains("<h1"), "{page}");
        assert_eq!(html.contains("m.hydrate()"), !is_document(page), "{page}");
        assert_eq!(html.contains(KEPT), !is_document(page), "{page}");
    }
}

#[tokio::test]
async fn a_form_in_a_document_comes_back_with_what_was_typed() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let typed = "code=CIRCLE&needs=a-lot&sector=7&region=1&language=1&experience=1&hours=1";
    let form = format!("command={{command}}&page=%2Ffr%2Fadmin%2Fprogrammes%2FCIRCLE&{typed}");
    let token = world.token(Who::Administrator);
    let mut request = post(
        "/api/administration/set_weights",
        token,
        FORM,
        world.fill(&form),
    );
    let html = HeaderValue::from_static("text/html");
    request.headers_mut().insert(header::ACCEPT, html);
    let (status, _, html) = server.ask(request).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("data-document") && html.contains("id=\"errors\""));
    assert!(html.contains("value=\"7\""), "{html}");
}
