//! On the server, and in native tests.

use crate::ui::{Posted, ViewerInfo};
use domain::Lang;

/// The language of the page, as its path says.
pub fn page_lang() -> Lang {
    #[cfg(feature = "ssr")]
    if let Some(context) = leptos::prelude::use_context::<crate::context::RequestContext>() {
        return context.lang;
    }
    Lang::default()
}

/// Are the people of this database made up?
pub fn is_demo() -> bool {
    #[cfg(feature = "ssr")]
    if let Some(context) = leptos::prelude::use_context::<crate::context::RequestContext>() {
        return context.demo;
    }
    false
}

/// The form that was posted without script and is sent back with its error.
pub fn posted_form() -> Option<Posted> {
    leptos::prelude::use_context::<Posted>()
}

/// Who is signed in, as the server says.
pub fn viewer() -> Option<ViewerInfo> {
    leptos::prelude::use_context::<ViewerInfo>()
}

/// Path and query of the page.
pub fn page_path() -> String {
    #[cfg(feature = "ssr")]
    if let Some(context) = leptos::prelude::use_context::<crate::context::RequestContext>() {
        return context.path.to_string();
    }
    String::new()
}

/// Sets the status of the page that is being rendered.
pub fn set_status(status: u16) {
    #[cfg(feature = "ssr")]
    if let Some(context) = leptos::prelude::use_context::<crate::context::RequestContext>() {
        context.response.set_status(status);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}

/// Only a browser has a focus.
pub fn focus(_id: &str) {}
