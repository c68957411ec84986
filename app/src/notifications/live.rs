//! Keeps the bell right while a page is open.

use super::api::count_unread;
use crate::ui::use_viewer;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;

/// Asks again after every change of page without a load: it may have signed somebody in or out. Shows nothing.
#[component]
pub fn KeepBell() -> impl IntoView {
    let Some(viewer) = use_viewer() else {
        return;
    };
    let pathname = use_location().pathname;
    Effect::watch(
        move || pathname.get(),
        move |_, _, _| {
            spawn_local(async move {
                // Without a connection the bell stays as it is.
                if let Ok(unread) = count_unread().await {
                    viewer.set_unread(unread.map(i64::unsigned_abs));
                }
            });
        },
        false,
    );
}
