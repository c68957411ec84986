//! On the server, and in native tests.

use super::Nothing;
use crate::{
    AppError,
    ui::{Answer, Answering, Posted, ViewerInfo},
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use domain::{Failure, Lang};
use leptos::{
    prelude::{AddAnyAttr, IntoAny, view},
    web_sys::SubmitEvent,
};
use serde::{Serialize, de::DeserializeOwned};
use server_fn::ServerFn;

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

/// What Base64 stands for; nothing for what is no Base64.
pub fn from_base64(text: &str) -> Vec<u8> {
    STANDARD_NO_PAD.decode(text).unwrap_or_default()
}

/// What the two below write into the head of the document.
pub fn provide_head() {
    leptos_meta::provide_meta_context();
}

/// The document's title. It is written when it is named; where that was, there is nothing.
pub fn page_title(text: String) -> Nothing {
    drop(view! { <leptos_meta::Title text=raw_text(text) /> });
    Nothing::from(Vec::new())
}

/// The class of `<body>`, written when this is rendered.
pub fn body_class(name: &'static str) -> Nothing {
    Nothing::from(vec![
        view! { <leptos_meta::Body attr:class=name /> }.into_any(),
    ])
}

/// Text for `<title>` and `<textarea>`, whose content the framework writes as it is; a browser reads it back as it was.
pub fn raw_text(text: String) -> String {
    escape(&text)
}

/// The text as it stands in HTML, between tags or in a quoted attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
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

/// Only a browser has a program that might not know a page.
pub fn ask_server_for_page() -> bool {
    false
}

/// Only a browser waits.
pub struct Waiting;

impl Waiting {
    pub fn begin() -> Self {
        Self
    }
}

/// Only a browser has a field that somebody types in.
pub fn edit(_id: &str, _change: impl FnOnce(String) -> String) {}

/// Only a browser has a focus.
pub fn focus(_id: &str) {}

pub fn keep_place(_id: &str) {}

pub fn show_place() {}

/// Runs the server function `F` in place; its arguments are in the query, as they are when a browser asks.
pub fn ask<F>(query: String) -> Answering
where
    F: ServerFn<Error = AppError> + DeserializeOwned + 'static,
    F::Output: Serialize,
{
    Box::pin(async move {
        match serde_qs::from_str::<F>(&query) {
            Ok(args) => Answer::of(args.run_body().await),
            Err(_) => Answer::error(&Failure::Invalid(Vec::new()).into()),
        }
    })
}

/// Only a browser has forms to read.
pub fn fields_of(_event: &SubmitEvent) -> Option<String> {
    None
}

/// Only a browser sends forms.
pub async fn send_form(_path: &'static str, _event: SubmitEvent) -> Answer {
    Answer::error(&Failure::Unavailable.into())
}

/// Only a browser keeps a page open.
pub fn keep_live(_is_wanted: impl Fn() -> bool + 'static, _heard: impl Fn(String) + 'static) {}
