//! What coded things of these pages are called.

use crate::text::{Lang, administration as t, mail, matching};
use domain::{
    administration::{AccountState, GivenRole, MailKind, MailTrouble},
    matching::Criterion,
    permissions::RoleKind,
    trust::JournalKind,
};

pub fn role_name(lang: Lang, role: RoleKind) -> &'static str {
    match role {
        RoleKind::Coordinator => t::role_coordinator(lang),
        RoleKind::Partner => t::role_partner(lang),
        RoleKind::Administrator => t::role_administrator(lang),
    }
}

/// A role with what it is for.
pub fn role_in(lang: Lang, role: RoleKind, scope: &str) -> String {
    match role {
        RoleKind::Coordinator => t::role_in_coordinator(lang, scope),
        RoleKind::Partner => t::role_in_partner(lang, scope),
        RoleKind::Administrator => t::role_administrator(lang).to_owned(),
    }
}

/// What is lost with a role.
pub fn role_lost(lang: Lang, given: &GivenRole) -> String {
    match given.role.kind() {
        RoleKind::Coordinator => t::take_lost_coordinator(lang, &given.scope),
        RoleKind::Partner => t::take_lost_partner(lang, &given.scope),
        RoleKind::Administrator => t::take_lost_administrator(lang).to_owned(),
    }
}

pub fn state_name(lang: Lang, state: AccountState) -> &'static str {
    match state {
        AccountState::Active => t::state_active(lang),
        AccountState::Unverified => t::state_unverified(lang),
        AccountState::Closed => t::state_closed(lang),
    }
}

/// Class of the tag that says it.
pub const fn state_tag(state: AccountState) -> &'static str {
    match state {
        AccountState::Active => "tag tag--ok",
        AccountState::Unverified => "tag tag--check",
        AccountState::Closed => "tag",
    }
}

pub fn journal_kind(lang: Lang, kind: JournalKind) -> &'static str {
    match kind {
        JournalKind::SignInRefused => t::journal_sign_in(lang),
        JournalKind::Throttled => t::journal_throttled(lang),
        JournalKind::CrossSite => t::journal_cross_site(lang),
        JournalKind::WrongHost => t::journal_host(lang),
        JournalKind::Forbidden => t::journal_forbidden(lang),
        JournalKind::SecondStepRefused => t::journal_step_refused(lang),
        JournalKind::RoleGranted => t::journal_role_given(lang),
        JournalKind::RoleRevoked => t::journal_role_taken(lang),
        JournalKind::AccountClosed => t::journal_closed(lang),
        JournalKind::AccountReopened => t::journal_reopened(lang),
        JournalKind::PasswordChanged => t::journal_password(lang),
        JournalKind::AddressChanged => t::journal_address(lang),
        JournalKind::PasskeyAdded => t::journal_passkey_added(lang),
        JournalKind::PasskeyRemoved => t::journal_passkey_removed(lang),
        JournalKind::SecondStepShown => t::journal_step_shown(lang),
        JournalKind::RecoveryCodesMade => t::journal_codes_made(lang),
        JournalKind::RecoveryCodeUsed => t::journal_code_used(lang),
        JournalKind::ResetAsked => t::journal_reset_asked(lang),
        JournalKind::ResetConfirmed => t::journal_reset_confirmed(lang),
        JournalKind::ResetRefused => t::journal_reset_refused(lang),
    }
}

pub fn mail_kind(lang: Lang, kind: MailKind) -> &'static str {
    match kind {
        MailKind::VerifyAddress => t::mail_verify(lang),
        MailKind::SignInLink => t::mail_sign_in(lang),
        MailKind::ResetPassword => t::mail_reset(lang),
        MailKind::AlreadyRegistered => t::mail_registered(lang),
        MailKind::NoAccount => t::mail_no_account(lang),
        MailKind::PasswordChanged => t::mail_password(lang),
        MailKind::SignInChanged => mail::sign_in_changed_subject(lang),
        MailKind::SecondStepResetAsked => mail::second_step_reset_asked_subject(lang),
        MailKind::SecondStepReset => mail::second_step_reset_subject(lang),
        MailKind::ConfirmNewAddress => t::mail_new_address(lang),
        MailKind::AddressChanging => t::mail_changing(lang),
        MailKind::Invitation => t::mail_invitation(lang),
        MailKind::Notice => t::mail_notice(lang),
        MailKind::Unknown => t::mail_unknown(lang),
    }
}

pub fn mail_trouble(lang: Lang, trouble: MailTrouble) -> &'static str {
    match trouble {
        MailTrouble::Address => t::trouble_address(lang),
        MailTrouble::Message => t::trouble_message(lang),
        MailTrouble::Refused => t::trouble_refused(lang),
        MailTrouble::Busy => t::trouble_busy(lang),
        MailTrouble::Unreachable => t::trouble_unreachable(lang),
        MailTrouble::Folder => t::trouble_folder(lang),
        MailTrouble::Unknown => t::trouble_unknown(lang),
    }
}

/// Name of a criterion and what it measures.
pub fn criterion(lang: Lang, criterion: Criterion) -> (&'static str, &'static str) {
    match criterion {
        Criterion::Needs => (matching::criterion_needs(lang), t::weight_needs(lang)),
        Criterion::Sector => (matching::criterion_sector(lang), t::weight_sector(lang)),
        Criterion::Region => (matching::criterion_region(lang), t::weight_region(lang)),
        Criterion::Language => (matching::criterion_language(lang), t::weight_language(lang)),
        Criterion::Experience => (
            matching::criterion_experience(lang),
            t::weight_experience(lang),
        ),
        Criterion::Hours => (matching::criterion_hours(lang), t::weight_hours(lang)),
    }
}
