//! The chain as one person sees it: their own line, and how large it is.
//!
//! Names belong to those concerned. Whoever is or was in a mentorship with the viewer appears by name; whoever mentors
//! in a programme of the viewer's, and so stands in its directory, by the given name; anybody else as a member of the
//! circle, without a name, an id, or a place.

use super::{MapStar, PledgeView, Points};
use crate::{MentorshipId, PersonId};
use serde::{Deserialize, Serialize};

/// One star of a lineage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainStar {
    /// Nil for somebody whom the viewer may not know.
    pub person: PersonId,
    /// What the viewer may know of it; may be empty.
    pub name: String,
    /// Empty for somebody whom the viewer may not know.
    pub city: String,
    /// When they joined.
    pub year: i16,
    pub points: Points,
    pub is_viewer: bool,
    /// Generations from the person whose chain it is: -1 their mentor, 1 their mentee.
    pub step: i64,
    /// Whom they guided beside the one of this line.
    pub others: u64,
}

/// A line up to one person: who helped whom, and what that person promised in turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Oldest first.
    pub above: Vec<ChainStar>,
    pub own: ChainStar,
    pub pledge: Option<PledgeView>,
}

/// A person's own line: who helped them, themselves, whom they help, and whom those help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainView {
    pub line: Line,
    /// Each followed by those whom they help.
    pub below: Vec<ChainStar>,
    /// The whole family: all whom the first of the line led to. Empty where it is too wide to be drawn.
    pub map: Vec<MapStar>,
    /// Of the family.
    pub size: ChainSize,
    pub next: ChainStep,
}

/// How large a family is, all of its people counted, whether or not they are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainSize {
    pub people: u64,
    pub generations: u64,
    /// Countries of residence, as far as they were told.
    pub countries: u64,
}

/// The one thing to do for the chain to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChainStep {
    /// Neither helped nor helping yet.
    FindMentor,
    /// On the way to a first mentee.
    SeeRequests,
    /// The charter holds, the pledge is to be made.
    Pledge(MentorshipId),
    /// The pledge is made: say on one's profile what one can help with.
    Offer,
    /// Nothing waits.
    Nothing,
}

/// What of a person's chain decides what comes next.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChainFacts {
    pub awaits_pledge: Option<MentorshipId>,
    pub has_pledged: bool,
    /// Offers help on their profile.
    pub is_mentor: bool,
    pub is_alone: bool,
}

impl ChainStep {
    pub const fn of(facts: ChainFacts) -> Self {
        match facts {
            ChainFacts {
                awaits_pledge: Some(id),
                ..
            } => ChainStep::Pledge(id),
            ChainFacts {
                has_pledged: true,
                is_mentor: false,
                ..
            } => ChainStep::Offer,
            ChainFacts {
                is_alone: true,
                is_mentor: true,
                ..
            } => ChainStep::SeeRequests,
            ChainFacts { is_alone: true, .. } => ChainStep::FindMentor,
            _ => ChainStep::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pledge_to_make_comes_before_everything() {
        let id = MentorshipId::new();
        let facts = ChainFacts {
            awaits_pledge: Some(id),
            has_pledged: true,
            ..ChainFacts::default()
        };
        assert_eq!(ChainStep::of(facts), ChainStep::Pledge(id));
    }

    #[test]
    fn whoever_promised_says_how_they_will_help_until_they_mentor() {
        let promised = ChainFacts {
            has_pledged: true,
            ..ChainFacts::default()
        };
        assert_eq!(ChainStep::of(promised), ChainStep::Offer);
        let mentor = ChainFacts {
            is_mentor: true,
            ..promised
        };
        assert_eq!(ChainStep::of(mentor), ChainStep::Nothing);
    }

    #[test]
    fn a_star_alone_has_a_way_to_the_chain() {
        let alone = ChainFacts {
            is_alone: true,
            ..ChainFacts::default()
        };
        assert_eq!(ChainStep::of(alone), ChainStep::FindMentor);
        let mentor = ChainFacts {
            is_mentor: true,
            ..alone
        };
        assert_eq!(ChainStep::of(mentor), ChainStep::SeeRequests);
    }
}
