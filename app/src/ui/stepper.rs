//! Where one is in a row of steps.

use super::use_lang;
use crate::text;
use leptos::prelude::*;

/// "Step 3 of 5", what comes next, and one bar a step. `step` counts from 1.
#[component]
pub fn Stepper(step: u8, steps: u8, #[prop(optional, into)] next: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="stepper">
            <p class="stepper__text">
                <b>{text::forms::step_of(lang, step, steps)}</b>
                {(!next.is_empty()).then(|| view! { <span>{next}</span> }.into_any())}
            </p>
            <span class="stepper__bars" aria-hidden="true">
                {(1..=steps).map(|bar| view! { <span class:is-done=bar <= step></span> }.into_any()).collect_view()}
            </span>
        </div>
    }
}
