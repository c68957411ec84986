//! The journal: what was refused, and who may do what since when.

use super::Frame;
use crate::{
    administration::{
        api::ShowJournal,
        names::{journal_kind, role_name},
    },
    text::{self, administration as t},
    ui::{
        Column, FilterLink, ListCard, Loaded, Narrowed, PageHead, Paging, cell, narrowed, path,
        reading, use_lang,
    },
};
use domain::{
    Lang, PersonId,
    permissions::RoleKind,
    programmes::Page,
    trust::{JournalKind, JournalLine},
};
use leptos::prelude::*;

#[component]
pub fn Journal() -> impl IntoView {
    let narrowed = narrowed(&["kind", "page"]);
    let found = reading(move || {
        let narrowed = narrowed.get();
        ShowJournal {
            kind: narrowed.get("kind"),
            page: narrowed.get("page"),
        }
    });
    let view = move |found| view! { <Shown found narrowed=narrowed.get_untracked() /> };
    view! { <Loaded resource=found view /> }
}

#[component]
fn Shown(found: Page<JournalLine>, narrowed: Narrowed) -> impl IntoView {
    let lang = use_lang();
    let paging = Paging::of(&found);
    let columns = [
        t::journal_when(lang),
        t::journal_what(lang),
        t::journal_detail(lang),
        t::journal_by(lang),
        t::journal_about(lang),
        t::journal_from(lang),
        t::journal_times(lang),
    ]
    .map(Column::plain)
    .to_vec();
    let rows = found.rows.into_iter().map(|one| row(lang, one)).collect();
    let nothing = (
        t::journal_none_title(lang),
        t::journal_none(lang),
        t::journal_all(lang),
        path(lang, "/admin/journal"),
    );
    let by_kind = |label, kind| narrowed.filter(label, &[("kind", kind)]);
    let mut kinds: Vec<FilterLink> = vec![by_kind(t::journal_all(lang), "")];
    kinds.extend(JournalKind::ALL.map(|kind| by_kind(journal_kind(lang, kind), kind.code())));
    let filters = vec![(t::journal_what(lang), kinds)];
    view! {
        <Frame current="/admin/journal">
            <PageHead title=t::journal(lang) sub=t::journal_lead(lang) />
            <ListCard label=t::journal(lang) filters narrowed columns rows paging nothing />
        </Frame>
    }
}

fn row(lang: Lang, line: JournalLine) -> AnyView {
    let at = t::written_at(lang, text::date(lang, line.at.day), text::clock(line.at));
    // A role has a name; a path is as it is.
    let what = match RoleKind::from_code(&line.what) {
        Some(role) => role_name(lang, role).into_any(),
        None => view! { <bdi dir="ltr">{line.what}</bdi> }.into_any(),
    };
    let from = view! { <bdi dir="ltr">{line.from}</bdi> };
    view! {
        <tr>
            <th scope="row">{at}</th>
            {cell(t::journal_what(lang), journal_kind(lang, line.kind))}
            {cell(t::journal_detail(lang), what)}
            {cell(t::journal_by(lang), person(lang, line.by))}
            {cell(t::journal_about(lang), person(lang, line.about))}
            {cell(t::journal_from(lang), from)}
            <td class="num" data-label=t::journal_times(lang)>
                {line.times}
            </td>
        </tr>
    }
    .into_any()
}

/// A link to the account, by name where it has one.
fn person(lang: Lang, person: Option<(PersonId, String)>) -> AnyView {
    let Some((id, name)) = person else {
        return view! { <span class="muted">"–"</span> }.into_any();
    };
    let name = match name.is_empty() {
        true => t::journal_account(lang).to_owned(),
        false => name,
    };
    view! {
        <a href=path(lang, &format!("/admin/people/{id}"))>
            <bdi>{name}</bdi>
        </a>
    }
    .into_any()
}
