//! The two sides of a match, as the storage puts them together from profile, project and mentorships.

use super::CompanyKey;
use crate::PersonId;
use crate::profiles::{ExpertiseCode, RegionCode, SectorCode, SpokenLanguage, Stage, WeekHours};
use serde::{Deserialize, Serialize};

/// What a mentee looks for. What is left empty is not held against any mentor: that criterion is not counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenteeNeeds {
    pub person: PersonId,
    /// Each once; those beyond `NEEDS_MAX` are not looked at.
    pub needs: Vec<ExpertiseCode>,
    /// The person called the first of them the most important; otherwise their order says nothing.
    pub first_need: bool,
    /// The project's sector.
    pub sector: Option<SectorCode>,
    /// Where the project is to be.
    pub target_region: Option<RegionCode>,
    /// The mentee's own ties, beside the target region.
    pub ties: Vec<RegionCode>,
    pub languages: Vec<SpokenLanguage>,
    pub stage: Option<Stage>,
    /// Empty when the mentee has not said.
    pub hours: WeekHours,
    pub company: Option<CompanyKey>,
    /// People this mentee declared a conflict of interest with.
    pub conflicts: Vec<PersonId>,
    /// People this mentee, or the staff for this mentee, blocked.
    pub blocked: Vec<PersonId>,
    /// Mentors who have this mentee's open request, or said no to one: not suggested again.
    pub asked: Vec<PersonId>,
}

/// Whether a person takes mentees now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MentorStatus {
    /// Not accepted as a mentor in this programme.
    NotAMentor,
    Available,
    /// A mentor who takes no new mentees for now.
    Paused,
}

/// What a mentor brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentorOffer {
    pub person: PersonId,
    pub status: MentorStatus,
    pub offers: Vec<ExpertiseCode>,
    pub sectors: Vec<SectorCode>,
    pub ties: Vec<RegionCode>,
    pub languages: Vec<SpokenLanguage>,
    /// Years as an entrepreneur or executive; `None` when the mentor has not said.
    pub years: Option<u16>,
    /// Empty when the mentor has not said.
    pub hours: WeekHours,
    /// Most mentees at a time.
    pub capacity: u16,
    /// Mentorships that hold a place now.
    pub active: u16,
    /// Requests that wait for this mentor's answer.
    pub asked: u16,
    pub company: Option<CompanyKey>,
    pub conflicts: Vec<PersonId>,
    pub blocked: Vec<PersonId>,
    /// How soon this mentor usually answers, in hours; `None` before there were enough answers. Shown, never scored.
    pub usual_answer_hours: Option<u32>,
}

impl MentorOffer {
    pub const fn free_places(&self) -> u16 {
        self.capacity.saturating_sub(self.active)
    }

    /// Free places less those who ask for one: what the order of a list goes by.
    pub const fn room(&self) -> i32 {
        self.free_places() as i32 - self.asked as i32
    }

    /// Whether twice as many wait for an answer as there are free places. One more would most likely wait in vain:
    /// such a mentor is suggested to nobody, and may still be asked by whoever looks for just this person.
    pub const fn is_much_asked(&self) -> bool {
        self.asked > 0 && self.asked as u32 >= 2 * self.free_places() as u32
    }
}
