//! What a coordinator sees of the programme: counts of what waits, members, requests and pairs in pages.
//!
//! Never a message, a note or the text of a charter. To people who do not coordinate the programme it is not there.
//! Whoever coordinates several names one by its code; without a name it is the first.

mod sql;
#[cfg(test)]
mod tests;

mod member;

pub use member::{member_of, person};

use crate::{Backend, Error, Result, matching::Search, profiles::import, programmes, zones};
use domain::{
    Actor, CommandId, Failure, ImportId, Lang, ProgrammeId, Timestamp,
    profiles::Names,
    programmes::{
        Asked, ImportView, Member, Members, Office, OfficeProgramme, PAGE_ROWS, Page, PairPhase,
        PairRow, Place, RequestRow, Side, Standing, Today,
    },
    time::DAY,
};

const OFFICE_ZONE: &str = zones::OFFICE;
/// How near its end an open request is called urgent, in milliseconds.
const DUE_SOON: i64 = 2 * DAY;
/// How long an expired request is new, in milliseconds.
const EXPIRED_LATELY: i64 = 7 * DAY;

/// What a list is narrowed to; an empty text is no filter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Code of the programme.
    pub programme: String,
    pub side: Option<Side>,
    /// Only members whose profile lacks what a match needs.
    pub unfinished: bool,
    /// The state of a request, or `due_soon` or `expired_lately`, which today's page counts.
    pub state: String,
    /// The phase of a pair, or `without_charter`, which today's page counts.
    pub phase: String,
    /// Beginnings of words of a name, in either script, or of the address.
    pub search: String,
    /// Counted from 1.
    pub page: u32,
}

/// How many rows are read, and from where: one page, or all of them where they are still searched.
fn window(filter: &Filter, total: i64) -> (i64, i64) {
    if Search::new(&filter.search).is_some() {
        return (i64::from(u32::MAX), 0);
    }
    let offset = Place::of(filter.page, count(total)).offset;
    (i64::from(PAGE_ROWS), offset as i64)
}

/// The page of these rows. A search is done here: neither engine folds accents and Arabic spelling.
fn narrowed<R>(filter: &Filter, rows: Vec<R>, total: i64, text: impl Fn(&R) -> String) -> Page<R> {
    let Some(search) = Search::new(&filter.search) else {
        return Place::of(filter.page, count(total)).with(rows);
    };
    let mut found = rows;
    found.retain(|row| search.finds(&text(row)));
    let place = Place::of(filter.page, found.len() as u64);
    let rows = found.into_iter().skip(place.offset);
    place.with(rows.take(PAGE_ROWS as usize).collect())
}

/// The page with its rows as the office sees them.
fn shown<R, T>(found: Page<R>, show: impl Fn(R) -> Result<T>) -> Result<Page<T>> {
    Ok(Page {
        rows: found.rows.into_iter().map(show).collect::<Result<_>>()?,
        page: found.page,
        total: found.total,
    })
}

/// The programme of this code, if the actor coordinates it; without a code the first that they do.
pub async fn coordinated(backend: &Backend, actor: &Actor, code: &str) -> Result<ProgrammeId> {
    Ok(desk(backend, actor, code, Lang::default()).await?.0)
}

/// That programme, and all that the actor coordinates.
async fn desk(
    backend: &Backend,
    actor: &Actor,
    code: &str,
    lang: Lang,
) -> Result<(ProgrammeId, Vec<OfficeProgramme>)> {
    let mut all = programmes::all(&backend.db).await?;
    all.retain(|one| actor.coordinates(one.id));
    let wanted = all.iter().find(|one| code.is_empty() || one.code == code);
    let shown = wanted.map(|one| one.id).ok_or(Failure::NotFound)?;
    let choices = all.into_iter().map(|one| OfficeProgramme {
        name: one.name(lang).to_owned(),
        is_shown: one.id == shown,
        code: one.code,
    });
    Ok((shown, choices.collect()))
}

/// What waits today.
pub async fn today(
    backend: &Backend,
    actor: &Actor,
    code: &str,
    lang: Lang,
    now: Timestamp,
) -> Result<Office<Today>> {
    let (programme, programmes) = desk(backend, actor, code, lang).await?;
    let mut reader = backend.db.read().await?;
    let (mentors, mentees) = sql::members(reader.conn(), programme).await?;
    let unfinished = sql::unfinished(reader.conn(), programme).await?;
    let (soon, lately) = (now.plus(DUE_SOON), now.plus(-EXPIRED_LATELY));
    let (open, due, expired) = sql::requests_now(reader.conn(), programme, soon, lately).await?;
    let (unsigned, unpledged, active) = sql::pairs_now(reader.conn(), programme).await?;
    let shown = Today {
        mentors: count(mentors),
        mentees: count(mentees),
        unfinished_profiles: count(unfinished),
        open_requests: count(open),
        due_soon: count(due),
        expired_this_week: count(expired),
        without_charter: count(unsigned),
        without_pledge: count(unpledged),
        active: count(active),
    };
    Ok(Office { programmes, shown })
}

/// Members, newest first.
pub async fn people(
    backend: &Backend,
    actor: &Actor,
    filter: &Filter,
    lang: Lang,
) -> Result<Office<Members>> {
    let (programme, programmes) = desk(backend, actor, &filter.programme, lang).await?;
    let uninvited = programmes::invitations::uninvited(&backend.db, actor, programme).await?;
    let side = filter.side.map_or("", Side::code);
    let mut reader = backend.db.read().await?;
    let total = sql::count_people(reader.conn(), programme, side, filter.unfinished).await?;
    let (limit, offset) = window(filter, total);
    let rows = sql::people(
        reader.conn(),
        programme,
        side,
        filter.unfinished,
        limit,
        offset,
    )
    .await?;
    let found = narrowed(filter, rows, total, sql::MemberRow::searched);
    let page = shown(found, |row| member(row, lang))?;
    let asked = sql::asked(reader.conn(), programme, Members::ASKED_MAX).await?;
    let asked = asked.into_iter().map(asked_row).collect::<Result<_>>()?;
    Ok(Office {
        programmes,
        shown: Members {
            page,
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

fn member(row: sql::MemberRow, lang: Lang) -> Result<Member> {
    Ok(Member {
        person: row.person_id,
        name: names(
            row.given_name,
            row.family_name,
            row.given_name_ar,
            row.family_name_ar,
        )
        .shown(lang),
        email: row.email,
        side: Side::from_code(&row.side).ok_or(Error::UnknownCode("memberships.side"))?,
        headline: row.headline,
        city: row.city,
        joined: zones::day(row.joined_at, OFFICE_ZONE)?,
        standing: Standing::from_code(&row.standing).ok_or(Error::UnknownCode("standing"))?,
        is_finished: row.finished,
        is_demo: row.demo,
    })
}

/// Invites those whom imports brought in silence; says how many.
pub async fn invite(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    code: &str,
    now: Timestamp,
) -> Result<u64> {
    let programme = coordinated(backend, actor, code).await?;
    programmes::invitations::invite(&backend.db, actor, command, programme, now).await
}

/// Requests, those that end first at the top.
pub async fn requests(
    backend: &Backend,
    actor: &Actor,
    filter: &Filter,
    lang: Lang,
    now: Timestamp,
) -> Result<Office<Page<RequestRow>>> {
    let (programme, programmes) = desk(backend, actor, &filter.programme, lang).await?;
    let wanted = wanted(&filter.state, now);
    let mut reader = backend.db.read().await?;
    let total = sql::count_requests(reader.conn(), programme, &wanted).await?;
    let (limit, offset) = window(filter, total);
    let rows = sql::requests(reader.conn(), programme, &wanted, limit, offset).await?;
    let shown = shown(
        narrowed(filter, rows, total, |row| row.pair.searched()),
        |row| {
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
        },
    )?;
    Ok(Office { programmes, shown })
}

/// Which requests a filter of that name means.
fn wanted(state: &str, now: Timestamp) -> sql::Wanted<'_> {
    let all = sql::Wanted {
        state,
        from: Timestamp(0),
        before: Timestamp(i64::MAX),
    };
    match state {
        "due_soon" => sql::Wanted {
            state: "open",
            before: now.plus(DUE_SOON),
            ..all
        },
        "expired_lately" => sql::Wanted {
            state: "expired",
            from: now.plus(-EXPIRED_LATELY),
            ..all
        },
        _ => all,
    }
}

/// Pairs, oldest first: who waits longest stands at the top.
pub async fn pairs(
    backend: &Backend,
    actor: &Actor,
    filter: &Filter,
    lang: Lang,
) -> Result<Office<Page<PairRow>>> {
    let (programme, programmes) = desk(backend, actor, &filter.programme, lang).await?;
    let phase = filter.phase.as_str();
    let mut reader = backend.db.read().await?;
    let total = sql::count_pairs(reader.conn(), programme, phase).await?;
    let (limit, offset) = window(filter, total);
    let rows = sql::pairs(reader.conn(), programme, phase, limit, offset).await?;
    let shown = shown(
        narrowed(filter, rows, total, |row| row.pair.searched()),
        |row| {
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
        },
    )?;
    Ok(Office { programmes, shown })
}

/// One import of a programme that the actor coordinates.
pub async fn import(backend: &Backend, actor: &Actor, id: ImportId) -> Result<ImportView> {
    import_view(import::kept(&backend.db, actor, id).await?)
}

/// The latest imports.
pub async fn imports(
    backend: &Backend,
    actor: &Actor,
    code: &str,
    lang: Lang,
) -> Result<Office<Vec<ImportView>>> {
    let (programme, programmes) = desk(backend, actor, code, lang).await?;
    let kept = import::latest(&backend.db, actor, programme).await?;
    let shown = kept.into_iter().map(import_view).collect::<Result<_>>()?;
    Ok(Office { programmes, shown })
}

fn import_view(kept: import::KeptImport) -> Result<ImportView> {
    Ok(ImportView {
        id: kept.id,
        role: kept.role,
        file_name: kept.file_name,
        is_dry_run: kept.is_dry_run,
        report: kept.report,
        on: zones::day(kept.at, OFFICE_ZONE)?,
    })
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn names(given: String, family: String, given_ar: String, family_ar: String) -> Names {
    Names {
        given,
        family,
        given_ar,
        family_ar,
    }
}
