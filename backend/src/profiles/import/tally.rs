//! The report of an import while it grows: every row falls into exactly one count.

use super::headings::Headings;
use domain::{
    accounts::EmailAddress,
    profiles::{
        CellNote, DuplicateRow, ImportReport, ImportWarning, RejectReason, RejectedRow, WarnedRow,
    },
};
use std::{borrow::Cow, collections::HashMap};

#[derive(Default)]
pub struct Tally {
    report: ImportReport,
    /// The row that each address was first taken from.
    seen: HashMap<EmailAddress, u32>,
}

impl Tally {
    pub fn headings(&mut self, headings: &Headings) {
        self.report.unknown_headings = headings.unknown();
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
        self.report.details_left_out += keep(&mut self.report.rejected, RejectedRow { row, notes });
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
        self.report.details_left_out +=
            keep(&mut self.report.duplicates, DuplicateRow { row, first });
    }

    pub fn imported(&mut self, row: u32, notes: Vec<CellNote<ImportWarning>>) {
        self.report.summary.rows += 1;
        self.report.summary.imported += 1;
        if !notes.is_empty() {
            self.report.summary.warned += 1;
            self.report.details_left_out += keep(&mut self.report.warned, WarnedRow { row, notes });
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
fn keep<T>(list: &mut Vec<T>, item: T) -> u64 {
    if list.len() < ImportReport::DETAILS_MAX {
        list.push(item);
        0
    } else {
        1
    }
}
