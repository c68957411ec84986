//! Browsers that somebody signed in with before, known by a cookie of their own that outlives the sign-in.
//!
//! Tries from one of them are counted apart: whoever tries or asks from elsewhere, as often as they like, cannot shut the
//! owner out. The cookie opens nothing by itself.

use super::{Origin, sql, token};
use crate::{Backend, Result, db::Conn};
use domain::{PersonId, Timestamp, time};

/// How long a browser is known after it was last signed in with. Browsers keep no cookie longer.
pub const DEVICE_LASTS: i64 = 400 * time::DAY;
/// Known browsers of one person; the one not used for longest is forgotten.
const PER_PERSON: i64 = 30;

/// What tries from this browser for this address are counted by, if its owner signed in with it before.
pub(super) async fn key(backend: &Backend, origin: &Origin, email: &str) -> Result<Option<String>> {
    let Some(secret) = &origin.known_by else {
        return Ok(None);
    };
    let mut reader = backend.db.read().await?;
    let is_known = sql::knows_device(reader.conn(), &token::hash(secret), email).await?;
    Ok(is_known.then(|| format!("{secret} {email}")))
}

/// Knows this browser from now on; returns the secret for its cookie. One that is another person's too keeps its own; one
/// that was never ours gets a new one.
pub(super) async fn remember(
    mut conn: Conn<'_>,
    person: PersonId,
    origin: &Origin,
    now: Timestamp,
) -> Result<String> {
    let secret = match &origin.known_by {
        Some(secret) if sql::is_device(conn.reborrow(), &token::hash(secret)).await? => {
            secret.clone()
        }
        _ => token::fresh(),
    };
    sql::remember_device(conn.reborrow(), &token::hash(&secret), person, now).await?;
    sql::forget_old_devices(conn, person, PER_PERSON).await?;
    Ok(secret)
}
