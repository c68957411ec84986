//! A whole number with minus and plus; typing works always, the buttons only with script.

use super::{
    FieldError, Icon,
    field::{FieldLabel, described_by},
    use_field, use_lang,
};
use crate::text;
use leptos::prelude::*;

#[component]
pub fn NumberStepper(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(default = 0)] min: i64,
    #[prop(default = 100)] max: i64,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let lang = use_lang();
    let (value, error) = use_field(name, &label, value);
    let invalid = move || error.with(Option::is_some);
    let has_hint = !hint.is_empty();
    let step = move |by: i64| {
        crate::platform::edit(name, |typed| {
            let now = typed.trim().parse().unwrap_or(min - by.max(0));
            now.saturating_add(by).clamp(min, max).to_string()
        });
    };
    view! {
        <div class="field" class:is-invalid=invalid>
            <FieldLabel name label optional />
            <div class="number field__box">
                <button
                    type="button"
                    class="number__step js-only"
                    aria-label=text::forms::less(lang)
                    on:click=move |_| step(-1)
                >
                    <Icon name="minus" />
                </button>
                <input
                    class="input"
                    type="text"
                    inputmode="numeric"
                    dir="ltr"
                    id=name
                    name=name
                    value=value
                    aria-invalid=move || invalid().then_some("true")
                    aria-describedby=described_by(name, has_hint)
                />
                <button
                    type="button"
                    class="number__step js-only"
                    aria-label=text::forms::more(lang)
                    on:click=move |_| step(1)
                >
                    <Icon name="plus" />
                </button>
            </div>
            {has_hint
                .then(|| {
                    view! {
                        <p class="field__hint" id=format!("{name}-hint")>
                            {hint}
                        </p>
                    }
                        .into_any()
                })}
            <FieldError name error />
        </div>
    }
}
