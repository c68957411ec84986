//! A person as a row of a file describes them, with everything checked and coded.

use domain::{
    accounts::EmailAddress,
    profiles::{
        Availability, CountryCode, ExpertiseCode, FederationCode, Project, RegionCode, SectorCode,
        SpokenLanguage,
    },
};
use jiff::civil::Date;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedPerson {
    pub email: EmailAddress,
    pub given_name: String,
    pub family_name: String,
    /// Empty where the file says nothing, like the texts below.
    pub phone: String,
    pub country: CountryCode,
    pub city: String,
    /// IANA id; the country's first zone where the file names none.
    pub time_zone: Option<String>,
    pub home_region: Option<RegionCode>,
    /// At least one.
    pub sectors: Vec<SectorCode>,
    /// At least one.
    pub languages: Vec<SpokenLanguage>,
    pub offers: Vec<ExpertiseCode>,
    pub needs: Vec<ExpertiseCode>,
    pub years: Option<i64>,
    pub company: String,
    pub job_title: String,
    pub federation: Option<FederationCode>,
    pub availability: Availability,
    pub circular: Option<Circular>,
    pub enrolled_on: Option<Date>,
    pub about: String,
    pub part: Part,
}

/// What belongs to the role that the file gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// 1 to [`domain::profiles::CAPACITY_MAX`] mentees at a time.
    Mentor {
        capacity: i64,
    },
    Mentee(Project),
}

/// Whether a person means to mentor in turn; an intention, not the pledge itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circular {
    Yes,
    No,
    Undecided,
}

impl Circular {
    pub const fn code(self) -> &'static str {
        match self {
            Circular::Yes => "yes",
            Circular::No => "no",
            Circular::Undecided => "undecided",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Circular::Yes, Circular::No, Circular::Undecided]
            .into_iter()
            .find(|answer| answer.code() == code)
    }
}
