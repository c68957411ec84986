//! What a person tells others, and a mentee's project: the types that parse once.
//!
//! Regions, sectors, expertise, federations and countries are reference data that an administrator edits, so
//! they are codes here, never enums.

mod availability;
mod codes;
mod completeness;
mod import;
mod language;
mod phone;
mod profile;
mod project;
mod reference;
mod steps;

pub use availability::{Availability, DayPart, WeekHours, Weekday};
pub use codes::{CountryCode, ExpertiseCode, FamilyCode, FederationCode, RegionCode, SectorCode};
pub use completeness::{Completeness, Worth, completeness};
pub use import::{
    CellNote, DuplicateRow, FileEncoding, FileProblem, FileTold, ImportAs, ImportColumn,
    ImportReport, ImportSummary, ImportWarning, RejectReason, RejectedRow, WarnedRow,
};
pub use language::{Level, SpokenLanguage, Tongue};
pub use phone::{PHONE_MAX, phone};
pub use profile::{
    Contact, Names, PHOTO_MAX_MEGABYTES, PHOTO_MAX_MEGAPIXELS, PHOTO_SIZES, Profile, ProfileCard,
    Project, Sides, StepsDone, by_script, photo_path,
};
pub use project::{PROJECT_MAX_MINOR, Stage};
pub use reference::{ReferenceItem, ReferenceKind};
pub use steps::{
    FreeTime, JOBS_MAX, LINE_MAX, NAME_MAX, Offer, OfferDraft, Place, PlaceDraft, ProfileStep,
    ProjectDraft, ProjectStep, SECTORS_MAX, TEXT_MAX, Ties, TiesDraft, TimeDraft, Who, WhoDraft,
    YEARS_MAX,
};

/// Most mentees one mentor can offer to carry at a time.
pub const CAPACITY_MAX: i64 = 20;
/// Most needs a mentee can name; the interface suggests three.
pub const NEEDS_MAX: usize = 6;
/// Most kinds of expertise a mentor can offer.
pub const OFFERS_MAX: usize = 12;
