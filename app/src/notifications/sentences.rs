//! The sentence of a notice, in the reader's language.

use crate::text::{self, administration, notifications as t};
use domain::{
    Lang,
    notifications::{NoticeFacts, NoticeKind, OwnFacts},
    permissions::RoleKind,
};

/// What a notice says; also the subject of its mail.
pub fn sentence(lang: Lang, kind: NoticeKind, facts: &NoticeFacts) -> String {
    let name = match lang {
        Lang::Ar if !facts.name_ar.is_empty() => &facts.name_ar,
        _ => &facts.name,
    };
    let name = match name.as_str() {
        "" => text::common::somebody(lang),
        name => name,
    };
    let said = match kind {
        NoticeKind::RequestReceived => t::request_received(lang, name),
        NoticeKind::RequestReminder => match facts.until {
            Some(day) => t::request_reminder(lang, name, text::date_with_weekday(lang, day)),
            None => t::request_reminder_undated(lang, name),
        },
        NoticeKind::RequestAccepted => t::request_accepted(lang, name),
        NoticeKind::RequestDeclined => t::request_declined(lang, name),
        NoticeKind::RequestWithdrawn => t::request_withdrawn(lang, name),
        NoticeKind::RequestOtherAccepted => t::request_other_accepted(lang, name),
        NoticeKind::RequestMentorFull => t::request_mentor_full(lang, name),
        NoticeKind::RequestPlacesGone => t::request_places_gone(lang, name),
        NoticeKind::RequestFewerPlaces => t::request_fewer_places(lang, name),
        NoticeKind::RequestMentorPaused => t::request_mentor_paused(lang, name),
        NoticeKind::RequestExpired => t::request_expired(lang, name),
        NoticeKind::RequestLapsed => t::request_lapsed(lang, name),
        NoticeKind::RequestImpossible => t::request_impossible(lang, name),
        NoticeKind::CharterProposed => t::charter_proposed(lang, name),
        NoticeKind::CharterChanged => t::charter_changed(lang, name),
        NoticeKind::CharterSigned => t::charter_signed(lang, name),
        NoticeKind::CharterAgreed => t::charter_agreed(lang, name),
        NoticeKind::PledgeMade => t::pledge_made(lang, name),
        NoticeKind::MentorLeft => t::mentor_left(lang, name),
        NoticeKind::MenteeLeft => t::mentee_left(lang, name),
        NoticeKind::MentorshipEnded => t::mentorship_ended(lang, name),
        NoticeKind::RoleGranted => t::role_granted(lang, role(lang, facts.own.as_ref())),
        NoticeKind::RoleRevoked => t::role_revoked(lang, role(lang, facts.own.as_ref())),
        NoticeKind::AccountClosed => t::account_closed(lang).to_owned(),
        NoticeKind::AccountReopened => t::account_reopened(lang).to_owned(),
        NoticeKind::ProgrammeJoined => {
            t::programme_joined(lang, facts.own.as_ref().map_or("", |own| own.name(lang)))
        }
        NoticeKind::ProgrammeInvited => {
            t::programme_invited(lang, facts.own.as_ref().map_or("", |own| own.name(lang)))
        }
        NoticeKind::InvitationRefused => {
            let programme = facts.own.as_ref().map_or("", |own| own.name(lang));
            t::invitation_refused(lang, name, programme)
        }
        NoticeKind::ProgrammeLeft => {
            t::programme_left(lang, facts.own.as_ref().map_or("", |own| own.name(lang)))
        }
        NoticeKind::MentorSuggested => t::mentor_suggested(lang, name),
    };
    let next = match lang {
        Lang::Ar if !facts.next_ar.is_empty() => &facts.next_ar,
        _ => &facts.next,
    };
    if next.is_empty() {
        said
    } else {
        t::and_next(lang, said, next)
    }
}

fn role(lang: Lang, own: Option<&OwnFacts>) -> String {
    let scope = own.map_or("", |own| own.name(lang));
    match own.and_then(|own| own.role) {
        Some(RoleKind::Coordinator) => administration::role_in_coordinator(lang, scope),
        Some(RoleKind::Partner) => administration::role_in_partner(lang, scope),
        Some(RoleKind::Administrator) | None => administration::role_administrator(lang).to_owned(),
    }
}

/// How a person's choices call a kind.
pub(crate) fn label(lang: Lang, kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::RequestReceived => t::kind_request_received(lang),
        NoticeKind::RequestReminder => t::kind_request_reminder(lang),
        NoticeKind::RequestAccepted => t::kind_request_accepted(lang),
        NoticeKind::RequestDeclined => t::kind_request_declined(lang),
        NoticeKind::RequestWithdrawn => t::kind_request_withdrawn(lang),
        NoticeKind::RequestOtherAccepted => t::kind_request_other_accepted(lang),
        NoticeKind::RequestMentorFull => t::kind_request_mentor_full(lang),
        NoticeKind::RequestPlacesGone => t::kind_request_places_gone(lang),
        NoticeKind::RequestFewerPlaces => t::kind_request_fewer_places(lang),
        NoticeKind::RequestMentorPaused => t::kind_request_mentor_paused(lang),
        NoticeKind::RequestExpired => t::kind_request_expired(lang),
        NoticeKind::RequestLapsed => t::kind_request_lapsed(lang),
        NoticeKind::RequestImpossible => t::kind_request_impossible(lang),
        NoticeKind::CharterProposed => t::kind_charter_proposed(lang),
        NoticeKind::CharterChanged => t::kind_charter_changed(lang),
        NoticeKind::CharterSigned => t::kind_charter_signed(lang),
        NoticeKind::CharterAgreed => t::kind_charter_agreed(lang),
        NoticeKind::PledgeMade => t::kind_pledge_made(lang),
        NoticeKind::MentorLeft => t::kind_mentor_left(lang),
        NoticeKind::MenteeLeft => t::kind_mentee_left(lang),
        NoticeKind::MentorshipEnded => t::kind_mentorship_ended(lang),
        NoticeKind::RoleGranted => t::kind_role_granted(lang),
        NoticeKind::RoleRevoked => t::kind_role_revoked(lang),
        NoticeKind::AccountClosed => t::kind_account_closed(lang),
        NoticeKind::AccountReopened => t::kind_account_reopened(lang),
        NoticeKind::ProgrammeJoined => t::kind_programme_joined(lang),
        NoticeKind::ProgrammeInvited => t::kind_programme_invited(lang),
        NoticeKind::InvitationRefused => t::kind_invitation_refused(lang),
        NoticeKind::ProgrammeLeft => t::kind_programme_left(lang),
        NoticeKind::MentorSuggested => t::kind_mentor_suggested(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::PersonId;

    #[test]
    fn a_notice_about_a_role_names_it_in_the_readers_language() {
        let own = OwnFacts {
            role: Some(RoleKind::Coordinator),
            names: ["Le cercle", "الحلقة", "The circle", "Der Kreis"].map(String::from),
            to: "/coordinator".into(),
        };
        let facts = NoticeFacts::own(PersonId::new(), own);
        for (lang, name) in
            Lang::ALL
                .into_iter()
                .zip(["Le cercle", "الحلقة", "The circle", "Der Kreis"])
        {
            for kind in [
                NoticeKind::RoleGranted,
                NoticeKind::RoleRevoked,
                NoticeKind::ProgrammeJoined,
                NoticeKind::ProgrammeLeft,
            ] {
                let said = sentence(lang, kind, &facts);
                assert!(said.contains(name), "{said}");
            }
        }
    }
}
