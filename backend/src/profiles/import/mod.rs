//! Import of people from the files that coordinators really have.
//!
//! A file goes through three stages that know nothing of each other: `table` makes rows of bytes, `row` makes a
//! person or a rejection of a row, and the use case writes people in batches. Rows stream through; nothing but the
//! report and the addresses seen grows with the file.
//!
//! Invariants: one bad row never stops another; a dry run gives the report of the real run; nothing is evaluated;
//! no address or name is logged.

mod checked;
mod csv;
mod damage;
mod draft;
mod encoding;
mod fields;
mod headings;
mod labels;
mod languages;
mod lists;
mod names;
mod neutralise;
mod numbers;
mod people;
mod person;
mod quotes;
mod reference;
mod rejected;
mod row;
mod run;
mod sql;
mod store;
mod table;
mod tally;
#[cfg(test)]
mod tests;
mod upload;
mod week;
mod workbooks;
mod xlsx;

pub use checked::{Taken, Wanted, checked, import_checked};
pub use headings::column_of;
pub use neutralise::neutralise;
pub use rejected::{Codes, Wording};
pub use run::{ImportError, Invitations, Mode, Options, Progress, Rejected, import, programme};
pub use table::{Percent, RowSink, Source, Told};
pub use upload::{Bytes, KeptImport, Upload, forget_old, kept, latest, rejected_rows, upload};
pub use workbooks::{InProcess, Workbooks, answer, take};
