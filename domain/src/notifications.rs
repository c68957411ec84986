//! What people are told: the kinds of notices, and the facts a sentence needs.
//!
//! A notice holds ids and the other person's names, never a sentence: the sentence is made where it is shown, in the
//! reader's language. Deliberately absent: message texts, reasons given in confidence.

use crate::{
    Lang, MentorshipId, NoticeId, PersonId, RequestId,
    permissions::RoleKind,
    time::{Day, WallTime},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened, from the view of the person who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoticeKind {
    /// To the mentor: somebody asks.
    RequestReceived,
    /// To the mentor on day four.
    RequestReminder,
    RequestAccepted,
    RequestDeclined,
    /// To the mentor: the mentee took it back.
    RequestWithdrawn,
    /// To the mentor: the mentee found another mentor.
    RequestOtherAccepted,
    /// To the mentee: the last place went to somebody else.
    RequestMentorFull,
    /// To the mentee: the mentor takes fewer people and has no place left; the request is closed.
    RequestPlacesGone,
    /// To the mentee: the mentor takes fewer people than wait; the request stays open.
    RequestFewerPlaces,
    /// To the mentee: the mentor takes nobody new for now; the request stays open.
    RequestMentorPaused,
    /// To the mentee: seven days without an answer.
    RequestExpired,
    /// To the mentor: the seven days are over.
    RequestLapsed,
    /// To whoever stays: the other side left.
    RequestImpossible,
    /// The other wrote the first terms of the charter.
    CharterProposed,
    /// The other proposes other terms: both have to sign again.
    CharterChanged,
    /// The other signed; now it is the reader's turn.
    CharterSigned,
    /// Both signed.
    CharterAgreed,
    PledgeMade,
    /// To the mentee: the mentor is in the programme no more.
    MentorLeft,
    /// To the mentor: the mentee is in the programme no more.
    MenteeLeft,
    /// The other ended the mentorship, and nobody is at fault.
    MentorshipEnded,
    RoleGranted,
    RoleRevoked,
    AccountClosed,
    AccountReopened,
    /// To somebody who has an account: an import made them a member of a programme. No longer given: they are asked.
    ProgrammeJoined,
    /// To somebody who has an account: will they belong to a programme?
    ProgrammeInvited,
    /// To the office: somebody who was invited said no.
    InvitationRefused,
    /// The office took the reader out of a programme.
    ProgrammeLeft,
    /// To a mentee: the office thinks that this mentor fits.
    MentorSuggested,
}

impl NoticeKind {
    /// In the order in which a person's choices list them.
    pub const ALL: [NoticeKind; 30] = [
        NoticeKind::RequestReceived,
        NoticeKind::RequestReminder,
        NoticeKind::RequestAccepted,
        NoticeKind::RequestDeclined,
        NoticeKind::RequestWithdrawn,
        NoticeKind::RequestOtherAccepted,
        NoticeKind::RequestMentorFull,
        NoticeKind::RequestPlacesGone,
        NoticeKind::RequestFewerPlaces,
        NoticeKind::RequestMentorPaused,
        NoticeKind::RequestExpired,
        NoticeKind::RequestLapsed,
        NoticeKind::RequestImpossible,
        NoticeKind::CharterProposed,
        NoticeKind::CharterChanged,
        NoticeKind::CharterSigned,
        NoticeKind::CharterAgreed,
        NoticeKind::PledgeMade,
        NoticeKind::MentorLeft,
        NoticeKind::MenteeLeft,
        NoticeKind::MentorshipEnded,
        NoticeKind::RoleGranted,
        NoticeKind::RoleRevoked,
        NoticeKind::AccountClosed,
        NoticeKind::AccountReopened,
        NoticeKind::ProgrammeJoined,
        NoticeKind::ProgrammeInvited,
        NoticeKind::InvitationRefused,
        NoticeKind::ProgrammeLeft,
        NoticeKind::MentorSuggested,
    ];

    /// As it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            NoticeKind::RequestReceived => "request.received",
            NoticeKind::RequestReminder => "request.reminder",
            NoticeKind::RequestAccepted => "request.accepted",
            NoticeKind::RequestDeclined => "request.declined",
            NoticeKind::RequestWithdrawn => "request.withdrawn",
            NoticeKind::RequestOtherAccepted => "request.other_accepted",
            NoticeKind::RequestMentorFull => "request.mentor_full",
            NoticeKind::RequestPlacesGone => "request.places_gone",
            NoticeKind::RequestFewerPlaces => "request.fewer_places",
            NoticeKind::RequestMentorPaused => "request.mentor_paused",
            NoticeKind::RequestExpired => "request.expired",
            NoticeKind::RequestLapsed => "request.lapsed",
            NoticeKind::RequestImpossible => "request.impossible",
            NoticeKind::CharterProposed => "charter.proposed",
            NoticeKind::CharterChanged => "charter.changed",
            NoticeKind::CharterSigned => "charter.signed",
            NoticeKind::CharterAgreed => "charter.agreed",
            NoticeKind::PledgeMade => "pledge.made",
            NoticeKind::MentorLeft => "mentorship.mentor_left",
            NoticeKind::MenteeLeft => "mentorship.mentee_left",
            NoticeKind::MentorshipEnded => "mentorship.ended",
            NoticeKind::RoleGranted => "role.granted",
            NoticeKind::RoleRevoked => "role.revoked",
            NoticeKind::AccountClosed => "account.closed",
            NoticeKind::AccountReopened => "account.reopened",
            NoticeKind::ProgrammeJoined => "programme.joined",
            NoticeKind::ProgrammeInvited => "programme.invited",
            NoticeKind::InvitationRefused => "invitation.refused",
            NoticeKind::ProgrammeLeft => "programme.left",
            NoticeKind::MentorSuggested => "mentor.suggested",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The name in a page's query of the notice whose link led there.
pub const OPENED: &str = "notice";

/// The facts of one notice, stored as its payload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeFacts {
    #[serde(default)]
    pub request: Option<RequestId>,
    #[serde(default)]
    pub mentorship: Option<MentorshipId>,
    /// The other side; the reader where it is about their own account.
    pub person: PersonId,
    pub name: String,
    /// In Arabic script, or the same as `name`.
    #[serde(default)]
    pub name_ar: String,
    /// The mentor who is offered next, after a request that came to nothing or a mentor who left; may be empty.
    #[serde(default)]
    pub next: String,
    #[serde(default)]
    pub next_ar: String,
    /// The reader's last day to answer; of a reminder only.
    #[serde(default)]
    pub until: Option<Day>,
    /// What concerns the reader's own account.
    #[serde(default)]
    pub own: Option<OwnFacts>,
}

/// A role of the reader, or a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFacts {
    pub role: Option<RoleKind>,
    /// The programme or organisation, in French, Arabic, English and German; empty where there is none.
    pub names: [String; 4],
    /// Where the notice leads, without the language segment.
    pub to: String,
}

impl OwnFacts {
    pub fn name(&self, lang: Lang) -> &str {
        let [fr, ar, en, de] = &self.names;
        match lang {
            Lang::Fr => fr,
            Lang::Ar => ar,
            Lang::En => en,
            Lang::De => de,
        }
    }
}

impl NoticeFacts {
    /// Facts of the reader's own account.
    pub const fn own(reader: PersonId, own: OwnFacts) -> Self {
        Self {
            request: None,
            mentorship: None,
            person: reader,
            name: String::new(),
            name_ar: String::new(),
            next: String::new(),
            next_ar: String::new(),
            until: None,
            own: Some(own),
        }
    }

    /// The request or the mentorship it is about.
    pub fn about(&self) -> Option<Uuid> {
        let mentorship = self.mentorship.map(|id| id.0);
        mentorship.or(self.request.map(|id| id.0))
    }

    /// Where the notice leads, without the language segment.
    pub fn path(&self) -> String {
        match (self.request, self.mentorship) {
            (_, Some(mentorship)) => format!("/mentorships/{mentorship}"),
            (Some(request), None) => format!("/requests/{request}"),
            (None, None) => match &self.own {
                Some(own) => own.to.clone(),
                None => "/notices".into(),
            },
        }
    }

    /// The same as a link of the notice: whoever follows it has read it.
    pub fn path_from(&self, notice: NoticeId) -> String {
        format!("{}?{OPENED}={notice}", self.path())
    }
}

/// One notice as a page lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeLine {
    pub id: NoticeId,
    pub kind: NoticeKind,
    pub facts: NoticeFacts,
    pub at: WallTime,
    pub is_unread: bool,
}

/// Notices on one page of the list.
pub const NOTICES_PAGE: i64 = 20;

/// One page of a person's notices, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticePage {
    pub lines: Vec<NoticeLine>,
    pub unread: i64,
    pub total: i64,
    /// 1 for the first.
    pub page: i64,
}

/// Whether a person wants mail for a kind of notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeChoice {
    pub kind: NoticeKind,
    pub mail: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_comes_back_from_its_code() {
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(NoticeKind::from_code("request.lost"), None);
    }

    #[test]
    fn a_notice_leads_to_what_it_is_about() {
        let mentorship = MentorshipId::new();
        let facts = NoticeFacts {
            request: None,
            mentorship: Some(mentorship),
            person: PersonId::new(),
            name: "Leïla".into(),
            name_ar: String::new(),
            next: String::new(),
            next_ar: String::new(),
            until: None,
            own: None,
        };
        assert_eq!(facts.path(), format!("/mentorships/{mentorship}"));
        let notice = NoticeId::new();
        assert_eq!(
            facts.path_from(notice),
            format!("/mentorships/{mentorship}?notice={notice}")
        );
        let own = OwnFacts {
            to: "/coordinator".into(),
            ..OwnFacts::default()
        };
        assert_eq!(
            NoticeFacts::own(PersonId::new(), own).path(),
            "/coordinator"
        );
    }
}
