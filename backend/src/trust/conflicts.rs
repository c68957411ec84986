//! A member's own word: with this person there is a conflict of interest.

use super::{record, sql};
use crate::{
    Backend, Error, Result,
    db::{Begun, Conn},
    matching,
};
use domain::{
    Actor, CommandId, Failure, PersonId, Problem, Timestamp,
    trust::{ConflictKind, Declaration},
};

/// From now on the two are not matched; an open request between them ends, of which the other alone is told, without a
/// reason. Said again with another kind, the new one holds.
///
/// Not found for anybody but a mentor and a mentee of one programme.
pub async fn declare(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    other: PersonId,
    kind: &str,
    now: Timestamp,
) -> Result<()> {
    let kind = ConflictKind::from_code(kind);
    let kind = kind.ok_or_else(|| Error::field("kind", Problem::NotInList))?;
    let me = actor.person;
    let next = matching::next_between(backend, me, other, now).await?;
    let by = Some(me);
    let mut tx = match backend.db.begin(command, by, "trust.declare", now).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    if !sql::may_meet(tx.conn(), me, other).await? {
        return Err(Failure::NotFound.into());
    }
    matching::lock_both(tx.conn(), me, other).await?;
    sql::take_back(tx.conn(), me, other).await?;
    sql::declare(tx.conn(), me, other, kind.code(), now).await?;
    record(tx.conn(), "conflict.declared", me, (other, me), now).await?;
    matching::part(&mut tx, (me, other), &[other], next, now).await?;
    tx.finish(()).await
}

/// Takes one's own word back. What the other said, or the office decided, stays.
pub async fn take_back(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    other: PersonId,
    now: Timestamp,
) -> Result<()> {
    let me = actor.person;
    let mut tx = match backend
        .db
        .begin(command, Some(me), "trust.take_back", now)
        .await?
    {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    matching::lock_both(tx.conn(), me, other).await?;
    if sql::take_back(tx.conn(), me, other).await? > 0 {
        record(tx.conn(), "conflict.taken_back", me, (other, me), now).await?;
    }
    tx.finish(()).await
}

/// What `me` said of `other`.
pub(crate) async fn declaration(
    mut conn: Conn<'_>,
    me: PersonId,
    other: PersonId,
) -> Result<Declaration> {
    if let Some(code) = sql::declared(conn.reborrow(), me, other).await? {
        let kind = ConflictKind::from_code(&code).ok_or(Error::UnknownCode("conflicts.kind"))?;
        return Ok(Declaration::Declared(kind));
    }
    Ok(match sql::may_meet(conn, me, other).await? {
        true => Declaration::NotDeclared,
        false => Declaration::NotAsked,
    })
}
