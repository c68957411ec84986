//! In the browser.

use super::Nothing;
use crate::{
    AppError,
    documents::is_document,
    ui::{Answer, Answering, Posted, ViewerInfo},
    wire::{self, Wire},
};
use domain::{Failure, Lang};
use gloo_net::http::{Request, Response};
use js_sys::Function;
use leptos::{
    form::form_data_from_event,
    prelude::{Effect, Get, RwSignal, Set, document, request_animation_frame, set_timeout, window},
    web_sys::{SubmitEvent, UrlSearchParams},
};
use send_wrapper::SendWrapper;
use server_fn::{
    ContentType, ServerFn,
    redirect::{REDIRECT_HEADER, call_redirect_hook},
};
use std::{
    sync::atomic::{AtomicU32, Ordering::Relaxed},
    time::Duration,
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventSource, HtmlInputElement, MessageEvent};

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

/// What Base64 stands for: the browser has code for it, so ours needs none. Nothing for what is no Base64.
pub fn from_base64(text: &str) -> Vec<u8> {
    let binary = window().atob(text).unwrap_or_default();
    binary.chars().map(|c| c as u8).collect()
}

/// Leaves the page that the router is going to to the server. Not before the program is alive: until then the page is the
/// server's own, and asking again would bring the same.
pub fn ask_server_for_page() -> bool {
    let is_alive = is_alive();
    if is_alive {
        // The router tells the browser the new address when it has shown what there is, which is this.
        set_timeout(
            || {
                let location = window().location();
                let _ = location
                    .href()
                    .and_then(|address| location.replace(&address));
            },
            Duration::ZERO,
        );
    }
    is_alive
}

/// Has the program taken over the whole page?
fn is_alive() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.has_attribute("data-alive"))
}

/// On the server, what the two below write to.
pub fn provide_head() {}

/// The document's title.
pub fn page_title(text: String) -> Nothing {
    Effect::new(move |_| document().set_title(&text));
    Nothing::from(Vec::new())
}

/// The class of `<body>`.
pub fn body_class(name: &'static str) -> Nothing {
    Effect::new(move |_| {
        if let Some(body) = document().body() {
            body.set_class_name(name);
        }
    });
    Nothing::from(Vec::new())
}

/// Text for `<title>` and `<textarea>`: it becomes a text of the document, never HTML.
pub fn raw_text(text: String) -> String {
    text
}

/// Sets the status of the page; only a server can.
pub fn set_status(_status: u16) {}

/// Changes what is typed in the field `id`.
pub fn edit(id: &str, change: impl FnOnce(String) -> String) {
    let field = document().get_element_by_id(id);
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(&change(field.value()));
    }
}

/// Moves the focus to an element, for screen readers and keyboards after something changed.
pub fn focus(id: &str) {
    if let Some(element) = document()
        .get_element_by_id(id)
        .and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = element.focus();
    }
}

/// Keeps this place of the page in its address, for whoever comes back to it.
pub fn keep_place(id: &str) {
    let history = window().history();
    if let Ok(history) = history {
        let state = history.state().unwrap_or_default();
        let _ = history.replace_state_with_url(&state, "", Some(&format!("#{id}")));
    }
}

/// Shows the place that the address names, once what is being made stands in the page.
pub fn show_place() {
    request_animation_frame(|| {
        let hash = window().location().hash().unwrap_or_default();
        let place = hash.strip_prefix('#');
        if let Some(element) = place.and_then(|id| document().get_element_by_id(id)) {
            element.scroll_into_view();
        }
    });
}

/// Asks the server function `F`; its arguments are in the query.
pub fn ask<F: ServerFn<Error = AppError>>(query: String) -> Answering {
    get(F::PATH, query)
}

/// While one of these is there the page waits: the style sheet says so when it takes long.
pub struct Waiting;

static WAITING: AtomicU32 = AtomicU32::new(0);
const WAITS: &str = "data-waits";

impl Waiting {
    pub fn begin() -> Self {
        if WAITING.fetch_add(1, Relaxed) == 0
            && let Some(root) = document().document_element()
        {
            let _ = root.set_attribute(WAITS, "");
        }
        Self
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if WAITING.fetch_sub(1, Relaxed) == 1
            && let Some(root) = document().document_element()
        {
            let _ = root.remove_attribute(WAITS);
        }
    }
}

fn get(path: &'static str, query: String) -> Answering {
    Box::pin(SendWrapper::new(async move {
        let url = match query.as_str() {
            "" => path.to_owned(),
            query => format!("{path}?{query}"),
        };
        let _waiting = Waiting::begin();
        match Request::get(&url)
            .header("accept", Wire::CONTENT_TYPE)
            .send()
            .await
        {
            Ok(response) => answer_of(response).await,
            Err(_) => unreachable_server(),
        }
    }))
}

/// What a form is about to send, as a query.
pub fn fields_of(event: &SubmitEvent) -> Option<String> {
    let form = form_data_from_event(event).ok()?;
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&form).ok()?;
    // The button that was pressed, where it has no name.
    fields.delete("");
    Some(fields.to_string().into())
}

/// Sends a form to the server function at `path`, and goes where its answer says.
pub async fn send_form(path: &'static str, event: SubmitEvent) -> Answer {
    let Some(fields) = fields_of(&event) else {
        return Answer::error(&Failure::Internal.into());
    };
    let versioned = event
        .target()
        .and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok())
        .filter(|_| fields.contains("version="));
    let _waiting = Waiting::begin();
    let request = Request::post(path)
        .header("accept", Wire::CONTENT_TYPE)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(fields);
    match request {
        Ok(request) => match request.send().await {
            Ok(response) => {
                // What it changes was changed meanwhile: the server shows both in a page of its own.
                if let Some(form) = versioned.filter(|_| response.status() == 409) {
                    let _ = form.submit();
                }
                answer_of(response).await
            }
            Err(_) => unreachable_server(),
        },
        Err(_) => Answer::error(&Failure::Internal.into()),
    }
}

async fn answer_of(response: Response) -> Answer {
    let headers = response.headers();
    let kind = headers.get("content-type").unwrap_or_default();
    let led_to = headers
        .get(REDIRECT_HEADER)
        .and_then(|_| headers.get("location"));
    if kind != Wire::CONTENT_TYPE {
        // Not from our server at all, or from another version of it.
        if kind.starts_with(wire::ANY_VERSION) {
            load_anew(led_to);
        }
        return unreachable_server();
    }
    if let Some(target) = led_to {
        lead_to(&target);
    }
    match response.binary().await {
        Ok(bytes) if response.ok() => Answer::Value(bytes.into()),
        Ok(bytes) => Answer::Error(bytes.into()),
        Err(_) => unreachable_server(),
    }
}

/// Goes where an answer leads: inside the page, or to a document by way of the server.
fn lead_to(target: &str) {
    let page = target.get(3..).unwrap_or_default();
    let page = page.split(['?', '#']).next().unwrap_or_default();
    if is_document(page) {
        let _ = window().location().assign(target);
    } else {
        call_redirect_hook(target);
    }
}

/// Leaves this page, whose program the server no longer understands: to where the answer leads, or to the same page
/// again with what was typed (`watchdog.js`).
fn load_anew(led_to: Option<String>) {
    if let Some(target) = led_to {
        let _ = window().location().set_href(&target);
    } else if let Ok(event) = Event::new("app:reload") {
        let _ = document().dispatch_event(&event);
    }
}

/// Nothing was done as far as we know.
fn unreachable_server() -> Answer {
    Answer::error(&Failure::Unavailable.into())
}

/// Keeps a live stream open while it is wanted and the page is shown, and hands on what it says. A page that is not
/// shown has none: browsers allow six connections to a server without HTTP/2, and do not keep a page for the way
/// back while it has one open. Nor has a page that the program is still taking over: what it heard then would be lost.
pub fn keep_live(is_wanted: impl Fn() -> bool + 'static, heard: impl Fn(String) + 'static) {
    let is_shown = RwSignal::new(is_alive());
    let turn = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        is_shown.set(is_alive() && event.type_() != "pagehide" && !document().hidden());
    });
    let turn: Function = turn.into_js_value().unchecked_into();
    for name in ["app:alive", "pageshow", "pagehide", "visibilitychange"] {
        // A change of visibility is told to the document, and bubbles.
        let _ = window().add_event_listener_with_callback(name, &turn);
    }
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        if let Some(message) = message.data().as_string() {
            heard(message);
        }
    });
    let hear: Function = hear.into_js_value().unchecked_into();
    Effect::new(move |stream: Option<Option<EventSource>>| {
        let stream = stream.flatten();
        // Both are asked each time, so that either is followed.
        if !(is_wanted() & is_shown.get()) {
            if let Some(stream) = stream {
                stream.close();
            }
            return None;
        }
        stream
            .filter(|stream| stream.ready_state() != EventSource::CLOSED)
            .or_else(|| {
                let stream = EventSource::new("/live").ok()?;
                stream.set_onmessage(Some(&hear));
                Some(stream)
            })
    });
}
