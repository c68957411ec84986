//! The second step: an administrator or coordinator shows a passkey before their roles open, where the site asks for it.

use super::{accounts_sql, sql};
use crate::{Backend, Result, accounts::session, db::Conn};
use domain::{PersonId, Role, Timestamp, accounts::SecondStep};

/// What this sign-in lacks before `roles` open; asked for every request, in one more statement only where it matters.
pub(in crate::accounts) async fn lacking(
    backend: &Backend,
    conn: Conn<'_>,
    person: PersonId,
    roles: &[Role],
    done: Option<Timestamp>,
) -> Result<Option<SecondStep>> {
    if done.is_some() || !asks(backend, roles) {
        return Ok(None);
    }
    let passkeys = sql::count(conn, person).await?;
    Ok(lack(true, usize::try_from(passkeys).unwrap_or_default()))
}

pub(super) fn lack(is_lacking: bool, passkeys: usize) -> Option<SecondStep> {
    match (is_lacking, passkeys) {
        (false, _) => None,
        (true, 0) => Some(SecondStep::Enrol),
        (true, _) => Some(SecondStep::Prove),
    }
}

/// Do the roles that this person holds, whether open now or not, ask for a second step?
pub(super) async fn is_required(
    backend: &Backend,
    conn: Conn<'_>,
    person: PersonId,
) -> Result<bool> {
    if !backend.passkeys.is_required {
        return Ok(false);
    }
    let roles = session::roles(accounts_sql::roles(conn, person).await?)?;
    Ok(asks(backend, &roles))
}

fn asks(backend: &Backend, roles: &[Role]) -> bool {
    let is_staff = |role: &Role| matches!(role, Role::Administrator | Role::Coordinator(_));
    backend.passkeys.is_required && roles.iter().any(is_staff)
}
