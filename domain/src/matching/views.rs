//! What the pages of matching show: made by the use cases, sent to the browser as it is.
//!
//! Names are in the page's language already. Deliberately absent: contact details, scores as percentages, and
//! reasons that somebody gave in confidence.

use super::{Assessment, Criterion, Ineligible, Limit, Reason, request::RequestState};
use crate::circle::{ChainStar, Points};
use crate::profiles::{
    CountryCode, ExpertiseCode, ReferenceKind, RegionCode, SectorCode, SpokenLanguage, Stage,
    Tongue,
};
use crate::time::{Day, WallTime};
use crate::trust::Declaration;
use crate::{PersonId, RequestId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Suggestions a mentee sees at a time.
pub const SUGGESTIONS_SHOWN: usize = 3;
/// Lines of one page of the directory.
pub const DIRECTORY_PAGE: usize = 20;

/// Names of reference codes in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels(BTreeMap<String, String>);

impl Labels {
    pub fn insert(&mut self, kind: ReferenceKind, code: &str, name: String) {
        self.0.insert(format!("{}:{code}", kind.code()), name);
    }

    /// The name, or the code itself where the list no longer has it.
    pub fn name(&self, kind: ReferenceKind, code: &str) -> String {
        let name = self.0.get(&format!("{}:{code}", kind.code()));
        name.cloned().unwrap_or_else(|| code.to_owned())
    }

    /// Only the names that these assessments speak of.
    pub fn for_assessments<'a>(
        &self,
        assessments: impl IntoIterator<Item = &'a Assessment>,
    ) -> Self {
        let mut few = Self::default();
        for assessment in assessments {
            let reasons = assessment.reasons.iter().flat_map(Reason::codes);
            for (kind, code) in reasons.chain(assessment.limits.iter().flat_map(Limit::codes)) {
                few.insert(kind, &code, self.name(kind, &code));
            }
        }
        few
    }

    /// Adds the name of one code out of `all`.
    pub fn take(&mut self, all: &Labels, kind: ReferenceKind, code: &str) {
        self.insert(kind, code, all.name(kind, code));
    }

    /// Code and name of every entry of a kind, by name.
    pub fn list(&self, kind: ReferenceKind) -> Vec<(String, String)> {
        let head = format!("{}:", kind.code());
        let entries = self.0.iter().filter_map(|(key, name)| {
            let code = key.strip_prefix(&head)?;
            Some((code.to_owned(), name.clone()))
        });
        let mut list: Vec<_> = entries.collect();
        list.sort_by(|one, other| one.1.cmp(&other.1));
        list
    }
}

/// Who somebody is, for a line or a head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLine {
    pub person: PersonId,
    /// In the page's script when the person gave it so.
    pub name: String,
    /// For "Why Leïla?".
    pub first_name: String,
    pub headline: String,
    pub city: String,
    pub country: Option<CountryCode>,
    /// Content hash of the photo.
    pub photo: Option<String>,
    /// Made up, for demonstration.
    pub demo: bool,
}

/// A mentor as members of the programme see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentorCard {
    pub who: PersonLine,
    pub capacity: u16,
    pub free_places: u16,
    pub paused: bool,
    /// Finished mentorships as a mentor.
    pub passed_on: u16,
}

/// One mentor offered, with everything there is to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    pub card: MentorCard,
    pub points: Points,
    pub assessment: Assessment,
}

/// What still stands between a mentee and good suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lacking {
    /// Not a mentee of any programme.
    Programme,
    /// No project with a title.
    Project,
    Needs,
    Languages,
}

/// A programme that a page of matching can be about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeChoice {
    /// As addresses and forms name it.
    pub code: String,
    /// In the reader's language.
    pub name: String,
    pub is_shown: bool,
}

/// The best mentors for a mentee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestions {
    /// Title of the mentee's project; empty before there is one.
    pub project: String,
    pub best: Vec<Suggestion>,
    /// What to complete before a request can be sent.
    pub lacking: Vec<Lacking>,
    /// Their open requests, the one with the nearest deadline first.
    pub sent: Vec<RequestLine>,
    /// Requests that wait for this person's answer as a mentor; `None` for who is no mentor.
    pub to_answer: Option<usize>,
    /// Programmes in which the reader looks for a mentor.
    pub programmes: Vec<ProgrammeChoice>,
    pub labels: Labels,
}

/// Filters of the directory, as in the address of the page. What cannot be read is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryFilter {
    pub text: String,
    pub sector: Option<SectorCode>,
    pub expertise: Option<ExpertiseCode>,
    pub region: Option<RegionCode>,
    pub tongue: Option<Tongue>,
    pub country: Option<CountryCode>,
    /// Only mentors with a free place who are not paused.
    pub free: bool,
    /// Code of the programme; empty for the reader's first.
    pub programme: String,
    /// From 1.
    pub page: usize,
}

impl DirectoryFilter {
    /// How many filters beside the text are set.
    pub fn count(&self) -> usize {
        [
            self.sector.is_some(),
            self.expertise.is_some(),
            self.region.is_some(),
            self.tongue.is_some(),
            self.country.is_some(),
            self.free,
        ]
        .into_iter()
        .filter(|set| *set)
        .count()
    }
}

/// One page of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    pub mentors: Vec<MentorCard>,
    /// Mentors found on all pages.
    pub found: usize,
    /// From 1.
    pub page: usize,
    pub pages: usize,
    /// Into which the reader may look.
    pub programmes: Vec<ProgrammeChoice>,
    pub labels: Labels,
}

/// Whether the reader can ask this mentor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asking {
    /// The reader is not looking for a mentor here.
    NotAMentee,
    Possible,
    /// An own request to this mentor is open.
    Waiting(RequestId),
    /// Three are open already.
    RequestsFull,
    AlreadyMentored,
    Incomplete(Vec<Lacking>),
    /// Reasons that may be told; empty when only "not available" may be said.
    Impossible(Vec<Ineligible>),
}

/// A mentor's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentorPage {
    pub card: MentorCard,
    pub points: Points,
    /// The mentor's last mentor, the mentor (step 0), the first of those they helped.
    pub chain: Vec<ChainStar>,
    pub bio: String,
    /// The mentor's clock now.
    pub local_time: Option<WallTime>,
    pub languages: Vec<SpokenLanguage>,
    pub sectors: Vec<SectorCode>,
    pub offers: Vec<ExpertiseCode>,
    pub ties: Vec<RegionCode>,
    pub usual_answer_hours: Option<u32>,
    /// How this mentor fits the reader; `None` for who is no mentee here.
    pub assessment: Option<Assessment>,
    pub asking: Asking,
    /// First name of the mentor who is offered when this one does not answer.
    pub next_best: Option<String>,
    pub conflict: Declaration,
    /// Those of the reader's in which this person is a mentor.
    pub programmes: Vec<ProgrammeChoice>,
    pub labels: Labels,
}

/// Which side of a request the reader is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestSide {
    Mentee,
    Mentor,
}

/// A request in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestLine {
    pub id: RequestId,
    pub side: RequestSide,
    pub state: RequestState,
    /// The other side.
    pub who: PersonLine,
    /// Title of the mentee's project.
    pub project: String,
    /// What the mentee needs most, in the reader's language: the need called the most important, or the first. Of open
    /// requests only.
    pub need: String,
    pub asked_on: Day,
    pub answer_by: Day,
}

/// The two lists of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyRequests {
    pub sent: Vec<RequestLine>,
    pub received: Vec<RequestLine>,
    pub is_mentee: bool,
    pub is_mentor: bool,
}

/// How many requests of a person wait for an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRequests {
    /// For a mentor's.
    pub sent: usize,
    /// For the person's own.
    pub received: usize,
}

/// A mentee's project as the mentor reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectView {
    pub title: String,
    pub stage: Option<Stage>,
    pub sector: Option<SectorCode>,
    pub region: Option<RegionCode>,
    pub sought: String,
    pub needs: Vec<ExpertiseCode>,
}

/// One request, opened by one of its two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestPage {
    pub line: RequestLine,
    /// The other's words about themselves.
    pub bio: String,
    /// Name of the programme; empty for a reader who is in this one alone.
    pub programme: String,
    pub message: String,
    /// The mentor's words with a decline.
    pub note: String,
    pub project: Option<ProjectView>,
    /// How the mentor fits the mentee.
    pub assessment: Option<Assessment>,
    /// The mentor's free places.
    pub free_places: u16,
    /// Whom the mentee may ask next, once it ended without a mentorship.
    pub next_best: Option<PersonLine>,
    pub conflict: Declaration,
    pub labels: Labels,
}

impl Reason {
    /// The reference codes it speaks of.
    fn codes(&self) -> Vec<(ReferenceKind, String)> {
        use ReferenceKind::{Expertise, Region, Sector};
        match self {
            Reason::MeetsNeeds { needs, .. } => {
                needs.iter().map(|it| (Expertise, it.to_string())).collect()
            }
            Reason::OffersNearNeed { need, offered } => vec![
                (Expertise, need.to_string()),
                (Expertise, offered.to_string()),
            ],
            Reason::SameSector { sector } => vec![(Sector, sector.to_string())],
            Reason::RelatedSector { sector, yours } => {
                vec![(Sector, sector.to_string()), (Sector, yours.to_string())]
            }
            Reason::TiedToRegion { region } | Reason::SharesTie { region } => {
                vec![(Region, region.to_string())]
            }
            Reason::SharesLanguages { .. }
            | Reason::ExperienceForStage { .. }
            | Reason::HoursTogether { .. } => Vec::new(),
        }
    }
}

impl Limit {
    /// The reference codes it speaks of.
    fn codes(&self) -> Vec<(ReferenceKind, String)> {
        match self {
            Limit::LacksNeed { expertise } => {
                vec![(ReferenceKind::Expertise, expertise.to_string())]
            }
            Limit::OtherSector { yours } => vec![(ReferenceKind::Sector, yours.to_string())],
            Limit::NoTieToRegion { region } => vec![(ReferenceKind::Region, region.to_string())],
            _ => Vec::new(),
        }
    }
}

impl Assessment {
    /// Takes out what was said in confidence, before it leaves the server.
    pub fn told_to_members(mut self) -> Self {
        self.ineligible.retain(|reason| reason.is_public());
        self
    }

    /// The strongest reason of one criterion.
    pub fn reason_of(&self, criterion: Criterion) -> Option<&Reason> {
        self.reasons.iter().find(|it| it.criterion() == criterion)
    }

    pub fn limit_of(&self, criterion: Criterion) -> Option<&Limit> {
        self.limits.iter().find(|it| it.criterion() == criterion)
    }
}
