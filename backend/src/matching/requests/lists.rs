//! A person's requests on both sides, and one of them opened.

use super::{RequestRow, is_mentored, pair, people, people_sql, sql};
use crate::{
    Backend, Result,
    db::Conn,
    matching::{
        people::{Mentor, wall_time},
        programme, suggest,
    },
    trust,
};
use domain::{
    Actor, Failure, Lang, PersonId, RequestId, Timestamp,
    matching::{
        assess,
        request::RequestState,
        views::{
            Labels, MyRequests, OpenRequests, ProjectView, RequestLine, RequestPage, RequestSide,
        },
    },
    profiles::{ExpertiseCode, ReferenceKind, RegionCode, SectorCode, Stage},
    time::{Day, WallTime},
};
use jiff::tz::TimeZone;

/// What the actor asked and was asked: first what is open, beginning with the nearest deadline, then the newest.
pub async fn my_requests(
    backend: &Backend,
    actor: &Actor,
    lang: Lang,
    now: Timestamp,
) -> Result<MyRequests> {
    let mut reader = backend.db.read().await?;
    let me = actor.person;
    let mut mine = MyRequests {
        is_mentee: !people_sql::programmes_of(reader.conn(), me, "mentee")
            .await?
            .is_empty(),
        is_mentor: !people_sql::programmes_of(reader.conn(), me, "mentor")
            .await?
            .is_empty(),
        ..MyRequests::default()
    };
    let zone = own_zone(reader.conn(), me).await?;
    let mut rows = sql::of_person(reader.conn(), me).await?;
    let open = rows
        .iter()
        .take_while(|row| row.closed_at.is_none())
        .count();
    rows[..open].reverse();
    for row in rows {
        if let Some(line) = line(reader.conn(), &row, me, lang, &zone, now).await? {
            match line.side {
                RequestSide::Mentee => mine.sent.push(line),
                RequestSide::Mentor => mine.received.push(line),
            }
        }
    }
    Ok(mine)
}

/// How many requests of the actor wait for an answer, theirs or somebody else's.
pub async fn open_requests(backend: &Backend, actor: &Actor) -> Result<OpenRequests> {
    let mut reader = backend.db.read().await?;
    Ok(OpenRequests {
        sent: super::open_of(reader.conn(), actor.person).await?.len(),
        received: super::waiting_for(reader.conn(), actor.person).await?,
    })
}

/// The request that ends next among those that wait for the actor, or else among those that the actor waits for.
pub async fn nearest(
    backend: &Backend,
    actor: &Actor,
    lang: Lang,
    now: Timestamp,
) -> Result<Option<RequestLine>> {
    let mut reader = backend.db.read().await?;
    let me = actor.person;
    let mut rows = sql::open_of_mentor(reader.conn(), me).await?;
    if rows.is_empty() {
        rows = sql::open_of_mentee(reader.conn(), me).await?;
    }
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let zone = own_zone(reader.conn(), me).await?;
    line(reader.conn(), row, me, lang, &zone, now).await
}

/// The open requests of a mentee, the nearest deadline first.
pub async fn waiting_of(
    mut conn: Conn<'_>,
    mentee: PersonId,
    lang: Lang,
    now: Timestamp,
) -> Result<Vec<RequestLine>> {
    let zone = own_zone(conn.reborrow(), mentee).await?;
    let mut lines = Vec::new();
    for row in sql::open_of_mentee(conn.reborrow(), mentee).await? {
        lines.extend(line(conn.reborrow(), &row, mentee, lang, &zone, now).await?);
    }
    Ok(lines)
}

/// One request with its message; "not found" for who is neither of its two sides.
pub async fn request(
    backend: &Backend,
    actor: &Actor,
    id: RequestId,
    lang: Lang,
    now: Timestamp,
) -> Result<RequestPage> {
    let mut reader = backend.db.read().await?;
    let row = sql::request(reader.conn(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    let me = actor.person;
    if me != row.mentee_id && me != row.mentor_id {
        return Err(Failure::NotFound.into());
    }
    let zone = own_zone(reader.conn(), me).await?;
    let line = line(reader.conn(), &row, me, lang, &zone, now).await?;
    let line = line.ok_or(Failure::NotFound)?;
    let other = people_sql::person(reader.conn(), line.who.person).await?;
    let side = match line.side {
        RequestSide::Mentee => "mentee",
        RequestSide::Mentor => "mentor",
    };
    let several = people_sql::programmes_of(reader.conn(), me, side)
        .await?
        .len()
        > 1;
    let conflict = trust::declaration(reader.conn(), me, line.who.person).await?;
    let all = suggest::labels(reader.conn(), lang).await?;
    let found = pair(
        reader.conn(),
        row.programme_id,
        row.mentee_id,
        row.mentor_id,
        now,
    )
    .await?;
    drop(reader);
    let next = next_for(backend, &row, me, now).await?;
    let programme = match several {
        true => programme::name(backend, row.programme_id, lang).await?,
        false => String::new(),
    };
    let mut page = RequestPage {
        line,
        bio: other.map(|it| it.bio).unwrap_or_default(),
        programme,
        message: row.message,
        note: row.note,
        project: None,
        assessment: None,
        free_places: 0,
        next_best: next.map(|mentor| mentor.row.line(lang)),
        conflict,
        labels: Labels::default(),
    };
    if let Some((mentee, mentor)) = found {
        let pool = backend
            .mentors
            .current(&backend.db, row.programme_id, now)
            .await?;
        let assessment = assess(&mentee.needs, &mentor.offer, &pool.rules);
        drop(pool);
        page.free_places = mentor.offer.free_places();
        page.labels = all.for_assessments([&assessment]);
        page.assessment = Some(assessment.told_to_members());
        page.project = mentee.project.map(|it| project(it, mentee.needs.needs));
        add_names(&mut page, &all);
    }
    Ok(page)
}

/// Whom the mentee may ask instead; for the mentee alone, once the request ended without a mentor being found.
async fn next_for(
    backend: &Backend,
    row: &RequestRow,
    reader: PersonId,
    now: Timestamp,
) -> Result<Option<Mentor>> {
    match row.request()?.state {
        RequestState::Open | RequestState::Accepted { .. } => Ok(None),
        _ if reader != row.mentee_id => Ok(None),
        _ => next_mentor(backend, row, now).await,
    }
}

/// Whom to offer the mentee of a request beside the one who was asked.
pub(super) async fn next_of(
    backend: &Backend,
    id: RequestId,
    now: Timestamp,
) -> Result<Option<Mentor>> {
    let mut reader = backend.db.read().await?;
    let row = sql::request(reader.conn(), id).await?;
    drop(reader);
    match row {
        Some(row) => next_mentor(backend, &row, now).await,
        None => Ok(None),
    }
}

/// Whom to offer each of those whose request to the same mentor ends when this one is accepted, because the last place
/// is taken. Before any lock: it reads much.
pub(super) async fn next_for_others(
    backend: &Backend,
    actor: &Actor,
    id: RequestId,
    now: Timestamp,
) -> Result<Vec<(RequestId, Mentor)>> {
    let mut reader = backend.db.read().await?;
    let row = sql::request(reader.conn(), id).await?;
    let Some(row) = row.filter(|row| row.mentor_id == actor.person) else {
        return Ok(Vec::new());
    };
    let mentor = people::mentor(reader.conn(), row.programme_id, row.mentor_id, now).await?;
    if mentor.is_none_or(|mentor| mentor.offer.free_places() != 1) {
        return Ok(Vec::new());
    }
    drop(reader);
    next_for_waiting(backend, row.mentor_id, Some(id), now).await
}

/// Whom to offer each of those who wait for this mentor, but not to who sent the request `except`.
pub(super) async fn next_for_waiting(
    backend: &Backend,
    mentor: PersonId,
    except: Option<RequestId>,
    now: Timestamp,
) -> Result<Vec<(RequestId, Mentor)>> {
    let mut reader = backend.db.read().await?;
    let open = sql::open_of_mentor(reader.conn(), mentor).await?;
    drop(reader);
    let mut next = Vec::new();
    for other in open.iter().filter(|other| Some(other.id) != except) {
        if let Some(mentor) = next_mentor(backend, other, now).await? {
            next.push((other.id, mentor));
        }
    }
    Ok(next)
}

/// Whom to offer the mentee when an open request between these two ends. Before any lock: it reads much.
pub async fn next_between(
    backend: &Backend,
    one: PersonId,
    other: PersonId,
    now: Timestamp,
) -> Result<Option<Mentor>> {
    let mut reader = backend.db.read().await?;
    let open = sql::open_between(reader.conn(), one, other).await?.pop();
    drop(reader);
    match open {
        Some(row) => next_mentor(backend, &row, now).await,
        None => Ok(None),
    }
}

/// The best mentor for this request's mentee beside the one who was asked; nobody for who has a mentor.
async fn next_mentor(
    backend: &Backend,
    row: &RequestRow,
    now: Timestamp,
) -> Result<Option<Mentor>> {
    let mut reader = backend.db.read().await?;
    if is_mentored(reader.conn(), row.programme_id, row.mentee_id).await? {
        return Ok(None);
    }
    let mentee = people::mentee(reader.conn(), row.mentee_id, now).await?;
    drop(reader);
    let Some(mut mentee) = mentee else {
        return Ok(None);
    };
    let (programme, asked) = (row.programme_id, row.mentor_id);
    suggest::next_best(backend, programme, &mut mentee, asked, now).await
}

async fn line(
    mut conn: Conn<'_>,
    row: &RequestRow,
    me: PersonId,
    lang: Lang,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Option<RequestLine>> {
    let request = row.request()?;
    let (side, other) = match me == row.mentee_id {
        true => (RequestSide::Mentee, row.mentor_id),
        false => (RequestSide::Mentor, row.mentee_id),
    };
    let Some(who) = people_sql::person(conn.reborrow(), other).await? else {
        return Ok(None);
    };
    let project = people_sql::project(conn.reborrow(), row.mentee_id).await?;
    let need = match request.is_open() {
        true => people_sql::chief_need(conn, row.mentee_id).await?,
        false => None,
    };
    let need = need.map(|(fr, ar, en, de)| match lang {
        Lang::Fr => fr,
        Lang::Ar => ar,
        Lang::En => en,
        Lang::De => de,
    });
    Ok(Some(RequestLine {
        id: row.id,
        side,
        state: request.state,
        who: who.line(lang),
        project: project.map(|it| it.title).unwrap_or_default(),
        need: need.unwrap_or_default(),
        asked_on: day(request.asked_at, zone).unwrap_or(day_or_epoch(now)),
        answer_by: day(request.deadline(), zone).unwrap_or(day_or_epoch(now)),
    }))
}

pub(super) async fn own_zone(conn: Conn<'_>, person: PersonId) -> Result<TimeZone> {
    let row = people_sql::person(conn, person).await?;
    let zone = row.and_then(|it| it.time_zone);
    Ok(zone
        .and_then(|it| TimeZone::get(&it).ok())
        .unwrap_or(TimeZone::UTC))
}

pub(super) fn day(at: Timestamp, zone: &TimeZone) -> Option<Day> {
    wall_time(at, zone).map(|WallTime { day, .. }| day)
}

/// Only for moments beyond the calendar, which no request has.
fn day_or_epoch(now: Timestamp) -> Day {
    day(now, &TimeZone::UTC).unwrap_or(Day {
        year: 1970,
        month: 1,
        day: 1,
        weekday: 4,
    })
}

fn project(row: people_sql::ProjectRow, needs: Vec<ExpertiseCode>) -> ProjectView {
    ProjectView {
        title: row.title,
        stage: Stage::from_code(&row.stage),
        sector: row.sector.as_deref().and_then(SectorCode::parse),
        region: row.region.as_deref().and_then(RegionCode::parse),
        sought: row.sought,
        needs,
    }
}

fn add_names(page: &mut RequestPage, all: &Labels) {
    let Some(project) = &page.project else { return };
    let sector = project
        .sector
        .iter()
        .map(|it| (ReferenceKind::Sector, it.as_str()));
    let region = project
        .region
        .iter()
        .map(|it| (ReferenceKind::Region, it.as_str()));
    let needs = project
        .needs
        .iter()
        .map(|it| (ReferenceKind::Expertise, it.as_str()));
    for (kind, code) in sector.chain(region).chain(needs) {
        page.labels.take(all, kind, code);
    }
}
