//! One's own lineage as an ordered list: who helped, oneself, whom one helps.

use crate::{
    circle::api::ShowChain,
    text::{circle as t, matching::list_separator},
    ui::{Empty, Loaded, PageHead, Shell, Star, StarPoints, Tab, live_reading, use_lang},
};
use domain::circle::{ChainStar, ChainView};
use leptos::prelude::*;

#[component]
pub fn Chain() -> impl IntoView {
    let lang = use_lang();
    let chain = live_reading(|| ShowChain {});
    view! {
        <Loaded
            resource=chain
            view=move |chain: ChainView| {
                let alone = chain.above.is_empty() && chain.below.is_empty();
                view! {
                    <Shell tab=Tab::Chain>
                        <PageHead title=t::title(lang) />
                        {if alone {
                            view! { <Empty title=t::empty_title(lang) sentence=t::empty_text(lang) /> }.into_any()
                        } else {
                            view! { <Line chain /> }.into_any()
                        }}
                    </Shell>
                }
            }
        />
    }
}

#[component]
fn Line(chain: ChainView) -> impl IntoView {
    let lang = use_lang();
    let pledge = chain
        .pledge
        .map(|pledge| crate::mentorships::pledge_sentence(lang, &pledge));
    let stars = chain
        .above
        .into_iter()
        .chain([chain.own])
        .chain(chain.below);
    view! {
        <h2>{t::lineage(lang)}</h2>
        <ol class="lineage">
            {stars.map(|star| view! { <Member star /> }.into_any()).collect_view()} <li>
                <crate::mentorships::NextStar />
                <div>
                    <h3>{t::next_star(lang)}</h3>
                    <p>{t::next_star_text(lang)}</p>
                </div>
            </li>
        </ol>
        {pledge
            .map(|sentence| {
                view! {
                    <section class="card">
                        <h2>{t::pledge(lang)}</h2>
                        <p>{sentence}</p>
                    </section>
                }
                    .into_any()
            })}
    }
}

#[component]
fn Member(star: ChainStar) -> impl IntoView {
    let lang = use_lang();
    let points = StarPoints {
        received: star.points.received,
        given: star.points.given,
    };
    view! {
        <li>
            <Star person=star.person name=star.name.clone() points size=60 />
            <div>
                <h3>
                    <bdi>{star.name.clone()}</bdi>
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
                    {(!star.city.is_empty())
                        .then(|| {
                            view! {
                                <bdi>{star.city.clone()}</bdi>
                                {list_separator(lang)}
                            }
                                .into_any()
                        })} {star.year.to_string()}
                </p>
                <p>{t::points(lang, points.received, points.given)}</p>
            </div>
        </li>
    }
}
