//! Rules of the feature `programmes`, and what its staff see of people and pairs: never a message, never a note.

use crate::circle::Points;
use crate::matching::views::{Labels, Suggestion};
use crate::profiles::{ImportAs, ImportReport, ProfileCard, Project};
use crate::{Actor, ImportId, MentorshipId, PersonId, RequestId, Role, time::Day};
use serde::{Deserialize, Serialize};

mod lists;

pub use lists::{
    Counts, Direction, EXPORT_ROWS, Facet, Facets, ListQuery, Listed, MemberGroup, PAGE_ROWS, Page,
    Place, Progress, Sort,
};

/// Where a signed-in person begins: the first home that fits their roles.
pub fn home_for(actor: &Actor) -> &'static str {
    let has = |wanted: fn(&Role) -> bool| actor.roles.iter().any(wanted);
    if has(|role| matches!(role, Role::Coordinator(_))) {
        "/coordinator"
    } else if has(|role| matches!(role, Role::Administrator)) {
        "/admin"
    } else if has(|role| matches!(role, Role::Partner(_))) {
        "/partner"
    } else {
        "/home"
    }
}

/// A programme that somebody coordinates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeProgramme {
    /// As addresses name it.
    pub code: String,
    /// In the reader's language.
    pub name: String,
    pub is_shown: bool,
}

/// What a page of the office shows of one programme, and the programmes to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office<T> {
    pub programmes: Vec<OfficeProgramme>,
    pub shown: T,
}

/// What waits today, in one programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    pub mentors: u64,
    pub mentees: u64,
    /// Members who have not given what a match needs: a language and, on their side, an offer or a need.
    pub unfinished_profiles: u64,
    pub mentees_without_mentor: u64,
    /// Members who were brought here and have not come.
    pub never_came: u64,
    /// Members who came and whom the office has not confirmed.
    pub to_confirm: u64,
    /// Members whom a file brought in silence.
    pub to_invite: u64,
    pub open_requests: u64,
    /// Open requests whose time to answer ends within two days.
    pub due_soon: u64,
    pub expired_this_week: u64,
    /// Pairs without a charter that both have signed.
    pub without_charter: u64,
    /// Charter signed, pledge not made.
    pub without_pledge: u64,
    pub active: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Side {
    Mentor,
    Mentee,
}

impl Side {
    pub const fn code(self) -> &'static str {
        match self {
            Side::Mentor => "mentor",
            Side::Mentee => "mentee",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Side::Mentor, Side::Mentee]
            .into_iter()
            .find(|side| side.code() == code)
    }
}

/// How far somebody has come to a programme. Whoever signed up has agreed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// An import brought them; they know nothing of it yet.
    Imported,
    /// The invitation is written.
    Invited,
    /// They proved their address, and have not answered.
    Came,
    /// They said yes: only now others see them.
    Agreed,
    Refused,
}

impl Standing {
    pub const ALL: [Standing; 5] = [
        Standing::Imported,
        Standing::Invited,
        Standing::Came,
        Standing::Agreed,
        Standing::Refused,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Standing::Imported => "imported",
            Standing::Invited => "invited",
            Standing::Came => "came",
            Standing::Agreed => "agreed",
            Standing::Refused => "refused",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|standing| standing.code() == code)
    }
}

/// What somebody was asked, as the page that answers it says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    /// Code of the programme.
    pub code: String,
    /// Its name, in the reader's language.
    pub programme: String,
    pub side: Side,
    /// Who asks; empty where it was the command line.
    pub by: String,
    /// The given name of who is asked; may be empty.
    pub name: String,
    pub email: String,
}

/// What a page says before many are invited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationsView {
    /// The programme's name in French, Arabic, English and German.
    pub programme: [String; 4],
    /// How many people these are; asked for two sides, somebody counts twice.
    pub people: u64,
    pub mails: Vec<InvitationMail>,
    /// How many would be told in the product, since they use it.
    pub notices: u64,
    /// Those of the list, or of those chosen, who are not asked, and why.
    pub left_out: Vec<(LeftOut, u64)>,
}

/// One of the mails that would be written: those of a language and a side say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationMail {
    pub lang: crate::Lang,
    pub side: Side,
    pub people: u64,
    /// The name of one of them, with which the example is written; may be empty.
    pub name: String,
    pub subject: String,
    pub text: String,
}

/// Why somebody is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LeftOut {
    /// They said yes already.
    TakesPart,
    /// They were asked, and have not answered.
    Asked,
    Refused,
    /// Made up: no mail leaves for them.
    Demo,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvitationAnswer {
    Accept,
    Refuse,
}

impl InvitationAnswer {
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "accept" => Some(InvitationAnswer::Accept),
            "refuse" => Some(InvitationAnswer::Refuse),
            _ => None,
        }
    }
}

/// Somebody known elsewhere who was asked to join, and is no member: the office sees the address it gave, and no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub email: String,
    pub side: Side,
    pub standing: Standing,
    pub on: Day,
}

/// A member of a programme in the coordinator's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub headline: String,
    /// Name of the country of residence; empty where none was given.
    pub country: String,
    pub city: String,
    pub joined: Day,
    pub progress: Progress,
    pub is_demo: bool,
}

/// Members, how many of all could still be invited, and who was asked and is none yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Members {
    pub list: Listed<Member>,
    /// How many there are on each side, where `list.counts` has groups.
    pub sides: Counts,
    pub uninvited: u64,
    /// The latest first, at most [`Members::ASKED_MAX`].
    pub asked: Vec<Asked>,
}

impl Members {
    pub const ASKED_MAX: i64 = 200;
}

/// Longest note of the office, in characters.
pub const NOTE_MAX: usize = 2_000;
/// Requests and pairs that a member's page shows, the latest.
pub const MEMBER_ROWS: u32 = 20;

/// What the office wrote about a member, for itself; the person is shown it on request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeNote {
    pub by: String,
    pub on: Day,
    pub text: String,
}

/// The office's word that it knows a member; only such people are in the partners' figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Empty where it was nobody of the office, as in the demo.
    pub by: String,
    pub on: Day,
}

/// A mentor whom the office can bring to a mentee's notice, with the reasons that the mentee reads too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub suggestion: Suggestion,
    /// When the office did so.
    pub suggested: Option<Day>,
}

/// One member: who it is and how far, the profile, a mentee's project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberPage {
    pub card: ProfileCard,
    pub email: String,
    /// One for each side that the person has in the programme.
    pub progresses: Vec<Progress>,
    pub joined: Day,
    /// When the latest invitation went out.
    pub invited: Option<Day>,
    pub confirmation: Option<Confirmation>,
    /// Of the person's star.
    pub points: Points,
    pub project: Option<Project>,
    pub requests: Vec<RequestRow>,
    pub pairs: Vec<PairRow>,
    pub notes: Vec<OfficeNote>,
    /// For a mentee without a mentorship: whom the suggestions name, the best first.
    pub proposals: Vec<Proposal>,
    /// Names of the codes in all of these.
    pub labels: Labels,
}

/// A request in the coordinator's list: who asked whom and where it stands, never what was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRow {
    pub id: RequestId,
    pub mentee: String,
    pub mentee_id: PersonId,
    pub mentor: String,
    pub mentor_id: PersonId,
    /// As `RequestState::code`.
    pub state: String,
    pub made: Day,
    pub due: Day,
    pub is_demo: bool,
}

/// How far a pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PairPhase {
    AwaitingCharter,
    /// One of the two has signed.
    HalfSigned,
    AwaitingPledge,
    Active,
    Closed,
}

impl PairPhase {
    pub const ALL: [PairPhase; 5] = [
        PairPhase::AwaitingCharter,
        PairPhase::HalfSigned,
        PairPhase::AwaitingPledge,
        PairPhase::Active,
        PairPhase::Closed,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            PairPhase::AwaitingCharter => "awaiting_charter",
            PairPhase::HalfSigned => "half_signed",
            PairPhase::AwaitingPledge => "awaiting_pledge",
            PairPhase::Active => "active",
            PairPhase::Closed => "closed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.code() == code)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairRow {
    pub id: MentorshipId,
    pub mentee: String,
    pub mentee_id: PersonId,
    pub mentor: String,
    pub mentor_id: PersonId,
    pub phase: PairPhase,
    pub since: Day,
    pub is_demo: bool,
}

/// One import of people, with what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportView {
    pub id: ImportId,
    pub role: ImportAs,
    pub file_name: String,
    pub is_dry_run: bool,
    pub report: ImportReport,
    pub on: Day,
    /// Of a dry run that found people to import, on its own page.
    pub checked: Option<Checked>,
}

/// What can still be done with the file of a dry run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Checked {
    /// Imported as it was checked. `invite`: what was chosen with it.
    Ready { invite: bool },
    /// It is being imported.
    Running,
    /// It was imported: this is the report.
    Became(ImportId),
    /// Somebody else of the office checked it.
    ByAnother,
    /// It is kept no longer.
    Gone,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{OrganisationId, ProgrammeId};

    fn actor(roles: Vec<Role>) -> Actor {
        Actor {
            person: PersonId::new(),
            roles,
        }
    }

    #[test]
    fn staff_begin_at_the_home_of_their_role() {
        let coordinator = Role::Coordinator(ProgrammeId::new());
        let partner = Role::Partner(OrganisationId::new());
        assert_eq!(home_for(&actor(vec![])), "/home");
        assert_eq!(home_for(&actor(vec![partner])), "/partner");
        assert_eq!(
            home_for(&actor(vec![partner, Role::Administrator])),
            "/admin"
        );
        assert_eq!(
            home_for(&actor(vec![Role::Administrator, coordinator])),
            "/coordinator"
        );
    }
}
