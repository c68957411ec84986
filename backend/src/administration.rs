//! The administrator's first page: what needs somebody now, put together from the features that know.

use crate::{Backend, Result, accounts, outbox, programmes};
use domain::{
    Actor, Lang, Timestamp,
    administration::{Named, Overview},
};

/// Undelivered and waiting mails, accounts, programmes.
pub async fn overview(
    backend: &Backend,
    actor: &Actor,
    lang: Lang,
    now: Timestamp,
) -> Result<Overview> {
    let accounts = accounts::account_counts(backend, actor).await?;
    let mail = outbox::administration::counts(backend, actor, now).await?;
    let programmes = programmes::all(&backend.db)
        .await?
        .into_iter()
        .map(|one| Named {
            name: one.name(lang).to_owned(),
            key: one.code,
        })
        .collect();
    Ok(Overview {
        mail,
        accounts,
        programmes,
    })
}
