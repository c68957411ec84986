//! Parts of the pages of mentorships.

mod next_step;
mod pledge;

pub use next_step::NextStepCard;
pub use pledge::{NextStar, PledgeCard, pledge_sentence};
