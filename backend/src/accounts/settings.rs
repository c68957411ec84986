//! What a person chooses of their account, and what time takes away.

use super::{DEVICE_LASTS, passkeys, proof, sql};
use crate::{Backend, Result};
use domain::{Actor, Lang, SignInId, Timestamp, accounts::Theme, time};

/// The account page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub email: String,
    pub has_password: bool,
    /// Whoever holds this sign-in has just proved who they are.
    pub is_proved: bool,
    pub lang: Lang,
    pub theme: Theme,
}

pub async fn settings(
    backend: &Backend,
    actor: &Actor,
    here: SignInId,
    now: Timestamp,
) -> Result<Settings> {
    let is_proved = proof::is_fresh(backend, actor, here, now).await?;
    let mut reader = backend.db.read().await?;
    let (email, has_password, lang, theme) = sql::settings(reader.conn(), actor.person).await?;
    Ok(Settings {
        email,
        has_password,
        is_proved,
        lang: Lang::from_code(&lang).unwrap_or_default(),
        theme: Theme::from_code(&theme).unwrap_or_default(),
    })
}

pub async fn save_settings(
    backend: &Backend,
    actor: &Actor,
    lang: Lang,
    theme: Theme,
) -> Result<()> {
    let mut tx = backend.db.write().await?;
    sql::set_lang(tx.conn(), actor.person, lang.code()).await?;
    sql::set_theme(tx.conn(), actor.person, theme.code()).await?;
    tx.commit().await?;
    Ok(())
}

/// Removes what has expired: sessions, links and counts of tries. Called by the worker now and then.
pub async fn forget_expired(backend: &Backend, now: Timestamp) -> Result<()> {
    let mut tx = backend.db.write().await?;
    sql::forget_sign_ins(tx.conn(), now).await?;
    passkeys::forget_expired(tx.conn(), now).await?;
    sql::forget_links(tx.conn(), now.plus(-7 * time::DAY)).await?;
    sql::forget_throttles(tx.conn(), now.plus(-time::DAY)).await?;
    sql::forget_asks(tx.conn(), now.plus(-time::DAY)).await?;
    sql::forget_devices_unseen(tx.conn(), now.plus(-DEVICE_LASTS)).await?;
    tx.commit().await?;
    Ok(())
}
