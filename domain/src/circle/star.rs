//! The star of a person: what they received fills its one half, what they gave the other.
//!
//! One rule for every star in the product. It is a rule about records, not about opinions: each point stands for
//! something that the tables of mentorships and of the circle hold.
//!
//! | point | received, as a mentee | given, in turn |
//! |---|---|---|
//! | 1 | a charter signed by both | a pledge made; for a mentor who made none, a charter signed by both |
//! | 2 | the third meeting | the first meeting given |
//! | 3 | the mid-way review | half of the pledge |
//! | 4 | the final review, with which a mentorship ends | the pledge kept |
//!
//! Points fill in this order, so a later one stands for those before it. Meetings and reviews are not recorded yet:
//! until they are, the received half goes from the charter to the end of the mentorship in one step. Whoever mentors
//! without ever having been a mentee here begins a line: their received half is full. What is given is counted from
//! the newest pledge on: the credits entered towards it, and, where the promise is one mentee (or, for a mentor who
//! never had to promise, none was made), a mentorship brought to its end.

use super::PledgeForm;
use serde::{Deserialize, Serialize};

/// How much of a person's star is filled, 0–4 each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Points {
    pub received: u8,
    pub given: u8,
}

/// What the records hold about one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Is or was looking for a mentor in a programme.
    pub is_mentee: bool,
    pub is_mentor: bool,
    /// As a mentee: a charter that both signed, and a mentorship brought to its end after one.
    pub was_chartered: bool,
    pub was_accompanied: bool,
    /// The newest pledge: its form, and how much was promised.
    pub pledge: Option<(PledgeForm, i64)>,
    /// Credited towards that pledge, in its own unit.
    pub credit: i64,
    /// As a mentor: a charter that both signed, and a mentorship brought to its end since that pledge.
    pub has_chartered: bool,
    pub has_accompanied: bool,
}

impl Points {
    pub fn of(record: &Record) -> Self {
        Self {
            received: record.received(),
            given: record.given(),
        }
    }

    /// The pledge is kept.
    pub const fn has_kept(self) -> bool {
        self.given == 4
    }
}

impl Record {
    /// Mentors, and was never a mentee here.
    const fn is_founder(&self) -> bool {
        (self.is_mentor || self.has_chartered) && !self.is_mentee && !self.was_chartered
    }

    const fn received(&self) -> u8 {
        if self.was_accompanied || self.is_founder() {
            4
        } else if self.was_chartered {
            1
        } else {
            0
        }
    }

    const fn given(&self) -> u8 {
        let (promised, by_mentee) = match self.pledge {
            Some((form, amount)) => (amount, matches!(form, PledgeForm::Mentee)),
            None => (1, true),
        };
        let has_begun = self.credit > 0 || self.has_accompanied;
        if (self.has_accompanied && by_mentee) || (has_begun && self.credit >= promised) {
            4
        } else if self.credit > 0 && self.credit.saturating_mul(2) >= promised {
            3
        } else if has_begun {
            2
        } else if self.pledge.is_some() || self.has_chartered {
            1
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(record: Record) -> (u8, u8) {
        let points = Points::of(&record);
        (points.received, points.given)
    }

    const MENTEE: Record = Record {
        is_mentee: true,
        is_mentor: false,
        was_chartered: false,
        was_accompanied: false,
        pledge: None,
        credit: 0,
        has_chartered: false,
        has_accompanied: false,
    };
    const CHARTERED: Record = Record {
        was_chartered: true,
        ..MENTEE
    };
    const FOUNDER: Record = Record {
        is_mentee: false,
        is_mentor: true,
        ..MENTEE
    };

    #[test]
    fn a_mentee_fills_from_the_charter_to_the_end() {
        assert_eq!(points(MENTEE), (0, 0));
        assert_eq!(points(CHARTERED), (1, 0));
        let ended = Record {
            was_accompanied: true,
            ..CHARTERED
        };
        assert_eq!(points(ended), (4, 0));
    }

    #[test]
    fn hours_promised_fill_with_the_hours_credited() {
        let given = |credit| {
            points(Record {
                pledge: Some((PledgeForm::Hours, 12)),
                credit,
                ..CHARTERED
            })
        };
        assert_eq!([0, 1, 5].map(given), [(1, 1), (1, 2), (1, 2)]);
        assert_eq!([6, 11, 12, 30].map(given), [(1, 3), (1, 3), (1, 4), (1, 4)]);
        // Who accompanied somebody has met them, whatever was credited.
        let accompanied = Record {
            pledge: Some((PledgeForm::Hours, 12)),
            has_accompanied: true,
            ..CHARTERED
        };
        assert_eq!(points(accompanied), (1, 2));
    }

    #[test]
    fn one_mentee_promised_is_kept_at_the_end_of_that_mentorship() {
        let pledge = Some((PledgeForm::Mentee, 1));
        let promised = Record {
            pledge,
            ..CHARTERED
        };
        assert_eq!(points(promised), (1, 1));
        let begun = Record {
            has_chartered: true,
            ..promised
        };
        assert_eq!(points(begun), (1, 1));
        let ended = Record {
            has_accompanied: true,
            ..begun
        };
        assert_eq!(points(ended), (1, 4));
    }

    #[test]
    fn whoever_begins_a_line_has_the_received_half_full() {
        assert_eq!(points(FOUNDER), (4, 0));
        let begun = Record {
            has_chartered: true,
            ..FOUNDER
        };
        assert_eq!(points(begun), (4, 1));
        let ended = Record {
            has_accompanied: true,
            ..begun
        };
        assert_eq!(points(ended), (4, 4));
    }

    #[test]
    fn a_mentor_who_is_or_was_a_mentee_begins_no_line() {
        let both = Record {
            is_mentor: true,
            ..MENTEE
        };
        assert_eq!(points(both), (0, 0));
        let was = Record {
            was_chartered: true,
            ..FOUNDER
        };
        assert_eq!(points(was), (1, 0));
    }
}
