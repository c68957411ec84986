//! The document around the application: what a browser reads before anything of ours runs.

mod search;

use crate::{App, context::RequestContext, text};
use domain::Lang;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use search::ForSearch;
pub use search::PUBLIC_PAGES;

/// Names of the built files, which change with their contents.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// Path of the script that loads the WASM.
    pub script: String,
    /// Path of the WASM itself.
    pub wasm: String,
    pub stylesheet: String,
    /// Which script code belongs to which lazily loaded section.
    pub splits: Option<leptos::WasmSplitManifest>,
}

/// When the page becomes interactive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boot {
    Now,
    /// When the browser has nothing else to do: public reading pages work without.
    Idle,
    /// Not at all: the offline page, which may be older than the code.
    Never,
}

/// The whole document. `base_url` is the site's address as people reach it.
pub fn shell(
    assets: Assets,
    boot: Boot,
    theme: Option<&'static str>,
    base_url: String,
) -> impl IntoView {
    let context = use_context::<RequestContext>();
    let lang = context
        .as_ref()
        .map(|context| context.lang)
        .unwrap_or_default();
    let posted = use_context::<crate::ui::Posted>().is_some();
    let demo = context.as_ref().is_some_and(|context| context.demo);
    let path = context
        .map(|context| context.path.to_string())
        .unwrap_or_default();
    // Names the page's section, to be fetched early: not for a page to read, whose program may wait.
    if let Some(splits) = assets.splits.clone().filter(|_| boot == Boot::Now) {
        provide_context(splits);
    }
    let font = match lang {
        Lang::Ar => "/fonts/alexandria-arabic.woff2",
        _ => "/fonts/alexandria-latin.woff2",
    };
    view! {
        <!DOCTYPE html>
        <html lang=lang.code() dir=lang.dir() data-theme=theme data-demo=demo translate="no">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="theme-color" content="#1F1A4A" />
                <script src="/watchdog.js" nonce=use_nonce()></script>
                <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin="" />
                <link rel="stylesheet" href=assets.stylesheet.clone() />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href=format!("/{}/app.webmanifest", lang.code()) />
                <ForSearch base_url lang path=path.clone() />
                <Scripts assets boot lang path=posted.then_some(path.clone()) />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

#[component]
fn Scripts(assets: Assets, boot: Boot, lang: Lang, path: Option<String>) -> impl IntoView {
    let nonce = use_nonce();
    let Assets { script, wasm, .. } = assets;
    // A form posted without script is answered at the address of its server function; a script that comes
    // alive there must find itself on the form's own page.
    let return_to = path
        .map(|path| format!("history.replaceState(null,'',{});", js_string(&path)))
        .unwrap_or_default();
    let hydrate = format!(
        "const go=()=>import({}).then(m=>m.default({{module_or_path:{}}}).then(()=>m.hydrate()));",
        js_string(&script),
        js_string(&wasm)
    );
    let start = match boot {
        Boot::Now => format!("{return_to}{hydrate}go();"),
        Boot::Idle => format!(
            "{return_to}{hydrate}addEventListener('load',()=>'requestIdleCallback' in window?\
             requestIdleCallback(go,{{timeout:8000}}):setTimeout(go,2000));"
        ),
        Boot::Never => return_to,
    };
    let plain_script = if boot == Boot::Never {
        "/offline.js"
    } else {
        "/register-sw.js"
    };
    // Fetched early, but after what shows the page: it can be read and used before the program runs.
    let preload = (boot == Boot::Now).then(|| {
        view! {
            <link rel="modulepreload" href=script.clone() fetchpriority="low" nonce=nonce.clone() />
            <link
                rel="preload"
                href=wasm.clone()
                r#as="fetch"
                r#type="application/wasm"
                crossorigin="anonymous"
                fetchpriority="low"
            />
            <link rel="preload" href=text::file(lang) r#as="fetch" r#type="text/plain" crossorigin="anonymous" />
        }.into_any()
    });
    view! {
        {preload}
        <script type="module" src=plain_script nonce=nonce.clone()></script>
        <script type="module" nonce=nonce>
            {start}
        </script>
    }
}

/// A JavaScript string literal that is also safe inside a `<script>` element.
fn js_string(text: &str) -> String {
    serde_json::to_string(text)
        .unwrap_or_default()
        .replace('<', "\\u003c")
}
