//! All mentors of a programme in memory, so that one mentee's list is there at once.
//!
//! It is built from the database, kept current from events by [`MentorIndex::upsert`] and [`MentorIndex::remove`], and
//! can be rebuilt at any time: it holds nothing of its own. [`MentorIndex::rank`] is exact and answers what
//! [`super::rank`] answers, which a property test holds it to. Each mentor's sets of codes are bits, so that looking at
//! all of them costs a few operations each; only those who would enter the list are looked at in full.

mod codes;

use super::assessment::{asks, needs};
use super::criteria::{Asks, Facts, Nearness, fit};
use super::ranking::Standing;
use super::turn::Lot;
use super::{Assessment, MenteeNeeds, MentorOffer, MentorStatus, Rules, Turn, assess, ineligible};
use crate::PersonId;
use crate::profiles::{ExpertiseCode, Level, RegionCode, SectorCode, SpokenLanguage, WeekHours};
use codes::{CodeMask, CodeTable};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// The mentors of one programme. Mentor i stands in place i of every list.
#[derive(Clone, Debug, Default)]
pub struct MentorIndex {
    places: HashMap<PersonId, usize>,
    offers: Vec<MentorOffer>,
    rows: Vec<Row>,
    expertise: CodeTable<ExpertiseCode>,
    sectors: CodeTable<SectorCode>,
    ties: CodeTable<RegionCode>,
}

/// What is looked at for every mentor, beside the sets of codes.
#[derive(Clone, Copy, Debug)]
struct Row {
    person: PersonId,
    lot: Lot,
    /// Takes somebody now, and is not asked by too many.
    is_open: bool,
    room: i32,
    years: Option<u16>,
    tongues: Tongues,
    hours: WeekHours,
}

/// For each level the languages spoken that well or better, one bit each.
#[derive(Clone, Copy, Debug, Default)]
struct Tongues([u16; Level::ALL.len()]);

/// What a mentee looks for, in the index's own bits.
struct Query {
    asks: Asks,
    /// For each need those who offer it, and those who offer what is near.
    needs: Vec<(CodeMask, CodeMask)>,
    same_sector: CodeMask,
    related_sector: CodeMask,
    target_region: CodeMask,
    shared_tie: CodeMask,
    has_target: bool,
    tongues: Tongues,
    hours: WeekHours,
}

impl MentorIndex {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn len(&self) -> usize {
        self.offers.len()
    }

    pub fn is_empty(&self) -> bool {
        self.offers.is_empty()
    }

    pub fn get(&self, mentor: PersonId) -> Option<&MentorOffer> {
        self.places.get(&mentor).map(|place| &self.offers[*place])
    }

    /// In no particular order.
    pub fn iter(&self) -> impl Iterator<Item = &MentorOffer> {
        self.offers.iter()
    }

    /// Adds a mentor, or takes the place of what was known of the same person.
    pub fn upsert(&mut self, mentor: MentorOffer) {
        let row = Row::of(&mentor);
        if let Some(place) = self.places.get(&mentor.person).copied() {
            self.expertise.replace(place, &mentor.offers);
            self.sectors.replace(place, &mentor.sectors);
            self.ties.replace(place, &mentor.ties);
            self.rows[place] = row;
            self.offers[place] = mentor;
        } else {
            self.places.insert(mentor.person, self.offers.len());
            self.expertise.push(&mentor.offers);
            self.sectors.push(&mentor.sectors);
            self.ties.push(&mentor.ties);
            self.rows.push(row);
            self.offers.push(mentor);
        }
    }

    /// Forgets a mentor and returns what was known; `None` if nothing was.
    pub fn remove(&mut self, mentor: PersonId) -> Option<MentorOffer> {
        let place = self.places.remove(&mentor)?;
        self.expertise.swap_remove(place);
        self.sectors.swap_remove(place);
        self.ties.swap_remove(place);
        self.rows.swap_remove(place);
        let removed = self.offers.swap_remove(place);
        if let Some(moved) = self.rows.get(place) {
            self.places.insert(moved.person, place);
        }
        Some(removed)
    }

    /// The best `limit` eligible mentors for this mentee, best first.
    pub fn rank(
        &self,
        mentee: &MenteeNeeds,
        rules: &Rules,
        turn: Turn,
        limit: usize,
    ) -> Vec<Assessment> {
        let query = self.query(mentee, rules);
        // The worst of the best so far is on top.
        let mut best: BinaryHeap<Reverse<(Standing, usize)>> = BinaryHeap::new();
        for (place, row) in self.rows.iter().enumerate().filter(|_| limit > 0) {
            let level = row.tongues.common(query.tongues);
            if !row.is_open || level < Some(Level::Working) {
                continue;
            }
            let facts = self.facts(place, row, level, &query);
            let fit = fit(&query.asks, &facts, &rules.weights);
            let standing = Standing::new(row.person, row.room, turn.draw(row.lot), &fit);
            let full = best.len() >= limit;
            if full
                && best
                    .peek()
                    .is_some_and(|Reverse((worst, _))| standing < *worst)
            {
                continue;
            }
            if ineligible(mentee, &self.offers[place]).is_empty() {
                if full {
                    best.pop();
                }
                best.push(Reverse((standing, place)));
            }
        }
        // `Reverse` sorts the best first.
        let best = best.into_sorted_vec().into_iter();
        best.map(|Reverse((_, place))| assess(mentee, &self.offers[place], rules))
            .collect()
    }

    fn query(&self, mentee: &MenteeNeeds, rules: &Rules) -> Query {
        let taxonomy = &rules.taxonomy;
        let need = |need: &ExpertiseCode| {
            (
                self.expertise.mask(|code| code == need),
                self.expertise.mask(|code| taxonomy.near(need, code)),
            )
        };
        let sector = mentee.sector.as_ref();
        let target = mentee.target_region.as_ref();
        Query {
            asks: asks(mentee),
            needs: needs(mentee).iter().map(need).collect(),
            same_sector: self.sectors.mask(|code| sector == Some(code)),
            related_sector: self
                .sectors
                .mask(|code| sector.is_some_and(|sector| taxonomy.related(sector, code))),
            target_region: self.ties.mask(|code| target == Some(code)),
            shared_tie: self.ties.mask(|code| mentee.ties.contains(code)),
            has_target: target.is_some(),
            tongues: Tongues::of(&mentee.languages),
            hours: mentee.hours,
        }
    }

    fn facts(&self, place: usize, row: &Row, level: Option<Level>, query: &Query) -> Facts {
        let (mut exact, mut near) = (0, 0);
        for (i, (very, family)) in query.needs.iter().enumerate() {
            if self.expertise.has_any(place, very) {
                exact |= 1 << i;
            } else if self.expertise.has_any(place, family) {
                near |= 1 << i;
            }
        }
        Facts {
            exact,
            near,
            sector: self.sector(place, query),
            region: self.region(place, query),
            level,
            years: row.years,
            hours: row.hours.shared(&query.hours),
        }
    }

    fn sector(&self, place: usize, query: &Query) -> Nearness {
        if self.sectors.has_any(place, &query.same_sector) {
            Nearness::Same
        } else if self.sectors.has_any(place, &query.related_sector) {
            Nearness::Near
        } else {
            Nearness::Far
        }
    }

    fn region(&self, place: usize, query: &Query) -> Nearness {
        if self.ties.has_any(place, &query.target_region) {
            Nearness::Same
        } else if !self.ties.has_any(place, &query.shared_tie) {
            Nearness::Far
        } else if query.has_target {
            Nearness::Near
        } else {
            Nearness::Same
        }
    }
}

impl FromIterator<MentorOffer> for MentorIndex {
    fn from_iter<T: IntoIterator<Item = MentorOffer>>(mentors: T) -> Self {
        let mut index = Self::new();
        index.extend(mentors);
        index
    }
}

impl Extend<MentorOffer> for MentorIndex {
    fn extend<T: IntoIterator<Item = MentorOffer>>(&mut self, mentors: T) {
        mentors.into_iter().for_each(|mentor| self.upsert(mentor));
    }
}

impl Row {
    fn of(mentor: &MentorOffer) -> Self {
        Self {
            person: mentor.person,
            lot: Lot::of(mentor.person),
            is_open: mentor.status == MentorStatus::Available
                && mentor.free_places() > 0
                && !mentor.is_much_asked(),
            room: mentor.room(),
            years: mentor.years,
            tongues: Tongues::of(&mentor.languages),
            hours: mentor.hours,
        }
    }
}

impl Tongues {
    fn of(languages: &[SpokenLanguage]) -> Self {
        let mut tongues = Self::default();
        for language in languages {
            for level in &mut tongues.0[..=language.level as usize] {
                *level |= 1 << language.tongue as u16;
            }
        }
        tongues
    }

    /// The level of the weaker speaker in the best common language.
    fn common(self, other: Self) -> Option<Level> {
        let mut best_first = Level::ALL.into_iter().rev();
        best_first.find(|level| self.0[*level as usize] & other.0[*level as usize] != 0)
    }
}
