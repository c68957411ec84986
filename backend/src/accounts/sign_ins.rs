//! One's own sign-ins: the list, and ending them. With all of them end the links that wait in mails and the browsers that
//! are known: whoever prepared a way in has none left.

use super::{proof, sql};
use crate::{Backend, Result, db::Conn};
use domain::{Actor, PersonId, SignInId, Timestamp, time::WallTime};

/// A sign-in as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInView {
    pub id: SignInId,
    pub device: String,
    /// When it began, in Morocco.
    pub since: WallTime,
    /// In Morocco; at most some minutes old.
    pub seen: WallTime,
}

/// The actor's own sign-ins, the latest used first.
pub async fn sign_ins(backend: &Backend, actor: &Actor, now: Timestamp) -> Result<Vec<SignInView>> {
    let mut reader = backend.db.read().await?;
    let rows = sql::sign_ins(reader.conn(), actor.person, now).await?;
    rows.into_iter()
        .map(|(id, device, since, seen)| {
            Ok(SignInView {
                id,
                device,
                since: crate::notifications::wall_time(since, None)?,
                seen: crate::notifications::wall_time(seen, None)?,
            })
        })
        .collect()
}

/// Ends the sign-in that this browser holds; of somebody else's it ends nothing.
pub async fn sign_out(backend: &Backend, actor: &Actor, here: SignInId) -> Result<()> {
    let mut tx = backend.db.write().await?;
    sql::end_sign_in(tx.conn(), actor.person, here).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends another sign-in of the actor's own, for which they must have proved a moment ago who they are.
pub async fn end_sign_in(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    other: SignInId,
    now: Timestamp,
) -> Result<()> {
    if other != here {
        proof::fresh_proof(backend, actor, here, now).await?;
    }
    sign_out(backend, actor, other).await
}

/// Ends every sign-in of the actor, this one too, and every way in that was prepared; asked for a fresh proof.
pub async fn sign_out_everywhere(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    now: Timestamp,
) -> Result<()> {
    proof::fresh_proof(backend, actor, here, now).await?;
    let mut tx = backend.db.write().await?;
    end_ways_in(tx.conn(), actor.person, None).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends a person's sign-ins but one, the links that wait, and the browsers that are known.
pub(super) async fn end_ways_in(
    mut conn: Conn<'_>,
    person: PersonId,
    keep: Option<SignInId>,
) -> Result<()> {
    sql::end_sign_ins(conn.reborrow(), person, keep).await?;
    sql::cancel_links(conn.reborrow(), person).await?;
    sql::forget_devices(conn, person).await?;
    Ok(())
}
