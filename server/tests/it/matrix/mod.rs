//! The authorisation matrix: everything that can be asked of the server × everybody who may ask.
//!
//! What there is to ask is taken from the program: a server function or a route without a row fails here. A cell
//! that differs fails, and so does an answer with private words of the pair to anybody else.

pub mod functions;
mod routes;

use crate::world::{FORM, PRIVATE, Server, Stage, Who, World, get, post};
use axum::body::Body;
use http::{Method, Request, StatusCode};
use std::{collections::BTreeSet, path::Path};

/// What kind of answer somebody gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Done, shown, or on to the next page.
    Done,
    /// Sign in first.
    SignIn,
    Forbidden,
    NotFound,
    /// Past authorisation, and refused by the rules or for what was typed.
    Rules,
    /// Anything else; never expected.
    Other(u16),
}

impl Answer {
    fn of(status: StatusCode, target: &str) -> Self {
        match status.as_u16() {
            200..=399 if target.ends_with("/sign-in") => Answer::SignIn,
            200..=399 => Answer::Done,
            401 => Answer::SignIn,
            403 => Answer::Forbidden,
            404 => Answer::NotFound,
            409 | 422 => Answer::Rules,
            other => Answer::Other(other),
        }
    }
}

/// How it is asked.
#[derive(Clone, Copy)]
pub enum How {
    Get,
    /// Its head only: the body has no end.
    Stream,
    /// A form of ours, its fields already encoded.
    Form(&'static str),
    /// The form with a file that this makes.
    File(fn(Option<&str>) -> Request<Body>),
}

/// One thing to ask for, and the answer to each of [`Who::ALL`].
pub struct Row {
    /// As the program names it: path of a server function, pattern of a route.
    pub name: &'static str,
    pub stage: Stage,
    /// Path and query; names in braces are filled in.
    pub path: String,
    pub how: How,
    pub answers: [Answer; 8],
}

impl Row {
    fn request(&self, world: &World, token: Option<&str>) -> Request<Body> {
        let path = world.fill(&self.path);
        match self.how {
            How::Get | How::Stream => get(&path, token),
            How::Form(fields) => post(&path, token, FORM, world.fill(fields)),
            How::File(make) => make(token),
        }
    }
}

/// What is wrong with the answers of a row. Reading asks one server everything, writing a fresh one each time.
async fn wrong(world: &World, reading: &Server, row: &Row) -> Vec<String> {
    let mut wrong = Vec::new();
    for (who, expected) in Who::ALL.into_iter().zip(row.answers) {
        let request = row.request(world, world.token(who));
        let (status, target, body) = match row.how {
            How::Get => reading.ask(request).await,
            How::Stream => {
                let status = reading.send(request).await.status();
                (status, String::new(), String::new())
            }
            How::Form(_) | How::File(_) => {
                let server = world.server(row.stage).await;
                let answer = server.ask(request).await;
                server.close().await;
                answer
            }
        };
        let answer = Answer::of(status, &target);
        if answer != expected {
            wrong.push(format!(
                "{} for {who:?}: {answer:?} instead of {expected:?}",
                row.name
            ));
        }
        let told = PRIVATE.into_iter().find(|words| body.contains(words));
        if let Some(words) = told.filter(|_| !who.is_of_the_pair()) {
            wrong.push(format!("{} tells {who:?} {words:?}", row.name));
        }
    }
    wrong
}

async fn check(rows: Vec<Row>) {
    let world = World::new().await;
    let reading = world.server(Stage::Signed).await;
    let mut all = Vec::new();
    for row in rows {
        all.extend(wrong(&world, &reading, &row).await);
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[tokio::test]
async fn every_server_function_lets_in_whom_it_must_and_nobody_else() {
    check(functions::rows()).await;
}

#[tokio::test]
async fn every_route_lets_in_whom_it_must_and_nobody_else() {
    check(routes::rows()).await;
}

#[tokio::test]
async fn the_pair_reads_its_own_private_words() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let mut seen = String::new();
    for path in [
        "/api/matching/request?request={request}",
        "/api/mentorships/read_charter?id={mentorship}",
        "/api/mentorships/show?id={mentorship}",
    ] {
        for who in [Who::Mentee, Who::Mentor] {
            let (_, _, body) = server.ask(get(&world.fill(path), world.token(who))).await;
            seen.push_str(&body);
        }
    }
    for words in PRIVATE {
        assert!(seen.contains(words), "{words:?} is looked for in vain");
    }
}

#[tokio::test]
async fn nobody_ends_the_sign_in_of_somebody_else() {
    let world = World::new().await;
    let end = "command={command}&id={sign-in of mentee}";
    for who in Who::ALL {
        let server = world.server(Stage::Signed).await;
        let path = "/api/accounts/end_sign_in";
        let form = post(path, world.token(who), FORM, world.fill(end));
        server.send(form).await;
        let token = world.token(Who::Mentee);
        let (status, _, _) = server.ask(get("/api/home/show", token)).await;
        let is_signed_in = status == StatusCode::OK;
        assert_eq!(is_signed_in, who != Who::Mentee, "{who:?}");
    }
}

#[tokio::test]
async fn mails_are_shown_in_development_only() {
    let world = World::new().await;
    let server = world.production().await;
    for who in Who::ALL {
        let (status, _, _) = server.ask(get("/dev/mail", world.token(who))).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{who:?}");
    }
}

#[test]
fn every_server_function_has_a_row() {
    let program: BTreeSet<(String, Method)> = server_fn::axum::server_fn_paths()
        .map(|(path, method)| (path.to_owned(), method))
        .collect();
    let table: BTreeSet<(String, Method)> = functions::rows()
        .into_iter()
        .map(|row| match row.how {
            How::Get | How::Stream => (row.name.to_owned(), Method::GET),
            How::Form(_) | How::File(_) => (row.name.to_owned(), Method::POST),
        })
        .collect();
    assert!(!program.is_empty());
    assert_eq!(program, table);
}

#[test]
fn every_route_has_a_row() {
    let mut program = BTreeSet::new();
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap() {
        let file = file.unwrap().path();
        if file.is_file() {
            let source = std::fs::read_to_string(file).unwrap();
            let routes = source.split(".route(").skip(1);
            program.extend(
                routes
                    .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split_once('"'))
                    .map(|(route, _)| route.to_owned()),
            );
        }
    }
    // Its rows are the server functions.
    assert!(program.remove("/api/{*function}"));
    let table: BTreeSet<String> = routes::rows()
        .into_iter()
        .map(|row| row.name.to_owned())
        .collect();
    assert_eq!(program, table);
}
