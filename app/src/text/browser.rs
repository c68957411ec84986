//! The table in the browser: the page's own language, fetched once before hydration and kept for good.

use domain::Lang;
use gloo_net::http::Request;
use std::sync::OnceLock;

static MESSAGES: OnceLock<Vec<&'static str>> = OnceLock::new();

pub(super) fn get(_lang: Lang, index: usize) -> &'static str {
    MESSAGES
        .get()
        .and_then(|messages| messages.get(index))
        .copied()
        .unwrap_or_default()
}

/// Fetches the texts of `lang`; must be done before the first view is built.
pub async fn load(lang: Lang) -> Result<(), gloo_net::Error> {
    let response = Request::get(super::file(lang)).send().await?;
    if !response.ok() {
        // The texts of another version: better a page that works without script than one with the wrong words.
        return Err(gloo_net::Error::GlooError(response.status_text()));
    }
    let text = response.text().await?;
    // Lives as long as the page: messages are handed out as `&'static str`.
    let text: &'static str = Box::leak(text.into_boxed_str());
    let _ = MESSAGES.set(text.split('\u{1e}').collect());
    Ok(())
}
