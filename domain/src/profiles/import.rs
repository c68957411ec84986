//! What an import of people says about a file: its columns, each row's fate and the reasons, in a form that the
//! page, the command line and the rejected rows' file all word in their reader's language.
//!
//! Codes are stable: they are keys of `rejected_by_reason` in the JSON summary and of `locales/*/import.toml`.

use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeMap};

/// The role that the people of a file are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ImportAs {
    Mentors,
    Mentees,
}

impl ImportAs {
    pub const ALL: [ImportAs; 2] = [ImportAs::Mentors, ImportAs::Mentees];

    pub const fn code(self) -> &'static str {
        match self {
            ImportAs::Mentors => "mentors",
            ImportAs::Mentees => "mentees",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Columns without which no row of the file can be taken; their cells may not be empty.
    pub const fn needed(self) -> &'static [ImportColumn] {
        use ImportColumn::*;
        match self {
            ImportAs::Mentors => &[
                GivenName, FamilyName, Email, Country, Sector, Languages, Offers, Capacity,
            ],
            ImportAs::Mentees => &[
                GivenName,
                FamilyName,
                Email,
                Country,
                Sector,
                Languages,
                Needs,
                ProjectTitle,
                Stage,
            ],
        }
    }
}

/// A column of an imported file, whatever its heading and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ImportColumn {
    GivenName,
    FamilyName,
    Email,
    Phone,
    Country,
    City,
    HomeRegion,
    Sector,
    Languages,
    Offers,
    Needs,
    Years,
    Capacity,
    Company,
    JobTitle,
    Federation,
    Availability,
    TimeZone,
    /// Whether the person means to mentor in turn.
    Circular,
    EnrolledOn,
    About,
    ProjectTitle,
    Stage,
    InvestmentMad,
    InvestmentEur,
    Jobs,
    TargetRegion,
    /// Written by us into a file of rejected rows; ignored when that file comes back.
    RejectedBecause,
}

impl ImportColumn {
    pub const ALL: [ImportColumn; 28] = {
        use ImportColumn::*;
        [
            GivenName,
            FamilyName,
            Email,
            Phone,
            Country,
            City,
            HomeRegion,
            Sector,
            Languages,
            Offers,
            Needs,
            Years,
            Capacity,
            Company,
            JobTitle,
            Federation,
            Availability,
            TimeZone,
            Circular,
            EnrolledOn,
            About,
            ProjectTitle,
            Stage,
            InvestmentMad,
            InvestmentEur,
            Jobs,
            TargetRegion,
            RejectedBecause,
        ]
    };

    pub const fn code(self) -> &'static str {
        match self {
            ImportColumn::GivenName => "given_name",
            ImportColumn::FamilyName => "family_name",
            ImportColumn::Email => "email",
            ImportColumn::Phone => "phone",
            ImportColumn::Country => "country",
            ImportColumn::City => "city",
            ImportColumn::HomeRegion => "home_region",
            ImportColumn::Sector => "sector",
            ImportColumn::Languages => "languages",
            ImportColumn::Offers => "offers",
            ImportColumn::Needs => "needs",
            ImportColumn::Years => "years",
            ImportColumn::Capacity => "capacity",
            ImportColumn::Company => "company",
            ImportColumn::JobTitle => "job_title",
            ImportColumn::Federation => "federation",
            ImportColumn::Availability => "availability",
            ImportColumn::TimeZone => "time_zone",
            ImportColumn::Circular => "circular",
            ImportColumn::EnrolledOn => "enrolled_on",
            ImportColumn::About => "about",
            ImportColumn::ProjectTitle => "project_title",
            ImportColumn::Stage => "stage",
            ImportColumn::InvestmentMad => "investment_mad",
            ImportColumn::InvestmentEur => "investment_eur",
            ImportColumn::Jobs => "jobs",
            ImportColumn::TargetRegion => "target_region",
            ImportColumn::RejectedBecause => "rejected_because",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }
}

/// Why a row is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RejectReason {
    /// The row breaks off before the last heading.
    TooFewColumns {
        found: u32,
        expected: u32,
    },
    /// Something stands to the right of the last heading, so a cell was probably split.
    TooManyColumns {
        found: u32,
        expected: u32,
    },
    EmailMissing,
    EmailMalformed,
    /// A needed cell other than the e-mail is empty.
    ValueMissing,
    /// Not one of the twelve regions, in no form we know.
    UnknownRegion,
    UnknownCountry,
    UnknownSector,
    /// None of the languages in the cell is known.
    UnknownLanguage,
    /// None of the kinds of expertise in the cell is known.
    UnknownExpertise,
    UnknownStage,
    ImpossibleDate,
    /// Not a whole number above 0.
    CapacityInvalid,
    /// No amount, below 0 or above `max`.
    InvestmentInvalid {
        max: Money,
    },
    /// Years of experience or jobs: no number, below 0 or above `max`.
    NumberInvalid {
        max: i64,
    },
    TextTooLong {
        max: u32,
    },
    /// The person's account was closed by an administrator.
    AccountClosed,
    /// A name without a single letter: lost in another encoding, or the error of a formula.
    NotAName,
}

impl RejectReason {
    pub const fn code(&self) -> &'static str {
        match self {
            RejectReason::TooFewColumns { .. } => "too_few_columns",
            RejectReason::TooManyColumns { .. } => "too_many_columns",
            RejectReason::EmailMissing => "email_missing",
            RejectReason::EmailMalformed => "email_malformed",
            RejectReason::ValueMissing => "value_missing",
            RejectReason::UnknownRegion => "unknown_region",
            RejectReason::UnknownCountry => "unknown_country",
            RejectReason::UnknownSector => "unknown_sector",
            RejectReason::UnknownLanguage => "unknown_language",
            RejectReason::UnknownExpertise => "unknown_expertise",
            RejectReason::UnknownStage => "unknown_stage",
            RejectReason::ImpossibleDate => "impossible_date",
            RejectReason::CapacityInvalid => "capacity_invalid",
            RejectReason::InvestmentInvalid { .. } => "investment_invalid",
            RejectReason::NumberInvalid { .. } => "number_invalid",
            RejectReason::TextTooLong { .. } => "text_too_long",
            RejectReason::AccountClosed => "account_closed",
            RejectReason::NotAName => "not_a_name",
        }
    }
}

/// What was decided on a row that is taken, for the coordinator to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportWarning {
    /// Misspelt, with one clear nearest name; `taken` is that name in the file's own language where known.
    SpellingCorrected { taken: String },
    /// Capacity as a range; `taken` is its lower end, so that nobody is overloaded.
    RangeLowered { taken: i64 },
    /// More than a mentor may carry; `taken` is the limit.
    CapacityCapped { taken: i64 },
    /// The cell begins as a formula; it was kept as plain text.
    FormulaAsText,
    /// A value of this cell is not known and was left out; the others were taken.
    ValueLeftOut { value: String },
    /// More values than a profile holds; the first `kept` were taken.
    ListShortened { kept: u32 },
    /// An amount that can be read in two ways, or that a spreadsheet had rounded.
    AmountInterpreted { taken: Money },
    /// Characters that were lost before the file came to us.
    DamagedText,
    /// A national number of a country whose prefix is not known; it was left out.
    PhonePrefixMissing,
    /// The address has an account: its person is asked, and nothing of the row is written before they say yes.
    AskedFirst,
}

impl ImportWarning {
    pub const fn code(&self) -> &'static str {
        match self {
            ImportWarning::SpellingCorrected { .. } => "spelling_corrected",
            ImportWarning::RangeLowered { .. } => "range_lowered",
            ImportWarning::CapacityCapped { .. } => "capacity_capped",
            ImportWarning::FormulaAsText => "formula_as_text",
            ImportWarning::ValueLeftOut { .. } => "value_left_out",
            ImportWarning::ListShortened { .. } => "list_shortened",
            ImportWarning::AmountInterpreted { .. } => "amount_interpreted",
            ImportWarning::DamagedText => "damaged_text",
            ImportWarning::PhonePrefixMissing => "phone_prefix_missing",
            ImportWarning::AskedFirst => "asked_first",
        }
    }
}

/// Something to say about one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellNote<T> {
    /// The heading as it stands in the file; empty when the whole row is meant.
    pub heading: String,
    /// The cell as it stands in the file, shortened to [`CellNote::VALUE_MAX`] characters.
    pub value: String,
    pub what: T,
}

impl<T> CellNote<T> {
    pub const VALUE_MAX: usize = 120;

    pub fn new(heading: &str, value: &str, what: T) -> Self {
        Self {
            heading: shortened(heading, Self::VALUE_MAX),
            value: shortened(value, Self::VALUE_MAX),
            what,
        }
    }
}

fn shortened(text: &str, max: usize) -> String {
    let mut shown: String = text.chars().take(max).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// A row that was not taken. The first note is the reason it is counted under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedRow {
    /// As Excel shows it: the headings are row 1, a cell with line breaks is still one row.
    pub row: u32,
    pub notes: Vec<CellNote<RejectReason>>,
}

/// A row that was taken with something to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarnedRow {
    pub row: u32,
    pub notes: Vec<CellNote<ImportWarning>>,
}

/// A row about somebody who has the role already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateRow {
    pub row: u32,
    /// The row of the same file that was taken instead; none when the person was there before the file.
    pub first: Option<u32>,
}

/// The counts; serialised, it is the line that `mentoring import --json` prints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSummary {
    /// Rows about a person: always `imported + duplicates + rejected`.
    pub rows: u64,
    /// Rows that gave a person this role, on a new or an existing account.
    pub imported: u64,
    /// Imported rows with a warning.
    pub warned: u64,
    pub duplicates: u64,
    pub rejected: u64,
    /// Blank lines and repeated headings.
    pub ignored: u64,
    /// Rejected rows by the code of their first reason.
    pub rejected_by_reason: BTreeMap<Cow<'static, str>, u64>,
}

/// The encoding of a CSV file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileEncoding {
    Utf8,
    Utf16,
    /// Western European.
    Windows1252,
    /// Arabic.
    Windows1256,
}

impl FileEncoding {
    pub const ALL: [FileEncoding; 4] = [
        FileEncoding::Utf8,
        FileEncoding::Utf16,
        FileEncoding::Windows1252,
        FileEncoding::Windows1256,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            FileEncoding::Utf8 => "utf-8",
            FileEncoding::Utf16 => "utf-16",
            FileEncoding::Windows1252 => "windows-1252",
            FileEncoding::Windows1256 => "windows-1256",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|encoding| encoding.code() == code)
    }
}

/// How a file was read: said in the report, since another reading may be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileTold {
    /// Of a CSV file.
    pub encoding: Option<FileEncoding>,
    /// Of a workbook: the sheet that was read, and the visible ones that were not.
    pub sheet: String,
    pub other_sheets: Vec<String>,
    /// The row of the headings, from 1; what stands above it was not read.
    pub headings_row: u32,
}

/// What an import did, or a dry run would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    pub summary: ImportSummary,
    pub rejected: Vec<RejectedRow>,
    pub warned: Vec<WarnedRow>,
    pub duplicates: Vec<DuplicateRow>,
    /// Headings that belong to no column we know; their cells were not read.
    pub unknown_headings: Vec<String>,
    /// Rows whose details were left out of the three lists because those were full; they are in the counts.
    pub details_left_out: u64,
    #[serde(default)]
    pub told: FileTold,
}

impl ImportReport {
    /// Most rows that each list names, so that a hopeless file does not make a report of its own size.
    pub const DETAILS_MAX: usize = 5_000;
    /// Most bytes of all that is said about rows: one cell in many rows may be long.
    pub const BYTES_MAX: usize = 1 << 20;
}

/// Why a whole file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileProblem {
    /// Neither CSV nor XLSX.
    NotATable,
    /// The XLS format of before 2007, or a workbook with a password: save it as XLSX or CSV.
    OldOrLockedExcel,
    /// An XLSX file that is damaged, or built to unpack without end.
    Unreadable,
    /// An archive of another program: OpenDocument, XLSB, Numbers, a plain ZIP. Save it as XLSX or CSV.
    OtherFormat,
    /// Larger, when unpacked, than an import takes.
    TooLarge,
    /// A cell of `row` never ends: probably a quotation mark that is not closed.
    EndlessCell { row: u32 },
    /// Not one heading is known.
    NoHeadings,
    /// Needed columns that are not there.
    MissingColumns(Vec<ImportColumn>),
}

impl FileProblem {
    pub const fn code(&self) -> &'static str {
        match self {
            FileProblem::NotATable => "not_a_table",
            FileProblem::OldOrLockedExcel => "old_or_locked_excel",
            FileProblem::Unreadable => "unreadable",
            FileProblem::OtherFormat => "other_format",
            FileProblem::TooLarge => "too_large",
            FileProblem::EndlessCell { .. } => "endless_cell",
            FileProblem::NoHeadings => "no_headings",
            FileProblem::MissingColumns(_) => "missing_columns",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_the_promised_line() {
        let summary = ImportSummary {
            rows: 3,
            imported: 1,
            warned: 1,
            duplicates: 1,
            rejected: 1,
            ignored: 2,
            rejected_by_reason: BTreeMap::from([(
                Cow::Borrowed(RejectReason::EmailMissing.code()),
                1,
            )]),
        };
        assert_eq!(
            serde_json::to_string(&summary).unwrap(),
            r#"{"rows":3,"imported":1,"warned":1,"duplicates":1,"rejected":1,"ignored":2,"rejected_by_reason":{"email_missing":1}}"#
        );
    }

    #[test]
    fn a_long_cell_is_shortened_in_a_note() {
        let note = CellNote::new("Nom", &"é".repeat(500), RejectReason::ValueMissing);
        assert_eq!(
            note.value.chars().count(),
            CellNote::<RejectReason>::VALUE_MAX + 1
        );
    }

    #[test]
    fn every_column_has_its_own_code() {
        let codes: std::collections::BTreeSet<_> = ImportColumn::ALL
            .iter()
            .map(|column| column.code())
            .collect();
        assert_eq!(codes.len(), ImportColumn::ALL.len());
    }
}
