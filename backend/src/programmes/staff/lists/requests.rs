//! The list of requests.

use super::{EVERYTHING, Filter, Part, facets, shown, sort_by_side};
use crate::{
    Backend, Result,
    matching::Search,
    programmes::staff::{
        DUE_SOON, EXPIRED_LATELY, OFFICE_ZONE, count, desk,
        sql::requests::{self as sql, Request, Wanted},
    },
    zones,
};
use domain::{
    Actor, Lang, ProgrammeId, Timestamp,
    programmes::{Counts, Listed, Office, Page, RequestRow},
};

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
pub(in crate::programmes::staff) async fn requests_of(
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
    let page = match (sql::order(sort), Search::new(&filter.search)) {
        (Some(order), None) => {
            let conn = reader.conn();
            for (state, all, before, after) in
                sql::tallies(conn, programme, &narrow, soon, lately).await?
            {
                add(&state, all, before, after);
            }
            let total = counts.of(&filter.state);
            let (conn, window) = (reader.conn(), part.window(total));
            let rows = sql::requests(conn, programme, &narrow, &wanted, order, window).await?;
            part.of(rows, total)
        }
        (order, search) => {
            let order = order.unwrap_or(sql::ORDER);
            let all = self::wanted("", soon, lately);
            let conn = reader.conn();
            let mut rows = sql::requests(conn, programme, &narrow, &all, order, EVERYTHING).await?;
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

pub(in crate::programmes::staff) fn request_row(row: Request, lang: Lang) -> Result<RequestRow> {
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
