//! The programme that a page is about, for somebody who is in several.

use crate::{
    text::matching as t,
    ui::{FilterLink, FilterLinks, path, use_lang},
};
use domain::matching::views::ProgrammeChoice;
use leptos::prelude::*;

/// One link for each programme; nothing where there is no choice. `page` makes the address of a code, without language.
#[component]
pub fn ProgrammeSwitch(
    programmes: Vec<ProgrammeChoice>,
    page: impl Fn(&str) -> String,
) -> impl IntoView {
    let lang = use_lang();
    (programmes.len() > 1).then(|| {
        let links = programmes
            .into_iter()
            .map(|one| -> FilterLink { (one.name, path(lang, &page(&one.code)), one.is_shown) });
        view! { <FilterLinks label=t::programme(lang) links=links.collect() /> }.into_any()
    })
}

/// The code of the programme that is shown.
pub fn shown(programmes: &[ProgrammeChoice]) -> String {
    let shown = programmes.iter().find(|one| one.is_shown);
    shown.map(|one| one.code.clone()).unwrap_or_default()
}

/// The same for addresses, which name it only where there are several.
pub fn named(programmes: &[ProgrammeChoice]) -> String {
    match programmes.len() {
        0 | 1 => String::new(),
        _ => shown(programmes),
    }
}
