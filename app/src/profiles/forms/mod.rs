//! The form of each step.

mod offer;
mod photo;
mod place;
mod project;
mod ties;
mod time;
mod who;

pub use offer::OfferForm;
pub use photo::PhotoForm;
pub use place::PlaceForm;
pub use project::ProjectForm;
pub use ties::TiesForm;
pub use time::TimeForm;
pub use who::WhoForm;

use super::api::ListEntry;
use crate::{
    text,
    ui::{Choice, ChoiceGroup, SubmitButton, use_lang},
};
use domain::profiles::ReferenceKind;
use leptos::prelude::*;

/// The foot of a step: one button that saves and goes on.
#[component]
fn Foot(#[prop(into)] privacy: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="foot">
            <SubmitButton label=text::profiles::go_on(lang) />
            <p class="foot__note">{privacy}</p>
        </div>
    }
}

/// What can be chosen of a list: active entries, and inactive ones that are chosen already.
fn choices(lists: &[ListEntry], kind: ReferenceKind, chosen: &[&str]) -> Vec<Choice> {
    offered(lists, kind, chosen)
        .map(|entry| Choice::new(entry.code.as_str(), entry.name.as_str()))
        .collect()
}

/// The same under the entries of another list, their parents; those without a parent come last, without heading.
fn grouped(
    lists: &[ListEntry],
    kind: ReferenceKind,
    parents: ReferenceKind,
    chosen: &[&str],
) -> Vec<ChoiceGroup> {
    let of_parent = |parent: Option<&str>| -> Vec<Choice> {
        offered(lists, kind, chosen)
            .filter(|entry| entry.parent.as_deref() == parent)
            .map(|entry| Choice::new(entry.code.as_str(), entry.name.as_str()))
            .collect()
    };
    lists
        .iter()
        .filter(|entry| entry.kind == parents)
        .map(|parent| ChoiceGroup {
            label: parent.name.clone(),
            choices: of_parent(Some(&parent.code)),
        })
        .chain([ChoiceGroup::from(of_parent(None))])
        .filter(|group| !group.choices.is_empty())
        .collect()
}

fn offered<'a>(
    lists: &'a [ListEntry],
    kind: ReferenceKind,
    chosen: &'a [&str],
) -> impl Iterator<Item = &'a ListEntry> {
    lists.iter().filter(move |entry| {
        entry.kind == kind && (entry.active || chosen.contains(&entry.code.as_str()))
    })
}
