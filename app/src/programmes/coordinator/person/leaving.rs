//! Before a member is taken out of the programme: what ends, and what stays. A page, so that it asks without script too.

use super::OfThis;
use crate::{
    programmes::api::TakeOut,
    text::programmes as t,
    ui::{Command, CommandForm, PageHead, SubmitButton, use_lang},
};
use domain::{
    PersonId,
    programmes::{MemberPage, PairPhase},
};
use leptos::prelude::*;

/// The value of `confirm` in the address that asks.
pub(super) const ASKED: &str = "take-out";

/// The way to the question.
#[component]
pub(super) fn WayOut(href: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="section stack stack--12" id="out">
            <h2>{t::take_out_title(lang)}</h2>
            <p class="muted">{t::take_out_hint(lang)}</p>
            <div class="actions">
                <a class="button button--danger" href=href>
                    {t::take_out_ask(lang)}
                </a>
            </div>
        </section>
    }
}

/// "Take this person out of the programme?"
#[component]
pub(super) fn TakingOut(
    member: MemberPage,
    name: String,
    /// The programme's.
    programme: String,
    /// The member's page.
    back: String,
) -> impl IntoView {
    let lang = use_lang();
    let person: PersonId = member.card.person;
    let action = Command::of::<TakeOut>();
    let pairs = member.pairs.iter();
    let pairs = pairs.filter(|pair| pair.phase != PairPhase::Closed).count() as u64;
    let requests = member.requests.iter();
    let requests = requests.filter(|request| request.state == "open").count() as u64;
    let mut lost = vec![t::take_out_lists(lang, &programme)];
    if pairs > 0 {
        lost.push(t::take_out_pairs(lang, pairs));
    }
    if requests > 0 {
        lost.push(t::take_out_requests(lang, requests));
    }
    let lost = lost
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any());
    view! {
        <PageHead title=t::take_out_question(lang) sub=name back=back.clone() />
        <section class="card stack">
            <div class="stack stack--4">
                <h2 class="h3">{t::take_out_follows(lang)}</h2>
                <ul class="stack stack--4">{lost.collect_view()}</ul>
            </div>
            <div class="stack stack--4">
                <h2 class="h3">{t::take_out_stays_title(lang)}</h2>
                <p class="measure">{t::take_out_stays(lang)}</p>
            </div>
            <CommandForm action>
                <OfThis person />
                <div class="actions">
                    <SubmitButton label=t::take_out(lang) class="button button--danger-solid" />
                    <a class="button button--secondary" href=back>
                        {t::take_out_keep(lang)}
                    </a>
                </div>
            </CommandForm>
        </section>
    }
}
