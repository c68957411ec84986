//! Made-up requests of every fate, and the notices of the open ones.

use super::{
    pairs::{Stage, Work, facts, take, with_place},
    people::{DemoPerson, Everybody, Part},
    random::Random,
};
use crate::Result;
use domain::{
    NoticeId, PersonId, RequestId, Timestamp,
    matching::request::{ANSWER_WITHIN, DeclineReason, WithdrawReason},
    notifications::NoticeKind,
    time::{DAY, HOUR},
};
use std::collections::HashMap;

/// What became of a request; the accepted ones are made with their pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Open,
    Declined(DeclineReason),
    Withdrawn(WithdrawReason),
    Expired,
}

/// How many of each.
const FATES: [(Fate, usize); 11] = [
    (Fate::Open, 24),
    (Fate::Declined(DeclineReason::NoTime), 6),
    (Fate::Declined(DeclineReason::NotMyField), 4),
    (Fate::Declined(DeclineReason::TooEarly), 3),
    (Fate::Declined(DeclineReason::ConflictOfInterest), 1),
    (Fate::Declined(DeclineReason::Other), 1),
    (Fate::Expired, 10),
    (Fate::Withdrawn(WithdrawReason::ByMentee), 4),
    (Fate::Withdrawn(WithdrawReason::MentorFull), 1),
    (Fate::Withdrawn(WithdrawReason::PlacesGone), 1),
    (Fate::Withdrawn(WithdrawReason::NoLongerPossible), 1),
];
/// Mentees of a pair who had asked a second mentor too, which ended when the first accepted.
const OTHER_ACCEPTED: usize = 8;

impl Fate {
    const fn state(self) -> &'static str {
        match self {
            Fate::Open => "open",
            Fate::Declined(_) => "declined",
            Fate::Withdrawn(_) => "withdrawn",
            Fate::Expired => "expired",
        }
    }

    const fn reason(self) -> Option<&'static str> {
        match self {
            Fate::Declined(reason) => Some(reason.code()),
            Fate::Withdrawn(reason) => Some(reason.code()),
            Fate::Open | Fate::Expired => None,
        }
    }

    const fn note(self) -> &'static str {
        match self {
            Fate::Declined(DeclineReason::NoTime) => {
                "Votre projet est solide ; mon agenda ne me permet pas de bien vous suivre cette saison."
            }
            Fate::Declined(DeclineReason::NotMyField) => {
                "Votre marché n’est pas le mien : quelqu’un du métier vous aidera mieux que moi."
            }
            Fate::Declined(DeclineReason::TooEarly) => {
                "Revenez me voir quand vos premiers clients auront payé ; l’échange en vaudra la peine."
            }
            Fate::Declined(DeclineReason::ConflictOfInterest | DeclineReason::Other)
            | Fate::Open
            | Fate::Withdrawn(_)
            | Fate::Expired => "",
        }
    }
}

pub struct DemoRequest {
    pub id: RequestId,
    pub mentee: PersonId,
    pub mentor: PersonId,
    pub message: String,
    pub state: &'static str,
    pub reason: Option<&'static str>,
    pub note: &'static str,
    pub made: Timestamp,
    pub closed: Option<Timestamp>,
}

/// What asking needs and fills.
pub struct Asking<'a> {
    pub random: &'a mut Random,
    pub now: Timestamp,
    pub work: &'a mut Work,
}

/// Requests of every fate by people of no pair, and the other requests of some who are in one. Only who has a place
/// and does not pause is being asked now.
pub fn ask_all(
    asking: &mut Asking<'_>,
    everybody: &Everybody,
    places: &HashMap<PersonId, i64>,
    free: &mut Vec<&DemoPerson>,
) -> Result<()> {
    let open: Vec<&DemoPerson> = with_place(everybody, places).collect();
    let full: Vec<&DemoPerson> = everybody.mentors[1..]
        .iter()
        .filter(|mentor| !pauses(mentor) && !open.iter().any(|other| other.id == mentor.id))
        .collect();
    for (fate, count) in FATES {
        let mentors = match fate {
            Fate::Withdrawn(WithdrawReason::MentorFull | WithdrawReason::PlacesGone) => &full,
            _ => &open,
        };
        for _ in 0..count {
            if mentors.is_empty() {
                break;
            }
            let mentor = asking.random.pick(mentors);
            if let Some(mentee) = take(free, mentor, 1).pop() {
                asking.ask(mentee, mentor, fate)?;
            }
        }
    }
    asking.withdraw_others(everybody, &open);
    Ok(())
}

const fn pauses(mentor: &DemoPerson) -> bool {
    matches!(mentor.part, Part::Mentor { paused: true, .. })
}

impl Asking<'_> {
    pub fn ask(&mut self, mentee: &DemoPerson, mentor: &DemoPerson, fate: Fate) -> Result<()> {
        let random = &mut *self.random;
        let age = match fate {
            Fate::Open => random.between(2, 6 * 24) * HOUR,
            Fate::Expired => random.between(8, 20) * DAY,
            Fate::Declined(_) | Fate::Withdrawn(_) => random.between(6, 40) * DAY,
        };
        let made = self.now.plus(-age);
        let id = RequestId(random.id(made.0));
        let closed = match fate {
            Fate::Open => None,
            Fate::Expired => Some(made.plus(ANSWER_WITHIN)),
            Fate::Declined(_) | Fate::Withdrawn(_) => Some(made.plus(random.between(1, 5) * DAY)),
        };
        self.work.requests.push(DemoRequest {
            id,
            mentee: mentee.id,
            mentor: mentor.id,
            message: message(mentee),
            state: fate.state(),
            reason: fate.reason(),
            note: fate.note(),
            made,
            closed,
        });
        if fate == Fate::Open {
            self.work.notices.push(super::pairs::DemoNotice {
                id: NoticeId(random.id(made.0)),
                person: mentor.id,
                kind: NoticeKind::RequestReceived,
                payload: serde_json::to_string(&facts(mentee, Some(id), None))?,
                at: made,
            });
        }
        Ok(())
    }

    /// Some who found a mentor had asked another one too.
    fn withdraw_others(&mut self, everybody: &Everybody, mentors: &[&DemoPerson]) {
        const FATE: Fate = Fate::Withdrawn(WithdrawReason::OtherAccepted);
        let newest = self
            .work
            .pairs
            .iter()
            .filter(|pair| pair.stage != Stage::Closed);
        let pairs: Vec<(PersonId, PersonId, Timestamp)> = newest
            .take(OTHER_ACCEPTED)
            .map(|pair| (pair.mentee, pair.mentor, pair.opened))
            .collect();
        for (mentee, own_mentor, opened) in pairs {
            let mentor = mentors.iter().find(|mentor| mentor.id != own_mentor);
            let mentee = everybody.mentees.iter().find(|person| person.id == mentee);
            if let (Some(mentor), Some(mentee)) = (mentor, mentee) {
                let made = opened.plus(-DAY);
                self.work.requests.push(DemoRequest {
                    id: RequestId(self.random.id(made.0)),
                    mentee: mentee.id,
                    mentor: mentor.id,
                    message: message(mentee),
                    state: FATE.state(),
                    reason: FATE.reason(),
                    note: FATE.note(),
                    made,
                    closed: Some(opened),
                });
            }
        }
    }
}

pub fn message(mentee: &DemoPerson) -> String {
    let subject = match &mentee.project {
        Some(project) => format!("je prépare « {} »", project.title),
        None => format!("je développe {}", mentee.company),
    };
    format!(
        "Bonjour, {subject} depuis {}. Votre parcours répond à mes questions sur les premiers clients \
         et le financement. Seriez-vous d’accord pour un premier échange ?",
        mentee.place.1
    )
}
