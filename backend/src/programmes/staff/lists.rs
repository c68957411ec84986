//! The three lists: members, requests, pairs. Each is narrowed, counted for its filters, put in order and cut into
//! pages.
//!
//! Where both engines agree on the order and nothing is searched, a page is read by itself. Neither engine folds
//! accents and Arabic spelling: a search, and an order by name, read the whole list of the programme and do it here.

use super::{
    DUE_SOON, EXPIRED_LATELY, OFFICE_ZONE, count, desk, names,
    sql::{
        self, Narrow,
        members::{self, MemberRow},
        pairs::Pair,
        requests::{Request, Wanted},
    },
};
use crate::{
    Backend, Error, Result,
    db::Conn,
    matching::{Search, fold},
    profiles::reference,
    programmes::invitations,
    zones,
};
use domain::{
    Actor, Lang, ProgrammeId, Timestamp,
    profiles::ReferenceKind,
    programmes::{
        Asked, Counts, Direction, EXPORT_ROWS, Facet, Facets, ListQuery, Listed, Member,
        MemberGroup, Members, Office, PAGE_ROWS, Page, PairPhase, PairRow, Place, Progress,
        RequestRow, Side, Sort, Standing,
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
    /// Beginnings of words of a name, in either script, or of the address.
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

/// Members, newest first.
pub async fn people(
    backend: &Backend,
    actor: &Actor,
    filter: &Filter,
    lang: Lang,
) -> Result<Office<Members>> {
    let (programme, programmes) = desk(backend, actor, &filter.programme, lang).await?;
    let uninvited = invitations::uninvited(&backend.db, actor, programme).await?;
    let facets = facets(backend, programme, lang).await?;
    let part = Part::Page(filter.page);
    let (page, counts, sides) = members_of(backend, programme, filter, part, lang, &facets).await?;
    let mut reader = backend.db.read().await?;
    let asked = members::asked(reader.conn(), programme, Members::ASKED_MAX).await?;
    let asked = asked.into_iter().map(asked_row).collect::<Result<_>>()?;
    Ok(Office {
        programmes,
        shown: Members {
            list: Listed {
                page,
                counts,
                facets,
            },
            sides,
            uninvited,
            asked,
        },
    })
}

fn asked_row((email, side, standing, at): (String, String, String, Timestamp)) -> Result<Asked> {
    Ok(Asked {
        email,
        side: Side::from_code(&side).ok_or(Error::UnknownCode("invitations.side"))?,
        standing: Standing::from_code(&standing).ok_or(Error::UnknownCode("standing"))?,
        on: zones::day(at, OFFICE_ZONE)?,
    })
}

/// A part of the members, and how many are in each group and on each side.
pub(super) async fn members_of(
    backend: &Backend,
    programme: ProgrammeId,
    filter: &Filter,
    part: Part,
    lang: Lang,
    facets: &Facets,
) -> Result<(Page<Member>, Counts, Counts)> {
    let narrow = filter.narrow();
    let sort = filter.sort();
    let mut reader = backend.db.read().await?;
    let conn = reader.conn();
    let (page, tallies) = match (members::order(sort), Search::new(&filter.search)) {
        (Some(order), None) => ordered_members(conn, programme, filter, order, part).await?,
        (order, search) => {
            let order = order.unwrap_or(members::ORDER);
            let everybody = members::Wanted::default();
            let mut rows =
                members::people(conn, programme, &narrow, everybody, order, EVERYTHING).await?;
            if let Some(search) = search {
                rows.retain(|row| search.finds(&row.searched()));
            }
            let tallies = rows
                .iter()
                .filter_map(|row| Some((row.flags.progress()?, 1)));
            let tallies = tallies.collect();
            rows.retain(|row| {
                row.flags
                    .progress()
                    .is_some_and(|it| is_wanted(filter, &it))
            });
            match sort.column {
                "name" => sort_by_text(&mut rows, sort.direction, |row| row.name(lang)),
                "city" => sort_by_text(&mut rows, sort.direction, |row| row.city.clone()),
                _ => {}
            }
            (part.cut(rows), tallies)
        }
    };
    let (groups, sides) = count_members(filter, &tallies);
    let page = shown(page, |row| member(row, lang, facets))?;
    Ok((page, groups, sides))
}

type Tallies = Vec<(Progress, u64)>;

/// In an order that the engines do.
async fn ordered_members(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    filter: &Filter,
    order: &'static str,
    part: Part,
) -> Result<(Page<MemberRow>, Tallies)> {
    let narrow = filter.narrow();
    let tallies = members::tallies(conn.reborrow(), programme, &narrow).await?;
    let tallies: Tallies = tallies
        .iter()
        .filter_map(|tally| Some((tally.flags.progress()?, count(tally.members))))
        .collect();
    let wanted = tallies
        .iter()
        .filter(|(progress, _)| is_wanted(filter, progress));
    let total = wanted.map(|(_, members)| members).sum();
    let wanted = members::Wanted {
        side: filter.side,
        group: filter.group,
    };
    let window = part.window(total);
    let rows = members::people(conn, programme, &narrow, wanted, order, window).await?;
    Ok((part.of(rows, total), tallies))
}

fn is_wanted(filter: &Filter, progress: &Progress) -> bool {
    filter.side.is_none_or(|side| progress.side == side)
        && filter.group.is_none_or(|group| progress.is_in(group))
}

/// How many would be shown for each group on the chosen side, and for each side in the chosen group.
fn count_members(filter: &Filter, tallies: &Tallies) -> (Counts, Counts) {
    let (mut groups, mut sides) = (Counts::default(), Counts::default());
    for (progress, members) in tallies {
        if filter.side.is_none_or(|side| progress.side == side) {
            groups.add("", *members);
            let those = MemberGroup::ALL.into_iter();
            for group in those.filter(|group| progress.is_in(*group)) {
                groups.add(group.code(), *members);
            }
        }
        if filter.group.is_none_or(|group| progress.is_in(group)) {
            sides.add("", *members);
            sides.add(progress.side.code(), *members);
        }
    }
    (groups, sides)
}

impl MemberRow {
    fn name(&self, lang: Lang) -> String {
        names(
            self.given_name.clone(),
            self.family_name.clone(),
            self.given_name_ar.clone(),
            self.family_name_ar.clone(),
        )
        .shown(lang)
    }
}

fn member(row: MemberRow, lang: Lang, facets: &Facets) -> Result<Member> {
    let country = facets.countries.iter().find(|it| it.code == row.country);
    Ok(Member {
        person: row.person_id,
        name: row.name(lang),
        progress: row
            .flags
            .progress()
            .ok_or(Error::UnknownCode("memberships.side"))?,
        email: row.email,
        headline: row.headline,
        country: country.map(|it| it.name.clone()).unwrap_or_default(),
        city: row.city,
        joined: zones::day(row.joined_at, OFFICE_ZONE)?,
        is_demo: row.demo,
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

/// Requests, those that end first at the top.
pub async fn requests(
    backend: &Backend,
    actor: &Actor,
    filter: &Filter,
    lang: Lang,
    now: Timestamp,
) -> Result<Office<Listed<RequestRow>>> {
    let (programme, programmes) = desk(backend, actor, &filter.programme, lang).await?;
    let facets = facets(backend, programme, lang).await?;
    let part = Part::Page(filter.page);
    let (page, counts) = requests_of(backend, programme, filter, part, lang, now).await?;
    let shown = Listed {
        page,
        counts,
        facets,
    };
    Ok(Office { programmes, shown })
}

/// A part of the requests, and how many are in each state.
pub(super) async fn requests_of(
    backend: &Backend,
    programme: ProgrammeId,
    filter: &Filter,
    part: Part,
    lang: Lang,
    now: Timestamp,
) -> Result<(Page<RequestRow>, Counts)> {
    let (narrow, sort) = (filter.narrow(), filter.sort());
    let (soon, lately) = (now.plus(DUE_SOON), now.plus(-EXPIRED_LATELY));
    let wanted = wanted(&filter.state, soon, lately);
    let mut reader = backend.db.read().await?;
    let mut counts = Counts::default();
    let mut add = |state: &str, all: i64, before_soon: i64, after_lately: i64| {
        counts.add("", count(all));
        counts.add(state, count(all));
        match state {
            "open" => counts.add("due_soon", count(before_soon)),
            "expired" => counts.add("expired_lately", count(after_lately)),
            _ => {}
        }
    };
    let page = match (sql::requests::order(sort), Search::new(&filter.search)) {
        (Some(order), None) => {
            let conn = reader.conn();
            for (state, all, before, after) in
                sql::requests::tallies(conn, programme, &narrow, soon, lately).await?
            {
                add(&state, all, before, after);
            }
            let total = counts.of(&filter.state);
            let (conn, window) = (reader.conn(), part.window(total));
            let rows =
                sql::requests::requests(conn, programme, &narrow, &wanted, order, window).await?;
            part.of(rows, total)
        }
        (order, search) => {
            let order = order.unwrap_or(sql::requests::ORDER);
            let all = self::wanted("", soon, lately);
            let conn = reader.conn();
            let mut rows =
                sql::requests::requests(conn, programme, &narrow, &all, order, EVERYTHING).await?;
            if let Some(search) = search {
                rows.retain(|row| search.finds(&row.pair.searched()));
            }
            for row in &rows {
                let (due, state) = (row.due_at, row.state.as_str());
                add(state, 1, i64::from(due < soon), i64::from(due >= lately));
            }
            rows.retain(|row| wanted.takes(row));
            sort_by_side(&mut rows, sort, lang, |row| &row.pair);
            part.cut(rows)
        }
    };
    Ok((shown(page, |row| request_row(row, lang))?, counts))
}

/// Which requests a filter of that name means.
fn wanted(state: &str, soon: Timestamp, lately: Timestamp) -> Wanted<'_> {
    let all = Wanted {
        state,
        from: Timestamp(0),
        before: Timestamp(i64::MAX),
    };
    match state {
        "due_soon" => Wanted {
            state: "open",
            before: soon,
            ..all
        },
        "expired_lately" => Wanted {
            state: "expired",
            from: lately,
            ..all
        },
        _ => all,
    }
}

pub(super) fn request_row(row: Request, lang: Lang) -> Result<RequestRow> {
    Ok(RequestRow {
        id: row.id,
        mentee: row.pair.mentee(lang),
        mentee_id: row.pair.mentee_id,
        mentor: row.pair.mentor(lang),
        mentor_id: row.pair.mentor_id,
        state: row.state,
        made: zones::day(row.created_at, OFFICE_ZONE)?,
        due: zones::day(row.due_at, OFFICE_ZONE)?,
        is_demo: row.pair.demo,
    })
}

/// Pairs, the open ones first, and of those who waits longest.
pub async fn pairs(
    backend: &Backend,
    actor: &Actor,
    filter: &Filter,
    lang: Lang,
) -> Result<Office<Listed<PairRow>>> {
    let (programme, programmes) = desk(backend, actor, &filter.programme, lang).await?;
    let facets = facets(backend, programme, lang).await?;
    let part = Part::Page(filter.page);
    let (page, counts) = pairs_of(backend, programme, filter, part, lang).await?;
    let shown = Listed {
        page,
        counts,
        facets,
    };
    Ok(Office { programmes, shown })
}

/// A part of the pairs, and how many are in each phase.
pub(super) async fn pairs_of(
    backend: &Backend,
    programme: ProgrammeId,
    filter: &Filter,
    part: Part,
    lang: Lang,
) -> Result<(Page<PairRow>, Counts)> {
    let (narrow, sort, phase) = (filter.narrow(), filter.sort(), filter.phase.as_str());
    let mut reader = backend.db.read().await?;
    let mut counts = Counts::default();
    let mut add = |phase: &str, pairs: u64| {
        let groups = groups_of(phase).into_iter().flatten();
        for group in ["", phase].into_iter().chain(groups) {
            counts.add(group, pairs);
        }
    };
    let page = match (sql::pairs::order(sort), Search::new(&filter.search)) {
        (Some(order), None) => {
            for (phase, pairs) in sql::pairs::tallies(reader.conn(), programme, &narrow).await? {
                add(&phase, count(pairs));
            }
            let total = counts.of(phase);
            let (conn, window) = (reader.conn(), part.window(total));
            let rows = sql::pairs::pairs(conn, programme, &narrow, phase, order, window).await?;
            part.of(rows, total)
        }
        (order, search) => {
            let order = order.unwrap_or(sql::pairs::ORDER);
            let conn = reader.conn();
            let mut rows =
                sql::pairs::pairs(conn, programme, &narrow, "", order, EVERYTHING).await?;
            if let Some(search) = search {
                rows.retain(|row| search.finds(&row.pair.searched()));
            }
            for row in &rows {
                add(&row.phase, 1);
            }
            let is_of = |row: &Pair| {
                phase.is_empty()
                    || row.phase == phase
                    || groups_of(&row.phase).contains(&Some(phase))
            };
            rows.retain(is_of);
            sort_by_side(&mut rows, sort, lang, |row| &row.pair);
            part.cut(rows)
        }
    };
    Ok((shown(page, |row| pair_row(row, lang))?, counts))
}

/// The groups of phases that one belongs to.
fn groups_of(phase: &str) -> [Option<&'static str>; 2] {
    match phase {
        "awaiting_charter" | "half_signed" => [Some("open"), Some("without_charter")],
        "closed" => [None, None],
        _ => [Some("open"), None],
    }
}

pub(super) fn pair_row(row: Pair, lang: Lang) -> Result<PairRow> {
    Ok(PairRow {
        id: row.id,
        mentee: row.pair.mentee(lang),
        mentee_id: row.pair.mentee_id,
        mentor: row.pair.mentor(lang),
        mentor_id: row.pair.mentor_id,
        phase: PairPhase::from_code(&row.phase).ok_or(Error::UnknownCode("phase"))?,
        since: zones::day(row.created_at, OFFICE_ZONE)?,
        is_demo: row.pair.demo,
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
