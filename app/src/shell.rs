//! The document around the application: what a browser reads before anything of ours runs.

mod search;

use crate::{
    App,
    context::RequestContext,
    documents::{self, Documents},
    text,
};
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
    /// Paths of the files that sections fetch when they are first entered.
    pub sections: Vec<String>,
}

/// When the page becomes interactive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boot {
    /// As soon as the page has been seen: it can be read and used before the program runs, and on a slow line the
    /// program would hold up style and font.
    Painted,
    /// When the browser has nothing else to do: public reading pages work without.
    Idle,
    /// Never: the page is a document.
    Document,
    /// Never, for another reason: the offline page may be older than the code, and has a script of its own.
    Offline,
}

impl Boot {
    const fn is_program(self) -> bool {
        matches!(self, Boot::Painted | Boot::Idle)
    }
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
    let font = match lang {
        Lang::Ar => "/fonts/alexandria-arabic.woff2",
        _ => "/fonts/alexandria-latin.woff2",
    };
    view! {
        <!DOCTYPE html>
        <html
            lang=lang.code()
            dir=lang.dir()
            data-theme=theme
            data-demo=demo
            data-document=!boot.is_program()
            translate="no"
        >
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
            <body>{if boot.is_program() { App().into_any() } else { Documents().into_any() }}</body>
        </html>
    }
}

#[component]
fn Scripts(assets: Assets, boot: Boot, lang: Lang, path: Option<String>) -> impl IntoView {
    let nonce = use_nonce();
    let Assets {
        script,
        wasm,
        sections,
        ..
    } = assets;
    // A form posted without script is answered at the address of its server function; a script that comes
    // alive there must find itself on the form's own page.
    let return_to = path
        .map(|path| format!("history.replaceState(null,'',{});", js_string(&path)))
        .unwrap_or_default();
    // The program's three files at once; the texts are only warmed here, for the program to find. Until it has taken
    // over the whole page, which can take a section's files more, no click is for it: links and forms do what the HTML
    // says. Then `<html data-alive>` and `app:alive` say so. What cannot be fetched leaves the page as it is; a panic
    // is the watchdog's. A link to a document is never for it: the router would make an entry of the browser's history that
    // is this page's own, and the way back would not lead away from the document.
    let hydrate = format!(
        "const hold=e=>e.stopImmediatePropagation();\
         const apart={documents};addEventListener('click',e=>{{const link=e.target.closest?.('a[href]');\
         if(link&&link.origin===location.origin&&apart.some(place=>(link.pathname.slice(3)+'/').startsWith(place+'/')))\
         hold(e)}});\
         const go=()=>{{const wasm=fetch({wasm});fetch({texts}).catch(()=>{{}});addEventListener('click',hold);\
         return import({script}).then(m=>m.default({{module_or_path:wasm}}).then(()=>m.hydrate()))\
         .then(()=>{{removeEventListener('click',hold);\
         document.documentElement.dataset.alive='';dispatchEvent(new Event('app:alive'))}})\
         .catch(e=>{{if(e instanceof WebAssembly.RuntimeError)throw e}})}};",
        documents = json(documents::PLACES),
        wasm = js_string(&wasm),
        texts = js_string(text::file(lang)),
        script = js_string(&script),
    );
    // What the next taps need is fetched while nothing else is to do, unless the line is said to be slow or dear. The
    // browser keeps it: the section finds it there.
    let ahead = format!(
        "const ahead=()=>{{const line=navigator.connection;if(line?.saveData||/2g/.test(line?.effectiveType))return;\
         for(const file of {sections})fetch(file,{{priority:'low'}}).then(answer=>answer.blob()).catch(()=>{{}})}};\
         addEventListener('app:alive',()=>'requestIdleCallback' in window?requestIdleCallback(ahead):setTimeout(ahead,3000));",
        sections = json(&sections),
    );
    let start = match boot {
        // A tab in the background paints nothing, and not every browser tells: then soon.
        Boot::Painted => format!(
            "{return_to}{hydrate}{ahead}let going;const once=()=>{{going??=go()}};\
             document.hidden?once():setTimeout(once,2000);\
             new PerformanceObserver(once).observe({{type:'paint',buffered:true}});"
        ),
        Boot::Idle => format!(
            "{return_to}{hydrate}addEventListener('load',()=>'requestIdleCallback' in window?\
             requestIdleCallback(go,{{timeout:8000}}):setTimeout(go,2000));"
        ),
        Boot::Document | Boot::Offline => return_to,
    };
    let plain_script = if boot == Boot::Offline {
        "/offline.js"
    } else {
        "/register-sw.js"
    };
    view! {
        <script type="module" src=plain_script nonce=nonce.clone()></script>
        <script type="module" nonce=nonce>
            {start}
        </script>
    }
}

/// A JavaScript string literal that is also safe inside a `<script>` element.
fn js_string(text: &str) -> String {
    json(text)
}

/// The same for any value.
fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value)
        .unwrap_or_default()
        .replace('<', "\\u003c")
}
