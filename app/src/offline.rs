//! Shown by the service worker in place of a page that cannot be fetched. Never hydrated: it may be older than
//! the code. `public/offline.js` tries again.

use crate::{
    text,
    ui::{Empty, Plain, Title, path, use_lang},
};
use leptos::prelude::*;

#[component]
pub fn Offline() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Plain>
            <Title text=text::pwa::offline_title(lang) />
            <h1>{text::pwa::offline_title(lang)}</h1>
            <Empty title=text::pwa::offline_heading(lang) sentence=text::pwa::offline_sentence(lang)>
                <div class="actions">
                    <button type="button" class="button button--primary js-only" data-offline-retry="">
                        {text::pwa::retry(lang)}
                    </button>
                    <a class="button button--secondary" href=path(lang, "") rel="external">
                        {text::common::go_home(lang)}
                    </a>
                </div>
            </Empty>
        </Plain>
    }
}
