//! One member as the office sees them: the profile, never messages or notes.

use super::{DemoTag, Frame};
use crate::{
    programmes::api::ShowMember,
    text,
    trust::KeptApart,
    ui::{Loaded, PageHead, Privacy, path, reading, use_lang},
};
use domain::profiles::ProfileCard;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn PersonPage() -> impl IntoView {
    let params = use_params_map();
    let person = Memo::new(move |_| params.with(|params| params.get("person").unwrap_or_default()));
    let card = reading(move || ShowMember {
        person: person.get(),
    });
    view! { <Loaded resource=card view=|card| view! { <Shown card /> } /> }
}

#[component]
fn Shown(card: ProfileCard) -> impl IntoView {
    let lang = use_lang();
    let places = card.sides.mentor.then(|| {
        let free = u64::try_from(card.free_places()).unwrap_or(0);
        view! { <Fact name=text::programmes::free_places(lang) value=free.to_string() /> }
    });
    view! {
        <Frame current="/coordinator/people">
            <PageHead title=card.names.shown(lang) sub=card.headline.clone() back=path(lang, "/coordinator/people") />
            <section class="card">
                <DemoTag is_demo=card.demo />
                <dl class="facts">
                    <Fact name=text::programmes::company(lang) value=card.company.clone() />
                    <Fact name=text::programmes::city(lang) value=card.city.clone() />
                    {card
                        .years
                        .map(|years| {
                            view! { <Fact name=text::programmes::years(lang) value=years.to_string() /> }.into_any()
                        })}
                    {places}
                </dl>
                <p dir="auto">{card.bio.clone()}</p>
                <Privacy text=text::programmes::no_messages(lang) />
            </section>
            <KeptApart />
        </Frame>
    }
}

#[component]
fn Fact(name: &'static str, value: String) -> impl IntoView {
    (!value.is_empty()).then(|| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>
                    <bdi>{value}</bdi>
                </dd>
            </div>
        }
        .into_any()
    })
}
