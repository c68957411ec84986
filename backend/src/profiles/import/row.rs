//! One row of a file: a person, or every reason why not.
//!
//! A row is rejected for what a coordinator must decide (which region is meant, which date), accepted with a
//! warning where one reading is clear, and normalised without a word where nothing is in doubt.

use super::{
    draft::Draft,
    headings::Headings,
    person::ImportedPerson,
    reference::Reference,
    table::{Cell, Row},
};
use domain::profiles::{CellNote, ImportAs, ImportWarning, RejectReason};
use std::borrow::Cow;

/// What a row turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A blank line, or the headings once more.
    Ignored,
    /// At least one note; the first is the reason it is counted under.
    Rejected(Vec<CellNote<RejectReason>>),
    Person(Box<ImportedPerson>, Vec<CellNote<ImportWarning>>),
}

/// Reads the rows of one file.
pub struct RowReader<'a> {
    pub headings: Headings,
    pub reference: &'a Reference,
    pub role: ImportAs,
}

impl RowReader<'_> {
    pub fn read(&self, row: &Row) -> Outcome {
        if row.is_blank() {
            return Outcome::Ignored;
        }
        let texts: Vec<Cow<'_, str>> = row.cells.iter().map(Cell::text).collect();
        if self
            .headings
            .are_repeated_by(texts.iter().map(|text| text.as_ref()))
        {
            return Outcome::Ignored;
        }
        if let Some(reason) = self.misfit(row) {
            let last = texts.iter().rev().find(|text| !text.trim().is_empty());
            let value = last.map_or("", |text| text.as_ref());
            return Outcome::Rejected(vec![CellNote::new("", value, reason)]);
        }
        let mut draft = Draft {
            reader: self,
            row,
            rejected: Vec::new(),
            warned: Vec::new(),
        };
        draft.point_out_damage();
        match draft.person() {
            Some(person) if draft.rejected.is_empty() => {
                Outcome::Person(Box::new(person), draft.warned)
            }
            _ => Outcome::Rejected(draft.rejected),
        }
    }

    /// A row that does not fit under the headings cannot be read cell by cell.
    fn misfit(&self, row: &Row) -> Option<RejectReason> {
        let expected = self.headings.texts.len();
        let found = row.cells.len();
        let (found_u32, expected_u32) = (found as u32, expected as u32);
        // Excel leaves separators out at the end of rows: what lacks only cells that may be empty is whole.
        let needed = self.role.needed().iter();
        let last = needed
            .filter_map(|column| self.headings.place(*column))
            .max();
        if row.is_delimited && found < expected && last.is_none_or(|last| found <= last) {
            return Some(RejectReason::TooFewColumns {
                found: found_u32,
                expected: expected_u32,
            });
        }
        let is_over_full = row.cells.iter().skip(expected).any(|cell| !cell.is_blank());
        is_over_full.then_some(RejectReason::TooManyColumns {
            found: found_u32,
            expected: expected_u32,
        })
    }
}

#[cfg(test)]
mod tests;
