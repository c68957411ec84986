//! The administrator's pages, and their frame.

mod beside;
mod confirm;
mod journal;
mod mails;
mod overview;
mod people;
mod person;
mod weights;

pub use journal::Journal;
pub use mails::Mails;
pub use overview::Overview;
pub use people::People;
pub use person::Person;
pub use weights::ProgrammeWeights;

use crate::{
    text::administration as t,
    ui::{NavEntry, StaffShell, use_lang},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The frame of these pages.
#[component]
pub fn Frame(current: &'static str, children: Children) -> impl IntoView {
    let lang = use_lang();
    let entry = |href, icon, label| NavEntry { href, icon, label };
    let entries = vec![
        entry("/admin", "layout-dashboard", t::overview_tab(lang)),
        entry("/admin/people", "users", t::people(lang)),
        entry("/admin/reference", "list-checks", t::reference_tab(lang)),
        entry("/admin/mail", "mail", t::mail(lang)),
        // In the rail alone; on a phone the overview leads to it.
        entry("/admin/journal", "history", t::journal(lang)),
    ];
    view! {
        <StaffShell entries current>
            {children()}
        </StaffShell>
    }
}

/// A value of the page's path, as it changes.
fn from_path(name: &'static str) -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get(name).unwrap_or_default()))
}
