//! Commands of somebody who is not signed in: each is done once, however often its button is pressed.

use super::{Origin, throttle, token};
use crate::{
    Backend, Result,
    db::{Begun, CommandTx},
};
use domain::{CommandId, Timestamp};

/// Begins a command about an address; `None` when it is done already.
///
/// A browser that goes back shows the form with its old id: with another address in it, it is a command of its own.
pub(super) async fn begin(
    backend: &Backend,
    command: CommandId,
    kind: &'static str,
    email: &str,
    origin: &Origin,
    now: Timestamp,
) -> Result<Option<CommandTx>> {
    let done: Vec<u8> = match backend.db.begin(command, None, kind, now).await? {
        Begun::Fresh(tx) => return Ok(Some(tx)),
        Begun::Repeated(done) => done,
    };
    if done == token::hash(email) {
        throttle::give_back_mail(backend, origin.peer, email).await?;
        return Ok(None);
    }
    match backend
        .db
        .begin::<Vec<u8>>(CommandId::new(), None, kind, now)
        .await?
    {
        Begun::Fresh(tx) => Ok(Some(tx)),
        Begun::Repeated(_) => Ok(None),
    }
}

/// Ends it; of the address only a hash is kept.
pub(super) async fn finish(tx: CommandTx, email: &str) -> Result<()> {
    tx.finish(token::hash(email)).await.map(drop)
}
