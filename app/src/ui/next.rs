//! What comes next, and the two sides of somebody who is helped and helps.

use super::{path, use_lang};
use crate::text;
use leptos::prelude::*;

/// The one thing to do now: the night panel with one button. Children stand above the button.
#[component]
pub fn NextPanel(
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    /// A whole address: `path(lang, …)` or `mailto:`.
    #[prop(into)]
    href: String,
    #[prop(into)] label: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="night next-step" aria-labelledby="next-step">
            <p class="next-step__label">{text::mentorships::next(lang)}</p>
            <h2 class="next-step__title" id="next-step">
                {title}
            </h2>
            {children.map(|children| children())}
            <p class="next-step__text">{text}</p>
            <div class="actions actions--grow">
                <a class="button button--night" href=href>
                    {label}
                </a>
            </div>
        </section>
    }
}

/// "I receive / I give", as links to the same page with `?side=`, for whoever is both.
#[component]
pub fn TwoSides(page: &'static str, #[prop(into)] gives: Signal<bool>) -> impl IntoView {
    let lang = use_lang();
    let side = move |slug: &'static str, is_give: bool, label: &'static str| {
        view! {
            <a
                class="segmented__option"
                href=path(lang, &format!("{page}?side={slug}"))
                aria-current=move || (gives.get() == is_give).then_some("page")
            >
                <span>{label}</span>
            </a>
        }
    };
    view! {
        <nav class="segmented" aria-label=text::matching::sides(lang)>
            <div class="segmented__track">
                {side("receive", false, text::matching::receive(lang))} {side("give", true, text::matching::give(lang))}
            </div>
        </nav>
    }
}
