//! Who holds a session cookie, asked on every request.

use super::{passkeys, roles::role, sql, token};
use crate::{Backend, Error, Result};
use domain::{
    Actor, Lang, PersonId, Role, SignInId, Timestamp,
    accounts::{SecondStep, Theme},
    time,
};
use uuid::Uuid;

/// "Last seen" is written at most this often.
const SEEN_EVERY: i64 = 5 * time::MINUTE;
/// How long the token before a renewal still works, for requests that were under way.
const OLD_TOKEN_LASTS: i64 = time::MINUTE;

/// A session that is still good.
#[derive(Clone, Debug)]
pub struct Session {
    pub actor: Actor,
    pub sign_in: SignInId,
    pub lang: Lang,
    pub theme: Theme,
    /// What this sign-in lacks: until then the actor has no roles, so that no use case can forget to ask.
    pub lacks: Option<SecondStep>,
    /// A new token for the cookie, after the person's roles changed.
    pub renewed: Option<String>,
}

/// Who holds this session token, if it is still good.
pub async fn viewer(backend: &Backend, token: &str, now: Timestamp) -> Result<Option<Session>> {
    let hash = token::hash(token);
    let mut reader = backend.db.read().await?;
    let Some(row) = sql::session(reader.conn(), &hash, now).await? else {
        return Ok(None);
    };
    let roles = roles(sql::roles(reader.conn(), row.person_id).await?)?;
    let (person, done) = (row.person_id, row.second_step_at);
    let lacks = passkeys::lacking(backend, reader.conn(), person, &roles, done).await?;
    drop(reader);
    let renewed = if row.renew {
        renew(backend, row.id, &hash, now).await?
    } else {
        None
    };
    if now.since(row.seen_at) >= SEEN_EVERY {
        let mut tx = backend.db.write().await?;
        sql::seen(tx.conn(), row.id, now).await?;
        tx.commit().await?;
    }
    Ok(Some(Session {
        actor: Actor {
            person,
            roles: if lacks.is_some() { Vec::new() } else { roles },
        },
        sign_in: row.id,
        lang: Lang::from_code(&row.lang).unwrap_or_default(),
        theme: Theme::from_code(&row.theme).unwrap_or_default(),
        lacks,
        renewed,
    }))
}

/// Does this sign-in still hold? For streams, which outlive the request that began them.
pub async fn is_open(backend: &Backend, sign_in: SignInId, now: Timestamp) -> Result<bool> {
    let mut reader = backend.db.read().await?;
    Ok(sql::open_sessions(reader.conn(), sign_in, now).await? > 0)
}

/// Gives the session a new token; of two requests at once one does, the other's old token holds a moment longer.
async fn renew(
    backend: &Backend,
    sign_in: SignInId,
    old: &[u8],
    now: Timestamp,
) -> Result<Option<String>> {
    let token = token::fresh();
    let mut tx = backend.db.write().await?;
    let until = now.plus(OLD_TOKEN_LASTS);
    let changed = sql::renew(tx.conn(), sign_in, &token::hash(&token), old, until).await?;
    tx.commit().await?;
    Ok((changed > 0).then_some(token))
}

pub(super) fn roles(rows: Vec<(String, Uuid)>) -> Result<Vec<Role>> {
    rows.into_iter()
        .map(|(code, scope)| role(&code, scope).ok_or(Error::UnknownCode("role_grants.role")))
        .collect()
}

/// The person's language, changed when they switch it while signed in.
pub async fn keep_language(backend: &Backend, person: PersonId, lang: Lang) -> Result<()> {
    let mut tx = backend.db.write().await?;
    sql::set_lang(tx.conn(), person, lang.code()).await?;
    tx.commit().await?;
    Ok(())
}
