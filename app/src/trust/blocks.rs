//! Whom the office keeps a member apart from, and the form to add somebody.

use super::api::{BlockPair, ShowBlocks, UnblockPair};
use crate::{
    text::{self, trust as t},
    ui::{
        Command, CommandForm, Field, Loaded, Privacy, SubmitButton, TextArea, from_query, path,
        query, reading_after, use_lang,
    },
};
use domain::trust::{BlockLine, Blocks, REASON_MAX};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The section of a member's page. It follows its own commands alone: what is typed stays.
#[component]
pub fn KeptApart() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let block = Command::of::<BlockPair>();
    let unblock = Command::of::<UnblockPair>();
    let done = move || block.done() + unblock.done();
    let blocks = reading_after(done, move || ShowBlocks {
        person: params.with(|params| params.get("person").unwrap_or_default()),
        with: query.with(|query| query.get("with").unwrap_or_default()),
        programme: query.with(|query| query.get("programme").unwrap_or_default()),
    });
    view! { <Loaded resource=blocks view=move |blocks| view! { <Shown blocks block unblock /> } /> }
}

#[component]
fn Shown(blocks: Blocks, block: Command, unblock: Command) -> impl IntoView {
    let lang = use_lang();
    let person = blocks.person.to_string();
    let nobody = blocks.blocked.is_empty();
    let lines = blocks
        .blocked
        .into_iter()
        .map(|line| view! { <Line line person=person.clone() unblock /> }.into_any())
        .collect_view();
    let proposed = blocks.proposed;
    let is_open = proposed.is_some() || block.came_back();
    // Made inside the form, which a field asks for its problem.
    let other = move || {
        match proposed {
        Some((id, name)) => view! {
            <input type="hidden" name="other" value=id.to_string() />
            <p>{t::block_with(lang, name)}</p>
        }
        .into_any(),
        None => view! { <Field name="other" kind="email" label=t::block_other(lang) hint=t::block_other_hint(lang) /> }
            .into_any(),
    }
    };
    view! {
        <section class="section" id="apart">
            <h2>{t::apart(lang)}</h2>
            {nobody.then(|| view! { <p class="muted">{t::apart_none(lang)}</p> }.into_any())}
            <ul class="rows">{lines}</ul>
            <details class="disclosure" open=is_open>
                <summary>{t::block_title(lang)}</summary>
                <div class="stack">
                    <p>{t::block_text(lang)}</p>
                    <CommandForm action=block>
                        <input type="hidden" name="person" value=person.clone() />
                        <input type="hidden" name="programme" value=programme() />
                        {other()}
                        <TextArea name="reason" label=t::block_reason(lang) rows=3 maxlength=REASON_MAX as u32 />
                        <Privacy text=t::block_private(lang) />
                        <div class="actions">
                            <SubmitButton label=t::block(lang) class="button button--danger" />
                        </div>
                    </CommandForm>
                </div>
            </details>
        </section>
    }
}

/// Code of the programme whose office decides; empty where the page names none.
fn programme() -> String {
    from_query("programme").get_untracked()
}

#[component]
fn Line(line: BlockLine, person: String, unblock: Command) -> impl IntoView {
    let lang = use_lang();
    let on = text::date(lang, line.on);
    let kept = query(&[("programme", &programme())]);
    let page = format!(
        "/coordinator/people/{}{}",
        line.person,
        kept.trim_end_matches('?')
    );
    let page = path(lang, &page);
    let decided = if line.by.is_empty() {
        t::blocked_on(lang, on)
    } else {
        t::blocked_by(lang, on, line.by)
    };
    view! {
        <li>
            <div class="row">
                <span class="row__text">
                    <b>
                        <a href=page>
                            <bdi>{line.name}</bdi>
                        </a>
                    </b>
                    <span dir="auto">{line.reason}</span>
                    <span>{decided}</span>
                </span>
                <CommandForm action=unblock>
                    <input type="hidden" name="person" value=person />
                    <input type="hidden" name="programme" value=programme() />
                    <input type="hidden" name="other" value=line.person.to_string() />
                    <SubmitButton label=t::unblock(lang) class="button button--secondary button--small" />
                </CommandForm>
            </div>
        </li>
    }
}
