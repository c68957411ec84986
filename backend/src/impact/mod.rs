//! What partners see: counts, from which no person can be told.
//!
//! They are counted once a week by the worker and then stand as they were published, so two looks at them cannot be
//! compared, and only people whom the office confirmed are counted, so made-up accounts move none of them. Why, and
//! what that leaves open: `docs/decisions/partner-figures.md`.

mod sql;
#[cfg(test)]
mod tests;

use crate::{Backend, Result, profiles::reference, zones};
use domain::{
    Actor, Failure, Lang, Timestamp,
    impact::{self, Count, Figures, Group, Overview},
    profiles::ReferenceKind,
};

/// Counts and publishes the figures of this week, unless they are out. Says whether it did. Nothing is published before
/// somebody is confirmed: an empty first release would stand for a week.
pub async fn publish_due(backend: &Backend, now: Timestamp) -> Result<bool> {
    let week = week_of(now)?;
    let mut reader = backend.db.read().await?;
    let latest = sql::latest(reader.conn()).await?;
    if latest.is_some_and(|latest| latest.0 >= week) {
        return Ok(false);
    }
    if sql::confirmed(reader.conn()).await? == 0 {
        return Ok(false);
    }
    let figures = serde_json::to_string(&count(reader.conn()).await?)?;
    drop(reader);
    let mut tx = backend.db.write().await?;
    // Another worker may have been faster.
    let published = sql::publish(tx.conn(), &week, &figures, now).await?;
    tx.commit().await?;
    Ok(published > 0)
}

async fn count(mut conn: crate::db::Conn<'_>) -> Result<Figures> {
    let (mentees, asked, accepted, signed, pledged, mentors) = sql::funnel(conn.reborrow()).await?;
    let regions = sql::regions(conn).await?;
    let stages = [mentees, asked, accepted, signed, pledged].map(number);
    let mut funnel = [Count::Hidden; 5];
    for (place, count) in funnel.iter_mut().zip(impact::funnel(&stages)) {
        *place = count;
    }
    let counts: Vec<u64> = regions.iter().map(|row| number(row.1)).collect();
    let codes = regions.into_iter().map(|row| row.0);
    Ok(Figures {
        funnel,
        mentors: impact::alone(number(mentors)),
        regions: codes.zip(impact::groups(&counts)).collect(),
    })
}

/// The figures of the latest week, of all programmes; `None` before the first are out. For partners and for the office.
pub async fn overview(backend: &Backend, actor: &Actor, lang: Lang) -> Result<Option<Overview>> {
    if !(actor.is_partner() || actor.coordinates_any() || actor.is_administrator()) {
        return Err(Failure::NotFound.into());
    }
    let mut reader = backend.db.read().await?;
    let Some((_, figures, counted_at)) = sql::latest(reader.conn()).await? else {
        return Ok(None);
    };
    drop(reader);
    let figures: Figures = serde_json::from_str(&figures)?;
    let names = reference::names(backend, &[ReferenceKind::Region], lang).await?;
    let regions = figures.regions.into_iter().map(|(code, count)| {
        let name = names.iter().find(|name| name.code == code);
        Group {
            name: name.map_or(code, |name| name.name.clone()),
            count,
        }
    });
    Ok(Some(Overview {
        counted: zones::day(counted_at, zones::OFFICE)?,
        next: zones::week(counted_at, zones::OFFICE)?.1,
        funnel: figures.funnel,
        mentors: figures.mentors,
        regions: regions.collect(),
    }))
}

/// The Monday of that moment's week at the office, as 2026-11-23: texts in the order of time.
fn week_of(at: Timestamp) -> Result<String> {
    let (monday, _) = zones::week(at, zones::OFFICE)?;
    Ok(format!(
        "{:04}-{:02}-{:02}",
        monday.year, monday.month, monday.day
    ))
}

fn number(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
