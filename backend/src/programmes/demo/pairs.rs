//! Made-up mentorships in every stage, so that each page has something to show.

use super::{
    people::{DemoPerson, Everybody, Part},
    random::Random,
    requests::{self, Asking, DemoRequest, Fate},
};
use crate::{
    Result,
    mentorships::charter::{Text, fingerprint},
    zones,
};
use domain::{
    CharterId, MentorshipId, NoticeId, PersonId, PledgeId, RequestId, Timestamp,
    circle::PledgeForm,
    mentorships::Terms,
    notifications::{NoticeFacts, NoticeKind},
    profiles::{Level, Tongue},
    time::DAY,
};
use std::collections::HashMap;

/// How far a made-up pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    AwaitingCharter,
    HalfSigned,
    AwaitingPledge,
    Active,
    Closed,
}

/// How many pairs of each stage, beside those of [`PASSED_ON`].
const PAIRS: [(Stage, usize); 5] = [
    (Stage::AwaitingCharter, 10),
    (Stage::HalfSigned, 8),
    (Stage::AwaitingPledge, 8),
    (Stage::Active, 20),
    (Stage::Closed, 2),
];
/// Of the closed pairs, those whose mentee mentors since: the first mentors of the list, helped by one each of those
/// from `FOUNDERS` on.
const PASSED_ON: usize = 4;
const FOUNDERS: usize = 20;
/// Days from the charter to the end of a closed pair.
const WORKED: i64 = 270;
/// How pledges are kept, in turn: form and amount.
const PLEDGES: [(PledgeForm, i64); 5] = [
    (PledgeForm::Hours, 12),
    (PledgeForm::Mentee, 1),
    (PledgeForm::Talk, 1),
    (PledgeForm::Hours, 20),
    (PledgeForm::Mentee, 1),
];
/// Open requests to the mentor who can sign in.
const TO_SIGN_IN: usize = 3;

pub struct DemoPair {
    pub id: MentorshipId,
    pub request: RequestId,
    pub mentee: PersonId,
    pub mentor: PersonId,
    pub stage: Stage,
    pub opened: Timestamp,
    pub charter: Option<DemoCharter>,
    pub pledge: Option<DemoPledge>,
}

pub struct DemoPledge {
    pub id: PledgeId,
    pub form: PledgeForm,
    pub amount: i64,
    /// As it is stored: `2027-07-01`.
    pub by_day: String,
    pub made: Timestamp,
}

impl DemoPair {
    pub const fn state(&self) -> &'static str {
        match self.stage {
            Stage::AwaitingCharter | Stage::HalfSigned => "awaiting_charter",
            Stage::AwaitingPledge => "awaiting_pledge",
            Stage::Active => "active",
            Stage::Closed => "closed",
        }
    }

    /// When the mentee wrote the terms, where they have.
    pub fn written(&self) -> Timestamp {
        self.opened.plus(DAY)
    }

    pub fn chartered(&self) -> Option<Timestamp> {
        matches!(
            self.stage,
            Stage::AwaitingPledge | Stage::Active | Stage::Closed
        )
        .then(|| self.opened.plus(3 * DAY))
    }

    pub fn closed(&self) -> Option<Timestamp> {
        (self.stage == Stage::Closed).then(|| self.opened.plus((3 + WORKED) * DAY))
    }

    /// When each of the two signed, so far as they have: the mentee after two days, the mentor after three.
    pub fn signed(&self) -> Vec<(PersonId, Timestamp)> {
        let mentee = (self.mentee, self.opened.plus(2 * DAY));
        let mentor = (self.mentor, self.opened.plus(3 * DAY));
        match self.stage {
            Stage::AwaitingCharter => Vec::new(),
            Stage::HalfSigned => vec![mentee],
            Stage::AwaitingPledge | Stage::Active | Stage::Closed => vec![mentee, mentor],
        }
    }
}

pub struct DemoCharter {
    pub id: CharterId,
    pub terms: Terms,
    /// What both signed, in the language of the text.
    pub lang: &'static str,
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
/// Charters are signed under `text`.
pub fn work(
    random: &mut Random,
    everybody: &Everybody,
    text: &Text,
    now: Timestamp,
) -> Result<Work> {
    let mut work = Work::default();
    let mut places: HashMap<PersonId, i64> = everybody
        .mentors
        .iter()
        .map(|mentor| (mentor.id, places(mentor)))
        .collect();
    let mut free: Vec<&DemoPerson> = everybody.mentees[1..].iter().collect();
    let host = &everybody.mentors[0];
    let mut asking = Asking {
        random,
        now,
        work: &mut work,
    };
    for mentee in take(&mut free, host, TO_SIGN_IN) {
        asking.ask(mentee, host, Fate::Open)?;
    }
    for (number, mentee) in everybody.mentors[..PASSED_ON].iter().enumerate() {
        let founders = everybody.mentors[FOUNDERS..].iter();
        let mut fit = founders.filter(|it| shares_language(mentee, it));
        if let Some(mentor) = fit.nth(number) {
            pair(
                asking.random,
                asking.work,
                mentee,
                mentor,
                Stage::Closed,
                text,
                now,
            )?;
        }
    }
    for (stage, count) in PAIRS {
        for number in 0..count {
            let wants_host = number == 0 && matches!(stage, Stage::HalfSigned | Stage::Active);
            let mentor = match wants_host {
                true => Some(host),
                false => with_place(everybody, &places).nth(number % 7),
            };
            if let Some(mentor) = mentor
                && let Some(mentee) = take(&mut free, mentor, 1).pop()
            {
                if stage != Stage::Closed {
                    places.entry(mentor.id).and_modify(|left| *left -= 1);
                }
                pair(asking.random, asking.work, mentee, mentor, stage, text, now)?;
            }
        }
    }
    requests::ask_all(&mut asking, everybody, &places, &mut free)?;
    Ok(work)
}

/// Mentors other than the one who can sign in, with a place to fill.
pub fn with_place<'a>(
    everybody: &'a Everybody,
    places: &HashMap<PersonId, i64>,
) -> impl Iterator<Item = &'a DemoPerson> {
    everybody.mentors[1..]
        .iter()
        .filter(|mentor| places.get(&mentor.id).is_some_and(|left| *left > 0))
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
pub fn take<'a>(
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

pub fn facts(
    person: &DemoPerson,
    request: Option<RequestId>,
    mentorship: Option<MentorshipId>,
) -> NoticeFacts {
    NoticeFacts {
        until: None,
        own: None,
        request,
        mentorship,
        person: person.id,
        name: format!("{} {}", person.given.0, person.family.0),
        name_ar: format!("{} {}", person.given.1, person.family.1),
        next: String::new(),
        next_ar: String::new(),
    }
}

fn pair(
    random: &mut Random,
    work: &mut Work,
    mentee: &DemoPerson,
    mentor: &DemoPerson,
    stage: Stage,
    text: &Text,
    now: Timestamp,
) -> Result<()> {
    let age = match stage {
        Stage::AwaitingCharter => random.between(1, 5),
        Stage::HalfSigned => random.between(4, 9),
        Stage::AwaitingPledge => random.between(6, 14),
        Stage::Active => random.between(20, 120),
        Stage::Closed => random.between(WORKED + 10, WORKED + 60),
    };
    let opened = now.plus(-age * DAY);
    let request = RequestId(random.id(opened.0 - 2 * DAY));
    work.requests.push(DemoRequest {
        id: request,
        mentee: mentee.id,
        mentor: mentor.id,
        message: requests::message(mentee),
        state: "accepted",
        reason: None,
        note: "",
        made: opened.plus(-2 * DAY),
        closed: Some(opened),
    });
    let id = MentorshipId(random.id(opened.0));
    let charter = match stage {
        Stage::AwaitingCharter => None,
        _ => Some(charter(random, id, mentee, opened, text)?),
    };
    let pledge = match stage {
        Stage::Active | Stage::Closed => {
            let (form, amount) = PLEDGES[work.pairs.len() % PLEDGES.len()];
            let made = opened.plus(4 * DAY);
            let by = zones::day(now.plus(random.between(60, 400) * DAY), "UTC")?;
            Some(DemoPledge {
                id: PledgeId(random.id(made.0)),
                form,
                amount,
                by_day: format!("{:04}-{:02}-{:02}", by.year, by.month, by.day),
                made,
            })
        }
        Stage::AwaitingCharter | Stage::HalfSigned | Stage::AwaitingPledge => None,
    };
    work.pairs.push(DemoPair {
        id,
        request,
        mentee: mentee.id,
        mentor: mentor.id,
        stage,
        opened,
        charter,
        pledge,
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

fn charter(
    random: &mut Random,
    mentorship: MentorshipId,
    mentee: &DemoPerson,
    opened: Timestamp,
    text: &Text,
) -> Result<DemoCharter> {
    let aims = format!(
        "Trouver les trois premiers clients à {} et boucler le plan de financement.",
        mentee.place.1
    );
    let terms = Terms::suggested(aims);
    Ok(DemoCharter {
        id: CharterId(random.id(opened.0 + DAY)),
        hash: fingerprint(mentorship, 1, 1, text, &terms)?,
        lang: text.lang.code(),
        terms,
    })
}
