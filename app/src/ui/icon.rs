//! Icons out of one sprite: a browser fetches it once, and the program carries none of the drawings.

use leptos::prelude::*;

/// `name` is a symbol of `public/icons.svg`. Always beside a word, or inside something with an `aria-label`.
#[component]
pub fn Icon(name: &'static str, #[prop(default = "icon")] class: &'static str) -> impl IntoView {
    view! {
        <svg class=class aria-hidden="true" focusable="false">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}
