//! How lists of the office call states, sides and groups; pages and files say the same.

use crate::text::programmes as t;
use domain::{
    Lang,
    programmes::{LeftOut, MemberGroup, PairPhase, Progress, Side, Standing},
};

pub fn side_name(lang: Lang, side: Side) -> &'static str {
    match side {
        Side::Mentor => t::mentor(lang),
        Side::Mentee => t::mentee(lang),
    }
}

/// As a filter.
pub(super) fn group_name(lang: Lang, group: MemberGroup) -> &'static str {
    match group {
        MemberGroup::Unfinished => t::unfinished(lang),
        MemberGroup::NeverCame => t::never_came(lang),
        MemberGroup::WithoutMentor => t::without_mentor(lang),
        MemberGroup::ToConfirm => t::to_confirm(lang),
        MemberGroup::ToInvite => t::to_invite(lang),
    }
}

pub(super) fn left_out_name(lang: Lang, why: LeftOut) -> &'static str {
    match why {
        LeftOut::TakesPart => t::left_out_takes_part(lang),
        LeftOut::Asked => t::left_out_asked(lang),
        LeftOut::Refused => t::left_out_refused(lang),
        LeftOut::Demo => t::left_out_demo(lang),
    }
}

/// How far somebody has come to the programme.
pub(super) fn standing_name(lang: Lang, standing: Standing) -> &'static str {
    match standing {
        Standing::Imported => t::standing_imported(lang),
        Standing::Invited => t::standing_invited(lang),
        Standing::Came => t::standing_came(lang),
        Standing::Agreed => t::standing_agreed(lang),
        Standing::Refused => t::standing_refused(lang),
    }
}

/// The one thing to know about a member in a list, and the class of its tag.
pub(super) fn progress_name(lang: Lang, progress: &Progress) -> (&'static str, &'static str) {
    if progress.standing != Standing::Agreed {
        return (standing_name(lang, progress.standing), "tag");
    }
    let first = [
        MemberGroup::NeverCame,
        MemberGroup::Unfinished,
        MemberGroup::ToConfirm,
        MemberGroup::WithoutMentor,
    ]
    .into_iter()
    .find(|group| progress.is_in(*group));
    match first {
        Some(group) => (group_name(lang, group), "tag tag--check"),
        None => (t::complete(lang), "tag tag--ok"),
    }
}

pub(super) fn state_name(lang: Lang, state: &str) -> &'static str {
    match state {
        "" => t::all(lang),
        "due_soon" => t::state_due_soon(lang),
        "open" => t::state_open(lang),
        "accepted" => t::state_accepted(lang),
        "declined" => t::state_declined(lang),
        "withdrawn" => t::state_withdrawn(lang),
        "expired_lately" => t::state_expired_lately(lang),
        _ => t::state_expired(lang),
    }
}

pub(super) fn phase_name(lang: Lang, phase: PairPhase) -> &'static str {
    match phase {
        PairPhase::AwaitingCharter => t::phase_awaiting_charter(lang),
        PairPhase::HalfSigned => t::phase_half_signed(lang),
        PairPhase::AwaitingPledge => t::phase_awaiting_pledge(lang),
        PairPhase::Active => t::phase_active(lang),
        PairPhase::Closed => t::phase_closed(lang),
    }
}
