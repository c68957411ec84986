//! How much each criterion counts when a programme's mentors are ranked: for an administrator to set.

use super::sql;
use crate::{
    Backend, Result,
    access::administrators_only,
    db::Begun,
    events::{self, NewEvent},
};
use domain::{
    Actor, CommandId, Failure, Lang, Timestamp,
    administration::WeightsView,
    matching::{Criterion, Weights},
};

/// The weights of the programme with this code.
pub async fn weights(
    backend: &Backend,
    actor: &Actor,
    code: &str,
    lang: Lang,
) -> Result<WeightsView> {
    administrators_only(actor)?;
    let found = super::all(&backend.db)
        .await?
        .into_iter()
        .find(|one| one.code == code)
        .ok_or(Failure::NotFound)?;
    Ok(WeightsView {
        name: found.name(lang).to_owned(),
        code: found.code,
        weights: found.weights,
    })
}

/// Sets them, from what was typed for each of [`Criterion::ALL`]. The next suggestions follow them.
pub async fn set_weights(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    code: &str,
    typed: [&str; Criterion::COUNT],
    now: Timestamp,
) -> Result<()> {
    administrators_only(actor)?;
    let weights = Weights::read(typed)?;
    let begun = backend
        .db
        .begin::<()>(command, Some(actor.person), "programme.set_weights", now)
        .await?;
    let mut tx = match begun {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let json = serde_json::to_string(&weights)?;
    if sql::set_weights(tx.conn(), code, &json).await? == 0 {
        return Err(Failure::NotFound.into());
    }
    let event = NewEvent {
        at: now,
        kind: "programme.weights_set",
        actor: Some(actor.person),
        person: None,
        subject: Some(sql::programme_id(tx.conn(), code).await?.0),
        payload: weights,
    };
    events::record(tx.conn(), event).await?;
    tx.finish(()).await
}
