//! The office's decision: these two are not matched.

use super::{record, sql};
use crate::{
    Backend, Error, Result,
    accounts::read_address,
    db::{Begun, Conn},
    matching,
    programmes::staff::{Named, member_of},
    zones,
};
use domain::{
    Actor, CommandId, Failure, Lang, PersonId, Problem, ProgrammeId, Timestamp, parse,
    trust::{BlockLine, Blocks, REASON_MAX},
};

/// Whom a member of the actor's programme is kept apart from; `with` is somebody to propose, if they are a member too.
pub async fn blocks(
    backend: &Backend,
    actor: &Actor,
    named: impl Into<Named<'_>>,
    with: Option<PersonId>,
    lang: Lang,
) -> Result<Blocks> {
    let named = named.into();
    let person = named.person;
    let programme = member_of(backend, actor, named).await?;
    let mut reader = backend.db.read().await?;
    let rows = sql::blocks(reader.conn(), programme, person).await?;
    let is_new = |it: &PersonId| *it != person && rows.iter().all(|row| row.other != *it);
    let proposed = match with.filter(is_new) {
        Some(other) if sql::is_member(reader.conn(), programme, other).await? => Some(other),
        _ => None,
    };
    let people = rows.iter().flat_map(|row| [Some(row.other), row.by_person]);
    let people: Vec<PersonId> = people.chain([proposed]).flatten().collect();
    let names = sql::names(reader.conn(), &people).await?;
    let name = |person: PersonId| {
        let names = names.get(&person);
        names.map(|names| names.shown(lang)).unwrap_or_default()
    };
    let blocked = rows.into_iter().map(|row| {
        Ok(BlockLine {
            person: row.other,
            name: name(row.other),
            by: row.by_person.map(name).unwrap_or_default(),
            reason: row.reason,
            on: zones::day(row.created_at, zones::OFFICE)?,
        })
    });
    let blocked = blocked.collect::<Result<_>>()?;
    let proposed = proposed.map(|other| (other, name(other)));
    Ok(Blocks {
        person,
        blocked,
        proposed,
    })
}

/// Whom to keep somebody apart from, as typed.
#[derive(Clone, Debug)]
pub struct NewBlock {
    pub person: PersonId,
    /// Code of the programme whose office decides, as [`Named`] takes it.
    pub programme: String,
    /// The other one's id or address.
    pub other: String,
    pub reason: String,
}

/// Keeps two members of the actor's programme apart: an open request between them ends and both are told, without a
/// reason. A mentorship that they have goes on. Decided again, the new reason holds.
pub async fn block(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    typed: NewBlock,
    now: Timestamp,
) -> Result<()> {
    let person = typed.person;
    let member = Named {
        person,
        programme: &typed.programme,
    };
    let programme = member_of(backend, actor, member).await?;
    let mut reader = backend.db.read().await?;
    let other = named(reader.conn(), programme, &typed.other).await?;
    drop(reader);
    if other == person {
        return Err(Error::field("other", Problem::NotInList));
    }
    let reason = parse::paragraph(&typed.reason, 3, REASON_MAX)
        .map_err(|problem| Error::field("reason", problem))?;
    let next = matching::next_between(backend, person, other, now).await?;
    let by = actor.person;
    let mut tx = match backend
        .db
        .begin(command, Some(by), "trust.block", now)
        .await?
    {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let pair = (person.min(other), person.max(other));
    matching::lock_both(tx.conn(), person, other).await?;
    sql::block(tx.conn(), pair, by, &reason, now).await?;
    record(tx.conn(), "pair.blocked", by, pair, now).await?;
    matching::part(&mut tx, pair, &[person, other], next, now).await?;
    tx.finish(()).await
}

/// Lets two members be matched again.
pub async fn unblock(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    (member, other): (impl Into<Named<'_>>, PersonId),
    now: Timestamp,
) -> Result<()> {
    let member = member.into();
    let person = member.person;
    let programme = member_of(backend, actor, member).await?;
    let by = actor.person;
    let mut tx = match backend
        .db
        .begin(command, Some(by), "trust.unblock", now)
        .await?
    {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    is_member(tx.conn(), programme, other).await?;
    let pair = (person.min(other), person.max(other));
    matching::lock_both(tx.conn(), person, other).await?;
    if sql::unblock(tx.conn(), pair).await? > 0 {
        record(tx.conn(), "pair.unblocked", by, pair, now).await?;
    }
    tx.finish(()).await
}

async fn is_member(conn: Conn<'_>, programme: ProgrammeId, person: PersonId) -> Result<()> {
    match sql::is_member(conn, programme, person).await? {
        true => Ok(()),
        false => Err(Failure::NotFound.into()),
    }
}

/// The member with this id or address.
async fn named(mut conn: Conn<'_>, programme: ProgrammeId, typed: &str) -> Result<PersonId> {
    let nobody = || Error::field("other", Problem::NobodyHere);
    if let Ok(id) = typed.parse::<PersonId>() {
        return match sql::is_member(conn, programme, id).await? {
            true => Ok(id),
            false => Err(nobody()),
        };
    }
    let email = read_address(typed).map_err(|problem| Error::field("other", problem))?;
    let found = sql::member_by_email(conn.reborrow(), programme, email.as_str()).await?;
    found.ok_or_else(nobody)
}
