//! A mentee's wish to be mentored by one mentor: asked, answered in time, or closed without anybody's fault.
//!
//! A request is open until exactly one of four things happens to it; nothing happens twice. Whoever calls brings the
//! time and the facts that the storage guards (open requests, free places), inside one transaction.

use super::Ineligible;
use crate::time::DAY;
use crate::{PersonId, Refusal, RequestId, Timestamp};
use serde::{Deserialize, Serialize};

/// Shortest and longest message of a request, in characters.
pub const MESSAGE_MIN: usize = 30;
pub const MESSAGE_MAX: usize = 1_500;
/// Longest note with a decline, in characters.
pub const NOTE_MAX: usize = 800;
/// Most requests a mentee may have open at a time.
pub const OPEN_REQUESTS_MAX: usize = 3;
/// A mentor's time to answer, in milliseconds.
pub const ANSWER_WITHIN: i64 = 7 * DAY;
/// When a mentor who has not answered is reminded, in milliseconds after the request.
pub const REMIND_AFTER: i64 = 4 * DAY;

/// Why a mentor said no. Each has a kind wording that the mentor may send or change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DeclineReason {
    NoTime,
    NotMyField,
    ConflictOfInterest,
    /// The mentor would rather see the project later, a step further.
    TooEarly,
    Other,
}

impl DeclineReason {
    pub const ALL: [DeclineReason; 5] = [
        DeclineReason::NoTime,
        DeclineReason::NotMyField,
        DeclineReason::ConflictOfInterest,
        DeclineReason::TooEarly,
        DeclineReason::Other,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            DeclineReason::NoTime => "no_time",
            DeclineReason::NotMyField => "not_my_field",
            DeclineReason::ConflictOfInterest => "conflict_of_interest",
            DeclineReason::TooEarly => "too_early",
            DeclineReason::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// Why a request was taken back before an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum WithdrawReason {
    /// The mentee changed their mind.
    ByMentee,
    /// Another mentor accepted this mentee.
    OtherAccepted,
    /// Another mentee took this mentor's last place.
    MentorFull,
    /// The mentor takes fewer people now, and has no place left.
    PlacesGone,
    /// One of the two left, was deactivated, or the pair was ruled out meanwhile.
    NoLongerPossible,
}

impl WithdrawReason {
    pub const ALL: [WithdrawReason; 5] = [
        WithdrawReason::ByMentee,
        WithdrawReason::OtherAccepted,
        WithdrawReason::MentorFull,
        WithdrawReason::PlacesGone,
        WithdrawReason::NoLongerPossible,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            WithdrawReason::ByMentee => "by_mentee",
            WithdrawReason::OtherAccepted => "other_accepted",
            WithdrawReason::MentorFull => "mentor_full",
            WithdrawReason::PlacesGone => "places_gone",
            WithdrawReason::NoLongerPossible => "no_longer_possible",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// Where a request stands. Only an open one changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RequestState {
    Open,
    Accepted {
        at: Timestamp,
    },
    Declined {
        at: Timestamp,
        reason: DeclineReason,
    },
    Withdrawn {
        at: Timestamp,
        reason: WithdrawReason,
    },
    Expired {
        at: Timestamp,
    },
}

impl RequestState {
    pub const fn code(self) -> &'static str {
        match self {
            RequestState::Open => "open",
            RequestState::Accepted { .. } => "accepted",
            RequestState::Declined { .. } => "declined",
            RequestState::Withdrawn { .. } => "withdrawn",
            RequestState::Expired { .. } => "expired",
        }
    }

    /// When it was closed; `None` while open.
    pub const fn closed_at(self) -> Option<Timestamp> {
        match self {
            RequestState::Open => None,
            RequestState::Accepted { at }
            | RequestState::Declined { at, .. }
            | RequestState::Withdrawn { at, .. }
            | RequestState::Expired { at } => Some(at),
        }
    }

    /// The reason's code, of a decline or withdrawal.
    pub const fn reason_code(self) -> Option<&'static str> {
        match self {
            RequestState::Declined { reason, .. } => Some(reason.code()),
            RequestState::Withdrawn { reason, .. } => Some(reason.code()),
            RequestState::Open | RequestState::Accepted { .. } | RequestState::Expired { .. } => {
                None
            }
        }
    }

    /// Back from [`code`](Self::code), [`closed_at`](Self::closed_at) and [`reason_code`](Self::reason_code) as they
    /// were stored; `None` for a combination that no request was ever in.
    pub fn from_stored(
        code: &str,
        closed_at: Option<Timestamp>,
        reason: Option<&str>,
    ) -> Option<Self> {
        match (code, closed_at, reason) {
            ("open", None, None) => Some(RequestState::Open),
            ("accepted", Some(at), None) => Some(RequestState::Accepted { at }),
            ("expired", Some(at), None) => Some(RequestState::Expired { at }),
            ("declined", Some(at), Some(reason)) => {
                DeclineReason::from_code(reason).map(|reason| RequestState::Declined { at, reason })
            }
            ("withdrawn", Some(at), Some(reason)) => WithdrawReason::from_code(reason)
                .map(|reason| RequestState::Withdrawn { at, reason }),
            _ => None,
        }
    }
}

/// A mentee's wish to be mentored by one mentor. Its message is kept by the storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub id: RequestId,
    pub mentee: PersonId,
    pub mentor: PersonId,
    pub asked_at: Timestamp,
    pub reminded_at: Option<Timestamp>,
    pub state: RequestState,
}

/// Whether this mentee may ask this mentor now: `open` are the mentee's open requests, `ineligible` what
/// [`super::ineligible`] says of the pair.
pub fn may_ask(
    mentor: PersonId,
    open: &[Request],
    ineligible: &[Ineligible],
) -> Result<(), Refusal> {
    if open.iter().any(|request| request.mentor == mentor) {
        return Err(Refusal::AlreadyAsked);
    }
    if let Some(reason) = ineligible.first() {
        return Err(reason.refusal());
    }
    if open.len() >= OPEN_REQUESTS_MAX {
        return Err(Refusal::RequestsFull);
    }
    Ok(())
}

impl Request {
    /// An open request, asked now. [`may_ask`] comes first.
    pub const fn ask(id: RequestId, mentee: PersonId, mentor: PersonId, now: Timestamp) -> Self {
        Self {
            id,
            mentee,
            mentor,
            asked_at: now,
            reminded_at: None,
            state: RequestState::Open,
        }
    }

    /// From this moment on it is too late to answer.
    pub const fn deadline(&self) -> Timestamp {
        self.asked_at.plus(ANSWER_WITHIN)
    }

    pub const fn remind_at(&self) -> Timestamp {
        self.asked_at.plus(REMIND_AFTER)
    }

    pub const fn is_open(&self) -> bool {
        matches!(self.state, RequestState::Open)
    }

    /// The mentor alone answers.
    pub fn may_answer(&self, person: PersonId) -> bool {
        self.mentor == person
    }

    /// The mentee alone takes it back by hand.
    pub fn may_withdraw(&self, person: PersonId) -> bool {
        self.mentee == person
    }

    /// The mentor takes the mentee on. `free_places` are the mentor's, read under the same lock.
    ///
    /// A mentor who paused after being asked may still accept: the pause keeps new requests away, not an answer.
    pub fn accept(self, free_places: u16, now: Timestamp) -> Result<Self, Refusal> {
        self.answerable(now)?;
        if free_places == 0 {
            return Err(Refusal::MentorFull);
        }
        Ok(self.closed(RequestState::Accepted { at: now }))
    }

    pub fn decline(self, reason: DeclineReason, now: Timestamp) -> Result<Self, Refusal> {
        self.answerable(now)?;
        Ok(self.closed(RequestState::Declined { at: now, reason }))
    }

    /// Allowed after the deadline too, as long as nobody closed it.
    pub fn withdraw(self, reason: WithdrawReason, now: Timestamp) -> Result<Self, Refusal> {
        self.open()?;
        Ok(self.closed(RequestState::Withdrawn { at: now, reason }))
    }

    /// Closes an unanswered request; not before its deadline.
    pub fn expire(self, now: Timestamp) -> Result<Self, Refusal> {
        self.open()?;
        if now < self.deadline() {
            return Err(Refusal::NotYet);
        }
        Ok(self.closed(RequestState::Expired { at: now }))
    }

    /// Notes the one reminder a mentor gets.
    pub fn remind(self, now: Timestamp) -> Result<Self, Refusal> {
        self.answerable(now)?;
        if now < self.remind_at() || self.reminded_at.is_some() {
            return Err(Refusal::NotYet);
        }
        Ok(Self {
            reminded_at: Some(now),
            ..self
        })
    }

    pub fn reminder_is_due(&self, now: Timestamp) -> bool {
        self.remind(now).is_ok()
    }

    /// The mentee was promised an end: a late answer is refused even before anybody noted the expiry.
    fn answerable(&self, now: Timestamp) -> Result<(), Refusal> {
        self.open()?;
        if now >= self.deadline() {
            return Err(Refusal::RequestClosed);
        }
        Ok(())
    }

    const fn open(&self) -> Result<(), Refusal> {
        if self.is_open() {
            Ok(())
        } else {
            Err(Refusal::RequestClosed)
        }
    }

    const fn closed(self, state: RequestState) -> Self {
        Self { state, ..self }
    }
}

#[cfg(test)]
#[path = "request_tests.rs"]
mod tests;
