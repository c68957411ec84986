//! What a coordinator sees of the programme: counts of what waits, members, requests and pairs in pages.
//!
//! Never a message, a note or the text of a charter. To people who do not coordinate the programme it is not there.

mod sql;
#[cfg(test)]
mod tests;

use crate::{Backend, Error, Result, profiles::import, programmes, zones};
use domain::{
    Actor, CommandId, Failure, ImportId, Lang, PersonId, ProgrammeId, Role, Timestamp,
    profiles::{Names, ProfileCard},
    programmes::{
        ImportView, Member, PAGE_ROWS, Page, PairPhase, PairRow, RequestRow, Side, Today,
    },
    time::DAY,
};

const OFFICE_ZONE: &str = zones::OFFICE;
/// How near its end an open request is called urgent, in milliseconds.
const DUE_SOON: i64 = 2 * DAY;
/// Longest text searched for.
const SEARCH_MAX: usize = 80;

/// What a list is narrowed to; an empty text is no filter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub side: Option<Side>,
    /// Only members whose profile lacks what a match needs.
    pub unfinished: bool,
    /// The state of a request.
    pub state: String,
    pub phase: Option<PairPhase>,
    /// Part of a name or address.
    pub search: String,
    /// Counted from 1.
    pub page: u32,
}

impl Filter {
    fn page(&self) -> u32 {
        self.page.clamp(1, 100_000)
    }

    fn offset(&self) -> i64 {
        i64::from((self.page() - 1) * PAGE_ROWS)
    }

    /// As a pattern of LIKE, its own signs taken literally.
    fn pattern(&self) -> String {
        let mut pattern = String::from("%");
        for sign in self.search.trim().to_lowercase().chars().take(SEARCH_MAX) {
            if matches!(sign, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(sign);
        }
        pattern.push('%');
        pattern
    }
}

/// The programme that the actor coordinates; the first, when there are several.
pub fn coordinated(actor: &Actor) -> Result<ProgrammeId> {
    actor
        .roles
        .iter()
        .find_map(|role| match role {
            Role::Coordinator(programme) => Some(*programme),
            Role::Partner(_) | Role::Administrator => None,
        })
        .ok_or_else(|| Failure::NotFound.into())
}

/// What waits today.
pub async fn today(backend: &Backend, actor: &Actor, lang: Lang, now: Timestamp) -> Result<Today> {
    let programme = coordinated(actor)?;
    let all = programmes::all(&backend.db).await?;
    let name = all.iter().find(|one| one.id == programme);
    let mut reader = backend.db.read().await?;
    let (mentors, mentees) = sql::members(reader.conn(), programme).await?;
    let unfinished = sql::unfinished(reader.conn(), programme).await?;
    let week = now.plus(-7 * DAY);
    let (open, due, expired) =
        sql::requests_now(reader.conn(), programme, now.plus(DUE_SOON), week).await?;
    let (unsigned, unpledged, active) = sql::pairs_now(reader.conn(), programme).await?;
    Ok(Today {
        programme,
        name: name.map_or_else(String::new, |one| one.name(lang).to_owned()),
        mentors: count(mentors),
        mentees: count(mentees),
        unfinished_profiles: count(unfinished),
        open_requests: count(open),
        due_soon: count(due),
        expired_this_week: count(expired),
        without_charter: count(unsigned),
        without_pledge: count(unpledged),
        active: count(active),
    })
}

/// Members, newest first.
pub async fn people(
    backend: &Backend,
    actor: &Actor,
    filter: &Filter,
    lang: Lang,
) -> Result<Page<Member>> {
    let programme = coordinated(actor)?;
    let side = filter.side.map_or("", Side::code);
    let pattern = filter.pattern();
    let mut reader = backend.db.read().await?;
    let total =
        sql::count_people(reader.conn(), programme, side, filter.unfinished, &pattern).await?;
    let rows = sql::people(
        reader.conn(),
        programme,
        side,
        filter.unfinished,
        &pattern,
        i64::from(PAGE_ROWS),
        filter.offset(),
    )
    .await?;
    let rows = rows
        .into_iter()
        .map(|row| {
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
                is_finished: row.finished,
                is_demo: row.demo,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Page {
        rows,
        page: filter.page(),
        total: count(total),
    })
}

/// How many members the actor could still invite.
pub async fn uninvited(backend: &Backend, actor: &Actor) -> Result<u64> {
    import::uninvited(&backend.db, actor, coordinated(actor)?).await
}

/// Invites them; says how many.
pub async fn invite(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    now: Timestamp,
) -> Result<u64> {
    import::invite(&backend.db, actor, command, coordinated(actor)?, now).await
}

/// The card of a member of the actor's programme.
pub async fn person(backend: &Backend, actor: &Actor, person: PersonId) -> Result<ProfileCard> {
    let programme = coordinated(actor)?;
    let mut reader = backend.db.read().await?;
    let is_member = sql::memberships(reader.conn(), programme, person).await? > 0;
    drop(reader);
    if !is_member {
        return Err(Failure::NotFound.into());
    }
    crate::profiles::cards(backend, &[person])
        .await?
        .pop()
        .ok_or_else(|| Failure::NotFound.into())
}

/// Requests, those that end first at the top.
pub async fn requests(
    backend: &Backend,
    actor: &Actor,
    filter: &Filter,
    lang: Lang,
) -> Result<Page<RequestRow>> {
    let programme = coordinated(actor)?;
    let mut reader = backend.db.read().await?;
    let total = sql::count_requests(reader.conn(), programme, &filter.state).await?;
    let rows = sql::requests(
        reader.conn(),
        programme,
        &filter.state,
        i64::from(PAGE_ROWS),
        filter.offset(),
    )
    .await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            Ok(RequestRow {
                id: row.id,
                mentee_id: row.mentee_id,
                mentor_id: row.mentor_id,
                mentee: row.pair.mentee(lang),
                mentor: row.pair.mentor(lang),
                state: row.state,
                made: zones::day(row.created_at, OFFICE_ZONE)?,
                due: zones::day(row.due_at, OFFICE_ZONE)?,
                is_demo: row.pair.demo,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Page {
        rows,
        page: filter.page(),
        total: count(total),
    })
}

/// Pairs, oldest first: who waits longest stands at the top.
pub async fn pairs(
    backend: &Backend,
    actor: &Actor,
    filter: &Filter,
    lang: Lang,
) -> Result<Page<PairRow>> {
    let programme = coordinated(actor)?;
    let phase = filter.phase.map_or("", PairPhase::code);
    let mut reader = backend.db.read().await?;
    let total = sql::count_pairs(reader.conn(), programme, phase).await?;
    let rows = sql::pairs(
        reader.conn(),
        programme,
        phase,
        i64::from(PAGE_ROWS),
        filter.offset(),
    )
    .await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            Ok(PairRow {
                id: row.id,
                mentee: row.pair.mentee(lang),
                mentor: row.pair.mentor(lang),
                phase: PairPhase::from_code(&row.phase).ok_or(Error::UnknownCode("phase"))?,
                since: zones::day(row.created_at, OFFICE_ZONE)?,
                is_demo: row.pair.demo,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Page {
        rows,
        page: filter.page(),
        total: count(total),
    })
}

/// One import of the actor's programme.
pub async fn import(backend: &Backend, actor: &Actor, id: ImportId) -> Result<ImportView> {
    import_view(import::kept(&backend.db, actor, id).await?)
}

/// The latest imports.
pub async fn imports(backend: &Backend, actor: &Actor) -> Result<Vec<ImportView>> {
    let programme = coordinated(actor)?;
    import::latest(&backend.db, actor, programme)
        .await?
        .into_iter()
        .map(import_view)
        .collect()
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
