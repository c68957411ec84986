//! What coded values are called in the readable copy of somebody's data. The copy for programs keeps the codes.

use super::names;
use crate::{
    administration::{journal_kind, role_name},
    legal,
    matching::decline_reason,
    mentorships::names::{channel, confidentiality, rhythm},
    notifications::{self, sentence},
    profiles::{level_name, stage_name, tongue_name},
    text::{
        self, Lang, accounts, administration, circle, mail, matching, privacy as t, programmes,
    },
    trust::conflict_name,
};
use backend::privacy::{Export, Section};
use domain::{
    accounts::{Side, Theme},
    circle::PledgeForm,
    legal::PublicText,
    matching::request::{DeclineReason, WithdrawReason},
    mentorships::{Channel, Confidentiality, MentorshipState, Rhythm},
    money::{Currency, Money},
    notifications::NoticeKind,
    permissions::RoleKind,
    profiles::{Level, ReferenceKind, Stage, Tongue},
    trust::{ConflictKind, JournalKind},
};

/// A row's words, in the order of its columns; what says nothing of its own is left out.
pub fn cells(
    export: &Export,
    section: &Section,
    row: &[Option<String>],
    lang: Lang,
) -> Vec<(&'static str, String)> {
    let columns = section.columns.iter().zip(row);
    let value_of = |name: &str| {
        let mut columns = columns.clone();
        let found = columns.find(|(column, _)| **column == name);
        found.and_then(|(_, value)| value.as_deref())
    };
    columns
        .clone()
        .filter_map(|(column, value)| {
            let value = value.as_deref().filter(|value| !value.is_empty())?;
            let words = match (section.table, *column) {
                // Said with the amount.
                ("projects", "currency") if value_of("investment_minor").is_some() => return None,
                ("projects", "investment_minor") => investment(lang, value, value_of("currency")),
                // The sentence says it.
                ("notices", "kind") => return None,
                ("notices", "payload") => notice(lang, value_of("kind"), value),
                (table, column) => one(export, lang, table, column, value),
            };
            let words = words.unwrap_or_else(|| value.to_owned());
            Some((names::column(lang, column), words))
        })
        .collect()
}

/// The words of one value; `None` for what somebody wrote, and for a code of another version of the program.
fn one(export: &Export, lang: Lang, table: &str, column: &str, value: &str) -> Option<String> {
    if column == "at" || column.ends_with("_at") {
        let at = export.wall_time(value)?;
        let (day, clock) = (text::date(lang, at.day), text::clock(at));
        return Some(t::value_at(lang, day, clock));
    }
    let word = match (table, column) {
        (_, "by_day") => return Some(text::date(lang, export.day(value)?)),
        (_, "country") => return export.label(ReferenceKind::Country, value),
        (_, "region") => return export.label(ReferenceKind::Region, value),
        (_, "sector") => return export.label(ReferenceKind::Sector, value),
        (_, "expertise") => return export.label(ReferenceKind::Expertise, value),
        (_, "federation") => return export.label(ReferenceKind::Federation, value),
        (_, "lang") => Lang::from_code(value)?.own_name(),
        (_, "theme") => theme(lang, Theme::from_code(value)?),
        (_, "tongue") => tongue_name(lang, Tongue::from_code(value)?),
        (_, "level") => level_name(lang, Level::from_code(value)?),
        (_, "stage") => stage_name(lang, Stage::from_code(value)?),
        (_, "role") => role_name(lang, RoleKind::from_code(value)?),
        (_, "mentee" | "mentor" | "mail") => answer(lang, value)?,
        ("profiles", "circular") => answer(lang, value)?,
        ("profile_expertise", "side") => match value {
            "needed" => t::value_needed(lang),
            "offered" => t::value_offered(lang),
            _ => return None,
        },
        (_, "side") => match Side::from_code(value)? {
            Side::Mentor => programmes::mentor(lang),
            Side::Mentee => programmes::mentee(lang),
        },
        ("agreed_texts", "text") => legal::name(lang, PublicText::from_code(value)?),
        ("mail_links", "purpose") => link(lang, value)?,
        ("requests", "state") => request_state(lang, value)?,
        ("requests", "reason") => request_reason(lang, value)?,
        ("mentorships", "state") => mentorship_state(lang, MentorshipState::from_code(value)?),
        (_, "rhythm") => rhythm(lang, Rhythm::from_code(value)?),
        (_, "channel") => channel(lang, Channel::from_code(value)?),
        (_, "confidentiality") => confidentiality(lang, Confidentiality::from_code(value)?),
        (_, "form") => match PledgeForm::from_code(value)? {
            PledgeForm::Hours => circle::hours_form(lang),
            PledgeForm::Mentee => circle::mentee_form(lang),
            PledgeForm::Talk => circle::talk_form(lang),
        },
        ("conflicts", "kind") => conflict_name(lang, ConflictKind::from_code(value)?),
        ("circle_entries", "kind") => match value {
            "credit" => t::value_credit(lang),
            _ => names::table(lang, "pledges"),
        },
        ("notice_choices", "kind") => notifications::label(lang, NoticeKind::from_code(value)?),
        ("events", "kind") => happened(lang, value)?,
        _ => return None,
    };
    Some(word.to_owned())
}

fn answer(lang: Lang, value: &str) -> Option<&'static str> {
    match value {
        "true" | "yes" => Some(t::value_yes(lang)),
        "false" | "no" => Some(t::value_no(lang)),
        "undecided" => Some(t::value_undecided(lang)),
        _ => None,
    }
}

fn theme(lang: Lang, theme: Theme) -> &'static str {
    match theme {
        Theme::System => accounts::theme_system(lang),
        Theme::Light => accounts::theme_light(lang),
        Theme::Dark => accounts::theme_dark(lang),
    }
}

fn investment(lang: Lang, minor: &str, currency: Option<&str>) -> Option<String> {
    let minor = minor.parse().ok()?;
    let currency = Currency::from_code(currency?)?;
    Some(text::amount(lang, Money { minor, currency }))
}

/// As its mail is called.
fn link(lang: Lang, purpose: &str) -> Option<&'static str> {
    Some(match purpose {
        "sign_up" => administration::mail_verify(lang),
        "sign_in" => administration::mail_sign_in(lang),
        "reset" => administration::mail_reset(lang),
        "new_address" => mail::new_address_subject(lang),
        "old_address" => mail::old_address_subject(lang),
        "invitation" => administration::mail_invitation(lang),
        _ => return None,
    })
}

fn request_state(lang: Lang, code: &str) -> Option<&'static str> {
    Some(match code {
        "open" => matching::state_open(lang),
        "accepted" => matching::state_accepted(lang),
        "declined" => matching::state_declined(lang),
        "withdrawn" => matching::state_withdrawn(lang),
        "expired" => matching::state_expired(lang),
        _ => return None,
    })
}

fn request_reason(lang: Lang, code: &str) -> Option<&'static str> {
    if let Some(reason) = DeclineReason::from_code(code) {
        return Some(decline_reason(lang, reason));
    }
    Some(match WithdrawReason::from_code(code)? {
        WithdrawReason::ByMentee => matching::ended_by_mentee(lang),
        WithdrawReason::OtherAccepted => matching::ended_other_accepted(lang),
        WithdrawReason::MentorFull => matching::ended_mentor_full(lang),
        WithdrawReason::PlacesGone => matching::ended_places_gone(lang),
        WithdrawReason::NoLongerPossible => matching::ended_not_possible(lang),
    })
}

fn mentorship_state(lang: Lang, state: MentorshipState) -> &'static str {
    match state {
        MentorshipState::AwaitingCharter => programmes::phase_awaiting_charter(lang),
        MentorshipState::AwaitingPledge => programmes::phase_awaiting_pledge(lang),
        MentorshipState::Active => programmes::phase_active(lang),
        MentorshipState::Closed => programmes::phase_closed(lang),
    }
}

/// The sentence that the person was shown.
fn notice(lang: Lang, kind: Option<&str>, payload: &str) -> Option<String> {
    let kind = NoticeKind::from_code(kind?)?;
    let facts = serde_json::from_str(payload).ok()?;
    Some(sentence(lang, kind, &facts))
}

/// What a line of the log is about: its own name where the journal has one, else its field.
fn happened(lang: Lang, kind: &str) -> Option<&'static str> {
    if let Some(kind) = JournalKind::from_code(kind) {
        return Some(journal_kind(lang, kind));
    }
    let (field, _) = kind.split_once('.')?;
    Some(match field {
        "account" => t::table_people(lang),
        "sign_in" => t::table_sign_ins(lang),
        "passkey" | "second_step" => t::table_passkeys(lang),
        "profile" => t::table_profiles(lang),
        "programme" | "membership" => t::table_memberships(lang),
        "invitation" => t::table_invitations(lang),
        "request" => t::table_requests(lang),
        "mentorship" => t::table_mentorships(lang),
        "charter" => t::table_charters(lang),
        "pledge" | "circle" => t::table_circle_entries(lang),
        "notice" => t::table_notices(lang),
        "office" => t::table_office_notes(lang),
        _ => t::value_other(lang),
    })
}
