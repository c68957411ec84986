//! Keeps the bell right while a page is open.

use super::api::CountUnread;
use crate::{
    platform,
    text::notifications as t,
    ui::{Changes, CurrentViewer, use_lang, use_viewer},
};
use domain::{live, notifications::OPENED};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;

/// Hears of what happens to the viewer. Shows nothing; a screen reader says how many notices there are when it is more.
#[component]
pub fn KeepBell() -> impl IntoView {
    let lang = use_lang();
    let said = RwSignal::new(String::new());
    if let Some(viewer) = use_viewer() {
        ask_when_it_may_differ(viewer);
        let pathname = use_location().pathname;
        let is_signed_in = viewer.is_signed_in();
        // A stream that was refused for a while is tried again on the next page.
        let is_wanted = move || {
            pathname.track();
            is_signed_in.get()
        };
        platform::keep_live(is_wanted, move |message| {
            if let Some((unread, kind)) = live::read(&message) {
                viewer.hear(unread, kind);
            }
        });
        // Whoever told the new count: the stream, or the page that asked.
        Effect::watch(
            move || viewer.unread(),
            move |unread, known, _| {
                if known.is_some_and(|known| unread > known) {
                    said.set(t::bell(lang, *unread));
                }
            },
            false,
        );
    }
    view! {
        <p class="visually-hidden" role="status">
            {said}
        </p>
    }
}

/// A change of page without a load may have signed somebody in or out, a command have read what was new, and the link
/// of a notice have led here.
fn ask_when_it_may_differ(viewer: CurrentViewer) {
    let location = use_location();
    let (pathname, query) = (location.pathname, location.query);
    let changes = use_context::<Changes>();
    let opened = move || query.with(|query| query.get(OPENED));
    Effect::watch(
        move || (pathname.get(), opened(), changes.map(Changes::count)),
        move |(_, notice, _), _, _| {
            let notice = notice.as_ref().map(|id| format!("notice={id}"));
            spawn_local(async move {
                let answer = platform::ask::<CountUnread>(notice.unwrap_or_default()).await;
                // Without a connection the bell stays as it is.
                if let Ok(unread) = answer.read::<Option<i64>>() {
                    viewer.set_unread(unread.map(i64::unsigned_abs));
                }
            });
        },
        false,
    );
}
