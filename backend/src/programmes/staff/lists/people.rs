//! The list of members.

use super::{EVERYTHING, Filter, Part, facets, searched::Searched, shown, sort_by_text};
use crate::{
    Backend, Error, Result,
    db::Conn,
    programmes::{
        invitations,
        staff::{
            OFFICE_ZONE, count, desk, names,
            sql::members::{self, MemberRow},
        },
    },
    zones,
};
use domain::{
    Actor, Lang, ProgrammeId, Timestamp,
    programmes::{
        Asked, Counts, Facets, Listed, Member, MemberGroup, Members, Office, Page, Progress, Side,
        Standing,
    },
};

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
pub(in crate::programmes::staff) async fn members_of(
    backend: &Backend,
    programme: ProgrammeId,
    filter: &Filter,
    part: Part,
    lang: Lang,
    facets: &Facets,
) -> Result<(Page<Member>, Counts, Counts)> {
    let narrow = filter.narrow();
    let sort = filter.sort();
    let search = Searched::new(backend, programme, &filter.search).await?;
    let mut reader = backend.db.read().await?;
    let conn = reader.conn();
    let (page, tallies) = match (members::order(sort), search) {
        (Some(order), None) => ordered_members(conn, programme, filter, order, part).await?,
        (order, search) => {
            let order = order.unwrap_or(members::ORDER);
            let everybody = members::Wanted::default();
            let mut rows =
                members::people(conn, programme, &narrow, everybody, order, EVERYTHING).await?;
            if let Some(mut search) = search {
                rows.retain(|row| search.finds(row));
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
    let tallies = tallies(conn.reborrow(), programme, filter).await?;
    let shown = tallies
        .iter()
        .filter(|(progress, _)| is_wanted(filter, progress));
    let total = shown.map(|(_, members)| members).sum();
    let (wanted, window) = (wanted(filter), part.window(total));
    let rows = members::people(conn, programme, &narrow, wanted, order, window).await?;
    Ok((part.of(rows, total), tallies))
}

/// Every member of the list as it is narrowed.
pub(in crate::programmes::staff) async fn members_in(
    backend: &Backend,
    programme: ProgrammeId,
    filter: &Filter,
) -> Result<Vec<MemberRow>> {
    let (narrow, wanted) = (filter.narrow(), wanted(filter));
    let mut reader = backend.db.read().await?;
    let (conn, order) = (reader.conn(), members::ORDER);
    let mut rows = members::people(conn, programme, &narrow, wanted, order, EVERYTHING).await?;
    drop(reader);
    if let Some(mut search) = Searched::new(backend, programme, &filter.search).await? {
        rows.retain(|row| search.finds(row));
    }
    Ok(rows)
}

/// How far the members of the list as it is narrowed are; for a list that nothing is searched in.
pub(in crate::programmes::staff) async fn tallies_of(
    backend: &Backend,
    programme: ProgrammeId,
    filter: &Filter,
) -> Result<Tallies> {
    let mut reader = backend.db.read().await?;
    let mut tallies = tallies(reader.conn(), programme, filter).await?;
    tallies.retain(|(progress, _)| is_wanted(filter, progress));
    Ok(tallies)
}

async fn tallies(conn: Conn<'_>, programme: ProgrammeId, filter: &Filter) -> Result<Tallies> {
    let tallies = members::tallies(conn, programme, &filter.narrow()).await?;
    let tallies = tallies.iter();
    Ok(tallies
        .filter_map(|tally| Some((tally.flags.progress()?, count(tally.members))))
        .collect())
}

const fn wanted(filter: &Filter) -> members::Wanted {
    members::Wanted {
        side: filter.side,
        group: filter.group,
    }
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
