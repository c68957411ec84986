//! Roles and accounts as the operator of the machine names them on its command line: by address, programme's code
//! and organisation's name. The rules are those of [`super::roles`]; there is no actor, since whoever can open the
//! database could do it anyway.

pub(super) mod sql;

use super::{By, find_person, passkeys, roles};
use crate::{Backend, Result};
use domain::{
    CommandId, Failure, OrganisationId, PersonId, ProgrammeId, Role, Timestamp,
    accounts::EmailAddress,
};
use uuid::Uuid;

/// A role as the operator names it: by the programme's code or the organisation's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedRole {
    Coordinator { programme: String },
    Partner { organisation: String },
    Administrator,
}

/// Gives a role; `Failure::NotFound` when there is no such account or programme. A new organisation is made.
pub async fn grant(
    backend: &Backend,
    email: &EmailAddress,
    role: &NamedRole,
    now: Timestamp,
) -> Result<()> {
    let person = person(backend, email).await?;
    if let NamedRole::Partner { organisation } = role {
        let mut tx = backend.db.write().await?;
        sql::insert_organisation(tx.conn(), Uuid::now_v7(), organisation, now).await?;
        tx.commit().await?;
    }
    let role = named(backend, role).await?;
    roles::grant_role(backend, By::Operator, CommandId::new(), person, role, now).await
}

/// Takes a role away. Taking what was not given is no error.
pub async fn revoke(
    backend: &Backend,
    email: &EmailAddress,
    role: &NamedRole,
    now: Timestamp,
) -> Result<()> {
    let person = person(backend, email).await?;
    let role = named(backend, role).await?;
    roles::revoke_role(backend, By::Operator, CommandId::new(), person, role, now).await
}

/// Closes an account: no sign-in, no link from a mail, and everybody signed in with it is out.
pub async fn deactivate(backend: &Backend, email: &EmailAddress, now: Timestamp) -> Result<()> {
    let person = person(backend, email).await?;
    roles::deactivate(backend, By::Operator, CommandId::new(), person, now).await
}

/// Takes somebody's passkeys and recovery codes away, who lost them, and ends their sign-ins.
pub async fn reset_second_step(
    backend: &Backend,
    email: &EmailAddress,
    now: Timestamp,
) -> Result<()> {
    let person = person(backend, email).await?;
    passkeys::reset_by_operator(backend, person, now).await
}

async fn person(backend: &Backend, email: &EmailAddress) -> Result<PersonId> {
    find_person(backend, email)
        .await?
        .ok_or_else(|| Failure::NotFound.into())
}

async fn named(backend: &Backend, role: &NamedRole) -> Result<Role> {
    let mut reader = backend.db.read().await?;
    let found = match role {
        NamedRole::Administrator => Some(Role::Administrator),
        NamedRole::Coordinator { programme } => sql::programme(reader.conn(), programme)
            .await?
            .map(|id| Role::Coordinator(ProgrammeId(id))),
        NamedRole::Partner { organisation } => sql::organisation(reader.conn(), organisation)
            .await?
            .map(|id| Role::Partner(OrganisationId(id))),
    };
    found.ok_or_else(|| Failure::NotFound.into())
}
