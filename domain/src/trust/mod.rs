//! Trust: who is never matched with whom, by their own word or by the office's.
//!
//! What somebody declared is theirs: the other side never learns that it was said, by whom, or why. Deliberately absent: an
//! end of a mentorship, which is another step.

mod journal;

pub use journal::{JournalKind, JournalLine, shortened};

use crate::{PersonId, time::Day};
use serde::{Deserialize, Serialize};

/// Longest reason of the office, in characters.
pub const REASON_MAX: usize = 500;

/// Why somebody cannot mentor, or be mentored by, somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConflictKind {
    SameCompany,
    Family,
    /// Customers, suppliers, shareholders of one another.
    Business,
    Other,
}

impl ConflictKind {
    pub const ALL: [ConflictKind; 4] = [
        ConflictKind::SameCompany,
        ConflictKind::Family,
        ConflictKind::Business,
        ConflictKind::Other,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            ConflictKind::SameCompany => "same_company",
            ConflictKind::Family => "family",
            ConflictKind::Business => "business",
            ConflictKind::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What the reader themselves said of a conflict of interest with somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Declaration {
    /// The two cannot be matched in any case: there is nothing to declare.
    NotAsked,
    NotDeclared,
    Declared(ConflictKind),
}

/// A pair that the office keeps apart, as the office sees it from one of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockLine {
    /// The other one.
    pub person: PersonId,
    pub name: String,
    pub reason: String,
    /// Who decided it; empty when nobody is known.
    pub by: String,
    pub on: Day,
}

/// Whom a member is kept apart from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocks {
    pub person: PersonId,
    pub blocked: Vec<BlockLine>,
    /// The other one whom the address of the page proposes, by id and name.
    pub proposed: Option<(PersonId, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_comes_back_from_its_code() {
        for kind in ConflictKind::ALL {
            assert_eq!(ConflictKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(ConflictKind::from_code("envy"), None);
    }
}
