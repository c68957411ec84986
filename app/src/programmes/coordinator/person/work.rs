//! Requests and pairs of a member: with whom, and where each stands.

use crate::{
    programmes::{
        coordinator::person_link,
        words::{phase_name, state_name},
    },
    text::{self, programmes as t},
    ui::use_lang,
};
use domain::{
    PersonId,
    programmes::{PairRow, RequestRow},
};
use leptos::prelude::*;

#[component]
pub(super) fn Pairs(pairs: Vec<PairRow>) -> impl IntoView {
    let lang = use_lang();
    let rows = pairs.into_iter().map(|pair| {
        let both = [(pair.mentee_id, pair.mentee), (pair.mentor_id, pair.mentor)];
        both_row(
            both,
            phase_name(lang, pair.phase),
            t::since_day(lang, text::date(lang, pair.since)),
        )
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>{t::pairs(lang)}</h2>
                <div class="card card--flush">
                    <ul class="rows">{rows}</ul>
                </div>
            </section>
        }
        .into_any()
    })
}

#[component]
pub(super) fn Requests(requests: Vec<RequestRow>) -> impl IntoView {
    let lang = use_lang();
    let none = requests.is_empty();
    let rows: Vec<_> = requests
        .into_iter()
        .map(|request| {
            let both = [
                (request.mentee_id, request.mentee),
                (request.mentor_id, request.mentor),
            ];
            let due = t::due_day(lang, text::date(lang, request.due));
            both_row(both, state_name(lang, &request.state), due)
        })
        .collect();
    view! {
        <section class="section">
            <h2>{t::requests(lang)}</h2>
            {none.then(|| view! { <p class="muted">{t::requests_none(lang)}</p> }.into_any())}
            {(!none)
                .then(|| {
                    view! {
                        <div class="card card--flush">
                            <ul class="rows">{rows}</ul>
                        </div>
                    }
                        .into_any()
                })}
        </section>
    }
}

/// Who with whom, when, and where it stands.
fn both_row(
    [mentee, mentor]: [(PersonId, String); 2],
    state: &'static str,
    when: String,
) -> AnyView {
    view! {
        <li>
            <div class="row">
                <span class="row__text">
                    <b>{person_link(mentee.0, mentee.1)} " · " {person_link(mentor.0, mentor.1)}</b>
                    <span>{when}</span>
                </span>
                <span class="tag">{state}</span>
            </div>
        </li>
    }
    .into_any()
}
