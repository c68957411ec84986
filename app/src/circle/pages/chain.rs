//! One's own lineage as an ordered list: who helped, oneself, whom one helps, and the next star.

use super::map::Map;
use crate::{
    circle::api::ShowChain,
    mentorships::pledge_sentence,
    text::{self, circle as t, matching::list_separator},
    ui::{Empty, Loaded, NextStar, PageHead, Shell, Star, Tab, live_reading, path, use_lang},
};
use domain::{
    Lang,
    circle::{ChainSize, ChainStar, ChainStep, ChainView},
};
use leptos::prelude::*;

#[component]
pub fn Chain() -> impl IntoView {
    let lang = use_lang();
    let chain = live_reading(|| ShowChain {});
    view! {
        <Loaded
            resource=chain
            view=move |chain: ChainView| {
                let is_alone = chain.size.people < 2;
                let sub = if is_alone { String::new() } else { size(lang, chain.size) };
                view! {
                    <Shell tab=Tab::Chain>
                        <PageHead title=t::title(lang) sub />
                        {if is_alone {
                            view! {
                                <Empty title=t::empty_title(lang) sentence=t::empty_text(lang)>
                                    <Action next=chain.next />
                                </Empty>
                            }
                                .into_any()
                        } else {
                            view! { <Lineage chain /> }.into_any()
                        }}
                    </Shell>
                }
            }
        />
    }
}

/// "10 people, 4 generations, 3 countries"; no countries where none is known.
fn size(lang: Lang, size: ChainSize) -> String {
    let mut parts = vec![
        t::people(lang, size.people),
        t::generations(lang, size.generations),
    ];
    if size.countries > 0 {
        parts.push(t::countries(lang, size.countries));
    }
    parts.join(list_separator(lang))
}

#[component]
fn Lineage(chain: ChainView) -> impl IntoView {
    let lang = use_lang();
    let promised = match chain.line.pledge {
        Some(pledge) => pledge_sentence(lang, &pledge),
        None => t::next_star_text(lang).to_owned(),
    };
    let line = chain.line.above.into_iter().chain([chain.line.own]);
    let line = line.map(|star| view! { <li>{member(lang, star)}</li> }.into_any());
    view! {
        {(!chain.map.is_empty()).then(|| view! { <Map stars=chain.map /> }.into_any())}
        <h2>{t::lineage(lang)}</h2>
        <ol class="lineage">
            {line.collect_view()} {branches(lang, chain.below)} <li>
                <NextStar />
                <div>
                    <h3>{t::next_star(lang)}</h3>
                    <p>{promised}</p>
                </div>
            </li>
        </ol>
        <Action next=chain.next />
    }
}

/// Whom somebody helped, and within each those whom they helped.
fn branches(lang: Lang, stars: Vec<ChainStar>) -> Vec<AnyView> {
    let mut items = Vec::new();
    let mut rest = stars.into_iter().peekable();
    while let Some(star) = rest.next() {
        let step = star.step;
        let mut helped = Vec::new();
        while let Some(next) = rest.next_if(|next| next.step > step) {
            helped.push(next);
        }
        let nested =
            (!helped.is_empty()).then(|| view! { <ol>{branches(lang, helped)}</ol> }.into_any());
        items.push(view! { <li>{member(lang, star)} {nested}</li> }.into_any());
    }
    items
}

/// The star with its name, place and year, and what else there is to say.
fn member(lang: Lang, star: ChainStar) -> AnyView {
    let ChainStar { name, points, .. } = star;
    let shown = if name.is_empty() {
        t::a_member(lang).to_owned()
    } else {
        name.clone()
    };
    let place = match star.city.is_empty() {
        true => star.year.to_string(),
        false => t::place_year(lang, star.city, star.year),
    };
    let kept = (points.has_kept() && !star.is_viewer).then(|| t::kept(lang));
    let guided = (star.others > 0).then(|| t::also_guided(lang, star.others));
    let in_words = t::points(lang, points.received, points.given);
    let words_class = if star.is_viewer {
        ""
    } else {
        "visually-hidden"
    };
    view! {
        <Star person=star.person name points=star.points size=62 />
        <div>
            <h3>
                <bdi>{shown}</bdi>
                {star
                    .is_viewer
                    .then(|| {
                        view! {
                            " "
                            <span class="tag tag--check">{t::you(lang)}</span>
                        }
                            .into_any()
                    })}
            </h3>
            <p>
                <bdi>{place}</bdi>
                ". "
                {kept}
                {guided}
                <span class=words_class>{in_words} "."</span>
            </p>
        </div>
    }
    .into_any()
}

/// The one thing to do for the chain to go on.
#[component]
fn Action(next: ChainStep) -> impl IntoView {
    let lang = use_lang();
    let (href, label) = match next {
        ChainStep::Nothing => return ().into_any(),
        ChainStep::FindMentor => (
            "/mentorship".to_owned(),
            text::matching::suggestions_head(lang),
        ),
        ChainStep::SeeRequests => (
            "/requests?side=give".to_owned(),
            text::matching::requests_title(lang),
        ),
        ChainStep::Pledge(id) => (
            format!("/mentorships/{id}/pledge"),
            text::mentorships::do_pledge(lang),
        ),
        ChainStep::Offer => ("/profile".to_owned(), t::do_offer(lang)),
    };
    view! {
        <p class="actions actions--stretch">
            <a class="button button--primary" href=path(lang, &href)>
                {label}
            </a>
        </p>
    }
    .into_any()
}
