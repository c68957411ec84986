//! The coordinator's form with a file of people: what comes back when it cannot be taken, and an import whose
//! browser went away.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::world::{FORM, NOW, Server, Stage, Who, World, file_form, get, post};
use axum::body::Body;
use backend::profiles::import;
use http::{Request, StatusCode, header};
use std::{fmt::Write as _, time::Duration};

const MULTIPART: &str = "multipart/form-data; boundary=edge";

fn form(world: &World, file: &str) -> Request<Body> {
    let fields = [
        ("side", "mentors"),
        ("mode", "write"),
        ("invite", "on"),
        ("page", "/fr/coordinator/import"),
        ("file", file),
    ];
    file_form("/imports", world.token(Who::Coordinator), &fields)
}

/// What a browser sends when no file was chosen.
fn nothing_chosen(world: &World) -> Request<Body> {
    let body = "--edge\r\nContent-Disposition: form-data; name=\"side\"\r\n\r\nmentors\r\n\
                --edge\r\nContent-Disposition: form-data; name=\"mode\"\r\n\r\nwrite\r\n\
                --edge\r\nContent-Disposition: form-data; name=\"invite\"\r\n\r\non\r\n\
                --edge\r\nContent-Disposition: form-data; name=\"page\"\r\n\r\n/fr/coordinator/import\r\n\
                --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n\
                --edge--\r\n";
    post(
        "/imports",
        world.token(Who::Coordinator),
        MULTIPART,
        body.into(),
    )
}

/// The tag of the control with this name and value.
fn control<'a>(page: &'a str, name: &str, value: &str) -> &'a str {
    page.split('<')
        .find(|tag| {
            tag.contains(&format!("name=\"{name}\"")) && tag.contains(&format!("value=\"{value}\""))
        })
        .unwrap_or_default()
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_brings_the_form_back_as_it_was_filled() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    for (request, sentence) in [
        (nothing_chosen(&world), "Remplissez ce champ."),
        (form(&world, "une seule colonne\n"), "titre"),
        (form(&world, "PK\u{3}\u{4}no archive"), "endommagé"),
    ] {
        let (status, _, page) = server.ask(request).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
        let error = page.split("id=\"file-error\"").nth(1).unwrap();
        let error = error.split("</p>").next().unwrap();
        assert!(error.contains(sentence), "{sentence} in {error}");
        assert!(control(&page, "side", "mentors").contains("checked"));
        assert!(control(&page, "mode", "write").contains("checked"));
        let invite = page.split("id=\"invite\"").nth(1).unwrap();
        assert!(invite.split('>').next().unwrap().contains("checked"));
    }
}

#[tokio::test]
async fn what_is_no_form_with_a_file_gets_the_page_and_not_a_blank_one() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let mut request = post(
        "/imports",
        world.token(Who::Coordinator),
        FORM,
        "side=mentors".into(),
    );
    request
        .headers_mut()
        .insert(header::ACCEPT_LANGUAGE, "de".parse().unwrap());
    let (status, _, page) = server.ask(request).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(page.contains("id=\"errors\"") && page.contains("lang=\"de\""));
}

/// A file long enough for many transactions.
fn many_mentors() -> String {
    let mut file =
        String::from("Prénom;Nom;E-mail;Pays;Secteur;Langues;Expertise offerte;Capacité\n");
    for number in 0..3_000 {
        let _ = writeln!(
            file,
            "Amal;Rifai;many{number}@example.net;Maroc;Énergie et renouvelables;français;Démarrage à l'export;2"
        );
    }
    file
}

async fn latest(world: &World, server: &Server) -> Vec<import::KeptImport> {
    let token = world.token(Who::Coordinator).unwrap();
    let session = backend::accounts::viewer(&server.backend, token, NOW).await;
    let actor = session.unwrap().unwrap().actor;
    let programme = backend::programmes::staff::coordinated(&server.backend, &actor, "")
        .await
        .unwrap();
    import::latest(&server.backend.db, &actor, programme)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_import_goes_on_to_its_report_when_the_browser_went_away() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    // The browser is gone after a moment, in the middle of the file.
    let waiting = server.send(form(&world, &many_mentors()));
    let gone = tokio::time::timeout(Duration::from_millis(30), waiting).await;
    assert!(gone.is_err(), "the import was over before the browser left");
    let ended = async {
        loop {
            let kept = latest(&world, &server).await.into_iter();
            if let Some(ended) = kept.map(|one| one.report.summary).find(|it| it.rows > 2) {
                return ended;
            }
            tokio::task::yield_now().await;
        }
    };
    let ended = tokio::time::timeout(Duration::from_secs(60), ended)
        .await
        .unwrap();
    assert_eq!(ended.imported, 3_000);
}

/// A dry run, and the address of its report.
async fn checked(world: &World, server: &Server) -> String {
    let fields = [
        ("side", "mentors"),
        ("mode", "check"),
        ("page", "/fr/coordinator/import"),
        ("programme", "CIRCLE"),
        (
            "file",
            "Prénom;Nom;E-mail;Pays;Secteur;Langues;Expertise offerte;Capacité\n\
             Amal;Rifai;amal@example.net;Maroc;Artisanat;français;Démarrage à l'export;2\n\
             Omar;Rifai;omar@example.net;Maroc;Artisanat;français;Démarrage à l'export;2\n",
        ),
    ];
    let token = world.token(Who::Coordinator);
    let (status, report, _) = server.ask(file_form("/imports", token, &fields)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    report
}

fn take_checked(world: &World, who: Who, report: &str) -> Request<Body> {
    let id = report.split('/').next_back().unwrap();
    let id = id.split('?').next().unwrap();
    let fields = [
        ("import", id),
        ("programme", "CIRCLE"),
        ("page", "/fr/coordinator/import"),
    ];
    file_form("/imports/checked", world.token(who), &fields)
}

#[tokio::test]
async fn the_file_of_a_dry_run_is_imported_by_one_button_and_once() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let report = checked(&world, &server).await;
    let (_, _, page) = server
        .ask(get(&report, world.token(Who::Coordinator)))
        .await;
    assert!(page.contains("Importer ces 2 personnes"), "{page}");
    assert!(page.contains("action=\"/imports/checked\""));
    for who in [Who::Mentee, Who::OtherCoordinator, Who::Administrator] {
        let (status, _, _) = server.ask(take_checked(&world, who, &report)).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
    let mut targets = Vec::new();
    for _ in 0..2 {
        let (status, target, _) = server
            .ask(take_checked(&world, Who::Coordinator, &report))
            .await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        targets.push(target);
    }
    assert_eq!(
        targets[0], targets[1],
        "a second tap leads to the same report"
    );
    assert!(targets[0].ends_with("?programme=CIRCLE") && targets[0] != report);
    let kept = latest(&world, &server).await;
    let kept = kept.iter().filter(|one| one.file_name == "people.csv");
    assert_eq!(kept.count(), 3, "of the world, the dry run, and one more");
    let (_, _, page) = server
        .ask(get(&report, world.token(Who::Coordinator)))
        .await;
    assert!(page.contains("Ce fichier a été importé") && page.contains(&targets[0]));
    assert!(!page.contains("action=\"/imports/checked\""));
}

#[tokio::test]
async fn a_checked_file_that_is_gone_is_refused_with_a_sentence_on_its_page() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let report = checked(&world, &server).await;
    // With it one more than are kept of each.
    for _ in 0..3 {
        checked(&world, &server).await;
    }
    let (status, _, page) = server
        .ask(take_checked(&world, Who::Coordinator, &report))
        .await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(
        page.contains("plus conservé. Envoyez-le de nouveau."),
        "{page}"
    );
}
