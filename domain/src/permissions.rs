//! Who may do what: questions asked inside use cases, never in a page.

use crate::{OrganisationId, PersonId, ProgrammeId};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What a person may be beyond a member. Nobody gives themselves a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Staff of one programme.
    Coordinator(ProgrammeId),
    /// Reads aggregated impact on behalf of one organisation.
    Partner(OrganisationId),
    Administrator,
}

/// A role without what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoleKind {
    Coordinator,
    Partner,
    Administrator,
}

impl RoleKind {
    pub const ALL: [RoleKind; 3] = [
        RoleKind::Coordinator,
        RoleKind::Partner,
        RoleKind::Administrator,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            RoleKind::Coordinator => "coordinator",
            RoleKind::Partner => "partner",
            RoleKind::Administrator => "administrator",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Role {
    pub const fn kind(self) -> RoleKind {
        match self {
            Role::Coordinator(_) => RoleKind::Coordinator,
            Role::Partner(_) => RoleKind::Partner,
            Role::Administrator => RoleKind::Administrator,
        }
    }
}

/// As forms and addresses name a role: `administrator`, `coordinator:ID`, `partner:ID`.
impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.kind().code();
        match self {
            Role::Coordinator(programme) => write!(f, "{code}:{programme}"),
            Role::Partner(organisation) => write!(f, "{code}:{organisation}"),
            Role::Administrator => f.write_str(code),
        }
    }
}

/// The text names no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotARole;

impl FromStr for Role {
    type Err = NotARole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (code, scope) = text.split_once(':').unwrap_or((text, ""));
        match RoleKind::from_code(code) {
            Some(RoleKind::Coordinator) => scope.parse().map(Role::Coordinator),
            Some(RoleKind::Partner) => scope.parse().map(Role::Partner),
            Some(RoleKind::Administrator) if scope.is_empty() => return Ok(Role::Administrator),
            _ => return Err(NotARole),
        }
        .map_err(|_| NotARole)
    }
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

    /// The kinds of this person's roles, each once.
    pub fn role_kinds(&self) -> Vec<RoleKind> {
        RoleKind::ALL
            .into_iter()
            .filter(|kind| self.roles.iter().any(|role| role.kind() == *kind))
            .collect()
    }

    pub fn is_partner(&self) -> bool {
        self.roles
            .iter()
            .any(|role| matches!(role, Role::Partner(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_back_as_it_was_written() {
        for role in [
            Role::Coordinator(ProgrammeId::new()),
            Role::Partner(OrganisationId::new()),
            Role::Administrator,
        ] {
            assert_eq!(role.to_string().parse(), Ok(role));
        }
        for text in ["", "member", "partner", "coordinator:1", "administrator:x"] {
            assert_eq!(text.parse::<Role>(), Err(NotARole), "{text}");
        }
    }
}
