//! How a mentorship ends: as it was meant to, or early and without anybody's fault.
//!
//! The reason is for the records. Of the two, nobody is told whether the other left, closed their account or was made to:
//! that is between them and the programme.

use super::{NextStep, Side};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// Why a mentorship ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// Brought to its end: the only ending that fills a star.
    Completed,
    /// One of the two ended it, and nobody is at fault.
    NoFault,
    /// The account of one of the two was closed.
    AccountClosed,
    /// One of the two had everything about them erased.
    AccountErased,
    /// One of the two left the programme.
    LeftProgramme,
    /// The office took one of the two out of the programme.
    TakenOut,
}

impl Ending {
    pub const ALL: [Ending; 6] = [
        Ending::Completed,
        Ending::NoFault,
        Ending::AccountClosed,
        Ending::AccountErased,
        Ending::LeftProgramme,
        Ending::TakenOut,
    ];

    /// As it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Ending::Completed => "completed",
            Ending::NoFault => "no_fault",
            Ending::AccountClosed => "account_closed",
            Ending::AccountErased => "account_erased",
            Ending::LeftProgramme => "left_programme",
            Ending::TakenOut => "taken_out",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// What the side `told` hears of it; `left` is the side that is gone, where one is.
    pub fn told(self, told: Side, left: Option<Side>) -> Parting {
        match (self, left) {
            (Ending::Completed, _) => Parting::Completed,
            (Ending::NoFault, _) | (_, None) => Parting::NoFault,
            (_, Some(left)) if left == told => Parting::YouLeft,
            (_, Some(_)) => Parting::TheyLeft,
        }
    }
}

/// What one of the two is told of an ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parting {
    Completed,
    NoFault,
    TheyLeft,
    YouLeft,
}

impl Parting {
    /// What comes next; `is_free` where the reader is still in the programme and nothing took the place of this pair.
    pub const fn next(self, side: Side, is_free: bool) -> NextStep {
        match (self, side, is_free) {
            (Parting::TheyLeft | Parting::NoFault, Side::Mentee, true) => NextStep::FindMentor,
            (Parting::TheyLeft | Parting::NoFault, Side::Mentor, true) => NextStep::PlaceIsFree,
            _ => NextStep::SeeChain,
        }
    }
}

/// The end of a mentorship as one of the two sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub on: Day,
    pub parting: Parting,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_comes_back_from_its_code() {
        for ending in Ending::ALL {
            assert_eq!(Ending::from_code(ending.code()), Some(ending));
        }
        assert_eq!(Ending::from_code("lost"), None);
    }

    #[test]
    fn how_somebody_left_is_not_told() {
        let left = Some(Side::Mentor);
        for ending in [
            Ending::AccountClosed,
            Ending::AccountErased,
            Ending::LeftProgramme,
            Ending::TakenOut,
        ] {
            assert_eq!(ending.told(Side::Mentee, left), Parting::TheyLeft);
            assert_eq!(ending.told(Side::Mentor, left), Parting::YouLeft);
        }
        assert_eq!(Ending::NoFault.told(Side::Mentee, left), Parting::NoFault);
        assert_eq!(
            Ending::Completed.told(Side::Mentor, None),
            Parting::Completed
        );
    }

    #[test]
    fn whoever_stays_goes_on_at_once() {
        let next = |side, is_free| Parting::TheyLeft.next(side, is_free);
        assert_eq!(next(Side::Mentee, true), NextStep::FindMentor);
        assert_eq!(next(Side::Mentor, true), NextStep::PlaceIsFree);
        assert_eq!(next(Side::Mentee, false), NextStep::SeeChain);
        for parting in [Parting::YouLeft, Parting::Completed] {
            assert_eq!(parting.next(Side::Mentee, true), NextStep::SeeChain);
        }
    }
}
