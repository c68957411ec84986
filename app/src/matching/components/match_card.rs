//! The card of a suggested mentor: the first one open with its reasons, the others one line each.

use super::{CriteriaBar, CriteriaSize, PersonStar, PlaceTag, place, reasons};
use crate::matching::list::{ListPlace, anchor};
use crate::{
    text,
    text::matching as t,
    ui::{Icon, path, use_lang},
};
use domain::matching::views::{Labels, RequestSide, Suggestion};
use leptos::prelude::*;

/// Pigments of the tiles beside the reasons, strongest first.
const TILES: [&str; 3] = [
    "tile tile--majorelle",
    "tile tile--action",
    "tile tile--saffron",
];

#[component]
pub fn MatchCard(
    suggestion: Suggestion,
    labels: Labels,
    can_ask: bool,
    /// The list that the mentor's page leads back to.
    list: ListPlace,
) -> impl IntoView {
    let lang = use_lang();
    let Suggestion {
        card,
        points,
        assessment,
    } = suggestion;
    let who = card.who.clone();
    let profile = path(lang, &list.mentor(who.person));
    let request = path(lang, &list.request(who.person));
    let answers = assessment.usual_answer_hours.map(|hours| {
        let days = u64::from(hours.div_ceil(24)).max(1);
        t::answers_in(lang, days)
    });
    let limit = assessment
        .limit()
        .map(|it| reasons::limit(lang, it, &labels));
    let reasons = assessment
        .strongest_reasons()
        .iter()
        .zip(TILES)
        .map(|(reason, tile)| {
            let (icon, fact, because) =
                reasons::reason_fact(lang, RequestSide::Mentee, reason, &labels);
            view! {
                <li>
                    <span class=tile aria-hidden="true">
                        <Icon name=icon />
                    </span>
                    <div>
                        <p class="reasons__fact">{fact}</p>
                        <p class="reasons__need">{because}</p>
                    </div>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <article class="card match" id=anchor(who.person) aria-labelledby="best">
            <header class="match__head">
                <PersonStar who=who.clone() points />
                <div class="match__who">
                    <h2 class="match__name" id="best">
                        <bdi>{who.name.clone()}</bdi>
                    </h2>
                    <p class="match__role" dir="auto">
                        {who.headline.clone()}
                    </p>
                    <p class="match__meta">
                        {(!who.city.is_empty())
                            .then(|| {
                                view! {
                                    <span class="place">
                                        <Icon name="map-pin" class="icon icon--16" />
                                        " "
                                        <bdi>{who.city.clone()}</bdi>
                                    </span>
                                }
                                    .into_any()
                            })} <PlaceTag card=card />
                        {answers.map(|answers| view! { <span>{answers}</span> }.into_any())}
                        {who
                            .demo
                            .then(|| {
                                view! { <span class="tag tag--demo">{text::common::demo(lang)}</span> }.into_any()
                            })}
                    </p>
                </div>
            </header>
            <CriteriaBar fit=assessment.fit size=CriteriaSize::Boxed />
            <h3 class="match__why">{t::why(lang, who.first_name.clone())}</h3>
            <ul class="reasons">{reasons}</ul>
            {limit
                .map(|limit| {
                    view! {
                        <p class="note match__note">
                            <Icon name="info" />
                            <span>
                                <b>{t::good_to_know(lang)}</b>
                                " "
                                {limit}
                            </span>
                        </p>
                    }
                        .into_any()
                })}
            <div class="actions actions--grow">
                {can_ask
                    .then(|| {
                        view! {
                            <a class="button button--primary" href=request>
                                {t::ask(lang, who.first_name.clone())}
                            </a>
                        }
                            .into_any()
                    })} <a class="button button--secondary" href=profile.clone()>
                    {t::profile(lang)}
                </a>
            </div>
        </article>
    }
}

#[component]
pub fn MatchLine(
    suggestion: Suggestion,
    #[prop(into)] separator: String,
    list: ListPlace,
) -> impl IntoView {
    let lang = use_lang();
    let who = suggestion.card.who.clone();
    view! {
        <a class="card card--link match-line" id=anchor(who.person) href=path(lang, &list.mentor(who.person))>
            <PersonStar who=who.clone() points=suggestion.points size=52 />
            <span class="match-line__text">
                <b>
                    <bdi>{who.name.clone()}</bdi>
                    {who
                        .demo
                        .then(|| {
                            view! {
                                " "
                                <span class="tag tag--demo">{text::common::demo(lang)}</span>
                            }
                                .into_any()
                        })}
                </b>
                <span dir="auto">{place(&who, &separator)}</span>
                <CriteriaBar fit=suggestion.assessment.fit size=CriteriaSize::Line />
            </span>
            <Icon name="chevron-right" class="icon icon--flip" />
        </a>
    }
}
