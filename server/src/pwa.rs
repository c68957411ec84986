//! What makes the site an installable app: the manifest of each language and the service worker.

use crate::AppState;
use app::text;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use domain::Lang;
use http::{StatusCode, header};
use serde_json::{Value, json};

/// Scripts and pictures that the shell needs without a network, beside the built files.
const SHELL_FILES: [&str; 10] = [
    "/icons.svg",
    "/lattice.svg",
    "/favicon.svg",
    "/watchdog.js",
    "/register-sw.js",
    "/offline.js",
    "/fonts/alexandria-latin.woff2",
    "/fonts/alexandria-arabic.woff2",
    "/icons/icon-192.png",
    "/apple-touch-icon.png",
];

/// `/{lang}/app.webmanifest`
pub async fn manifest(State(state): State<AppState>, Path(code): Path<String>) -> Response {
    let Some(lang) = Lang::from_code(&code) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let body = manifest_of(lang, &state.site.screenshots).to_string();
    let headers = [
        (header::CONTENT_TYPE, "application/manifest+json"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, body).into_response()
}

fn manifest_of(lang: Lang, screenshots: &[Screenshot]) -> Value {
    let page = |path: &str| format!("/{}{path}", lang.code());
    let icon = |file: &str, size: &str, purpose: &str| json!({ "src": format!("/icons/{file}"), "sizes": size, "type": "image/png", "purpose": purpose });
    let shortcut = |name: &str, path: &str| json!({ "name": name, "url": page(path), "icons": [icon("icon-192.png", "192x192", "any")] });
    json!({
        "id": "/",
        "name": text::pwa::name(lang),
        "short_name": text::pwa::short_name(lang),
        "description": text::landing::description(lang),
        "lang": lang.code(),
        "dir": lang.dir(),
        "start_url": page("/home"),
        "scope": "/",
        "display": "standalone",
        "orientation": "any",
        "theme_color": "#1F1A4A",
        "background_color": "#FBF8F3",
        "categories": ["business", "education"],
        "icons": [
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("maskable-192.png", "192x192", "maskable"),
            icon("maskable-512.png", "512x512", "maskable"),
        ],
        "shortcuts": [
            shortcut(text::common::mentorship(lang), "/mentorship"),
            shortcut(text::common::chain(lang), "/chain"),
        ],
        "screenshots": screenshots.iter().map(Screenshot::entry).collect::<Vec<_>>(),
    })
}

/// A picture for the install dialog: `public/screenshots/{form}-{width}x{height}.png`.
#[derive(Clone, Debug)]
pub struct Screenshot {
    pub file: String,
}

impl Screenshot {
    fn entry(&self) -> Value {
        let stem = self.file.trim_end_matches(".png");
        let (form, sizes) = stem.rsplit_once('-').unwrap_or(("narrow", "0x0"));
        let form = if form.starts_with("wide") {
            "wide"
        } else {
            "narrow"
        };
        json!({
            "src": format!("/screenshots/{}", self.file), "sizes": sizes, "type": "image/png", "form_factor": form,
        })
    }
}

/// `/sw.js`: the template with its version and what to keep.
pub async fn service_worker(State(state): State<AppState>) -> Response {
    let Some(template) = &state.site.service_worker else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut kept: Vec<String> = SHELL_FILES.map(str::to_owned).into();
    kept.push(state.site.assets.stylesheet.clone());
    kept.extend(Lang::ALL.map(|lang| format!("/{}/offline", lang.code())));
    let assets = serde_json::to_string(&kept).unwrap_or_default();
    let script = template
        .replace("\"__VERSION__\"", &format!("\"{}\"", state.site.version))
        .replace("= __ASSETS__;", &format!("= {assets};"));
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; connect-src 'self'",
        ),
    ];
    (headers, script).into_response()
}

/// `/robots.txt`: the public pages may be found, nothing else.
pub async fn robots() -> Response {
    let mut text = String::from("User-agent: *\nDisallow: /api/\nDisallow: /live\n");
    for lang in Lang::ALL {
        for page in [
            "home",
            "me",
            "mentorship",
            "coordinator",
            "partner",
            "admin",
        ] {
            text.push_str(&format!("Disallow: /{}/{page}\n", lang.code()));
        }
    }
    (
        [
            (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
            (header::CACHE_CONTROL, "public, max-age=86400"),
        ],
        text,
    )
        .into_response()
}
