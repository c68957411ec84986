//! What each of the two sees of their mentorship.

use super::{Pair, charter, names, sql};
use crate::{
    Backend, Result, circle,
    db::{Conn, Reader},
    matching,
    notifications::wall_time,
};
use domain::{
    Actor, Lang, MentorshipId, PersonId, Timestamp,
    mentorships::{
        Ended, MentorshipView, Milestone, NextStep, Parting, Partner, Progress, Side, SideView,
        Signatures, next_step, side_to_show,
    },
    profiles::photo_path,
    time::{DAY, Day},
};

/// How long a mentor is told that a place is free again, in milliseconds.
const PLACE_IS_NEWS: i64 = 14 * DAY;

/// One mentorship of the actor.
pub async fn show(
    backend: &Backend,
    actor: &Actor,
    id: MentorshipId,
    lang: Lang,
    now: Timestamp,
) -> Result<MentorshipView> {
    let mut reader = backend.db.read().await?;
    let pair = Pair::read(reader.conn(), actor, id).await?;
    view(&mut reader, pair, actor.person, lang, now).await
}

/// The mentorship that the actor's home is about: the first of [`list`], unless it ended early and asks for nothing.
pub async fn current(
    backend: &Backend,
    actor: &Actor,
    lang: Lang,
    now: Timestamp,
) -> Result<Option<MentorshipView>> {
    let all = list(backend, actor, lang, now).await?;
    Ok(all.into_iter().find(|one| {
        let is_over = one
            .ended
            .is_some_and(|ended| ended.parting != Parting::Completed);
        !is_over || one.next != NextStep::SeeChain
    }))
}

/// All mentorships of the actor: those that wait for them, then the other open ones, the closed ones last.
pub async fn list(
    backend: &Backend,
    actor: &Actor,
    lang: Lang,
    now: Timestamp,
) -> Result<Vec<MentorshipView>> {
    let mut reader = backend.db.read().await?;
    let mut views = Vec::new();
    for row in sql::of_person(reader.conn(), actor.person).await? {
        if let Some(pair) = Pair::of(row, actor.person)? {
            views.push(view(&mut reader, pair, actor.person, lang, now).await?);
        }
    }
    views.sort_by_key(|one| one.next.urgency());
    Ok(views)
}

/// One side of the actor's mentoring: the one asked for if they have it, else where somebody waits.
///
/// A person is on a side by a programme they joined on it, or by a mentorship of that side.
pub async fn side(
    backend: &Backend,
    actor: &Actor,
    asked: Option<Side>,
    lang: Lang,
    now: Timestamp,
) -> Result<SideView> {
    let mut pairs = list(backend, actor, lang, now).await?;
    let requests = matching::open_requests(backend, actor).await?;
    let mut reader = backend.db.read().await?;
    let joined = sql::sides(reader.conn(), actor.person).await?;
    let has = |side: Side| {
        joined.iter().any(|it| it == side.code()) || pairs.iter().any(|pair| pair.side == side)
    };
    let first = pairs.first().map(|pair| pair.side);
    let side = side_to_show(asked, has, requests.received, first);
    let both = has(Side::Mentee) && has(Side::Mentor);
    pairs.retain(|pair| pair.side == side);
    Ok(SideView {
        side,
        both,
        pairs,
        open_requests: match side {
            Side::Mentee => requests.sent,
            Side::Mentor => requests.received,
        },
    })
}

async fn view(
    reader: &mut Reader,
    pair: Pair,
    viewer: PersonId,
    lang: Lang,
    now: Timestamp,
) -> Result<MentorshipView> {
    let id = pair.row.id;
    let other = partner(reader, &pair, lang).await?;
    let charters = sql::charters(reader.conn(), id).await?;
    let signers = match charters.last() {
        Some(last) => charter::signers(reader.conn(), id, last.id).await?,
        None => Vec::new(),
    };
    let standing = Signatures {
        has_terms: !charters.is_empty(),
        mine: signers.contains(&viewer),
        theirs: signers.contains(&pair.other()),
    };
    let zone = sql::person(reader.conn(), viewer).await?.time_zone;
    let mut moments: Vec<(Timestamp, Milestone)> = vec![(pair.row.created_at, Milestone::Opened)];
    moments.extend(charters.iter().map(|row| {
        let written = Milestone::TermsWritten {
            version: row.version,
            mine: row.written_by == viewer,
        };
        (row.created_at, written)
    }));
    let signatures = sql::signatures(reader.conn(), id).await?;
    // A change that waits for a signature holds for nobody yet.
    let in_force = charters.iter().rev().find(|row| {
        let signed = signatures.iter().filter(|it| it.charter_id == row.id);
        signed.count() == 2
    });
    let months = in_force.map(|row| row.months);
    let aims = in_force.map(|row| row.aims.clone()).unwrap_or_default();
    moments.extend(signatures.into_iter().map(|it| {
        let mine = it.person_id == viewer;
        (it.signed_at, Milestone::Signed { mine })
    }));
    let progress = progress(reader.conn(), &pair, months, now).await?;
    let pledge = circle::of_mentorship(reader.conn(), id).await?;
    moments.extend(pledge.iter().map(|(_, at)| (*at, Milestone::Pledged)));
    let end = pair.ended()?;
    moments.extend(end.iter().map(|end| (end.at, Milestone::Ended)));
    moments.sort_by_key(|(at, _)| *at);
    let timeline = moments
        .into_iter()
        .map(|(at, what)| Ok((wall_time(at, zone.as_deref())?.day, what)))
        .collect::<Result<Vec<(Day, Milestone)>>>()?;
    let mut next = next_step(pair.state, pair.side, standing);
    let mut ended = None;
    if let Some(end) = end {
        let parting = end.ending.told(pair.side, end.left);
        let is_free = is_free(reader.conn(), &pair, viewer, now).await?;
        next = parting.next(pair.side, is_free);
        let on = wall_time(end.at, zone.as_deref())?.day;
        ended = Some(Ended { on, parting });
    }
    Ok(MentorshipView {
        id,
        state: pair.state,
        side: pair.side,
        other,
        next,
        progress,
        aims,
        pledge: pledge.map(|(pledge, _)| pledge),
        ended,
        timeline,
    })
}

/// Whether the viewer of an ended pair is still in its programme, and nothing took its place: a mentee asks and has
/// nobody, a mentor was told lately.
async fn is_free(
    mut conn: Conn<'_>,
    pair: &Pair,
    viewer: PersonId,
    now: Timestamp,
) -> Result<bool> {
    let programme = pair.row.programme_id;
    let side = pair.side.code();
    if !sql::is_on_side(conn.reborrow(), programme, viewer, side).await? {
        return Ok(false);
    }
    Ok(match pair.side {
        Side::Mentee => !sql::waits_or_is_mentored(conn, programme, viewer).await?,
        Side::Mentor => {
            let closed = pair.row.closed_at;
            closed.is_some_and(|closed| now.since(closed) < PLACE_IS_NEWS)
        }
    })
}

/// The running month of an open pair whose charter holds. Both count it on the mentee's clock, so that both are told
/// the same month on the day it changes.
async fn progress(
    conn: Conn<'_>,
    pair: &Pair,
    months: Option<i64>,
    now: Timestamp,
) -> Result<Option<Progress>> {
    let (Some(start), Some(months), None) = (pair.row.chartered_at, months, pair.row.closed_at)
    else {
        return Ok(None);
    };
    let zone = sql::person(conn, pair.row.mentee_id).await?.time_zone;
    let day = |at| wall_time(at, zone.as_deref()).map(|local| local.day);
    Ok(Some(Progress::of(day(start)?, day(now)?, months)))
}

async fn partner(reader: &mut Reader, pair: &Pair, lang: Lang) -> Result<Partner> {
    let person = pair.other();
    let row = sql::person(reader.conn(), person).await?;
    let names = names(&row);
    let is_open = pair.row.closed_at.is_none();
    let within = |value: String| if is_open { value } else { String::new() };
    Ok(Partner {
        person,
        name: names.shown(lang),
        short: names.short(lang),
        headline: row.headline.unwrap_or_default(),
        city: row.city.unwrap_or_default(),
        photo: row.photo_hash.map(|hash| photo_path(person, &hash, 192)),
        email: within(row.email),
        phone: within(row.phone.unwrap_or_default()),
    })
}
