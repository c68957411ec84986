//! Names of what the domain has codes for.

pub use crate::profiles::{stage_name as stage, tongue_name as tongue};
use crate::text::matching as t;
use domain::{
    Lang,
    matching::{Criterion, request::DeclineReason},
};

pub fn criterion(lang: Lang, criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Needs => t::criterion_needs(lang),
        Criterion::Sector => t::criterion_sector(lang),
        Criterion::Region => t::criterion_region(lang),
        Criterion::Language => t::criterion_language(lang),
        Criterion::Experience => t::criterion_experience(lang),
        Criterion::Hours => t::criterion_hours(lang),
    }
}

pub fn decline_reason(lang: Lang, reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::NoTime => t::reason_no_time(lang),
        DeclineReason::NotMyField => t::reason_not_my_field(lang),
        DeclineReason::ConflictOfInterest => t::reason_conflict_of_interest(lang),
        DeclineReason::TooEarly => t::reason_too_early(lang),
        DeclineReason::Other => t::reason_other(lang),
    }
}

/// The kind wording offered with a reason.
pub fn words(lang: Lang, reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::NoTime => t::words_no_time(lang),
        DeclineReason::NotMyField => t::words_not_my_field(lang),
        DeclineReason::ConflictOfInterest => t::words_conflict_of_interest(lang),
        DeclineReason::TooEarly => t::words_too_early(lang),
        DeclineReason::Other => t::words_other(lang),
    }
}

/// Names as one list on a line.
pub fn joined(lang: Lang, names: impl IntoIterator<Item = impl Into<String>>) -> String {
    let names: Vec<String> = names.into_iter().map(Into::into).collect();
    names.join(t::list_separator(lang))
}
