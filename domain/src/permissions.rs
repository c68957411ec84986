//! Who may do what: questions asked inside use cases, never in a page.

use crate::{OrganisationId, PersonId, ProgrammeId};
use serde::{Deserialize, Serialize};

/// What a person may be beyond a member. Nobody gives themselves a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Staff of one programme.
    Coordinator(ProgrammeId),
    /// Reads aggregated impact on behalf of one organisation.
    Partner(OrganisationId),
    Administrator,
}

/// A signed-in person with their roles, as every use case receives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub person: PersonId,
    pub roles: Vec<Role>,
}

impl Actor {
    pub fn is_administrator(&self) -> bool {
        self.roles.contains(&Role::Administrator)
    }

    /// Coordinators of the programme itself; an administrator is not one of them by default.
    pub fn coordinates(&self, programme: ProgrammeId) -> bool {
        self.roles.contains(&Role::Coordinator(programme))
    }

    pub fn coordinates_any(&self) -> bool {
        self.roles
            .iter()
            .any(|role| matches!(role, Role::Coordinator(_)))
    }

    pub fn is_partner(&self) -> bool {
        self.roles
            .iter()
            .any(|role| matches!(role, Role::Partner(_)))
    }
}
