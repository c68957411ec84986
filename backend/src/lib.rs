//! Use cases and storage. A module here is a feature, named as in every other crate: `mod.rs` holds the use
//! cases, `sql.rs` all SQL of the feature.
//!
//! A use case is one transaction { lock, guard, write, event, outbox row }. The actor and the time are
//! arguments; permission is a question of the domain asked here, never in a page. Deliberately absent: axum,
//! leptos, cookies, headers, the environment.

pub mod access;
pub mod db;
pub mod error;
pub mod events;
pub mod outbox;
pub mod zones;

pub mod accounts;
pub mod administration;
pub mod circle;
pub mod impact;
pub mod legal;
pub mod matching;
pub mod mentorships;
pub mod notifications;
pub mod privacy;
pub mod profiles;
pub mod programmes;
pub mod trust;

/// What use cases work with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Backend {
    pub db: Db,
    pub hasher: accounts::Hasher,
    /// None at first; `serve` knows the site's address.
    pub passkeys: accounts::Passkeys,
    /// Mentors in memory, for suggestions and the directory.
    pub mentors: matching::Pools,
    /// Refusals that wait to be written.
    pub journal: trust::journal::Journal,
}

impl Backend {
    /// With nothing in memory yet.
    pub fn new(db: Db, hasher: accounts::Hasher) -> Self {
        Self {
            db,
            hasher,
            passkeys: accounts::Passkeys::default(),
            mentors: matching::Pools::default(),
            journal: trust::journal::Journal::default(),
        }
    }
}

pub use db::Db;
pub use error::{Error, Result};
