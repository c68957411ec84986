//! SQL of a coordinator's lists: each narrowed alike, put in order, and read page by page.

pub mod members;
pub mod office;
pub mod pairs;
pub mod requests;
#[cfg(test)]
mod testing;

use domain::{Lang, PersonId};
use sqlx::FromRow;

/// What every list can be narrowed to; an empty code narrows nothing.
#[derive(Clone, Copy, Default)]
pub struct Narrow<'a> {
    pub country: &'a str,
    pub sector: &'a str,
    pub federation: &'a str,
}

/// Both names of a pair, in both scripts.
#[derive(FromRow)]
pub struct PairNames {
    pub mentee_id: PersonId,
    pub mentor_id: PersonId,
    pub mentee_given: String,
    pub mentee_family: String,
    pub mentee_given_ar: String,
    pub mentee_family_ar: String,
    pub mentor_given: String,
    pub mentor_family: String,
    pub mentor_given_ar: String,
    pub mentor_family_ar: String,
    pub demo: bool,
}

impl PairNames {
    /// Where a search looks.
    pub fn searched(&self) -> String {
        [
            &self.mentee_given,
            &self.mentee_family,
            &self.mentee_given_ar,
            &self.mentee_family_ar,
            &self.mentor_given,
            &self.mentor_family,
            &self.mentor_given_ar,
            &self.mentor_family_ar,
        ]
        .map(String::as_str)
        .join(" ")
    }

    pub fn mentee(&self, lang: Lang) -> String {
        let name = super::names(
            self.mentee_given.clone(),
            self.mentee_family.clone(),
            self.mentee_given_ar.clone(),
            self.mentee_family_ar.clone(),
        );
        name.shown(lang)
    }

    pub fn mentor(&self, lang: Lang) -> String {
        let name = super::names(
            self.mentor_given.clone(),
            self.mentor_family.clone(),
            self.mentor_given_ar.clone(),
            self.mentor_family_ar.clone(),
        );
        name.shown(lang)
    }
}

pub const PAIR_NAMES: &str =
    "x.mentee_id, x.mentor_id, e.given_name as mentee_given, e.family_name as mentee_family,
    e.given_name_ar as mentee_given_ar, e.family_name_ar as mentee_family_ar,
    o.given_name as mentor_given, o.family_name as mentor_family,
    o.given_name_ar as mentor_given_ar, o.family_name_ar as mentor_family_ar, p.demo as demo";

pub const PAIR_JOINS: &str =
    "join profiles e on e.person_id = x.mentee_id join profiles o on o.person_id = x.mentor_id
    join people p on p.id = x.mentee_id";

/// One of the two is of that country, sector and federation ($2 to $4).
pub const EITHER: &str = "($2 = '' or e.country = $2 or o.country = $2)
    and ($4 = '' or e.federation = $4 or o.federation = $4)
    and ($3 = '' or exists (select 1 from profile_sectors t where t.sector = $3
            and (t.person_id = x.mentee_id or t.person_id = x.mentor_id))
        or exists (select 1 from projects j where j.sector = $3 and j.person_id = x.mentee_id))";
