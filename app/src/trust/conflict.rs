//! A conflict of interest, in a fold: saying that there is one, or taking it back.

use super::api::{DeclareConflict, TakeConflictBack};
use crate::{
    text::trust as t,
    ui::{Choice, Command, CommandForm, Icon, Privacy, Select, SubmitButton, use_lang},
};
use domain::{
    Lang, PersonId, RequestId,
    trust::{ConflictKind, Declaration},
};
use leptos::prelude::*;

/// The two commands and what is chosen of the form: they outlive what the page reads anew.
#[derive(Clone, Copy)]
pub struct ConflictCommands {
    declare: Command,
    take_back: Command,
    kind: StoredValue<String>,
}

impl ConflictCommands {
    #[expect(clippy::new_without_default, reason = "it reads the page's context")]
    pub fn new() -> Self {
        Self {
            declare: Command::of::<DeclareConflict>(),
            take_back: Command::of::<TakeConflictBack>(),
            kind: StoredValue::default(),
        }
    }
}

/// `name` is the other one's given name; `request` where to come back to, or the mentor's page without one.
#[component]
pub fn Conflict(
    commands: ConflictCommands,
    declaration: Declaration,
    other: PersonId,
    name: String,
    #[prop(optional)] request: Option<RequestId>,
) -> impl IntoView {
    let lang = use_lang();
    let request = request.map(|id| id.to_string()).unwrap_or_default();
    match declaration {
        Declaration::NotAsked => ().into_any(),
        Declaration::Declared(kind) => {
            commands.kind.set_value(String::new());
            view! {
                <CommandForm action=commands.take_back>
                    <input type="hidden" name="other" value=other.to_string() />
                    <input type="hidden" name="request" value=request />
                    <p class="note">
                        <Icon name="info" />
                        <span>{t::declared(lang, name, conflict_name(lang, kind))}</span>
                    </p>
                    <div class="actions">
                        <SubmitButton label=t::take_back(lang) class="button button--secondary" />
                    </div>
                </CommandForm>
            }
            .into_any()
        }
        Declaration::NotDeclared => {
            let kinds =
                ConflictKind::ALL.map(|kind| Choice::new(kind.code(), conflict_name(lang, kind)));
            let chosen = commands.kind.get_value();
            let is_open = commands.declare.came_back() || !chosen.is_empty();
            view! {
                <details class="disclosure" open=is_open>
                    <summary>{t::declare_title(lang)}</summary>
                    <div class="stack" on:input=move |event| commands.kind.set_value(event_target_value(&event))>
                        <p>{t::declare_text(lang, name)}</p>
                        <CommandForm action=commands.declare>
                            <input type="hidden" name="other" value=other.to_string() />
                            <input type="hidden" name="request" value=request />
                            <Select
                                name="kind"
                                label=t::kind(lang)
                                groups=vec![kinds.to_vec().into()]
                                value=chosen
                                empty=t::choose(lang)
                            />
                            <Privacy text=t::declare_private(lang) />
                            <div class="actions">
                                <SubmitButton label=t::declare(lang) class="button button--secondary" />
                            </div>
                        </CommandForm>
                    </div>
                </details>
            }
            .into_any()
        }
    }
}

/// What a conflict of interest is called.
pub(crate) fn conflict_name(lang: Lang, kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::SameCompany => t::kind_same_company(lang),
        ConflictKind::Family => t::kind_family(lang),
        ConflictKind::Business => t::kind_business(lang),
        ConflictKind::Other => t::kind_other(lang),
    }
}
