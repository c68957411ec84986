//! A form that was posted without script and came back: its values and its error.

use super::Answer;
use crate::AppError;
use leptos::prelude::{SharedValue, provide_context, use_context};
use serde::{Deserialize, Serialize};

/// Given to the page that is rendered again, so that what was typed is still there. Never holds a password.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Posted {
    /// Path of the server function the form was for.
    pub action: String,
    /// Name and value of every field that may be shown again.
    pub values: Vec<(String, String)>,
    pub error: AppError,
}

/// Carries the posted form from the server's page to the browser's first view, which must be the same.
pub(crate) fn provide_posted_form() {
    let posted = SharedValue::new_str(|| Answer::of(Ok(crate::platform::posted_form())));
    if let Ok(Some(posted)) = posted.into_inner().read() {
        provide_context(PostedForm(posted));
    }
}

#[derive(Clone)]
struct PostedForm(Posted);

/// What a field held of whatever form this page shows again.
pub(crate) fn carried(name: &str) -> Option<String> {
    let PostedForm(posted) = use_context::<PostedForm>()?;
    let found = posted.values.into_iter().find(|(field, _)| field == name);
    found.map(|(_, value)| value)
}

/// The form posted to `action`, if this page shows one again.
pub(crate) fn posted_to(action: &str) -> Option<Posted> {
    use_context::<PostedForm>()
        .map(|form| form.0)
        .filter(|posted| posted.action == action)
}
