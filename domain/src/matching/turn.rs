//! Whose turn it is: how mentors who suit equally share the first places.
//!
//! Each mentor draws a lot for each mentee, day and programme, by a hash of the three: over mentees and days all of
//! them come first about equally often, and for one mentee the list keeps still for a day. An id goes in to tell
//! mentors apart, and its order is lost in the hash; names, addresses and the order of a file are not looked at.

use crate::time::DAY;
use crate::{PersonId, ProgrammeId, Timestamp};
use uuid::Uuid;

/// One mentee's day in one programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn(u64);

/// A mentor's id, prepared for drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lot(u64);

impl Turn {
    /// Days are those of UTC.
    pub fn of(programme: ProgrammeId, mentee: PersonId, now: Timestamp) -> Self {
        let day = now.0.div_euclid(DAY).cast_unsigned();
        Self(mixed(folded(programme.0) ^ mixed(folded(mentee.0) ^ day)))
    }

    /// The greater comes first.
    pub(super) const fn draw(self, lot: Lot) -> u64 {
        mixed(self.0 ^ lot.0)
    }
}

impl Lot {
    pub fn of(mentor: PersonId) -> Self {
        Self(folded(mentor.0))
    }
}

fn folded(id: Uuid) -> u64 {
    let (high, low) = id.as_u64_pair();
    mixed(high ^ mixed(low))
}

/// The last step of SplitMix64 (Steele, Lea and Flood 2014): every bit of the input moves every bit of the result.
const fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::super::{MentorIndex, MentorOffer, rank};
    use super::*;
    use std::collections::BTreeMap;

    const PROGRAMME: ProgrammeId = ProgrammeId(Uuid::from_u128(9));

    fn equals(count: u128) -> Vec<MentorOffer> {
        (0..count)
            .map(|number| MentorOffer {
                person: person(100 + number),
                ..a_mentor()
            })
            .collect()
    }

    fn first(mentors: &[MentorOffer], mentee: u128, day: i64) -> PersonId {
        let mut asking = a_mentee();
        asking.person = person(mentee);
        let turn = Turn::of(PROGRAMME, asking.person, Timestamp(day * DAY));
        rank(&asking, mentors, &rules(), turn, 1)[0].mentor
    }

    #[test]
    fn equal_mentors_come_first_about_equally_often_over_mentees_and_days() {
        let mentors = equals(10);
        let mut firsts: BTreeMap<PersonId, u32> = BTreeMap::new();
        for (mentee, day) in (1..=8).flat_map(|mentee| (0..250).map(move |day| (mentee, day))) {
            *firsts.entry(first(&mentors, mentee, day)).or_default() += 1;
        }
        // 200 each are expected, give or take 13.
        assert_eq!(firsts.len(), 10);
        assert!(
            firsts.values().all(|count| (140..=260).contains(count)),
            "{firsts:?}"
        );
    }

    #[test]
    fn one_mentee_sees_every_equal_mentor_first_in_time_and_one_day_many_mentees_do() {
        let mentors = equals(10);
        let over = |firsts: Vec<PersonId>| {
            firsts
                .into_iter()
                .collect::<std::collections::BTreeSet<_>>()
                .len()
        };
        assert_eq!(
            over((0..120).map(|day| first(&mentors, 1, day)).collect()),
            10
        );
        assert_eq!(
            over((1..120).map(|mentee| first(&mentors, mentee, 0)).collect()),
            10
        );
    }

    #[test]
    fn the_list_keeps_still_for_a_day_and_the_order_of_input_changes_nothing() {
        let mentors = equals(10);
        let morning = Turn::of(PROGRAMME, person(1), Timestamp(5 * DAY));
        let night = Turn::of(PROGRAMME, person(1), Timestamp(6 * DAY - 1));
        assert_eq!(morning, night);
        let index: MentorIndex = mentors.iter().rev().cloned().collect();
        assert_eq!(
            index.rank(&a_mentee(), &rules(), morning, 10),
            rank(&a_mentee(), &mentors, &rules(), night, 10)
        );
    }
}
