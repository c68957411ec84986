//! Where a mentor's page was come to from: what a list is narrowed to travels in the address of what it leads to, so that
//! *back* goes to the same place in the same list, without script too.

use crate::ui::query;
use domain::PersonId;
use leptos_router::params::ParamsMap;

/// Names of what the directory is narrowed to, as in its address.
pub const FIELDS: [&str; 9] = [
    "q",
    "sector",
    "expertise",
    "region",
    "tongue",
    "country",
    "free",
    "programme",
    "page",
];
/// Says that it was the suggestions.
const FROM: (&str, &str) = ("from", "suggested");

/// A list and what it is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPlace(Vec<(&'static str, String)>);

impl ListPlace {
    /// The list that the address of a mentor's page names, or the directory's own from its own.
    pub fn of(address: &ParamsMap) -> Self {
        let value = |name: &'static str| (name, address.get(name).unwrap_or_default());
        Self(FIELDS.into_iter().chain([FROM.0]).map(value).collect())
    }

    /// The suggestions; of this programme, where there are several.
    pub fn suggestions(programme: &str) -> Self {
        Self(vec![
            ("programme", programme.to_owned()),
            (FROM.0, FROM.1.to_owned()),
        ])
    }

    pub fn get(&self, name: &str) -> String {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// The same with another value.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        for (known, now) in &mut self.0 {
            if *known == name {
                value.clone_into(now);
            }
        }
        self
    }

    /// A mentor's page, as a path without the language.
    pub fn mentor(&self, mentor: PersonId) -> String {
        format!("/mentors/{mentor}{}", self.query())
    }

    /// The form of a request to this mentor.
    pub fn request(&self, mentor: PersonId) -> String {
        format!("/mentors/{mentor}/request{}", self.query())
    }

    /// The list, at this mentor.
    pub fn back(&self, mentor: PersonId) -> String {
        let place = anchor(mentor);
        if self.get(FROM.0) == FROM.1 {
            let programme = self.get("programme");
            let query = query(&[("side", "receive"), ("programme", &programme)]);
            return format!("/mentorship{query}#{place}");
        }
        format!("/mentors{}#{place}", self.query())
    }

    /// The directory narrowed in the same way.
    pub fn directory(&self) -> String {
        format!("/mentors{}", self.query())
    }

    fn query(&self) -> String {
        let pairs: Vec<_> = self
            .0
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        match query(&pairs).as_str() {
            "?" => String::new(),
            query => query.to_owned(),
        }
    }
}

/// The id of a mentor's line in a list.
pub fn anchor(mentor: PersonId) -> String {
    format!("m-{mentor}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn address(pairs: &[(&str, &str)]) -> ParamsMap {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn back_leads_to_the_same_place_in_the_same_list() {
        let mentor = PersonId(Uuid::nil());
        let narrowed = address(&[
            ("q", "dou ane"),
            ("free", "on"),
            ("page", "3"),
            ("other", "x"),
        ]);
        let there = ListPlace::of(&narrowed).mentor(mentor);
        assert_eq!(
            there,
            format!("/mentors/{mentor}?q=dou%20ane&free=on&page=3")
        );
        let back = ListPlace::of(&narrowed).back(mentor);
        assert_eq!(
            back,
            format!("/mentors?q=dou%20ane&free=on&page=3#m-{mentor}")
        );
        assert_eq!(
            ListPlace::of(&address(&[])).back(mentor),
            format!("/mentors#m-{mentor}")
        );
    }

    #[test]
    fn from_the_suggestions_back_leads_there_and_keeps_the_programme() {
        let mentor = PersonId(Uuid::nil());
        let there = ListPlace::suggestions("SECOND").mentor(mentor);
        assert_eq!(
            there,
            format!("/mentors/{mentor}?programme=SECOND&from=suggested")
        );
        let came = address(&[("programme", "SECOND"), ("from", "suggested")]);
        let back = ListPlace::of(&came).back(mentor);
        assert_eq!(
            back,
            format!("/mentorship?side=receive&programme=SECOND#m-{mentor}")
        );
    }
}
