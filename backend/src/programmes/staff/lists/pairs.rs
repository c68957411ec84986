//! The list of pairs.

use super::{EVERYTHING, Filter, Part, facets, shown, sort_by_side};
use crate::{
    Backend, Error, Result,
    matching::Search,
    programmes::staff::{
        OFFICE_ZONE, count, desk,
        sql::pairs::{self as sql, Pair},
    },
    zones,
};
use domain::{
    Actor, Lang, ProgrammeId,
    programmes::{Counts, Listed, Office, Page, PairPhase, PairRow},
};

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
pub(in crate::programmes::staff) async fn pairs_of(
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
    let page = match (sql::order(sort), Search::new(&filter.search)) {
        (Some(order), None) => {
            for (phase, pairs) in sql::tallies(reader.conn(), programme, &narrow).await? {
                add(&phase, count(pairs));
            }
            let total = counts.of(phase);
            let (conn, window) = (reader.conn(), part.window(total));
            let rows = sql::pairs(conn, programme, &narrow, phase, order, window).await?;
            part.of(rows, total)
        }
        (order, search) => {
            let order = order.unwrap_or(sql::ORDER);
            let conn = reader.conn();
            let mut rows = sql::pairs(conn, programme, &narrow, "", order, EVERYTHING).await?;
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

pub(in crate::programmes::staff) fn pair_row(row: Pair, lang: Lang) -> Result<PairRow> {
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
