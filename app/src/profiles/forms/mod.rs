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
    ui::{Choice, ChoiceGroup, FormScope, SubmitButton, path, use_lang},
};
use domain::{
    Lang,
    profiles::{ProfileStep, ReferenceKind, Sides},
};
use leptos::prelude::*;

/// The id of a step's form, for the arrow back above it.
pub const FORM: &str = "step";

/// The foot of a step: one button that saves and goes on, and a way back for who cannot or will not mend what is
/// wrong.
#[component]
fn Foot(step: ProfileStep, sides: Sides, #[prop(into)] privacy: String) -> impl IntoView {
    let lang = use_lang();
    let back = match step.before(sides) {
        Some(step) => path(lang, &format!("/profile/{}", step.slug())),
        None => path(lang, "/me"),
    };
    let is_wrong = use_context::<FormScope>()
        .map(|scope| Signal::derive(move || scope.error.with(Option::is_some)));
    view! {
        <div class="foot">
            <p class="foot__before" hidden=move || !is_wrong.is_some_and(|wrong| wrong.get())>
                <a class="link" href=back>
                    {text::profiles::leave_unsaved(lang)}
                </a>
            </p>
            <SubmitButton label=text::profiles::go_on(lang) />
            <p class="foot__note">{privacy}</p>
        </div>
    }
}

/// Who reads what is written into a field; said beside it.
#[derive(Clone, Copy)]
enum Seen {
    /// On the card: of a mentor by all members, of a mentee by who was asked.
    Card(Sides),
    /// By the mentors who were asked, and staff.
    Asked,
    /// By the other one of the pair.
    Pair,
    /// By staff at most: it serves to match and to count.
    Nobody,
}

/// The hint of a field, and who sees what is written there.
fn seen(lang: Lang, seen: Seen, hint: &str) -> String {
    let by = match seen {
        Seen::Card(sides) if sides.mentor => text::profiles::seen_members(lang),
        Seen::Card(_) | Seen::Asked => text::profiles::seen_asked(lang),
        Seen::Pair => text::profiles::seen_pair(lang),
        Seen::Nobody => text::profiles::seen_nobody(lang),
    };
    format!("{hint} {by}").trim_start().to_owned()
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
