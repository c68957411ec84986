//! The rows of routes that are no server functions and no pages.

use super::{
    Answer::{self, *},
    How, Row,
};
use crate::world::{Stage, file_form, import_form};

const ANYONE: [Answer; 8] = [Done; 8];

fn reads(name: &'static str, path: &str, answers: [Answer; 8]) -> Row {
    Row {
        name,
        stage: Stage::Signed,
        path: path.to_owned(),
        how: How::Get,
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
        Row {
            name: "/imports",
            stage: Stage::Signed,
            path: String::new(),
            how: How::File(import_form),
            answers: [
                SignIn, NotFound, NotFound, NotFound, Done, Done, NotFound, NotFound,
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
