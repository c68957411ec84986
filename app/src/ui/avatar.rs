//! People as an octagon (below 48 px) or an eight-pointed star: four points received, four given.

use domain::{PersonId, circle::Points};
use leptos::prelude::*;

/// From the top: received on inline-start, given on inline-end.
const RECEIVED: [&str; 4] = [
    "M0 0-14.64-35.36 0-50 14.64-35.36z",
    "M0 0-35.36-14.64-35.36-35.36-14.64-35.36z",
    "M0 0-35.36 14.64-50 0-35.36-14.64z",
    "M0 0-14.64 35.36-35.36 35.36-35.36 14.64z",
];
const GIVEN: [&str; 4] = [
    "M0 0 14.64-35.36 35.36-35.36 35.36-14.64z",
    "M0 0 35.36-14.64 50 0 35.36 14.64z",
    "M0 0 35.36 14.64 35.36 35.36 14.64 35.36z",
    "M0 0 14.64 35.36 0 50-14.64 35.36z",
];
const DISC: &str = "M-13.47-32.53H13.47L32.53-13.47V13.47L13.47 32.53H-13.47L-32.53 13.47V-13.47z";

/// A star of `size` (52, 60, 62, 64, 68 or 104), without initials for somebody who is not named. Hidden from screen
/// readers: say the points in words nearby.
#[component]
pub fn Star(
    person: PersonId,
    #[prop(into)] name: String,
    points: Points,
    #[prop(default = 68)] size: u16,
    #[prop(optional, into)] photo: Option<String>,
) -> impl IntoView {
    let point = |kind: &'static str, filled: u8| {
        move |(index, path): (usize, &'static str)| {
            let class = if index < usize::from(filled) {
                format!("point {kind} is-filled")
            } else {
                format!("point {kind}")
            };
            view! { <path class=class d=path></path> }
        }
    };
    view! {
        <svg
            class=format!("star star--{size} {}", pigment(person))
            viewBox="-50 -50 100 100"
            aria-hidden="true"
            focusable="false"
        >
            <g class="star__points">
                {RECEIVED.into_iter().enumerate().map(point("received", points.received)).collect_view()}
                {GIVEN.into_iter().enumerate().map(point("given", points.given)).collect_view()}
            </g>
            <path class="star__disc" d=DISC></path>
            {match photo.filter(|photo| !photo.is_empty()) {
                Some(href) => {
                    view! { <image class="star__photo" href=href x="-33" y="-33" width="66" height="66"></image> }
                        .into_any()
                }
                None => {
                    view! {
                        <text class="star__initials" y="0">
                            {(!name.is_empty()).then(|| initials(&name))}
                        </text>
                    }
                        .into_any()
                }
            }}
        </svg>
    }
}

/// The dashed star of whoever comes next.
#[component]
pub fn NextStar() -> impl IntoView {
    view! {
        <svg class="star star--60 star--next" viewBox="-50 -50 100 100" aria-hidden="true">
            <path
                class="star__outline"
                d="M0-50 14.64-35.36H35.36V-14.64L50 0 35.36 14.64V35.36H14.64L0 50-14.64 35.36H-35.36V14.64L-50 0-35.36-14.64V-35.36H-14.64z"
            ></path>
            <path class="star__plus" d="M-9 0H9M0-9V9"></path>
        </svg>
    }
}

/// The plain octagon, of `size` 24, 28, 36, 40 or 44.
#[component]
pub fn Avatar(
    person: PersonId,
    #[prop(into)] name: String,
    #[prop(default = 40)] size: u16,
    #[prop(optional, into)] photo: Option<String>,
) -> impl IntoView {
    let class = format!("avatar avatar--{size} {}", pigment(person));
    view! {
        <span class=class aria-hidden="true">
            {match photo.filter(|photo| !photo.is_empty()) {
                Some(src) => view! { <img src=src alt="" width=size height=size loading="lazy" /> }.into_any(),
                None => initials(&name).into_any(),
            }}
        </span>
    }
}

/// First letters of the first and last word; of an Arabic name the first letter alone, since letters join.
pub fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic));
    let letter = |word: &str| word.chars().find(|c| c.is_alphabetic());
    let Some(first) = words.next().and_then(letter) else {
        return "·".into();
    };
    if ('\u{600}'..='\u{6ff}').contains(&first) {
        return first.to_string();
    }
    let last = words.next_back().and_then(letter);
    first
        .to_uppercase()
        .chain(last.into_iter().flat_map(char::to_uppercase))
        .collect()
}

/// One of the six avatar pigments, always the same for a person; the plain one for nobody in particular.
pub fn pigment(person: PersonId) -> &'static str {
    if person.0.is_nil() {
        return "pigment-umber";
    }
    const PIGMENTS: [&str; 6] = [
        "pigment-majorelle",
        "pigment-terracotta",
        "pigment-emerald",
        "pigment-plum",
        "pigment-umber",
        "pigment-saffron",
    ];
    // Of a fixed width: a `usize` wraps around earlier in the browser than on the server.
    let hash = person.0.as_bytes().iter().fold(0_u32, |hash, byte| {
        hash.wrapping_mul(31).wrapping_add(u32::from(*byte))
    });
    PIGMENTS[hash as usize % PIGMENTS.len()]
}

#[cfg(test)]
mod tests {
    use super::{initials, pigment};
    use domain::PersonId;
    use uuid::Uuid;

    /// Worked out by hand in 32 bits, as the browser does it.
    #[test]
    fn a_person_has_one_pigment_on_server_and_in_browser() {
        for (id, expected) in [
            (0x0193_6fb2_7c5e_7a10_9d4b_21c3_e8f0_55aa, "pigment-emerald"),
            (0x0193_6fb2_7c5e_7a10_9d4b_21c3_e8f0_55ab, "pigment-plum"),
            (0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff, "pigment-umber"),
            (
                0x0000_0000_0000_0000_0000_0000_0000_0001,
                "pigment-terracotta",
            ),
        ] {
            assert_eq!(pigment(PersonId(Uuid::from_u128(id))), expected);
        }
    }

    #[test]
    fn initials_are_of_the_first_and_last_word() {
        assert_eq!(initials("Leïla Chraïbi"), "LC");
        assert_eq!(initials("Jördis von der Heide"), "JH");
        assert_eq!(initials("ليلى الشرايبي"), "ل");
        assert_eq!(initials(" "), "·");
    }
}
