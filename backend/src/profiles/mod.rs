//! Profiles.

pub mod import;
pub mod reference_files;
