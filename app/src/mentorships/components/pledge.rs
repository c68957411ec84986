//! The pledge: in one sentence, and as the card with touching stars.

use crate::{
    text::{self, circle as t},
    ui::{Icon, NextStar, Star, path, use_lang},
};
use domain::{
    Lang,
    circle::{Line, PledgeForm, PledgeView},
};
use leptos::prelude::*;

/// `12 heures à donner d’ici le 1er juillet 2027.`
pub fn pledge_sentence(lang: Lang, pledge: &PledgeView) -> String {
    let date = text::date(lang, pledge.by);
    match pledge.form {
        PledgeForm::Hours => {
            let hours = u64::try_from(pledge.amount).unwrap_or_default();
            t::pledge_hours(lang, hours, date)
        }
        PledgeForm::Mentee => t::pledge_mentee(lang, date),
        PledgeForm::Talk => t::pledge_talk(lang, date),
    }
}

/// The line of touching stars up to the next, empty one, and what was promised.
#[component]
pub fn PledgeCard(chain: Line) -> impl IntoView {
    let lang = use_lang();
    let points = chain.own.points;
    let sentence = match &chain.pledge {
        Some(pledge) => pledge_sentence(lang, pledge),
        None => t::next_star_text(lang).to_owned(),
    };
    let stars = chain
        .above
        .into_iter()
        .chain([chain.own])
        .map(|star| {
            view! { <Star person=star.person name=star.name points=star.points size=60 /> }
                .into_any()
        })
        .collect_view();
    view! {
        <section class="card pledge">
            <div class="pledge__line">
                <div class="chain" aria-hidden="true">
                    {stars}
                    <NextStar />
                </div>
                <ul class="legend">
                    <li class="legend--received">{t::received(lang, points.received)}</li>
                    <li class="legend--given">{t::given(lang, points.given)}</li>
                </ul>
            </div>
            <a class="pledge__text" href=path(lang, "/chain")>
                <span>
                    <b>{t::pledge(lang)}</b>
                    <span>{sentence}</span>
                </span>
                <Icon name="chevron-right" class="icon icon--flip" />
            </a>
        </section>
    }
}
