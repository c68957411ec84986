//! Files of every size up to the limits arrive, and larger ones are refused in a way that reaches the browser.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::world::{FILE, Stage, Who, World, head};
use axum::body::Body;
use http::{Request, StatusCode, header};

const MEGABYTE: usize = 1024 * 1024;

/// A form with text fields and one file of these bytes.
fn form(
    path: &str,
    token: Option<&str>,
    fields: &[(&str, &str)],
    file: (&str, &[u8]),
) -> Request<Body> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    let (name, bytes) = file;
    let part = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"f\"\r\n\r\n"
    );
    body.extend(part.into_bytes());
    body.extend(bytes);
    body.extend(b"\r\n--edge--\r\n");
    head(token)
        .method("POST")
        .uri(path)
        .header(header::CONTENT_TYPE, FILE)
        .body(Body::from(body))
        .unwrap()
}

/// A picture with bytes after its end, which decoders do not look at.
fn picture(size: usize) -> Vec<u8> {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../public/apple-touch-icon.png"
    );
    let mut bytes = std::fs::read(file).unwrap();
    bytes.resize(size, 0);
    bytes
}

/// A list of that size: one row that is imported, and blank lines.
fn list(size: usize) -> Vec<u8> {
    let mut text = "Prénom;Nom;E-mail;Pays;Secteur;Langues;Expertise offerte;Capacité\n\
        Amal;Rifai;amal@example.net;Maroc;Énergie et renouvelables;français;Démarrage à l'export;2\n"
        .to_owned()
        .into_bytes();
    let blank = format!("{:63}\n", "");
    let room = size - text.len();
    text.extend(blank.bytes().cycle().take(room));
    text
}

#[tokio::test]
async fn a_photo_of_five_megabytes_is_taken_and_one_of_nine_refused_beside_its_field() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let photo = |size| {
        let page = [("page", "/fr/profile/edit/photo")];
        form(
            "/photos",
            world.token(Who::Mentee),
            &page,
            ("photo", &picture(size)),
        )
    };
    let (status, target, _) = server.ask(photo(5 * MEGABYTE)).await;
    assert_eq!(
        (status, target.as_str()),
        (StatusCode::SEE_OTHER, "/fr/profile/edit/photo")
    );
    let (status, _, _) = server.ask(photo(9 * MEGABYTE)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    server.close().await;
}

#[tokio::test]
async fn a_list_of_three_megabytes_is_imported_and_larger_ones_than_the_limit_are_refused() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let import = |size| {
        let fields = [("side", "mentors"), ("page", "/fr/coordinator/import")];
        form(
            "/imports",
            world.token(Who::Coordinator),
            &fields,
            ("file", &list(size)),
        )
    };
    let (status, target, _) = server.ask(import(3 * MEGABYTE)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(target.starts_with("/fr/coordinator/import/"), "{target}");
    for size in [21 * MEGABYTE, 25 * MEGABYTE] {
        let (status, _, _) = server.ask(import(size)).await;
        assert!(status.is_client_error(), "{status} for {size} bytes");
    }
    server.close().await;
}
