//! People as lines, and where they are.

use crate::{
    text::{circle, matching as t},
    ui::{Avatar, Icon, Star, use_lang},
};
use domain::{
    circle::Points,
    matching::views::{MentorCard, PersonLine},
    profiles::{PHOTO_SIZES, photo_path},
};
use leptos::prelude::*;

/// One of those that are kept.
const PHOTO_SIZE: u16 = PHOTO_SIZES[1];

/// Path of the photo, large enough for the star at double density.
fn photo(who: &PersonLine) -> Option<String> {
    who.photo
        .as_ref()
        .map(|hash| photo_path(who.person, hash, PHOTO_SIZE))
}

/// The star of a mentor, and its points in words.
#[component]
pub fn PersonStar(
    who: PersonLine,
    points: Points,
    #[prop(default = 68)] size: u16,
) -> impl IntoView {
    let lang = use_lang();
    let photo = photo(&who).unwrap_or_default();
    view! {
        <Star person=who.person name=who.name points size photo />
        <span class="visually-hidden">{circle::points(lang, points.received, points.given)}</span>
    }
}

/// The octagon, the name and one line, as a link with a chevron; children are the one trailing thing.
#[component]
pub fn PersonRow(
    who: PersonLine,
    #[prop(into)] line: String,
    #[prop(into)] href: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let avatar = match photo(&who) {
        Some(photo) => {
            view! { <Avatar person=who.person name=who.name.clone() photo /> }.into_any()
        }
        None => view! { <Avatar person=who.person name=who.name.clone() /> }.into_any(),
    };
    view! {
        <a class="row" href=href>
            {avatar}
            <span class="row__text">
                <b>
                    <bdi>{who.name}</bdi>
                </b>
                <span dir="auto">{line}</span>
            </span>
            {children.map(|children| children())}
            <Icon name="chevron-right" class="icon icon--flip row__chevron" />
        </a>
    }
}

/// Free places, full or paused.
#[component]
pub fn PlaceTag(card: MentorCard) -> impl IntoView {
    let lang = use_lang();
    let (class, text) = if card.paused {
        ("tag", t::paused(lang).to_owned())
    } else if card.free_places == 0 {
        ("tag", t::full(lang).to_owned())
    } else {
        (
            "tag tag--ok",
            t::free_places(lang, u64::from(card.free_places)),
        )
    };
    view! { <span class=class>{text}</span> }
}

/// Headline and town on one line, as far as they are known.
pub fn place(who: &PersonLine, separator: &str) -> String {
    let parts: Vec<&str> = [who.headline.as_str(), who.city.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(separator)
}
