//! Whether a mentor may be offered to a mentee at all: one named reason for each no.

use super::{CompanyKey, MenteeNeeds, MentorOffer, MentorStatus};
use crate::Refusal;
use crate::profiles::{Level, SpokenLanguage};
use serde::{Deserialize, Serialize};

/// Why this mentor cannot be offered to this mentee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Ineligible {
    NotAMentor,
    SamePerson,
    Paused,
    NoFreePlace,
    /// No language that both speak at a working level or better.
    NoCommonLanguage,
    /// One of the two, or the staff, ruled the pair out. Never shown to members as such: say "not available".
    Blocked,
    ConflictOfInterest(Conflict),
    /// Asked already: the answer is awaited, or was no.
    AlreadyAsked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Conflict {
    SameCompany,
    /// Declared by one of the two.
    Declared,
}

impl Ineligible {
    /// The same as an answer to somebody who asks this mentor all the same.
    pub const fn refusal(self) -> Refusal {
        match self {
            Ineligible::Paused => Refusal::MentorPaused,
            Ineligible::NoFreePlace => Refusal::MentorFull,
            Ineligible::AlreadyAsked => Refusal::AlreadyAsked,
            Ineligible::NotAMentor
            | Ineligible::SamePerson
            | Ineligible::NoCommonLanguage
            | Ineligible::Blocked
            | Ineligible::ConflictOfInterest(_) => Refusal::NotEligible,
        }
    }

    /// Whether a member may read this reason; the others would tell what somebody said in confidence.
    pub const fn is_public(self) -> bool {
        !matches!(
            self,
            Ineligible::Blocked | Ineligible::ConflictOfInterest(Conflict::Declared)
        )
    }
}

/// All reasons that hold, in the order of [`Ineligible`]; none means the mentor may be offered.
pub fn ineligible(mentee: &MenteeNeeds, mentor: &MentorOffer) -> Vec<Ineligible> {
    let rules = [
        (
            mentor.status == MentorStatus::NotAMentor,
            Ineligible::NotAMentor,
        ),
        (mentor.person == mentee.person, Ineligible::SamePerson),
        (mentor.status == MentorStatus::Paused, Ineligible::Paused),
        (mentor.free_places() == 0, Ineligible::NoFreePlace),
        (
            best_level(&mentee.languages, &mentor.languages) < Some(Level::Working),
            Ineligible::NoCommonLanguage,
        ),
        (
            mentee.blocked.contains(&mentor.person) || mentor.blocked.contains(&mentee.person),
            Ineligible::Blocked,
        ),
        (
            same_company(mentee.company.as_ref(), mentor.company.as_ref()),
            Ineligible::ConflictOfInterest(Conflict::SameCompany),
        ),
        (
            mentee.conflicts.contains(&mentor.person) || mentor.conflicts.contains(&mentee.person),
            Ineligible::ConflictOfInterest(Conflict::Declared),
        ),
        (
            mentee.asked.contains(&mentor.person),
            Ineligible::AlreadyAsked,
        ),
    ];
    rules
        .into_iter()
        .filter_map(|(holds, reason)| holds.then_some(reason))
        .collect()
}

/// The level at which the two can talk: in their best common language, that of the weaker speaker.
pub(super) fn best_level(one: &[SpokenLanguage], other: &[SpokenLanguage]) -> Option<Level> {
    one.iter()
        .flat_map(|a| other.iter().map(move |b| (a, b)))
        .filter(|(a, b)| a.tongue == b.tongue)
        .map(|(a, b)| a.level.min(b.level))
        .max()
}

fn same_company(one: Option<&CompanyKey>, other: Option<&CompanyKey>) -> bool {
    matches!((one, other), (Some(a), Some(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::super::samples::{a_mentee, a_mentor, person, speaks};
    use super::*;
    use crate::profiles::Tongue;

    #[test]
    fn an_available_mentor_with_a_place_and_a_language_may_be_offered() {
        assert_eq!(ineligible(&a_mentee(), &a_mentor()), []);
    }

    #[test]
    fn somebody_who_is_no_mentor_is_not_offered() {
        let mut mentor = a_mentor();
        mentor.status = MentorStatus::NotAMentor;
        assert_eq!(ineligible(&a_mentee(), &mentor), [Ineligible::NotAMentor]);
    }

    #[test]
    fn nobody_mentors_themselves() {
        let mut mentor = a_mentor();
        mentor.person = a_mentee().person;
        assert_eq!(ineligible(&a_mentee(), &mentor), [Ineligible::SamePerson]);
    }

    #[test]
    fn a_paused_mentor_is_not_offered() {
        let mut mentor = a_mentor();
        mentor.status = MentorStatus::Paused;
        assert_eq!(ineligible(&a_mentee(), &mentor), [Ineligible::Paused]);
    }

    #[test]
    fn a_full_mentor_is_not_offered() {
        let mut mentor = a_mentor();
        mentor.active = mentor.capacity;
        assert_eq!(ineligible(&a_mentee(), &mentor), [Ineligible::NoFreePlace]);
        mentor.active = mentor.capacity + 3;
        assert_eq!(ineligible(&a_mentee(), &mentor), [Ineligible::NoFreePlace]);
    }

    #[test]
    fn a_language_that_one_of_them_speaks_only_a_little_is_not_in_common() {
        let mut mentor = a_mentor();
        mentor.languages = vec![
            speaks(Tongue::French, Level::Basic),
            speaks(Tongue::Dutch, Level::Native),
        ];
        assert_eq!(
            ineligible(&a_mentee(), &mentor),
            [Ineligible::NoCommonLanguage]
        );
        mentor.languages = vec![speaks(Tongue::French, Level::Working)];
        assert_eq!(ineligible(&a_mentee(), &mentor), []);
    }

    #[test]
    fn a_block_by_either_side_rules_the_pair_out() {
        let (mut mentee, mut mentor) = (a_mentee(), a_mentor());
        mentee.blocked = vec![mentor.person];
        assert_eq!(ineligible(&mentee, &mentor), [Ineligible::Blocked]);
        mentee.blocked = vec![person(77)];
        mentor.blocked = vec![mentee.person];
        assert_eq!(ineligible(&mentee, &mentor), [Ineligible::Blocked]);
    }

    #[test]
    fn colleagues_of_one_company_are_a_conflict_of_interest() {
        let (mut mentee, mut mentor) = (a_mentee(), a_mentor());
        mentee.company = CompanyKey::parse("Dar Zitoun SARL");
        mentor.company = CompanyKey::parse("DAR ZITOUN");
        assert_eq!(
            ineligible(&mentee, &mentor),
            [Ineligible::ConflictOfInterest(Conflict::SameCompany)]
        );
        mentor.company = None;
        mentee.company = None;
        assert_eq!(ineligible(&mentee, &mentor), []);
    }

    #[test]
    fn a_conflict_declared_by_either_side_counts() {
        let (mut mentee, mut mentor) = (a_mentee(), a_mentor());
        mentee.conflicts = vec![mentor.person];
        let declared = [Ineligible::ConflictOfInterest(Conflict::Declared)];
        assert_eq!(ineligible(&mentee, &mentor), declared);
        mentee.conflicts.clear();
        mentor.conflicts = vec![mentee.person];
        assert_eq!(ineligible(&mentee, &mentor), declared);
    }

    #[test]
    fn a_mentor_who_was_asked_is_not_offered_again() {
        let mut mentee = a_mentee();
        mentee.asked = vec![a_mentor().person];
        assert_eq!(ineligible(&mentee, &a_mentor()), [Ineligible::AlreadyAsked]);
    }

    #[test]
    fn every_reason_that_holds_is_told() {
        let (mut mentee, mut mentor) = (a_mentee(), a_mentor());
        mentor.status = MentorStatus::Paused;
        mentor.active = mentor.capacity;
        mentor.languages.clear();
        mentee.blocked = vec![mentor.person];
        assert_eq!(
            ineligible(&mentee, &mentor),
            [
                Ineligible::Paused,
                Ineligible::NoFreePlace,
                Ineligible::NoCommonLanguage,
                Ineligible::Blocked
            ]
        );
    }

    #[test]
    fn what_was_said_in_confidence_is_not_public() {
        assert!(!Ineligible::Blocked.is_public());
        assert!(!Ineligible::ConflictOfInterest(Conflict::Declared).is_public());
        assert!(Ineligible::Paused.is_public());
    }
}
