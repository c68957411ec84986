//! In the browser.

use crate::ui::{Posted, ViewerInfo};
use domain::Lang;
use leptos::prelude::{document, window};

/// The language of the page, as its root element says.
pub fn page_lang() -> Lang {
    document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .and_then(|code| Lang::from_code(&code))
        .unwrap_or_default()
}

/// Are the people of this database made up? The root element says so.
pub fn is_demo() -> bool {
    document()
        .document_element()
        .is_some_and(|root| root.has_attribute("data-demo"))
}

/// The form that was posted without script and sent back; the server writes it into the page.
pub fn posted_form() -> Option<Posted> {
    None
}

/// Who is signed in; the server writes it into the page.
pub fn viewer() -> Option<ViewerInfo> {
    None
}

/// Path and query of the page.
pub fn page_path() -> String {
    let location = window().location();
    format!(
        "{}{}",
        location.pathname().unwrap_or_default(),
        location.search().unwrap_or_default()
    )
}

/// Sets the status of the page; only a server can.
pub fn set_status(_status: u16) {}

/// Moves the focus to an element, for screen readers and keyboards after something changed.
pub fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    if let Some(element) = document()
        .get_element_by_id(id)
        .and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = element.focus();
    }
}
