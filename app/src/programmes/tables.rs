//! The lists of the office as tables of text, for files that leave the product.

use super::words::{phase_name, progress_name, side_name, state_name};
use crate::text::{self, programmes as t};
use domain::{
    Lang,
    programmes::{Member, PairRow, RequestRow},
};

pub fn member_heads(lang: Lang) -> Vec<&'static str> {
    vec![
        t::name(lang),
        t::email(lang),
        t::side(lang),
        t::state(lang),
        t::headline(lang),
        t::country(lang),
        t::city(lang),
        t::joined(lang),
    ]
}

pub fn member_cells(lang: Lang, member: Member) -> Vec<String> {
    vec![
        member.name,
        member.email,
        side_name(lang, member.progress.side).to_owned(),
        progress_name(lang, &member.progress).0.to_owned(),
        member.headline,
        member.country,
        member.city,
        text::date(lang, member.joined),
    ]
}

pub fn request_heads(lang: Lang) -> Vec<&'static str> {
    vec![
        t::mentee(lang),
        t::mentor(lang),
        t::state(lang),
        t::made(lang),
        t::due(lang),
    ]
}

pub fn request_cells(lang: Lang, row: RequestRow) -> Vec<String> {
    vec![
        row.mentee,
        row.mentor,
        state_name(lang, &row.state).to_owned(),
        text::date(lang, row.made),
        text::date(lang, row.due),
    ]
}

pub fn pair_heads(lang: Lang) -> Vec<&'static str> {
    vec![
        t::mentee(lang),
        t::mentor(lang),
        t::state(lang),
        t::since(lang),
    ]
}

pub fn pair_cells(lang: Lang, row: PairRow) -> Vec<String> {
    vec![
        row.mentee,
        row.mentor,
        phase_name(lang, row.phase).to_owned(),
        text::date(lang, row.since),
    ]
}

/// The last row of a file that could not take the whole list.
pub fn cut(lang: Lang, shown: u64, total: u64) -> Vec<String> {
    vec![t::export_cut(lang, shown, total)]
}
