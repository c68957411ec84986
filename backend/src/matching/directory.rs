//! All mentors of a programme, to search and filter.

use super::{
    fold::{fold, matches},
    pool::Known,
    sql, suggest,
};
use crate::{Backend, Result, db::Conn};
use domain::{
    Actor, Failure, Lang, PersonId, ProgrammeId, Timestamp,
    matching::{
        MentorStatus,
        views::{DIRECTORY_PAGE, Directory, DirectoryFilter},
    },
};

/// One page of the mentors that pass every filter, by family name. For members and staff of a programme.
pub async fn directory(
    backend: &Backend,
    actor: &Actor,
    filter: &DirectoryFilter,
    lang: Lang,
    now: Timestamp,
) -> Result<Directory> {
    let mut reader = backend.db.read().await?;
    let programme = programme_in_sight(reader.conn(), actor).await?;
    let labels = suggest::labels(reader.conn(), lang).await?;
    drop(reader);
    let pool = backend.mentors.current(&backend.db, programme, now).await?;
    let text = fold(&filter.text);
    let mut found: Vec<&Known> = pool
        .known
        .values()
        .filter(|known| known.mentor.offer.status != MentorStatus::NotAMentor)
        .filter(|known| matches(&known.text, &text) && passes(known, filter))
        .collect();
    found.sort_by(|one, other| {
        let key = |it: &Known| (it.sort.clone(), it.mentor.offer.person);
        key(one).cmp(&key(other))
    });
    let pages = found.len().div_ceil(DIRECTORY_PAGE).max(1);
    let page = filter.page.clamp(1, pages);
    let shown = found
        .iter()
        .skip((page - 1) * DIRECTORY_PAGE)
        .take(DIRECTORY_PAGE);
    Ok(Directory {
        mentors: shown.map(|known| known.mentor.card(lang)).collect(),
        found: found.len(),
        page,
        pages,
        labels,
    })
}

/// The programme whose mentors the actor may see: their own, or the first they coordinate.
pub async fn programme_in_sight(mut conn: Conn<'_>, actor: &Actor) -> Result<ProgrammeId> {
    for side in ["mentee", "mentor"] {
        if let Some(programme) = sql::programme_of(conn.reborrow(), actor.person, side).await? {
            return Ok(programme);
        }
    }
    let coordinated = actor.roles.iter().find_map(|role| match role {
        domain::Role::Coordinator(programme) => Some(*programme),
        _ => None,
    });
    coordinated.ok_or_else(|| Failure::Forbidden.into())
}

fn passes(known: &Known, filter: &DirectoryFilter) -> bool {
    let offer = &known.mentor.offer;
    let country = known.mentor.row.country.as_deref();
    filter
        .sector
        .as_ref()
        .is_none_or(|it| offer.sectors.contains(it))
        && filter
            .expertise
            .as_ref()
            .is_none_or(|it| offer.offers.contains(it))
        && filter
            .region
            .as_ref()
            .is_none_or(|it| offer.ties.contains(it))
        && filter
            .tongue
            .is_none_or(|it| offer.languages.iter().any(|spoken| spoken.tongue == it))
        && filter
            .country
            .as_ref()
            .is_none_or(|it| country == Some(it.as_str()))
        && (!filter.free || (offer.status == MentorStatus::Available && offer.free_places() > 0))
}

/// Whether the actor may look at this mentor at all.
pub async fn may_see(
    conn: Conn<'_>,
    actor: &Actor,
    programme: ProgrammeId,
    mentor: PersonId,
) -> Result<bool> {
    if actor.person == mentor || actor.coordinates(programme) {
        return Ok(true);
    }
    Ok(sql::is_member(conn, actor.person, programme).await?)
}
