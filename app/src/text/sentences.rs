//! The sentence for each failure: what happened and what to do next.

use super::errors;
use crate::AppError;
use domain::{Failure, Lang, Problem, Refusal};

/// The sentence of an error. A fault that no server gave an id has none to quote.
pub fn error(lang: Lang, error: &AppError) -> String {
    match error.failure {
        Failure::Internal if error.request_id.is_empty() => errors::unavailable(lang).into(),
        ref other => failure(lang, other),
    }
}

/// The line with the id to quote, where the sentence asks for it.
pub fn code(lang: Lang, error: &AppError) -> Option<String> {
    let is_ours = matches!(error.failure, Failure::Internal) && !error.request_id.is_empty();
    is_ours.then(|| errors::code(lang, &error.request_id))
}

/// One sentence for the whole form or page.
pub fn failure(lang: Lang, failure: &Failure) -> String {
    match failure {
        Failure::NotSignedIn => errors::not_signed_in(lang).into(),
        Failure::Forbidden => errors::forbidden(lang).into(),
        Failure::NotFound => errors::not_found(lang).into(),
        Failure::Invalid(problems) if problems.is_empty() => errors::malformed(lang).into(),
        Failure::Invalid(problems) => errors::invalid(lang, problems.len() as u64),
        Failure::Refused(reason) => refusal(lang, *reason).into(),
        Failure::TooMany {
            retry_after_seconds,
        } if *retry_after_seconds < 90 => {
            errors::too_many_seconds(lang, u64::from(*retry_after_seconds))
        }
        Failure::TooMany {
            retry_after_seconds,
        } => errors::too_many_minutes(lang, u64::from(retry_after_seconds.div_ceil(60))),
        Failure::TooLarge => errors::too_large(lang).into(),
        Failure::Unavailable => errors::unavailable(lang).into(),
        Failure::Internal => errors::internal(lang).into(),
    }
}

/// The sentence beside the field of this name: what has to be chosen is named.
pub fn problem_of(lang: Lang, field: &str, problem: &Problem) -> String {
    let named = match (problem, field) {
        (Problem::TooFew { min: 1 }, "languages") => errors::no_language(lang),
        (Problem::TooFew { min: 1 }, "needs") => errors::no_need(lang),
        (Problem::TooFew { min: 1 }, "offers") => errors::no_expertise(lang),
        (Problem::TooFew { min: 1 }, "sectors") => errors::no_sector(lang),
        (Problem::TooFew { min: 1 }, "sides") => errors::no_side(lang),
        _ => return self::problem(lang, problem),
    };
    named.into()
}

/// The sentence beside a field.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::Missing => errors::missing(lang).into(),
        Problem::TooShort { min } => errors::too_short(lang, u64::from(*min)),
        Problem::TooLong { max } => errors::too_long(lang, u64::from(*max)),
        Problem::TooFew { min } => errors::too_few(lang, u64::from(*min)),
        Problem::TooManyChosen { max } => errors::too_many_chosen(lang, u64::from(*max)),
        Problem::NotAPhone => errors::not_a_phone(lang).into(),
        Problem::NoPrefix => errors::no_prefix(lang).into(),
        Problem::NotAnEmail => errors::not_an_email(lang).into(),
        Problem::NotAWholeNumber => errors::not_a_whole_number(lang).into(),
        Problem::NotAnAmount => errors::not_an_amount(lang).into(),
        Problem::OutOfRange { min, max } => {
            errors::out_of_range(lang, super::grouped(lang, *min), super::grouped(lang, *max))
        }
        Problem::NotInList => errors::not_in_list(lang).into(),
        Problem::NoName => errors::no_name(lang).into(),
        Problem::NobodyHere => errors::nobody_here(lang).into(),
        Problem::NotADate => errors::not_a_date(lang).into(),
        Problem::InThePast => errors::in_the_past(lang).into(),
        Problem::BreachedPassword => errors::breached_password(lang).into(),
        Problem::GuessablePassword => errors::guessable_password(lang).into(),
        Problem::Mismatch => errors::mismatch(lang).into(),
        Problem::NotAccepted => errors::not_accepted(lang).into(),
        Problem::WrongPassword => errors::wrong_password(lang).into(),
        Problem::WrongRecoveryCode => errors::wrong_recovery_code(lang).into(),
        Problem::NotAPicture => errors::not_a_picture(lang).into(),
        Problem::FileTooBig { max_megabytes } => errors::file_too_big(lang, max_megabytes),
        Problem::TooManyPixels { max_megapixels } => errors::too_many_pixels(lang, max_megapixels),
        Problem::NotATable => errors::not_a_table(lang).into(),
        Problem::Said(sentence) => sentence.clone(),
    }
}

fn refusal(lang: Lang, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::WrongCredentials => errors::wrong_credentials(lang),
        Refusal::LinkExpired => errors::link_expired(lang),
        Refusal::AddressNotVerified => errors::address_not_verified(lang),
        Refusal::Deactivated => errors::deactivated(lang),
        Refusal::LastAdministrator => errors::last_administrator(lang),
        Refusal::PasskeyNotAccepted => errors::passkey_not_accepted(lang),
        Refusal::PasskeysFull => errors::passkeys_full(lang),
        Refusal::LastPasskey => errors::last_passkey(lang),
        Refusal::SecondStepFirst => errors::second_step_first(lang),
        Refusal::NoPasskeysHere => errors::no_passkeys_here(lang),
        Refusal::TwoAdministrators => errors::two_administrators(lang),
        Refusal::OwnAccount => errors::own_account(lang),
        Refusal::ProveAgain => errors::prove_again(lang),
        Refusal::RequestsFull => errors::requests_full(lang),
        Refusal::AlreadyAsked => errors::already_asked(lang),
        Refusal::MentorFull => errors::mentor_full(lang),
        Refusal::MentorPaused => errors::mentor_paused(lang),
        Refusal::NotEligible => errors::not_eligible(lang),
        Refusal::RequestClosed => errors::request_closed(lang),
        Refusal::AlreadyMentored => errors::already_mentored(lang),
        Refusal::ProfileIncomplete => errors::profile_incomplete(lang),
        Refusal::CharterChanged => errors::charter_changed(lang),
        Refusal::NoCharterText => errors::no_charter_text(lang),
        Refusal::AlreadySigned => errors::already_signed(lang),
        Refusal::NotYet => errors::not_yet(lang),
        Refusal::AlreadyPledged => errors::already_pledged(lang),
        Refusal::MentorshipClosed => errors::mentorship_closed(lang),
        Refusal::ChangedElsewhere => errors::changed_elsewhere(lang),
        Refusal::CheckedFileGone => errors::checked_file_gone(lang),
        Refusal::CheckedByAnother => errors::checked_by_another(lang),
        Refusal::CheckedForAnother => errors::checked_for_another(lang),
        Refusal::NotSentYet => errors::not_sent_yet(lang),
        Refusal::Conflict => errors::conflict(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_made_in_the_browser_asks_for_no_code() {
        for lang in Lang::ALL {
            let ours = AppError::new(Failure::Internal, "0199");
            assert_eq!(code(lang, &ours), Some(errors::code(lang, "0199")));
            assert_eq!(error(lang, &ours), errors::internal(lang));
            let unknown = AppError::from(Failure::Internal);
            assert_eq!(code(lang, &unknown), None);
            assert_eq!(error(lang, &unknown), errors::unavailable(lang));
        }
    }
}
