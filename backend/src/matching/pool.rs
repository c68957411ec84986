//! The mentors of each programme in memory, kept current from `events`.
//!
//! At each look the newest event is compared with the last one seen; mentors that newer events speak of are read
//! again. PostgreSQL may show an event after one with a higher number, so the last [`OVERLAP`] numbers are looked
//! at once more whenever there is something new, and all is read afresh every [`REBUILD_AFTER`]: this also moves
//! clocks that changed their offset. What is shown or decided is read from the database in any case, so that a
//! pool that lags can only cost a suggestion, never a wrong one.

use super::{
    fold::{fold, matches},
    people::{self, Mentor},
    places, sql,
};
use crate::{Db, Result};
use domain::{
    PersonId, ProgrammeId, Timestamp,
    matching::{MentorIndex, Rules, Taxonomy},
    profiles::{ExpertiseCode, FamilyCode, ReferenceKind},
    time::MINUTE,
};
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{OwnedRwLockReadGuard, RwLock};

/// Numbers of events looked at a second time.
const OVERLAP: i64 = 50;
/// More changed mentors than this are read all together.
const ONE_BY_ONE: usize = 16;
const REBUILD_AFTER: i64 = 10 * MINUTE;

/// The pool of every programme that was asked for.
#[derive(Clone, Debug, Default)]
pub struct Pools(Arc<Mutex<HashMap<ProgrammeId, Arc<RwLock<Pool>>>>>);

/// The mentors of one programme.
#[derive(Debug, Default)]
pub struct Pool {
    pub index: MentorIndex,
    pub known: HashMap<PersonId, Known>,
    pub rules: Rules,
    /// Names of sectors, expertise, regions and countries in all languages, folded.
    labels: Vec<(ReferenceKind, String, String)>,
    seen: i64,
    built_at: Option<Timestamp>,
}

/// A mentor with the text that a search looks through.
#[derive(Debug)]
pub struct Known {
    pub mentor: Mentor,
    /// Names in both scripts, headline, company and town, folded.
    pub text: String,
    /// For the order of the directory.
    pub sort: String,
}

impl Pools {
    /// The programme's mentors as of now.
    pub async fn current(
        &self,
        db: &Db,
        programme: ProgrammeId,
        now: Timestamp,
    ) -> Result<OwnedRwLockReadGuard<Pool>> {
        let pool = self.of(programme);
        let newest = {
            let mut reader = db.read().await?;
            sql::newest_event(reader.conn()).await?
        };
        {
            let read = pool.clone().read_owned().await;
            if read.is_current(newest, now) {
                return Ok(read);
            }
        }
        let mut write = pool.write_owned().await;
        if !write.is_current(newest, now) {
            write.refresh(db, programme, newest, now).await?;
        }
        Ok(write.downgrade())
    }

    fn of(&self, programme: ProgrammeId) -> Arc<RwLock<Pool>> {
        let mut pools = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pools.entry(programme).or_default().clone()
    }
}

impl Pool {
    fn is_current(&self, newest: i64, now: Timestamp) -> bool {
        self.seen >= newest && !self.is_old(now)
    }

    fn is_old(&self, now: Timestamp) -> bool {
        self.built_at
            .is_none_or(|built| now.since(built).abs() >= REBUILD_AFTER)
    }

    async fn refresh(
        &mut self,
        db: &Db,
        programme: ProgrammeId,
        newest: i64,
        now: Timestamp,
    ) -> Result<()> {
        let mut reader = db.read().await?;
        let stored = sql::weights(reader.conn(), programme).await?;
        let weights = people::weights(&stored.unwrap_or_default())?;
        if !self.is_old(now) {
            let from = self.seen - OVERLAP;
            let changed = sql::mentors_in_events(reader.conn(), programme, from).await?;
            if changed.len() <= ONE_BY_ONE {
                for person in changed {
                    match people::mentor(reader.conn(), programme, person, now).await? {
                        Some(mentor) => self.put(mentor),
                        None => self.forget(person),
                    }
                }
                self.rules.weights = weights;
                self.seen = newest;
                return Ok(());
            }
        }
        let reference = sql::reference(reader.conn()).await?;
        let mentors = people::mentors(reader.conn(), programme, now).await?;
        *self = Self {
            rules: Rules {
                weights,
                taxonomy: taxonomy(&reference),
            },
            labels: labels(&reference),
            seen: newest,
            built_at: Some(now),
            ..Self::default()
        };
        mentors.into_iter().for_each(|mentor| self.put(mentor));
        Ok(())
    }

    fn put(&mut self, mentor: Mentor) {
        let row = &mentor.row;
        let text = [
            &row.given_name,
            &row.family_name,
            &row.given_name_ar,
            &row.family_name_ar,
            &row.headline,
            &row.company,
        ];
        let text = fold(&text.map(String::as_str).join(" "));
        let known = Known {
            text: format!("{text} {}", places::names_of(&row.city)),
            sort: fold(&format!("{} {}", row.family_name, row.given_name)),
            mentor,
        };
        self.index.upsert(known.mentor.offer.clone());
        self.known.insert(known.mentor.offer.person, known);
    }

    /// The mentors in whom every word of the search begins a word: of their names, headline, company or town, or of what
    /// they offer, their sectors, their regions and their country in any of the languages. All without a search.
    pub fn search(&self, text: &str) -> impl Iterator<Item = &Known> {
        let words = fold(text);
        let words: Vec<_> = words
            .split_whitespace()
            .map(|word| self.word(word))
            .collect();
        self.known
            .values()
            .filter(move |known| words.iter().all(|word| word.finds(known)))
    }

    fn word(&self, word: &str) -> Word {
        let mut codes: HashMap<ReferenceKind, HashSet<String>> = HashMap::new();
        for (kind, code, _) in self.labels.iter().filter(|(.., name)| matches(name, word)) {
            codes.entry(*kind).or_default().insert(code.clone());
        }
        Word {
            text: word.to_owned(),
            codes,
        }
    }

    fn forget(&mut self, person: PersonId) {
        self.index.remove(person);
        self.known.remove(&person);
    }
}

/// One word of a search, and the codes whose names it begins a word of: names are looked through once for all mentors.
struct Word {
    text: String,
    codes: HashMap<ReferenceKind, HashSet<String>>,
}

impl Word {
    fn finds(&self, known: &Known) -> bool {
        let has = |kind, code: &str| self.codes.get(&kind).is_some_and(|all| all.contains(code));
        let offer = &known.mentor.offer;
        let country = known.mentor.row.country.as_deref();
        matches(&known.text, &self.text)
            || offer
                .offers
                .iter()
                .any(|it| has(ReferenceKind::Expertise, it.as_str()))
            || offer
                .sectors
                .iter()
                .any(|it| has(ReferenceKind::Sector, it.as_str()))
            || offer
                .ties
                .iter()
                .any(|it| has(ReferenceKind::Region, it.as_str()))
            || country.is_some_and(|code| has(ReferenceKind::Country, code))
    }
}

fn labels(reference: &[sql::ReferenceRow]) -> Vec<(ReferenceKind, String, String)> {
    let known = reference.iter();
    let known = known.filter_map(|(kind, code, _, fr, ar, en, de)| {
        let names = fold(&[fr, ar, en, de].map(String::as_str).join(" "));
        Some((ReferenceKind::from_code(kind)?, code.clone(), names))
    });
    known.collect()
}

/// Families of expertise from the reference data, and the usual related sectors.
fn taxonomy(reference: &[sql::ReferenceRow]) -> Taxonomy {
    let families = reference
        .iter()
        .filter(|(kind, ..)| kind == "expertise")
        .filter_map(|(_, code, parent, ..)| {
            let family = FamilyCode::parse(parent.as_deref()?)?;
            Some((ExpertiseCode::parse(code)?, family))
        });
    Taxonomy::new(families, Taxonomy::usual_related_sectors())
}
