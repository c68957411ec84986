//! Where a search for members looks: names in both scripts, address, town and expertise in every language.

use crate::{
    Backend, Result,
    matching::{Search, fold, town_names},
    profiles::reference,
    programmes::staff::sql::members::{self, MemberRow},
};
use domain::{Lang, PersonId, ProgrammeId, profiles::ReferenceKind};
use std::collections::{HashMap, HashSet};

/// A search, and who has the expertise that each of its words is in the name of.
pub struct Searched {
    search: Search,
    /// Per word of the search.
    skilled: Vec<(String, HashSet<PersonId>)>,
    /// Towns looked at so far, with all their names: many live in few.
    towns: HashMap<String, String>,
}

impl Searched {
    /// `None` when nothing is searched.
    pub async fn new(
        backend: &Backend,
        programme: ProgrammeId,
        text: &str,
    ) -> Result<Option<Self>> {
        let Some(search) = Search::new(text) else {
            return Ok(None);
        };
        let words: Vec<String> = search.words().map(str::to_owned).collect();
        let mut codes: HashMap<String, Vec<usize>> = HashMap::new();
        for lang in Lang::ALL {
            let names = reference::names(backend, &[ReferenceKind::Expertise], lang).await?;
            for one in names {
                let name = fold(&one.name);
                let hits = words.iter().enumerate();
                let hits = hits
                    .filter(|(_, word)| has_word(&name, word))
                    .map(|(at, _)| at);
                codes.entry(one.code).or_default().extend(hits);
            }
        }
        let mut skilled: Vec<_> = words
            .into_iter()
            .map(|word| (word, HashSet::new()))
            .collect();
        if codes.values().any(|hits| !hits.is_empty()) {
            let mut reader = backend.db.read().await?;
            for (person, code) in members::expertise(reader.conn(), programme).await? {
                for at in codes.get(&code).into_iter().flatten() {
                    skilled[*at].1.insert(person);
                }
            }
        }
        let towns = HashMap::new();
        Ok(Some(Self {
            search,
            skilled,
            towns,
        }))
    }

    /// An address as it is written; else every word of the search, each in one place or another.
    pub fn finds(&mut self, row: &MemberRow) -> bool {
        if self.search.is_address() {
            return self.search.finds(&row.email);
        }
        let names = [
            &row.given_name,
            &row.family_name,
            &row.given_name_ar,
            &row.family_name_ar,
            &row.email,
        ];
        let text = fold(&names.map(String::as_str).join(" "));
        let town = self.towns.entry(row.city.clone());
        let town = town.or_insert_with(|| town_names(&row.city));
        let mut words = self.skilled.iter();
        !self.skilled.is_empty()
            && words.all(|(word, skilled)| {
                skilled.contains(&row.person_id) || has_word(&text, word) || has_word(town, word)
            })
    }
}

/// Does a word of this folded text begin so?
fn has_word(text: &str, word: &str) -> bool {
    text.split(' ').any(|its| its.starts_with(word))
}
