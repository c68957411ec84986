//! The WASM entry: fetches the texts of the page's language, then takes over what the server rendered.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's own script once the code is there; done when the whole page is taken over.
#[wasm_bindgen]
pub async fn hydrate() {
    // The release build's panics say nothing (`scripts/lib.sh`); the page's watchdog sees them all the same.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    if app::text::load(app::platform::page_lang()).await.is_ok() {
        let body = leptos::tachys::dom::body();
        leptos::mount::hydrate_from_async(body, app::App)
            .await
            .forget();
    }
}
