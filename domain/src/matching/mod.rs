//! Which mentor suits which mentee, and why: eligibility, six named criteria, reasons in order, one honest limit.
//!
//! The story: a programme's [`Rules`] say how much each [`Criterion`] weighs. [`assess`] looks at one mentee
//! ([`MenteeNeeds`]) and one mentor ([`MentorOffer`]) and answers everything a card says, also for "why not this
//! one?". [`rank`] orders many mentors; [`MentorIndex`] gives the same answer faster and is kept current from
//! events. [`request`] is what happens after the mentee has chosen.
//!
//! Everything is data: the sentences are made elsewhere, in the reader's language. All arithmetic is on whole
//! numbers, so that browser and server agree to the last digit and ties are real ties.
//! Mentors who suit equally take turns ([`Turn`]).
//! Deliberately absent: paid placement, percentages on screen, popularity, and anything a mentor cannot be told.

mod assessment;
mod company;
mod criteria;
mod eligibility;
mod explain;
mod index;
#[cfg(test)]
mod properties;
mod ranking;
mod reasons;
pub mod request;
#[cfg(test)]
mod samples;
mod share;
mod sides;
mod taxonomy;
mod turn;
pub mod views;
mod weights;

pub use assessment::{Assessment, assess};
pub use company::CompanyKey;
pub use criteria::{
    Criterion, CriterionFit, Fit, HOURS_ENOUGH, LANGUAGE_WORKING, PARTIAL, Verdict, years_wanted,
};
pub use eligibility::{Conflict, Ineligible, ineligible};
pub use index::MentorIndex;
pub use ranking::{SCORE_STEP, rank};
pub use reasons::{Limit, REASONS_SHOWN, Reason};
pub use share::Share;
pub use sides::{MenteeNeeds, MentorOffer, MentorStatus};
pub use taxonomy::{RELATED_SECTORS, Rules, Taxonomy};
pub use turn::Turn;
pub use weights::Weights;
