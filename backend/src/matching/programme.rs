//! Which programme a page of matching is about.
//!
//! Somebody may be in several. The page names one by its code, shows whom and what it judges by it, and hands the code on
//! to what follows from it: a mentor's page, the request. Each asks here whether the programme is the reader's, so that
//! page and request never judge by different ones. Without a code it is the first: as a mentee before as a mentor
//! before as the office, and of several the one joined last.

use super::sql;
use crate::{Backend, Result, db::Conn};
use domain::{
    Actor, Failure, Lang, PersonId, ProgrammeId, Refusal, Role, matching::views::ProgrammeChoice,
};

/// The programme that is looked at, and all that could be.
#[derive(Clone, Debug)]
pub struct Chosen {
    pub id: ProgrammeId,
    pub choices: Vec<ProgrammeChoice>,
}

/// Of the programmes in which the actor is a mentee; `None` when there is none.
pub async fn as_mentee(
    backend: &Backend,
    actor: &Actor,
    code: &str,
    lang: Lang,
) -> Result<Option<Chosen>> {
    let mut reader = backend.db.read().await?;
    let joined = sql::programmes_of(reader.conn(), actor.person, "mentee").await?;
    drop(reader);
    match joined.is_empty() {
        true => Ok(None),
        false => chosen(backend, &joined, code, lang).await.map(Some),
    }
}

/// Of the programmes into which the actor may look; "forbidden" to who is in none.
pub async fn in_sight(backend: &Backend, actor: &Actor, code: &str, lang: Lang) -> Result<Chosen> {
    let seen = seen_by(backend, actor).await?;
    if seen.is_empty() {
        return Err(Failure::Forbidden.into());
    }
    chosen(backend, &seen, code, lang).await
}

/// Of the programmes in which this person is a mentor and into which the actor may look; "not found" when there is none.
pub async fn of_mentor(
    backend: &Backend,
    actor: &Actor,
    mentor: PersonId,
    code: &str,
    lang: Lang,
) -> Result<Chosen> {
    let mut seen = seen_by(backend, actor).await?;
    let mut reader = backend.db.read().await?;
    let theirs = sql::mentors_in(reader.conn(), mentor).await?;
    drop(reader);
    seen.retain(|programme| theirs.contains(programme));
    chosen(backend, &seen, code, lang).await
}

/// The programme by which a request to this mentor is judged: the one that the page named, "not found" unless the
/// mentee is one there; by default the one that the page shows.
pub async fn of_request(
    mut conn: Conn<'_>,
    mentee: PersonId,
    mentor: PersonId,
    code: &str,
) -> Result<ProgrammeId> {
    let joined = sql::programmes_of(conn.reborrow(), mentee, "mentee").await?;
    if joined.is_empty() {
        return Err(Refusal::ProfileIncomplete.into());
    }
    if !code.is_empty() {
        let named = sql::programme_of_code(conn, code).await?;
        let named = named.filter(|named| joined.contains(named));
        return named.ok_or_else(|| Failure::NotFound.into());
    }
    let theirs = sql::mentors_in(conn, mentor).await?;
    let shared = joined.into_iter().find(|one| theirs.contains(one));
    shared.ok_or_else(|| Refusal::NotEligible.into())
}

/// In the reader's language; empty for one that is no more.
pub async fn name(backend: &Backend, id: ProgrammeId, lang: Lang) -> Result<String> {
    let mut reader = backend.db.read().await?;
    let all = sql::programmes(reader.conn()).await?;
    let found = all.iter().find(|one| one.0 == id);
    Ok(found.map(|one| name_in(one, lang)).unwrap_or_default())
}

async fn seen_by(backend: &Backend, actor: &Actor) -> Result<Vec<ProgrammeId>> {
    let mut reader = backend.db.read().await?;
    let mut seen = sql::programmes_of(reader.conn(), actor.person, "mentee").await?;
    seen.extend(sql::programmes_of(reader.conn(), actor.person, "mentor").await?);
    seen.extend(actor.roles.iter().filter_map(|role| match role {
        Role::Coordinator(programme) => Some(*programme),
        _ => None,
    }));
    let mut once = Vec::with_capacity(seen.len());
    for programme in seen {
        if !once.contains(&programme) {
            once.push(programme);
        }
    }
    Ok(once)
}

/// The one of this code among `of`, else "not found"; without a code the first.
async fn chosen(backend: &Backend, of: &[ProgrammeId], code: &str, lang: Lang) -> Result<Chosen> {
    let mut reader = backend.db.read().await?;
    let all = sql::programmes(reader.conn()).await?;
    let found = of
        .iter()
        .filter_map(|id| all.iter().find(|one| one.0 == *id));
    let found: Vec<_> = found.collect();
    let shown = found.iter().find(|one| code.is_empty() || one.1 == code);
    let id = shown.ok_or(Failure::NotFound)?.0;
    let choices = found.into_iter().map(|one| ProgrammeChoice {
        code: one.1.clone(),
        name: name_in(one, lang),
        is_shown: one.0 == id,
    });
    Ok(Chosen {
        id,
        choices: choices.collect(),
    })
}

fn name_in((_, _, fr, ar, en, de): &sql::NamedProgramme, lang: Lang) -> String {
    match lang {
        Lang::Fr => fr.clone(),
        Lang::Ar => ar.clone(),
        Lang::En => en.clone(),
        Lang::De => de.clone(),
    }
}
