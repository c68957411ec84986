//! The two sides of the tab *Mentorship*: what a person receives, and what they give.

use super::{MentorshipView, Side};
use serde::{Deserialize, Serialize};

impl Side {
    /// As a membership stores it.
    pub const fn code(self) -> &'static str {
        match self {
            Side::Mentee => "mentee",
            Side::Mentor => "mentor",
        }
    }

    /// As in the address of the page: `?side=receive`.
    pub const fn slug(self) -> &'static str {
        match self {
            Side::Mentee => "receive",
            Side::Mentor => "give",
        }
    }

    pub fn from_slug(slug: &str) -> Option<Self> {
        [Side::Mentee, Side::Mentor]
            .into_iter()
            .find(|side| side.slug() == slug)
    }
}

/// One side of a person's mentoring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideView {
    pub side: Side,
    /// The person has the other side too.
    pub both: bool,
    /// Those that wait for the person first.
    pub pairs: Vec<MentorshipView>,
    /// Open requests: those the person sent as a mentee, those they have to answer as a mentor.
    pub open_requests: usize,
}

/// The side to show: the one that was asked for if the person has it, else their only one. Whoever has both and asked
/// for neither sees where somebody waits: requests to answer, then `first`, the side of the most pressing pair.
/// Whoever has none is on the way to a mentor.
pub fn side_to_show(
    asked: Option<Side>,
    has: impl Fn(Side) -> bool,
    to_answer: usize,
    first: Option<Side>,
) -> Side {
    let likely = if to_answer > 0 {
        Some(Side::Mentor)
    } else {
        first
    };
    [asked, likely, Some(Side::Mentee), Some(Side::Mentor)]
        .into_iter()
        .flatten()
        .find(|side| has(*side))
        .unwrap_or(Side::Mentee)
}

#[cfg(test)]
mod tests {
    use super::{Side::*, *};

    #[test]
    fn what_is_asked_for_is_shown_to_whoever_has_it() {
        assert_eq!(
            side_to_show(Some(Mentee), |_| true, 2, Some(Mentor)),
            Mentee
        );
        assert_eq!(
            side_to_show(Some(Mentor), |_| true, 0, Some(Mentee)),
            Mentor
        );
        let only = |of: Side| move |side: Side| side == of;
        assert_eq!(side_to_show(Some(Mentee), only(Mentor), 0, None), Mentor);
        assert_eq!(side_to_show(Some(Mentor), only(Mentee), 0, None), Mentee);
        assert_eq!(side_to_show(Some(Mentor), |_| false, 0, None), Mentee);
    }

    #[test]
    fn unasked_the_side_where_somebody_waits_comes_first() {
        assert_eq!(side_to_show(None, |_| true, 1, Some(Mentee)), Mentor);
        assert_eq!(side_to_show(None, |_| true, 0, Some(Mentor)), Mentor);
        assert_eq!(side_to_show(None, |_| true, 0, None), Mentee);
        assert_eq!(side_to_show(None, |side| side == Mentor, 0, None), Mentor);
    }

    #[test]
    fn addresses_name_the_sides() {
        for side in [Mentee, Mentor] {
            assert_eq!(Side::from_slug(side.slug()), Some(side));
        }
        assert_eq!(Side::from_slug("other"), None);
    }
}
