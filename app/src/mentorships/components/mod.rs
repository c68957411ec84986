//! Parts of the pages of mentorships.

mod next_step;
mod pledge;

pub use next_step::{NextStepCard, ended_sentence, step_title, with_whom};
pub use pledge::{PledgeCard, pledge_sentence};
