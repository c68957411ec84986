//! The form that comes back: every field of every server function is sent with markup, short and too long.

use super::{
    encode,
    html::{MARK, Page},
};
use crate::{
    matrix::{self, How},
    world::{FORM, Who, World, post},
};
use http::header;
use std::{collections::BTreeMap, path::Path};

/// Where the forms stand, by the beginning of their function's path.
const PAGES: &[(&str, &str)] = &[
    ("/api/accounts/sign_up", "/fr/sign-up"),
    ("/api/accounts/sign_in", "/fr/sign-in"),
    ("/api/accounts/ask_for_link", "/fr/sign-in-link"),
    ("/api/accounts/ask_for_reset", "/fr/reset"),
    ("/api/accounts/follow_link", "/fr/link?t=none"),
    ("/api/accounts/reset_password", "/fr/link?t=none"),
    ("/api/accounts/rename_passkey", "/fr/me/security"),
    ("/api/accounts/remove_passkey", "/fr/me/security"),
    ("/api/accounts/use_recovery_code", "/fr/second-step"),
    ("/api/accounts/open_reset", "/fr/admin/second-step"),
    ("/api/accounts/confirm_reset", "/fr/admin/second-step"),
    ("/api/accounts/refuse_reset", "/fr/admin/second-step"),
    ("/api/accounts/resume", "/fr/check-mail?c=none"),
    ("/api/accounts/", "/fr/me/account"),
    ("/api/administration/retry_mail", "/fr/admin/mail"),
    (
        "/api/administration/set_weights",
        "/fr/admin/programmes/CIRCLE",
    ),
    ("/api/administration/", "/fr/admin/people/{mentee}"),
    ("/api/profiles/save_who", "/fr/profile/who"),
    ("/api/profiles/save_place", "/fr/profile/place"),
    ("/api/profiles/save_project", "/fr/profile/project"),
    ("/api/profiles/save_offer", "/fr/profile/offer"),
    ("/api/profiles/save_ties", "/fr/profile/ties"),
    ("/api/profiles/save_time", "/fr/profile/time"),
    (
        "/api/profiles/save_reference",
        "/fr/admin/reference?kind=sector&item=",
    ),
    ("/api/profiles/", "/fr/profile"),
    ("/api/matching/ask", "/fr/mentors/{mentor}/request"),
    ("/api/matching/decline", "/fr/requests/{request}/decline"),
    (
        "/api/mentorships/propose_terms",
        "/fr/mentorships/{mentorship}/terms",
    ),
    ("/api/circle/", "/fr/mentorships/{mentorship}/pledge"),
    ("/api/trust/block", "/fr/coordinator/people/{mentee}"),
    ("", "/fr/home"),
];

/// The arguments of each server function that are text, read from the sources.
fn texts() -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    let features = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src");
    let folders = std::fs::read_dir(features).unwrap();
    let mut folders: Vec<_> = folders.map(|feature| feature.unwrap().path()).collect();
    folders.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src/accounts/security"));
    for folder in folders {
        let Ok(source) = std::fs::read_to_string(folder.join("api.rs")) else {
            continue;
        };
        for function in source.split("#[server(endpoint = \"").skip(1) {
            let (endpoint, rest) = function.split_once('"').unwrap();
            let arguments = rest.split_once("async fn").unwrap().1;
            let arguments = arguments.split(") ->").next().unwrap();
            let names = arguments
                .split(',')
                .filter(|argument| argument.contains("String"))
                .map(|argument| {
                    let name = argument.split(':').next().unwrap();
                    let name = name.rsplit([' ', '(', '\n', ']']).next().unwrap();
                    let list = if argument.contains("Vec<") { "[0]" } else { "" };
                    format!("{name}{list}")
                });
            found.insert(format!("/api/{endpoint}"), names.collect());
        }
    }
    found
}

#[tokio::test]
async fn no_form_that_comes_back_makes_markup_of_what_was_typed() {
    let world = World::new().await;
    let texts = texts();
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for row in matrix::functions::rows() {
        let How::Form(base) = row.how else { continue };
        let place = PAGES.iter().find(|(start, _)| row.name.starts_with(start));
        let page = world.fill(place.unwrap().1);
        let who = row.lets_in();
        let server = world.server(row.stage).await;
        let fields = texts.get(row.name).map(Vec::as_slice).unwrap_or_default();
        for field in fields.iter().map(String::as_str).chain(["page"]) {
            for value in [MARK.to_owned(), MARK.repeat(60)] {
                let kept: String = world
                    .fill(base)
                    .split('&')
                    .filter(|pair| !pair.starts_with(&format!("{field}=")))
                    .map(|pair| format!("{pair}&"))
                    .collect();
                let body = format!("{kept}page={}&{field}={}", encode(&page), encode(&value));
                let mut request = post(row.name, world.token(who), FORM, body);
                let headers = request.headers_mut();
                headers.insert(header::ACCEPT, "text/html".parse().unwrap());
                let (_, _, html) = server.ask(request).await;
                let page = Page::read(&html);
                seen += usize::from(page.text.contains(&value));
                if !page.marked.is_empty() {
                    wrong.push(format!("{field} of {}: {:?}", row.name, page.marked));
                }
            }
        }
        server.close().await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 20, "only {seen} forms came back with what was typed");
}

impl matrix::Row {
    /// Somebody whom it lets in; where there is nobody now, somebody who is signed in.
    fn lets_in(&self) -> Who {
        let all = Who::ALL.into_iter().zip(self.answers);
        let mut welcome = all
            .filter(|(_, answer)| matches!(answer, matrix::Answer::Done | matrix::Answer::Rules));
        welcome.next().map_or(Who::Mentee, |(who, _)| who)
    }
}
