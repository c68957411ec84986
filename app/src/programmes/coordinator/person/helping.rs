//! What the office does for a member: says that it knows them, brings a mentor to their notice, keeps a note.

use super::OfThis;
use crate::{
    matching::{CriteriaBar, CriteriaSize, reason_fact},
    programmes::{
        api::{AddNote, ConfirmMember, SuggestMentor},
        coordinator::person_link,
    },
    text::{self, programmes as t},
    ui::{Command, CommandForm, DemoTag, Privacy, SubmitButton, TextArea, use_lang},
};
use domain::{
    PersonId,
    matching::views::{Labels, RequestSide},
    programmes::{Confirmation, NOTE_MAX, OfficeNote, Proposal},
};
use leptos::prelude::*;

/// The office's word that it knows this person.
#[component]
pub(super) fn Known(person: PersonId, confirmation: Option<Confirmation>) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<ConfirmMember>();
    let (said, undo) = match confirmation {
        None => (t::confirm_why(lang).to_owned(), false),
        Some(Confirmation { by, on }) if by.is_empty() => {
            (t::confirmed_on(lang, text::date(lang, on)), true)
        }
        Some(Confirmation { by, on }) => (t::confirmed_by(lang, text::date(lang, on), by), true),
    };
    let button = if undo {
        view! {
            <input type="hidden" name="undo" value="1" />
            <SubmitButton label=t::unconfirm(lang) class="button button--secondary button--small" />
        }
        .into_any()
    } else {
        view! { <SubmitButton label=t::confirm(lang) class="button button--primary" /> }.into_any()
    };
    view! {
        <section class="card stack stack--12">
            <h2>{t::known_title(lang)}</h2>
            <p>{said}</p>
            <CommandForm action>
                <OfThis person />
                <div class="actions">{button}</div>
            </CommandForm>
        </section>
    }
}

/// Mentors whom the mentee's own page suggests now, with the reasons read there.
#[component]
pub(super) fn Proposals(
    person: PersonId,
    proposals: Vec<Proposal>,
    labels: Labels,
) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<SuggestMentor>();
    let lines = proposals
        .into_iter()
        .map(|proposal| {
            view! { <ProposalLine person proposal labels=labels.clone() action /> }.into_any()
        })
        .collect_view();
    view! {
        <section class="card stack">
            <h2>{t::proposals_title(lang)}</h2>
            <p class="muted">{t::proposals_text(lang)}</p>
            {lines}
        </section>
    }
}

#[component]
fn ProposalLine(
    person: PersonId,
    proposal: Proposal,
    labels: Labels,
    action: Command,
) -> impl IntoView {
    let lang = use_lang();
    let Proposal {
        suggestion,
        suggested,
    } = proposal;
    let who = suggestion.card.who;
    let reasons = suggestion.assessment.strongest_reasons().iter();
    let reasons = reasons
        .map(|reason| {
            let (_, fact, because) = reason_fact(lang, RequestSide::Mentor, reason, &labels);
            view! {
                <li>
                    <b>{fact}</b>
                    " "
                    <span class="muted">{because}</span>
                </li>
            }
            .into_any()
        })
        .collect_view();
    let done = match suggested {
        Some(day) => {
            view! { <p class="muted">{t::suggested_on(lang, text::date(lang, day))}</p> }.into_any()
        }
        None => view! {
            <CommandForm action>
                <OfThis person />
                <input type="hidden" name="mentor" value=who.person.to_string() />
                <div class="actions">
                    <SubmitButton
                        label=t::suggest(lang, who.first_name.clone())
                        class="button button--secondary button--small"
                    />
                </div>
            </CommandForm>
        }
        .into_any(),
    };
    view! {
        <div class="stack stack--8">
            <h3>{person_link(who.person, who.name)} <DemoTag is_demo=who.demo /></h3>
            <CriteriaBar fit=suggestion.assessment.fit size=CriteriaSize::Line />
            <ul class="stack stack--4">{reasons}</ul>
            {done}
        </div>
    }
}

/// What the office wrote, and where it writes.
#[component]
pub(super) fn Notes(person: PersonId, notes: Vec<OfficeNote>) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<AddNote>();
    let lines = notes
        .into_iter()
        .map(|note| {
            let written = t::note_by(lang, text::date(lang, note.on), note.by);
            view! {
                <li class="stack stack--4">
                    <p class="muted">{written}</p>
                    <p class="typed" dir="auto">
                        {note.text}
                    </p>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section class="section" id="notes">
            <h2>{t::notes(lang)}</h2>
            <div class="card stack">
                <Privacy text=t::notes_private(lang) />
                <ul class="stack">{lines}</ul>
                <CommandForm action>
                    <OfThis person />
                    <TextArea name="text" label=t::note_new(lang) rows=3 maxlength=NOTE_MAX as u32 />
                    <div class="actions">
                        <SubmitButton label=t::note_add(lang) class="button button--secondary" />
                    </div>
                </CommandForm>
            </div>
        </section>
    }
}
