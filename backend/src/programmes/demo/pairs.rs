//! Made-up requests and mentorships in every stage, so that each page has something to show.

use super::{
    people::{DemoPerson, Everybody, Part},
    random::Random,
};
use crate::Result;
use domain::{
    CharterId, MentorshipId, NoticeId, PersonId, PledgeId, RequestId, Timestamp,
    matching::request::{ANSWER_WITHIN, DeclineReason},
    notifications::{NoticeFacts, NoticeKind},
    profiles::{Level, Tongue},
    time::{DAY, HOUR},
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// How far a made-up pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    AwaitingCharter,
    HalfSigned,
    AwaitingPledge,
    Active,
}

/// How many pairs of each stage.
const PAIRS: [(Stage, usize); 4] = [
    (Stage::AwaitingCharter, 10),
    (Stage::HalfSigned, 8),
    (Stage::AwaitingPledge, 8),
    (Stage::Active, 20),
];
/// How many requests of each state but the accepted ones; `withdrawn` is the mentee's own doing.
const REQUESTS: [(&str, Option<&str>, usize); 4] = [
    ("open", None, 24),
    ("declined", Some(DeclineReason::NoTime.code()), 14),
    ("expired", None, 10),
    ("withdrawn", Some("by_mentee"), 4),
];
/// Open requests to the mentor who can sign in.
const TO_SIGN_IN: usize = 3;

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

pub struct DemoPair {
    pub id: MentorshipId,
    pub request: RequestId,
    pub mentee: PersonId,
    pub mentor: PersonId,
    pub stage: Stage,
    pub opened: Timestamp,
    pub charter: Option<DemoCharter>,
    pub pledge: PledgeId,
}

impl DemoPair {
    pub const fn state(&self) -> &'static str {
        match self.stage {
            Stage::AwaitingCharter | Stage::HalfSigned => "awaiting_charter",
            Stage::AwaitingPledge => "awaiting_pledge",
            Stage::Active => "active",
        }
    }

    pub fn chartered(&self) -> Option<Timestamp> {
        matches!(self.stage, Stage::AwaitingPledge | Stage::Active)
            .then(|| self.opened.plus(3 * DAY))
    }
}

pub struct DemoCharter {
    pub id: CharterId,
    pub aims: String,
    pub hash: String,
}

pub struct DemoNotice {
    pub id: NoticeId,
    pub person: PersonId,
    pub kind: NoticeKind,
    pub payload: String,
    pub at: Timestamp,
}

#[derive(Default)]
pub struct Work {
    pub requests: Vec<DemoRequest>,
    pub pairs: Vec<DemoPair>,
    pub notices: Vec<DemoNotice>,
}

/// Requests and pairs of these people. The mentee who can sign in has none, so as to try the main job.
pub fn work(random: &mut Random, everybody: &Everybody, now: Timestamp) -> Result<Work> {
    let mut work = Work::default();
    let mut places: HashMap<PersonId, i64> = everybody
        .mentors
        .iter()
        .map(|mentor| (mentor.id, places(mentor)))
        .collect();
    let mut free: Vec<&DemoPerson> = everybody.mentees[1..].iter().collect();
    let host = &everybody.mentors[0];
    for mentee in take(&mut free, host, TO_SIGN_IN) {
        ask(random, &mut work, mentee, host, "open", None, now)?;
    }
    for (stage, count) in PAIRS {
        for number in 0..count {
            let wants_host = number == 0 && matches!(stage, Stage::HalfSigned | Stage::Active);
            let mentor = match wants_host {
                true => Some(host),
                false => everybody.mentors[1..]
                    .iter()
                    .filter(|mentor| places.get(&mentor.id).is_some_and(|left| *left > 0))
                    .nth(number % 7),
            };
            if let Some(mentor) = mentor
                && let Some(mentee) = take(&mut free, mentor, 1).pop()
            {
                places.entry(mentor.id).and_modify(|left| *left -= 1);
                pair(random, &mut work, mentee, mentor, stage, now)?;
            }
        }
    }
    for (state, reason, count) in REQUESTS {
        for _ in 0..count {
            let place = random.between(1, 59);
            let mentor = &everybody.mentors[usize::try_from(place).unwrap_or(1)];
            if let Some(mentee) = take(&mut free, mentor, 1).pop() {
                ask(random, &mut work, mentee, mentor, state, reason, now)?;
            }
        }
    }
    Ok(work)
}

/// Places that may be filled: none of somebody who pauses.
fn places(mentor: &DemoPerson) -> i64 {
    match mentor.part {
        Part::Mentor {
            capacity,
            paused: false,
        } => capacity,
        _ => 0,
    }
}

/// The first of those not yet placed who share a language with this mentor and, if there are any, a sector.
fn take<'a>(
    free: &mut Vec<&'a DemoPerson>,
    mentor: &DemoPerson,
    count: usize,
) -> Vec<&'a DemoPerson> {
    let mut taken = Vec::new();
    while taken.len() < count {
        let fits = |person: &&DemoPerson| shares_language(person, mentor);
        let same = free
            .iter()
            .position(|person| fits(person) && person.sectors[0] == mentor.sectors[0]);
        match same.or_else(|| free.iter().position(fits)) {
            Some(place) => taken.push(free.remove(place)),
            None => break,
        }
    }
    taken
}

fn shares_language(one: &DemoPerson, other: &DemoPerson) -> bool {
    let speaks = |person: &DemoPerson, tongue: Tongue| {
        person
            .languages
            .iter()
            .any(|(known, level)| *known == tongue && *level >= Level::Working)
    };
    one.languages
        .iter()
        .any(|(tongue, _)| speaks(one, *tongue) && speaks(other, *tongue))
}

fn message(mentee: &DemoPerson) -> String {
    let title = mentee
        .project
        .as_ref()
        .map_or("", |project| project.title.as_str());
    format!(
        "Bonjour, je prépare « {title} » depuis {}. Votre parcours répond à mes questions sur les premiers clients \
         et le financement. Seriez-vous d’accord pour un premier échange ?",
        mentee.place.1
    )
}

fn ask(
    random: &mut Random,
    work: &mut Work,
    mentee: &DemoPerson,
    mentor: &DemoPerson,
    state: &'static str,
    reason: Option<&'static str>,
    now: Timestamp,
) -> Result<()> {
    let age = match state {
        "open" => random.between(2, 6 * 24) * HOUR,
        "expired" => random.between(8, 20) * DAY,
        _ => random.between(6, 40) * DAY,
    };
    let made = now.plus(-age);
    let id = RequestId(random.id(made.0));
    let closed = match state {
        "open" => None,
        "expired" => Some(made.plus(ANSWER_WITHIN)),
        _ => Some(made.plus(random.between(1, 5) * DAY)),
    };
    let is_declined = state == "declined";
    work.requests.push(DemoRequest {
        id,
        mentee: mentee.id,
        mentor: mentor.id,
        message: message(mentee),
        state,
        reason,
        note: if is_declined {
            "Votre projet est solide ; mon agenda ne me permet pas de bien vous suivre cette saison."
        } else {
            ""
        },
        made,
        closed,
    });
    if state == "open" {
        let facts = facts(mentee, Some(id), None);
        work.notices.push(DemoNotice {
            id: NoticeId(random.id(made.0)),
            person: mentor.id,
            kind: NoticeKind::RequestReceived,
            payload: serde_json::to_string(&facts)?,
            at: made,
        });
    }
    Ok(())
}

fn facts(
    person: &DemoPerson,
    request: Option<RequestId>,
    mentorship: Option<MentorshipId>,
) -> NoticeFacts {
    NoticeFacts {
        request,
        mentorship,
        person: person.id,
        name: format!("{} {}", person.given.0, person.family.0),
        name_ar: format!("{} {}", person.given.1, person.family.1),
    }
}

fn pair(
    random: &mut Random,
    work: &mut Work,
    mentee: &DemoPerson,
    mentor: &DemoPerson,
    stage: Stage,
    now: Timestamp,
) -> Result<()> {
    let age = match stage {
        Stage::AwaitingCharter => random.between(1, 5),
        Stage::HalfSigned => random.between(4, 9),
        Stage::AwaitingPledge => random.between(6, 14),
        Stage::Active => random.between(20, 120),
    };
    let opened = now.plus(-age * DAY);
    let request = RequestId(random.id(opened.0 - 2 * DAY));
    work.requests.push(DemoRequest {
        id: request,
        mentee: mentee.id,
        mentor: mentor.id,
        message: message(mentee),
        state: "accepted",
        reason: None,
        note: "",
        made: opened.plus(-2 * DAY),
        closed: Some(opened),
    });
    let id = MentorshipId(random.id(opened.0));
    let charter = match stage {
        Stage::AwaitingCharter => None,
        _ => Some(charter(random, id, mentee, opened)?),
    };
    work.pairs.push(DemoPair {
        id,
        request,
        mentee: mentee.id,
        mentor: mentor.id,
        stage,
        opened,
        charter,
        pledge: PledgeId(random.id(opened.0 + 4 * DAY)),
    });
    if stage == Stage::HalfSigned {
        work.notices.push(DemoNotice {
            id: NoticeId(random.id(opened.0 + 2 * DAY)),
            person: mentor.id,
            kind: NoticeKind::CharterSigned,
            payload: serde_json::to_string(&facts(mentee, None, Some(id)))?,
            at: opened.plus(2 * DAY),
        });
    }
    Ok(())
}

/// What a charter's hash is made of, in the order and words of `mentorships::charter`.
#[derive(Serialize)]
struct Document<'a> {
    mentorship: MentorshipId,
    version: i64,
    text_version: i64,
    terms: Terms<'a>,
}

#[derive(Serialize)]
struct Terms<'a> {
    aims: &'a str,
    rhythm: &'a str,
    months: i64,
    channel: &'a str,
    confidentiality: &'a str,
}

fn charter(
    random: &mut Random,
    mentorship: MentorshipId,
    mentee: &DemoPerson,
    opened: Timestamp,
) -> Result<DemoCharter> {
    let aims = format!(
        "Trouver les trois premiers clients à {} et boucler le plan de financement.",
        mentee.place.1
    );
    let json = serde_json::to_string(&Document {
        mentorship,
        version: 1,
        text_version: 1,
        terms: Terms {
            aims: &aims,
            rhythm: "Fortnightly",
            months: 9,
            channel: "Video",
            confidentiality: "BetweenUs",
        },
    })?;
    let digest = Sha256::digest(json.as_bytes());
    Ok(DemoCharter {
        id: CharterId(random.id(opened.0 + DAY)),
        hash: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        aims,
    })
}
