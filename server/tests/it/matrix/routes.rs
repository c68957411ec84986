//! The rows of routes that are no server functions and no pages.

use super::{
    Answer::{self, *},
    How, Row,
};
use crate::world::{FORM, Stage, file_form, import_form, post};
use axum::body::Body;
use http::Request;

const ANYONE: [Answer; 8] = [Done; 8];
/// About oneself.
const MEMBERS: [Answer; 8] = [SignIn, Done, Done, Done, Done, Done, Done, Done];
/// About oneself, and refused for what was sent.
const TYPED: [Answer; 8] = [SignIn, Rules, Rules, Rules, Rules, Rules, Rules, Rules];

fn reads(name: &'static str, path: &str, answers: [Answer; 8]) -> Row {
    Row {
        name,
        stage: Stage::Signed,
        path: path.to_owned(),
        how: How::Get,
        answers,
    }
}

/// What the script of passkeys sends.
fn json(what: &str, token: Option<&str>) -> Request<Body> {
    let path = format!("/api/passkeys/{what}");
    post(&path, token, "application/json", "{}".to_owned())
}

fn device(
    name: &'static str,
    make: fn(Option<&str>) -> Request<Body>,
    answers: [Answer; 8],
) -> Row {
    Row {
        name,
        stage: Stage::Signed,
        path: String::new(),
        how: How::File(make),
        answers,
    }
}

pub fn rows() -> Vec<Row> {
    let open = |name: &'static str| reads(name, name, ANYONE);
    vec![
        open("/"),
        open("/healthz"),
        open("/readyz"),
        open("/sw.js"),
        open("/robots.txt"),
        // Not without its token.
        reads("/metrics", "/metrics", [NotFound; 8]),
        Row {
            name: "/live",
            stage: Stage::Signed,
            path: "/live".to_owned(),
            how: How::Stream,
            answers: [SignIn, Done, Done, Done, Done, Done, Done, Done],
        },
        reads(
            "/my-data.zip",
            "/my-data.zip",
            [SignIn, Done, Done, Done, Done, Done, Done, Done],
        ),
        open("/sitemap.xml"),
        reads("/{lang}/app.webmanifest", "/fr/app.webmanifest", ANYONE),
        reads("/text/{file}", app::text::file(domain::Lang::Fr), ANYONE),
        // There in development only.
        open("/dev/mail"),
        reads("/dev/mail/{id}", "/dev/mail/{mentorship}", [NotFound; 8]),
        device(
            "/api/passkeys/{what}/ask",
            |token| json("add/ask", token),
            MEMBERS,
        ),
        device(
            "/api/passkeys/{what}",
            |token| json("second-step", token),
            TYPED,
        ),
        // Nobody of the world has a passkey, which comes before its codes.
        device(
            "/api/recovery-codes",
            |token| post("/api/recovery-codes", token, FORM, String::new()),
            TYPED,
        ),
        Row {
            name: "/imports",
            stage: Stage::Signed,
            path: String::new(),
            how: How::File(import_form),
            answers: [
                SignIn, NotFound, NotFound, NotFound, Done, Done, NotFound, NotFound,
            ],
        },
        // Nobody here has checked a file.
        Row {
            name: "/imports/checked",
            stage: Stage::Signed,
            path: String::new(),
            how: How::File(|token| file_form("/imports/checked", token, &[("import", "")])),
            answers: [
                SignIn, NotFound, NotFound, NotFound, NotFound, NotFound, NotFound, NotFound,
            ],
        },
        reads(
            "/imports/{id}",
            "/imports/{import}",
            [
                NotFound, NotFound, NotFound, NotFound, Done, NotFound, NotFound, NotFound,
            ],
        ),
        Row {
            name: "/exports",
            stage: Stage::Signed,
            path: "/exports".to_owned(),
            how: How::Form("list=people&format=csv&lang=fr"),
            answers: [
                SignIn, NotFound, NotFound, NotFound, Done, Done, NotFound, NotFound,
            ],
        },
        Row {
            name: "/photos",
            stage: Stage::Signed,
            path: String::new(),
            how: How::File(|token| file_form("/photos", token, &[("forget", "1")])),
            answers: [SignIn, Done, Done, Done, Done, Done, Done, Done],
        },
        reads(
            "/photos/{person}/{file}",
            "{photo of mentee}",
            [SignIn, Done, Done, NotFound, Done, NotFound, NotFound, Done],
        ),
        reads(
            "/photos/{person}/{file}",
            "{photo of mentor}",
            [SignIn, Done, Done, Done, Done, NotFound, NotFound, Done],
        ),
    ]
}
