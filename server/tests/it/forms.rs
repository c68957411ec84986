//! Forms posted without script.

use crate::world::{FORM, Stage, Who, World, post};
use domain::CommandId;
use http::{HeaderValue, StatusCode, header};

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
