//! The order in which mentors are offered.
//!
//! 1. Who offers none of the needs, nor anything of their families, comes after everyone who does: the list is headed
//!    "sorted by your needs", and five side criteria do not make up for it.
//! 2. More criteria met. That is what the card says, so the order can be seen to be right.
//! 3. The score, in steps of [`SCORE_STEP`]: here the programme's weights decide between equal counts.
//! 4. More room, that is free places less those who ask for one already: between practically equal mentors the one
//!    who can answer, so that few are asked by all.
//! 5. The exact score.
//! 6. Whose turn it is ([`Turn`]): who is equal in everything shares the first places over mentees and days. The id
//!    comes last, for the one case in 2⁶⁴ in which two draw the same.
//!
//! Nothing here can be bought. A mentor who is not eligible is never in the list, nor is one of whom twice as many
//! ask as there are places.

use super::assessment::{asks, facts, offers_something};
use super::criteria::fit;
use super::turn::Lot;
use super::{Assessment, Fit, MenteeNeeds, MentorOffer, Rules, Share, Turn, assess, ineligible};
use crate::PersonId;
use std::cmp::Reverse;

/// Scores within the same tenth count as practically equal.
pub const SCORE_STEP: Share = Share::new(1_000);

/// Where a mentor stands; the greater, the earlier in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    offers_something: bool,
    met: usize,
    step: u16,
    room: i32,
    score: Share,
    draw: u64,
    person: Reverse<PersonId>,
}

impl Standing {
    pub fn new(person: PersonId, room: i32, draw: u64, fit: &Fit) -> Self {
        Self {
            offers_something: offers_something(fit),
            met: fit.met(),
            step: fit.score.ten_thousandths() / SCORE_STEP.ten_thousandths(),
            room,
            score: fit.score,
            draw,
            person: Reverse(person),
        }
    }
}

/// The best `limit` eligible mentors, best first, by looking at each in turn. `MentorIndex::rank` answers the same.
///
/// Each mentor is expected once.
pub fn rank<'a>(
    mentee: &MenteeNeeds,
    mentors: impl IntoIterator<Item = &'a MentorOffer>,
    rules: &Rules,
    turn: Turn,
    limit: usize,
) -> Vec<Assessment> {
    let asks = asks(mentee);
    let mut offered: Vec<(Standing, &MentorOffer)> = mentors
        .into_iter()
        .filter(|mentor| !mentor.is_much_asked() && ineligible(mentee, mentor).is_empty())
        .map(|mentor| {
            let fit = fit(
                &asks,
                &facts(mentee, mentor, &rules.taxonomy),
                &rules.weights,
            );
            (
                Standing::new(
                    mentor.person,
                    mentor.room(),
                    turn.draw(Lot::of(mentor.person)),
                    &fit,
                ),
                mentor,
            )
        })
        .collect();
    offered.sort_by_key(|(standing, _)| Reverse(*standing));
    offered.truncate(limit);
    // Reasons are looked for only where they are shown.
    let best = offered.into_iter();
    best.map(|(_, mentor)| assess(mentee, mentor, rules))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;

    /// The mentors in the order of the list, by the number of their id.
    fn order(mentors: &[MentorOffer]) -> Vec<PersonId> {
        let ranked = rank(&a_mentee(), mentors, &rules(), a_turn(), 10);
        ranked.into_iter().map(|it| it.mentor).collect()
    }

    fn mentor(number: u128, change: impl FnOnce(&mut MentorOffer)) -> MentorOffer {
        let mut mentor = a_mentor();
        mentor.person = person(number);
        change(&mut mentor);
        mentor
    }

    #[test]
    fn more_criteria_met_come_first_whatever_the_score_and_the_free_places() {
        // Five wholly met, 0.89 in all; six of which two are only just met, 0.74 in all.
        let five = mentor(10, |m| {
            m.years = None;
            m.capacity = 9;
        });
        let six = mentor(20, |m| {
            m.offers.truncate(1);
            m.hours = hours(8..10);
        });
        assert_eq!(order(&[five, six]), [person(20), person(10)]);
    }

    #[test]
    fn a_clearly_better_score_decides_between_equal_counts_whatever_the_free_places() {
        let without_years = mentor(20, |m| m.years = None);
        let last_need_only = mentor(10, |m| {
            m.offers = vec![expertise("FUNDRAISING")];
            m.capacity = 9;
        });
        assert_eq!(
            order(&[last_need_only, without_years]),
            [person(20), person(10)]
        );
    }

    #[test]
    fn the_exact_score_decides_between_equal_room() {
        let without_years = mentor(20, |m| m.years = None);
        let without_sector = mentor(10, |m| m.sectors.clear());
        assert_eq!(
            order(&[without_sector, without_years]),
            [person(20), person(10)]
        );
    }

    #[test]
    fn between_practically_equal_mentors_the_one_with_more_room_comes_first() {
        let a_little_better = mentor(10, |_| {});
        let with_room = mentor(20, |m| {
            m.capacity = 4;
            m.hours = hours(8..11);
        });
        assert_eq!(
            order(&[a_little_better, with_room]),
            [person(20), person(10)]
        );
    }

    #[test]
    fn who_offers_nothing_needed_comes_last_even_with_five_criteria() {
        let off_topic = mentor(10, |m| m.offers.clear());
        let on_topic = mentor(20, |m| {
            m.ties.clear();
            m.sectors.clear();
            m.years = None;
        });
        assert_eq!(order(&[off_topic, on_topic]), [person(20), person(10)]);
    }

    #[test]
    fn open_requests_count_against_free_places() {
        let asked = mentor(10, |m| {
            m.capacity = 4;
            m.asked = 3;
        });
        let waiting = mentor(20, |m| m.capacity = 2);
        assert_eq!(order(&[asked, waiting]), [person(20), person(10)]);
        let mut sought = mentor(10, |m| m.capacity = 4);
        sought.asked = 1;
        assert_eq!(
            order(&[sought, mentor(20, |_| {})]),
            [person(10), person(20)]
        );
    }

    #[test]
    fn of_whom_twice_as_many_ask_as_there_are_places_is_not_suggested_further() {
        let asked = |asked| {
            mentor(10, |m| {
                m.capacity = 3;
                m.asked = asked;
            })
        };
        // Two places are free.
        assert_eq!(order(&[asked(3)]), [person(10)]);
        assert_eq!(order(&[asked(4)]), []);
        assert!(assess(&a_mentee(), &asked(4), &rules()).is_much_asked);
        assert!(assess(&a_mentee(), &asked(4), &rules()).is_eligible());
    }

    #[test]
    fn the_list_ends_at_its_limit_and_leaves_out_who_may_not_be_offered() {
        let mentors = [
            mentor(10, |m| m.active = 2),
            mentor(20, |_| {}),
            mentor(30, |_| {}),
        ];
        let ranked = rank(&a_mentee(), &mentors, &rules(), a_turn(), 1);
        assert_eq!(ranked.len(), 1);
        assert_eq!(ranked[0].mentor, order(&mentors)[0]);
        let mut offered = order(&mentors);
        offered.sort();
        assert_eq!(offered, [person(20), person(30)]);
        assert_eq!(rank(&a_mentee(), &mentors, &rules(), a_turn(), 0), []);
    }
}
