//! Trust: declaring a conflict of interest, and the office's pairs that are kept apart. Parts of other features' pages.

pub mod api;
mod blocks;
mod conflict;

pub use blocks::KeptApart;
#[cfg(feature = "ssr")]
pub(crate) use conflict::conflict_name;
pub use conflict::{Conflict, ConflictCommands};
