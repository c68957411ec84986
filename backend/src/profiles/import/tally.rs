//! The report of an import while it grows: every row falls into exactly one count.

use super::headings::Headings;
use domain::{
    accounts::EmailAddress,
    profiles::{
        CellNote, DuplicateRow, FileTold, ImportReport, ImportWarning, RejectReason, RejectedRow,
        WarnedRow,
    },
};
use std::{borrow::Cow, collections::HashMap};

#[derive(Default)]
pub struct Tally {
    report: ImportReport,
    /// The row that each address was first taken from.
    seen: HashMap<EmailAddress, u32>,
    /// Of all that is kept about rows.
    bytes: usize,
}

impl Tally {
    pub fn headings(&mut self, headings: &Headings, row: u32) {
        let unknown = headings.unknown().into_iter();
        self.report.unknown_headings = unknown
            .map(|heading| CellNote::new(&heading, "", ()).heading)
            .collect();
        self.report.told.headings_row = row;
    }

    /// How the file was read.
    pub fn told(&mut self, told: FileTold) {
        let headings_row = self.report.told.headings_row;
        self.report.told = FileTold {
            headings_row,
            ..told
        };
    }

    pub fn ignored(&mut self) {
        self.report.summary.ignored += 1;
    }

    pub fn rejected(&mut self, row: u32, notes: Vec<CellNote<RejectReason>>) {
        let summary = &mut self.report.summary;
        summary.rows += 1;
        summary.rejected += 1;
        if let Some(first) = notes.first() {
            let code = Cow::Borrowed(first.what.code());
            *summary.rejected_by_reason.entry(code).or_default() += 1;
        }
        let size = size(&notes);
        let kept = keep(
            &mut self.report.rejected,
            RejectedRow { row, notes },
            size,
            &mut self.bytes,
        );
        self.report.details_left_out += kept;
    }

    /// The row this address was taken from before, if any; else remembers this one as taken.
    pub fn first_row_of(&mut self, email: &EmailAddress, row: u32) -> Option<u32> {
        match self.seen.get(email) {
            Some(first) => Some(*first),
            None => {
                self.seen.insert(email.clone(), row);
                None
            }
        }
    }

    pub fn duplicate(&mut self, row: u32, first: Option<u32>) {
        self.report.summary.rows += 1;
        self.report.summary.duplicates += 1;
        let duplicate = DuplicateRow { row, first };
        let kept = keep(&mut self.report.duplicates, duplicate, 0, &mut self.bytes);
        self.report.details_left_out += kept;
    }

    pub fn imported(&mut self, row: u32, notes: Vec<CellNote<ImportWarning>>) {
        self.report.summary.rows += 1;
        self.report.summary.imported += 1;
        if !notes.is_empty() {
            self.report.summary.warned += 1;
            let size = size(&notes);
            let kept = keep(
                &mut self.report.warned,
                WarnedRow { row, notes },
                size,
                &mut self.bytes,
            );
            self.report.details_left_out += kept;
        }
    }

    /// Rows about a person so far.
    pub fn rows(&self) -> u64 {
        self.report.summary.rows
    }

    pub fn finish(mut self) -> ImportReport {
        // Batches tell what the database knows after what the file says.
        self.report
            .duplicates
            .sort_by_key(|duplicate| duplicate.row);
        self.report.rejected.sort_by_key(|rejected| rejected.row);
        self.report
    }
}

/// Adds to a list that is not full; else says that one row's details are left out.
fn keep<T>(list: &mut Vec<T>, item: T, size: usize, bytes: &mut usize) -> u64 {
    if list.len() < ImportReport::DETAILS_MAX && *bytes + size <= ImportReport::BYTES_MAX {
        *bytes += size;
        list.push(item);
        0
    } else {
        1
    }
}

fn size<T>(notes: &[CellNote<T>]) -> usize {
    notes
        .iter()
        .map(|note| note.heading.len() + note.value.len())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hopeless_file_does_not_make_a_report_of_its_own_size() {
        let mut tally = Tally::default();
        let long = "x".repeat(10_000);
        for row in 0..100_000 {
            let notes = (0..20).map(|_| CellNote::new(&long, &long, RejectReason::ValueMissing));
            tally.rejected(row, notes.collect());
        }
        let report = tally.finish();
        assert_eq!(report.summary.rejected, 100_000);
        assert_eq!(
            report.rejected.len() as u64 + report.details_left_out,
            100_000
        );
        assert!(serde_json::to_string(&report).unwrap().len() < 3 * ImportReport::BYTES_MAX);
    }
}
