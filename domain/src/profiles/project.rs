//! A mentee's venture.

use serde::{Deserialize, Serialize};

/// Largest investment anyone may enter: MAD or EUR 10 billion, in minor units.
pub const PROJECT_MAX_MINOR: i64 = 10_000_000_000 * 100;

/// How far the venture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stage {
    /// Idée
    Idea,
    /// Création: being set up.
    Creation,
    /// Démarrage: first customers.
    Launch,
    /// Croissance
    Growth,
    /// Extension: a new site, market or line.
    Expansion,
}

impl Stage {
    pub const ALL: [Stage; 5] = [
        Stage::Idea,
        Stage::Creation,
        Stage::Launch,
        Stage::Growth,
        Stage::Expansion,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Stage::Idea => "idea",
            Stage::Creation => "creation",
            Stage::Launch => "launch",
            Stage::Growth => "growth",
            Stage::Expansion => "expansion",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }
}
