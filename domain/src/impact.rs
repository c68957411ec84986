//! What a partner may see: counts of people, never a person, and no count from which one could be told.
//!
//! A group of 1 to 4 is hidden. Because the total is known, a hidden group could be found by subtraction; so
//! further groups are hidden until at least two are, together at least [`SMALLEST`]. In a funnel each stage is part
//! of the one before, so a stage that differs from it by 1 to 4 is hidden too. What is shown is rounded to
//! [`STEP`]: one person more or less is seen in no figure, nor by comparing the figures of two weeks. The reasons are
//! in `docs/decisions/partner-figures.md`.

use crate::time::Day;
use serde::{Deserialize, Serialize};

/// The smallest group that is shown.
pub const SMALLEST: u64 = 5;
/// Every count that is shown is a multiple of it.
pub const STEP: u64 = 5;

/// A count, or the fact that it is too small to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Count {
    /// To the nearest [`STEP`].
    Shown(u64),
    Hidden,
}

impl Count {
    fn rounded(count: u64) -> Self {
        Count::Shown((count + STEP / 2) / STEP * STEP)
    }
}

fn is_small(count: u64) -> bool {
    (1..SMALLEST).contains(&count)
}

/// A count that stands alone.
pub fn alone(count: u64) -> Count {
    match is_small(count) {
        true => Count::Hidden,
        false => Count::rounded(count),
    }
}

/// The groups of one known total, in the order given.
pub fn groups(counts: &[u64]) -> Vec<Count> {
    let hidden = hidden(counts);
    let shown = counts.iter().zip(hidden);
    let shown = shown.map(|(count, is_hidden)| match is_hidden {
        true => Count::Hidden,
        false => Count::rounded(*count),
    });
    shown.collect()
}

fn hidden(counts: &[u64]) -> Vec<bool> {
    let mut hidden: Vec<bool> = counts.iter().map(|count| is_small(*count)).collect();
    loop {
        let together: u64 = sum(counts, &hidden);
        let many = hidden.iter().filter(|is_hidden| **is_hidden).count();
        if many == 0 || (many >= 2 && together >= SMALLEST) {
            break;
        }
        let next = (0..counts.len())
            .filter(|place| !hidden[*place] && counts[*place] > 0)
            .min_by_key(|place| counts[*place]);
        match next {
            Some(place) => hidden[place] = true,
            None => break,
        }
    }
    hidden
}

fn sum(counts: &[u64], chosen: &[bool]) -> u64 {
    counts
        .iter()
        .zip(chosen)
        .filter(|(_, is_chosen)| **is_chosen)
        .map(|(count, _)| count)
        .sum()
}

/// Stages of which each is part of the one before.
pub fn funnel(counts: &[u64]) -> Vec<Count> {
    let mut before: Option<u64> = None;
    counts
        .iter()
        .map(|count| {
            let tells = before.is_some_and(|before| is_small(before.saturating_sub(*count)));
            if is_small(*count) || tells {
                return Count::Hidden;
            }
            before = Some(*count);
            Count::rounded(*count)
        })
        .collect()
}

/// What is published for a week, as it is kept: nothing in it says more than the page does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Members who want to be helped, those who asked, were accepted, signed the charter, made the pledge.
    pub funnel: [Count; 5],
    pub mentors: Count,
    /// Mentees by the code of the region their project is meant for.
    pub regions: Vec<(String, Count)>,
}

/// A named group and its count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub name: String,
    pub count: Count,
}

/// What a partner's page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub counted: Day,
    /// When figures are published again.
    pub next: Day,
    /// As [`Figures::funnel`].
    pub funnel: [Count; 5],
    pub mentors: Count,
    pub regions: Vec<Group>,
}

#[cfg(test)]
mod tests {
    use super::{Count::*, *};

    #[test]
    fn a_small_group_is_hidden_with_the_next_smallest() {
        assert_eq!(
            groups(&[40, 3, 12, 20]),
            [Shown(40), Hidden, Hidden, Shown(20)]
        );
    }

    #[test]
    fn two_small_groups_that_are_enough_together_hide_each_other() {
        assert_eq!(groups(&[40, 3, 4]), [Shown(40), Hidden, Hidden]);
        assert_eq!(groups(&[40, 1, 1, 9]), [Shown(40), Hidden, Hidden, Hidden]);
    }

    #[test]
    fn nothing_is_hidden_without_need_and_none_is_no_person() {
        assert_eq!(groups(&[5, 0, 40]), [Shown(5), Shown(0), Shown(40)]);
        assert_eq!(groups(&[]), []);
        assert_eq!([alone(0), alone(4), alone(5)], [Shown(0), Hidden, Shown(5)]);
    }

    #[test]
    fn what_is_shown_is_rounded_so_that_one_person_is_seen_nowhere() {
        assert_eq!(
            groups(&[40, 41, 42, 43, 7, 8]),
            [40, 40, 40, 45, 5, 10].map(Shown)
        );
        assert_eq!(funnel(&[181, 61]), [Shown(180), Shown(60)]);
        for count in 0..1_000 {
            for shown in [alone(count), groups(&[count, 100])[0], funnel(&[count])[0]] {
                assert!(matches!(shown, Hidden) || shown == alone(count));
                if let Shown(shown) = shown {
                    assert!(shown.is_multiple_of(STEP) && shown.abs_diff(count) < STEP);
                }
            }
        }
    }

    #[test]
    fn hidden_groups_never_follow_from_the_total() {
        for a in 0..9 {
            for b in 0..9 {
                for c in 0..9 {
                    let counts = [a, b, c, 30];
                    let shown = groups(&counts);
                    let hidden: Vec<u64> = counts
                        .iter()
                        .zip(&shown)
                        .filter(|(_, shown)| **shown == Hidden)
                        .map(|(count, _)| *count)
                        .collect();
                    let together: u64 = hidden.iter().sum();
                    assert!(hidden.is_empty() || (hidden.len() >= 2 && together >= SMALLEST));
                    assert!(
                        counts
                            .iter()
                            .zip(shown)
                            .all(|(count, shown)| !is_small(*count) || shown == Hidden)
                    );
                }
            }
        }
    }

    #[test]
    fn a_stage_that_would_tell_of_a_few_people_is_hidden() {
        assert_eq!(
            funnel(&[180, 178, 60, 3, 0]),
            [Shown(180), Hidden, Shown(60), Hidden, Shown(0)]
        );
        assert_eq!(funnel(&[20, 20, 15]), [Shown(20), Shown(20), Shown(15)]);
    }
}
