//! A form that sends a file. A plain one, with or without script: the page comes back whole.

use super::{FieldError, FormScope, Icon, form::ErrorSummary, posted::posted_to};
use crate::{platform, text};
use domain::CommandId;
use leptos::prelude::*;

/// A form for `action`, a route that takes `multipart/form-data`. Inside it, fields of `ui` find their error.
#[component]
pub fn FileForm(
    action: &'static str,
    #[prop(default = "form")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let scope = FormScope::of_posted(posted_to(action));
    provide_context(scope);
    let command = CommandId::new().to_string();
    view! {
        <form class=class method="post" action=action enctype="multipart/form-data" novalidate=true>
            <input type="hidden" name="command" value=command />
            <input type="hidden" name="page" value=platform::page_path() />
            <ErrorSummary scope />
            {children()}
        </form>
    }
}

/// Choosing a file. `accept`: media types or endings, as the attribute of the same name.
#[component]
pub fn FileField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    accept: &'static str,
    #[prop(default = "upload")] icon: &'static str,
    #[prop(optional)] required: bool,
    /// Sends its form as soon as a file is chosen, where there is script (`public/watchdog.js`).
    #[prop(optional)]
    at_once: bool,
) -> impl IntoView {
    let lang = super::use_lang();
    let scope = use_context::<FormScope>();
    if let Some(scope) = scope {
        scope.register(name, &label);
    }
    let error = Signal::derive(move || {
        let problem = scope?.problem(name)?;
        Some(text::sentences::problem(lang, &problem))
    });
    view! {
        <div class="field" class:is-invalid=move || error.with(Option::is_some)>
            <label class="drop">
                <input
                    type="file"
                    id=name
                    name=name
                    accept=accept
                    required=required
                    data-at-once=at_once
                    aria-describedby=format!("{name}-error")
                />
                <Icon name=icon class="icon icon--24" />
                <b>{label}</b>
                <span class="muted">{hint}</span>
            </label>
            <FieldError name error />
        </div>
    }
}
