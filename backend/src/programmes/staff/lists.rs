//! The three lists: members, requests, pairs. Each is narrowed, counted for its filters, put in order and cut into
//! pages.
//!
//! Where both engines agree on the order and nothing is searched, a page is read by itself. Neither engine folds
//! accents and Arabic spelling: a search, and an order by name, read the whole list of the programme and do it here.

mod pairs;
mod people;
mod requests;
mod searched;

pub use pairs::pairs;
pub(super) use pairs::{pair_row, pairs_of};
pub use people::people;
pub(super) use people::{members_in, members_of, tallies_of};
pub use requests::requests;
pub(super) use requests::{request_row, requests_of};

use super::{
    count,
    sql::{self, Narrow, members},
};
use crate::{Backend, Result, matching::fold, profiles::reference};
use domain::{
    Lang, ProgrammeId,
    profiles::ReferenceKind,
    programmes::{
        Direction, EXPORT_ROWS, Facet, Facets, ListQuery, MemberGroup, PAGE_ROWS, Page, Place,
        Side, Sort,
    },
};

/// What a list is narrowed to and how it is ordered; an empty text is no filter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Code of the programme.
    pub programme: String,
    pub side: Option<Side>,
    pub group: Option<MemberGroup>,
    /// The state of a request, or `due_soon` or `expired_lately`, which today's page counts.
    pub state: String,
    /// The phase of a pair, or `without_charter`, which today's page counts, or `open`.
    pub phase: String,
    /// Codes. Of a request or a pair one of the two has them.
    pub country: String,
    pub sector: String,
    pub federation: String,
    /// Beginnings of words: of a name, in either script, of the address, and of members also of a town and of
    /// expertise, in any language.
    pub search: String,
    /// As [`Sort::parse`] reads it.
    pub sort: String,
    /// Counted from 1.
    pub page: u32,
}

impl From<ListQuery> for Filter {
    fn from(query: ListQuery) -> Self {
        Self {
            side: Side::from_code(&query.side),
            group: MemberGroup::from_code(&query.group),
            page: query.page.parse().unwrap_or(1),
            programme: query.programme,
            state: query.state,
            phase: query.phase,
            country: query.country,
            sector: query.sector,
            federation: query.federation,
            search: query.q,
            sort: query.sort,
        }
    }
}

impl Filter {
    fn narrow(&self) -> Narrow<'_> {
        Narrow {
            country: &self.country,
            sector: &self.sector,
            federation: &self.federation,
        }
    }

    /// Does it leave out members for what they are or have, and not only for their side?
    pub(super) fn is_about_profiles(&self) -> bool {
        let texts = [&self.country, &self.sector, &self.federation, &self.search];
        texts.into_iter().any(|text| !text.is_empty())
            || self
                .group
                .is_some_and(|group| group != MemberGroup::ToInvite)
    }

    fn sort(&self) -> Sort<'_> {
        Sort::parse(&self.sort)
    }
}

/// How much of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Of this number.
    Page(u32),
    /// [`EXPORT_ROWS`] at the most.
    Whole,
}

impl Part {
    /// Limit and offset in a list of so many rows.
    fn window(self, total: u64) -> (i64, i64) {
        match self {
            Part::Page(page) => (i64::from(PAGE_ROWS), Place::of(page, total).offset as i64),
            Part::Whole => (i64::from(EXPORT_ROWS), 0),
        }
    }

    /// These rows, which were read by themselves out of so many.
    fn of<R>(self, rows: Vec<R>, total: u64) -> Page<R> {
        match self {
            Part::Page(page) => Place::of(page, total).with(rows),
            Part::Whole => Page {
                rows,
                page: 1,
                total,
            },
        }
    }

    /// The part of these rows, which are all.
    fn cut<R>(self, rows: Vec<R>) -> Page<R> {
        let total = rows.len() as u64;
        let (limit, offset) = self.window(total);
        let rows = rows.into_iter().skip(offset as usize);
        self.of(rows.take(limit as usize).collect(), total)
    }
}

/// Limit and offset of everything.
const EVERYTHING: (i64, i64) = (u32::MAX as i64, 0);

/// Puts rows in the order of a text, folded; rows without it stand last where it rises.
fn sort_by_text<R>(rows: &mut [R], direction: Direction, text: impl Fn(&R) -> String) {
    rows.sort_by_cached_key(|row| {
        let folded = fold(&text(row));
        (folded.is_empty(), folded)
    });
    if direction == Direction::Falling {
        rows.reverse();
    }
}

/// The page with its rows as the office sees them.
fn shown<R, T>(found: Page<R>, show: impl Fn(R) -> Result<T>) -> Result<Page<T>> {
    Ok(Page {
        rows: found.rows.into_iter().map(show).collect::<Result<_>>()?,
        page: found.page,
        total: found.total,
    })
}

/// What the programme's members have, by name.
pub(super) async fn facets(
    backend: &Backend,
    programme: ProgrammeId,
    lang: Lang,
) -> Result<Facets> {
    use ReferenceKind::{Country, Federation, Sector};
    let mut reader = backend.db.read().await?;
    let rows = members::facets(reader.conn(), programme).await?;
    drop(reader);
    let names = reference::names(backend, &[Country, Sector, Federation], lang).await?;
    let of = |kind: ReferenceKind| {
        let rows = rows.iter().filter(|(its, _, _)| its == kind.code());
        let mut facets: Vec<_> = rows
            .map(|(_, code, members)| {
                let name = names.iter().find(|it| it.kind == kind && it.code == *code);
                Facet {
                    name: name.map_or_else(|| code.clone(), |it| it.name.clone()),
                    code: code.clone(),
                    members: count(*members),
                }
            })
            .collect();
        facets.sort_by_cached_key(|facet| fold(&facet.name));
        facets
    };
    Ok(Facets {
        countries: of(Country),
        sectors: of(Sector),
        federations: of(Federation),
    })
}

/// By the name of one of the two.
fn sort_by_side<R>(
    rows: &mut [R],
    sort: Sort<'_>,
    lang: Lang,
    pair: impl Fn(&R) -> &sql::PairNames,
) {
    match sort.column {
        "mentee" => sort_by_text(rows, sort.direction, |row| pair(row).mentee(lang)),
        "mentor" => sort_by_text(rows, sort.direction, |row| pair(row).mentor(lang)),
        _ => {}
    }
}
