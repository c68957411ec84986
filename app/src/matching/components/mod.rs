//! Parts that several pages of matching share.

mod criteria;
mod match_card;
mod names;
mod person;
mod programmes;
mod reasons;

pub use criteria::{CriteriaBar, CriteriaChecks, CriteriaSize};
pub use match_card::{MatchCard, MatchLine};
pub use names::{decline_reason, joined, stage, tongue, words};
pub use person::{PersonRow, PersonStar, PlaceTag, place};
pub use programmes::{ProgrammeSwitch, named, shown};
pub use reasons::reason_fact;
