//! All mentors of a programme, to search and filter.

use super::{pool::Known, programme, suggest};
use crate::{Backend, Result};
use domain::{
    Actor, Lang, Timestamp,
    matching::{
        MentorStatus,
        views::{DIRECTORY_PAGE, Directory, DirectoryFilter},
    },
};

/// One page of the mentors that pass every filter, by family name. For members and staff of the programme that the filter
/// names, or of the reader's first.
pub async fn directory(
    backend: &Backend,
    actor: &Actor,
    filter: &DirectoryFilter,
    lang: Lang,
    now: Timestamp,
) -> Result<Directory> {
    let programme = programme::in_sight(backend, actor, &filter.programme, lang).await?;
    let mut reader = backend.db.read().await?;
    let labels = suggest::labels(reader.conn(), lang).await?;
    drop(reader);
    let pool = backend
        .mentors
        .current(&backend.db, programme.id, now)
        .await?;
    let mut found: Vec<&Known> = pool
        .search(&filter.text)
        .filter(|known| known.mentor.offer.status != MentorStatus::NotAMentor)
        .filter(|known| passes(known, filter))
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
        programmes: programme.choices,
    })
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
