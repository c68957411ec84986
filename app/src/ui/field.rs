//! Fields with label, hint and error. Inside a `CommandForm` they show what was typed and what is wrong with it.

use super::{FormScope, Icon, use_lang};
use crate::{platform, text};
use leptos::prelude::*;

/// What a field of the current form starts with, and its problem as it changes.
pub fn use_field(
    name: &'static str,
    label: &str,
    value: String,
) -> (String, Signal<Option<String>>) {
    let lang = use_lang();
    let Some(scope) = use_context::<FormScope>() else {
        return (value, Signal::stored(None));
    };
    scope.register(name, label);
    let error = Signal::derive(move || {
        scope
            .problem(name)
            .map(|problem| text::sentences::problem_of(lang, name, &problem))
    });
    (scope.typed(name).unwrap_or(value), error)
}

/// One line of text, in any of the types of `<input>` but `number`, into which the digits of an Arabic keyboard cannot be typed:
/// `inputmode="numeric"` brings the same keys.
#[component]
pub fn Field(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] optional: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] unit: Option<&'static str>,
    #[prop(optional)] dir: Option<&'static str>,
) -> impl IntoView {
    let (value, error) = use_field(name, &label, value);
    // A password is never sent back to the page.
    let value = (kind != "password").then_some(value);
    let invalid = move || error.with(Option::is_some);
    let has_hint = !hint.is_empty();
    view! {
        <div class="field" class:is-invalid=invalid>
            <FieldLabel name label optional />
            <div class="field__box">
                <input
                    class="input"
                    type=kind
                    id=name
                    name=name
                    value=value
                    autocomplete=autocomplete
                    inputmode=inputmode
                    dir=dir.unwrap_or(if matches!(kind, "email" | "tel" | "url") { "ltr" } else { "auto" })
                    required=!optional
                    aria-invalid=move || invalid().then_some("true")
                    aria-describedby=described_by(name, has_hint)
                />
                {unit.map(|unit| view! { <span class="field__unit">{unit}</span> }.into_any())}
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

/// Several lines of text. The only place that makes a `<textarea>`: the framework writes what is in it as it is, and what
/// somebody typed could close it and go on as markup.
#[component]
pub fn TextArea(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] optional: bool,
    #[prop(default = 5)] rows: u32,
    #[prop(optional)] maxlength: Option<u32>,
) -> impl IntoView {
    let (value, error) = use_field(name, &label, value);
    let invalid = move || error.with(Option::is_some);
    let has_hint = !hint.is_empty();
    view! {
        <div class="field" class:is-invalid=invalid>
            <FieldLabel name label optional />
            <div class="field__box">
                <textarea
                    class="input"
                    id=name
                    name=name
                    rows=rows
                    dir="auto"
                    maxlength=maxlength
                    required=!optional
                    aria-invalid=move || invalid().then_some("true")
                    aria-describedby=described_by(name, has_hint)
                >
                    {platform::raw_text(value)}
                </textarea>
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

#[component]
pub(super) fn FieldLabel(name: &'static str, label: String, optional: bool) -> impl IntoView {
    let lang = use_lang();
    view! {
        <label class="field__label" for=name>
            {label}
            {optional
                .then(|| {
                    view! {
                        " "
                        <span class="field__optional">{text::common::optional(lang)}</span>
                    }
                        .into_any()
                })}
        </label>
    }
}

/// The sentence under a field. Its element is always there, so that a reader's device notices it filling.
#[component]
pub fn FieldError(name: &'static str, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <p
            class="field__error"
            id=format!("{name}-error")
            aria-live="polite"
            hidden=move || error.with(Option::is_none)
        >
            <Icon name="circle-alert" class="icon icon--16" />
            " "
            <span>{move || error.get().unwrap_or_default()}</span>
        </p>
    }
}

/// One line on who can read what is written here.
#[component]
pub fn Privacy(#[prop(into)] text: String) -> impl IntoView {
    view! {
        <p class="privacy">
            <Icon name="lock" class="icon icon--16" />
            " "
            {text}
        </p>
    }
}

pub(super) fn described_by(name: &str, hint: bool) -> String {
    if hint {
        format!("{name}-hint {name}-error")
    } else {
        format!("{name}-error")
    }
}
