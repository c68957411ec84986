//! What search engines ask for: which pages may be found. Pages themselves say more in their head.

use crate::AppState;
use app::shell::PUBLIC_PAGES;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use domain::Lang;
use http::header;
use std::fmt::Write as _;

/// Areas of signed-in people, not worth a crawler's visit.
const PRIVATE_AREAS: [&str; 6] = [
    "home",
    "me",
    "mentorship",
    "coordinator",
    "partner",
    "admin",
];

/// `/robots.txt`: the public pages may be found, nothing else.
pub async fn robots(State(state): State<AppState>) -> Response {
    let mut text = String::from("User-agent: *\nDisallow: /api/\nDisallow: /live\n");
    for lang in Lang::ALL {
        for area in PRIVATE_AREAS {
            let _ = writeln!(text, "Disallow: /{}/{area}", lang.code());
        }
    }
    let base_url = state.settings.base_url.trim_end_matches('/');
    let _ = writeln!(text, "Sitemap: {base_url}/sitemap.xml");
    for_a_day("text/plain; charset=utf-8", text)
}

/// `/sitemap.xml`: every public page in every language.
pub async fn sitemap(State(state): State<AppState>) -> Response {
    let base_url = &state.settings.base_url;
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in &PUBLIC_PAGES {
        for lang in Lang::ALL {
            let _ = writeln!(
                text,
                "<url><loc>{}</loc></url>",
                page.address(base_url, lang)
            );
        }
    }
    text.push_str("</urlset>\n");
    for_a_day("application/xml; charset=utf-8", text)
}

fn for_a_day(kind: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    (headers, text).into_response()
}
