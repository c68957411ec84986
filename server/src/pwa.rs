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
        "screenshots": screenshots.iter().filter_map(|screenshot| screenshot.entry(lang)).collect::<Vec<_>>(),
    })
}

/// A picture for the install dialog, made by `scripts/manifest-screenshots.mjs`:
/// `public/screenshots/{narrow|wide}-{page}-{width}x{height}.png`.
#[derive(Clone, Debug)]
pub struct Screenshot {
    pub file: String,
}

impl Screenshot {
    /// Its entry in the manifest; none for a file that is not named so.
    fn entry(&self, lang: Lang) -> Option<Value> {
        let mut parts = self.file.strip_suffix(".png")?.splitn(3, '-');
        let (form, page, sizes) = (parts.next()?, parts.next()?, parts.next()?);
        let label = match page {
            "landing" => text::pwa::screenshot_landing(lang),
            "suggestions" => text::pwa::screenshot_suggestions(lang),
            "home" => text::pwa::screenshot_home(lang),
            _ => return None,
        };
        Some(json!({
            "src": format!("/screenshots/{}", self.file),
            "sizes": sizes,
            "type": "image/png",
            "form_factor": form,
            "label": label,
        }))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Width and height as the file itself says, from the header of a PNG.
    fn size_of(png: &[u8]) -> String {
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        format!("{}x{}", number(16), number(20))
    }

    #[test]
    fn every_picture_of_the_install_dialog_is_named_and_as_large_as_it_says() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../public/screenshots");
        let mut forms = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            let screenshot = Screenshot { file };
            let entry = screenshot.entry(Lang::Ar).expect(&screenshot.file);
            let png = std::fs::read(&path).unwrap();
            assert_eq!(entry["sizes"], size_of(&png), "{}", screenshot.file);
            forms.push(entry["form_factor"].as_str().unwrap().to_owned());
        }
        forms.sort();
        assert_eq!(forms, ["narrow", "narrow", "wide"]);
    }

    #[test]
    fn a_file_of_another_name_is_no_screenshot() {
        for file in [
            "notes.txt",
            "wide-1440x900.png",
            "wide-secrets-1440x900.png",
        ] {
            let screenshot = Screenshot { file: file.into() };
            assert_eq!(screenshot.entry(Lang::Fr), None, "{file}");
        }
    }
}
