//! The steps in which a profile is filled: what each takes as typed, and the value it parses to.
//!
//! Every draft reports all of its problems at once, named as the fields of the form. Whether a code exists in the
//! reference data, and a time zone in the tz database, is for the storage to say.

mod person;
mod reading;
mod work;

pub use person::{FreeTime, Place, PlaceDraft, Ties, TiesDraft, TimeDraft, Who, WhoDraft};
pub use work::{Offer, OfferDraft, ProjectDraft, ProjectStep};

use super::{Sides, StepsDone};
use serde::{Deserialize, Serialize};

/// One page of the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProfileStep {
    Who,
    Place,
    Project,
    Offer,
    Ties,
    Time,
    /// Asked for last and never needed.
    Photo,
}

impl ProfileStep {
    /// The steps of somebody on these sides, in order.
    pub fn of(sides: Sides) -> Vec<ProfileStep> {
        [
            Some(ProfileStep::Who),
            Some(ProfileStep::Place),
            sides.mentee.then_some(ProfileStep::Project),
            sides.mentor.then_some(ProfileStep::Offer),
            Some(ProfileStep::Ties),
            Some(ProfileStep::Time),
            Some(ProfileStep::Photo),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The first of these steps that has to be filled and was not; a photo never has to be.
    pub fn open(sides: Sides, done: StepsDone) -> Option<ProfileStep> {
        Self::of(sides)
            .into_iter()
            .find(|step| *step != ProfileStep::Photo && !done.contains(*step))
    }

    /// Last segment of the step's path.
    pub const fn slug(self) -> &'static str {
        match self {
            ProfileStep::Who => "who",
            ProfileStep::Place => "place",
            ProfileStep::Project => "project",
            ProfileStep::Offer => "offer",
            ProfileStep::Ties => "ties",
            ProfileStep::Time => "time",
            ProfileStep::Photo => "photo",
        }
    }

    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::of(Sides {
            mentee: true,
            mentor: true,
        })
        .into_iter()
        .find(|step| step.slug() == slug)
    }

    /// The step after this one for somebody on these sides; `None` after the last.
    pub fn next(self, sides: Sides) -> Option<ProfileStep> {
        Self::of(sides)
            .into_iter()
            .skip_while(|step| *step != self)
            .nth(1)
    }

    /// The step before this one for somebody on these sides; `None` before the first.
    pub fn before(self, sides: Sides) -> Option<ProfileStep> {
        Self::of(sides)
            .into_iter()
            .take_while(|step| *step != self)
            .last()
    }
}

/// Longest name, town or zone, in characters.
pub const NAME_MAX: usize = 80;
/// Longest single line, in characters.
pub const LINE_MAX: usize = 120;
/// Longest text of several lines, in characters.
pub const TEXT_MAX: usize = 2_000;
/// Most sectors one mentor can name.
pub const SECTORS_MAX: usize = 6;
/// Most jobs a project can plan.
pub const JOBS_MAX: i64 = 100_000;
/// Most years of experience.
pub const YEARS_MAX: i64 = 70;

#[cfg(test)]
mod tests;
