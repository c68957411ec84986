//! Choosing from a list: one of a few, one of many, several, yes or no. All work as plain form controls.
//!
//! Names of fields that take several values are sent with `[]` at the end, as server functions expect of a list;
//! their problem carries the name without it.

use super::{
    FieldError, FormScope, Icon,
    field::{FieldLabel, described_by},
    use_field, use_lang,
};
use crate::text;
use domain::Problem;
use leptos::prelude::*;

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// Choices under one heading; an empty heading is not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceGroup {
    pub label: String,
    pub choices: Vec<Choice>,
}

impl From<Vec<Choice>> for ChoiceGroup {
    fn from(choices: Vec<Choice>) -> Self {
        Self {
            label: String::new(),
            choices,
        }
    }
}

/// One of a list, as the native `<select>`. `empty` is the label of "nothing chosen"; without it there is none.
#[component]
pub fn Select(
    name: &'static str,
    #[prop(into)] label: String,
    groups: Vec<ChoiceGroup>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] empty: Option<String>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let (value, error) = use_field(name, &label, value);
    let invalid = move || error.with(Option::is_some);
    let has_hint = !hint.is_empty();
    view! {
        <div class="field" class:is-invalid=invalid>
            <FieldLabel name label optional />
            <div class="field__box field__box--select">
                <select
                    class="input"
                    id=name
                    name=name
                    aria-invalid=move || invalid().then_some("true")
                    aria-describedby=described_by(name, has_hint)
                >
                    {empty.map(|label| view! { <option value="">{label}</option> }.into_any())}
                    <SelectOptions groups value />
                </select>
                <Icon name="chevron-down" />
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

/// The `<option>`s of a `<select>`, in their groups.
#[component]
pub fn SelectOptions(groups: Vec<ChoiceGroup>, value: String) -> impl IntoView {
    groups
        .into_iter()
        .map(|group| {
            let options = group
                .choices
                .into_iter()
                .map(|choice| {
                    let selected = choice.value == value;
                    view! {
                        <option value=choice.value selected=selected>
                            {choice.label}
                        </option>
                    }
                })
                .collect_view();
            if group.label.is_empty() {
                options.into_any()
            } else {
                view! { <optgroup label=group.label>{options}</optgroup> }.into_any()
            }
        })
        .collect_view()
}

/// Two to four exclusive options side by side.
#[component]
pub fn Segmented(
    name: &'static str,
    #[prop(into)] legend: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] value: String,
) -> impl IntoView {
    let (value, error) = use_field(name, &legend, value);
    view! {
        <fieldset class="segmented" id=name tabindex="-1" aria-describedby=described_by(name, false)>
            <legend class="field__label">{legend}</legend>
            <div class="segmented__track">
                {choices
                    .into_iter()
                    .map(|choice| {
                        let checked = choice.value == value;
                        view! {
                            <label class="segmented__option">
                                <input type="radio" name=name value=choice.value checked=checked />
                                <span>{choice.label}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
            <FieldError name error />
        </fieldset>
    }
}

/// One yes or no. Posted as `on` when ticked, absent when not.
#[component]
pub fn Check(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] checked: bool,
    #[prop(optional, into)] hint: String,
    #[prop(default = "check")] class: &'static str,
) -> impl IntoView {
    let (_, error) = use_field(name, &label, String::new());
    let checked = typed_all(name).map_or(checked, |values| !values.is_empty());
    view! {
        <div class="field" class:is-invalid=move || error.with(Option::is_some)>
            <label class=class>
                <input type="checkbox" id=name name=name checked=checked aria-describedby=described_by(name, false) />
                <span>
                    {label} {(!hint.is_empty()).then(|| view! { <span class="check__hint">{hint}</span> }.into_any())}
                </span>
            </label>
            <FieldError name error />
        </div>
    }
}

/// Several of a list, as chips over check boxes. `name` without `[]`. With more than one group each folds away,
/// open where something in it is chosen.
#[component]
pub fn Chips(
    name: &'static str,
    #[prop(into)] legend: String,
    groups: Vec<ChoiceGroup>,
    #[prop(optional)] chosen: Vec<String>,
    /// The most that can be chosen: counted beside the legend, explained when passed.
    #[prop(optional)]
    max: Option<u32>,
    #[prop(optional, into)] hint: String,
    /// Which of those chosen comes first: the name of its field, and the value.
    #[prop(optional)]
    first: Option<(&'static str, String)>,
) -> impl IntoView {
    let lang = use_lang();
    let (_, posted_error) = use_field(name, &legend, String::new());
    let chosen = typed_all(&format!("{name}[]")).unwrap_or(chosen);
    let count = RwSignal::new(u32::try_from(chosen.len()).unwrap_or(u32::MAX));
    let error = Signal::derive(move || match max.filter(|max| count.get() > *max) {
        Some(max) => Some(text::sentences::problem(
            lang,
            &Problem::TooManyChosen { max },
        )),
        None => posted_error.get(),
    });
    let has_hint = !hint.is_empty();
    view! {
        <fieldset class="chips" id=name tabindex="-1" aria-describedby=described_by(name, has_hint)>
            <legend class="field__label">
                {legend} " "
                {max
                    .map(|max| {
                        view! {
                            <span class="chips__count" aria-live="polite">
                                {move || text::forms::of_max(lang, count.get(), max)}
                            </span>
                        }
                            .into_any()
                    })}
            </legend>
            {has_hint
                .then(|| {
                    view! {
                        <p class="field__hint" id=format!("{name}-hint")>
                            {hint}
                        </p>
                    }
                        .into_any()
                })}
            <ChipGroups name groups chosen count first />
            <FieldError name error />
        </fieldset>
    }
}

#[component]
fn ChipGroups(
    name: &'static str,
    groups: Vec<ChoiceGroup>,
    chosen: Vec<String>,
    count: RwSignal<u32>,
    first: Option<(&'static str, String)>,
) -> impl IntoView {
    let first = first.map(|(name, value)| {
        let (value, _) = use_field(name, text::profiles::need_first(use_lang()), value);
        (name, RwSignal::new(value))
    });
    let chip = move |choice: Choice, checked: bool| {
        let value = StoredValue::new(choice.value.clone());
        let change = move |event| {
            let checked = event_target_checked(&event);
            match checked {
                true => count.update(|n| *n = n.saturating_add(1)),
                false => count.update(|n| *n = n.saturating_sub(1)),
            }
            // Until somebody says otherwise, what is chosen first matters most.
            if let Some((_, first)) = first {
                let is_first = first.with_untracked(|first| value.with_value(|own| first == own));
                if checked && first.with_untracked(String::is_empty) {
                    first.set(value.get_value());
                } else if !checked && is_first {
                    first.set(String::new());
                }
            }
        };
        let star = first
            .map(|(name, first)| view! { <FirstOf name first choice=choice.clone() /> }.into_any());
        view! {
            <label class="chip">
                <input type="checkbox" name=format!("{name}[]") value=choice.value checked=checked on:change=change />
                <Icon name="check" class="icon icon--16" />
                <span>{choice.label}</span>
            </label>
            {star}
        }
    };
    groups
        .into_iter()
        .map(|group| {
            let open = group
                .choices
                .iter()
                .any(|choice| chosen.contains(&choice.value));
            let chips = group
                .choices
                .into_iter()
                .map(|choice| {
                    let checked = chosen.contains(&choice.value);
                    chip(choice, checked)
                })
                .collect_view();
            let list = view! { <div class="chips__list">{chips}</div> };
            if group.label.is_empty() {
                list.into_any()
            } else {
                view! {
                    <details class="disclosure" open=open>
                        <summary>{group.label}</summary>
                        {list}
                    </details>
                }
                .into_any()
            }
        })
        .collect_view()
}

/// The star beside a chosen chip: this one matters most. Without script too, it is there only while the chip is chosen.
#[component]
fn FirstOf(name: &'static str, first: RwSignal<String>, choice: Choice) -> impl IntoView {
    let lang = use_lang();
    let own = StoredValue::new(choice.value.clone());
    let is_first = move || first.with(|first| own.with_value(|own| first == own));
    view! {
        <label class="chip-first">
            <input
                type="radio"
                name=name
                value=choice.value
                checked=is_first()
                prop:checked=is_first
                on:change=move |_| first.set(own.get_value())
                aria-label=text::profiles::need_first_of(lang, choice.label)
            />
            <Icon name="star" class="icon icon--16" />
            <span aria-hidden="true">{text::profiles::need_first(lang)}</span>
        </label>
    }
}

/// Everything posted under `name`, when the form came back.
fn typed_all(name: &str) -> Option<Vec<String>> {
    use_context::<FormScope>()?.typed_all(name)
}
