//! What a person tells others, and a mentee's project: the types that parse once.
//!
//! Regions, sectors, expertise, federations and countries are reference data that an administrator edits, so
//! they are codes here, never enums.

mod availability;
mod codes;
mod import;
mod language;
mod project;
mod reference;

pub use availability::{Availability, DayPart, WeekHours, Weekday};
pub use codes::{CountryCode, ExpertiseCode, FamilyCode, FederationCode, RegionCode, SectorCode};
pub use import::{
    CellNote, DuplicateRow, FileProblem, ImportAs, ImportColumn, ImportReport, ImportSummary,
    ImportWarning, RejectReason, RejectedRow, WarnedRow,
};
pub use language::{Level, SpokenLanguage, Tongue};
pub use project::{PROJECT_MAX_MINOR, Stage};
pub use reference::{ReferenceItem, ReferenceKind};

/// Most mentees one mentor can offer to carry at a time.
pub const CAPACITY_MAX: i64 = 20;
/// Most needs a mentee can name; the interface suggests three.
pub const NEEDS_MAX: usize = 6;
/// Most kinds of expertise a mentor can offer.
pub const OFFERS_MAX: usize = 12;
