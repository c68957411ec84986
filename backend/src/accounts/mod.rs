//! Accounts: who is who, signing in and out.

pub mod operator;
mod password;
mod sql;
mod token;

use crate::{Backend, Error, Result};
use domain::{
    Actor, OrganisationId, PersonId, ProgrammeId, Refusal, Role, SignInId, Timestamp, time,
};
use std::net::IpAddr;

pub use password::Hasher;

/// Where a request to sign in comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    pub peer: IpAddr,
    /// Short description of the browser.
    pub device: String,
}

/// A signed-in person as pages greet them.
#[derive(Clone, Debug)]
pub struct PersonView {
    pub id: PersonId,
    pub name: String,
    pub email: String,
}

/// How long a sign-in lasts without being used.
const SIGN_IN_LASTS: i64 = 30 * time::DAY;

/// Checks address and password and begins a sign-in session; returns its secret token.
///
/// The same answer and the same work for known and unknown addresses.
pub async fn sign_in(
    backend: &Backend,
    email: &str,
    password: String,
    origin: &Origin,
    now: Timestamp,
) -> Result<String> {
    let email = email.trim().to_lowercase();
    let mut reader = backend.db.read().await?;
    let found = sql::credentials(reader.conn(), &email).await?;
    drop(reader);
    let hash = found.as_ref().and_then(|(_, hash)| hash.clone());
    let right = backend.hasher.verify(password, hash).await?;
    let (Some((person, _)), true) = (found, right) else {
        return Err(Refusal::WrongCredentials.into());
    };
    let token = token::fresh();
    let mut tx = backend.db.write().await?;
    sql::insert_sign_in(
        tx.conn(),
        SignInId::new(),
        &token::hash(&token),
        person,
        &origin.device,
        now,
        now.plus(SIGN_IN_LASTS),
    )
    .await?;
    tx.commit().await?;
    Ok(token)
}

/// Ends one sign-in session of the actor.
pub async fn sign_out(backend: &Backend, actor: &Actor, sign_in: SignInId) -> Result<()> {
    let mut tx = backend.db.write().await?;
    sql::end_sign_in(tx.conn(), actor.person, sign_in).await?;
    tx.commit().await?;
    Ok(())
}

/// Who holds this session token, if it is still good.
pub async fn viewer(
    backend: &Backend,
    token: &str,
    now: Timestamp,
) -> Result<Option<(Actor, SignInId)>> {
    let mut reader = backend.db.read().await?;
    let Some((sign_in, person)) = sql::sign_in(reader.conn(), &token::hash(token), now).await?
    else {
        return Ok(None);
    };
    let roles = sql::roles(reader.conn(), person)
        .await?
        .into_iter()
        .map(|(role, scope)| match role.as_str() {
            "coordinator" => Ok(Role::Coordinator(ProgrammeId(scope))),
            "partner" => Ok(Role::Partner(OrganisationId(scope))),
            "administrator" => Ok(Role::Administrator),
            _ => Err(Error::UnknownCode("role_grants.role")),
        })
        .collect::<Result<_>>()?;
    Ok(Some((Actor { person, roles }, sign_in)))
}

/// The actor's own name and address.
pub async fn person(backend: &Backend, actor: &Actor) -> Result<PersonView> {
    let mut reader = backend.db.read().await?;
    let (email, given, family) = sql::person(reader.conn(), actor.person).await?;
    let name = format!(
        "{} {}",
        given.unwrap_or_default(),
        family.unwrap_or_default()
    )
    .trim()
    .to_owned();
    Ok(PersonView {
        id: actor.person,
        name: if name.is_empty() { email.clone() } else { name },
        email,
    })
}
