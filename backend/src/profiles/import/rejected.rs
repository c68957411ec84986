//! The rows that were not taken as a file of their own, to be corrected and imported again.
//!
//! It has the same headings and one column more, is written as French Excel writes (UTF-8 with a mark, semicolons,
//! CRLF), and nothing in it runs when it is opened.

use super::{headings::Headings, neutralise::neutralise, table::Row};
use csv::{Terminator, Writer, WriterBuilder};
use domain::profiles::{CellNote, ImportColumn, RejectReason};
use std::io::{self, Write};

/// Says reasons in the reader's language.
pub trait Wording: Send + Sync {
    /// The extra column's heading; one that the import knows again (`rejected_because` in `names/headings.txt`).
    fn heading(&self) -> String;
    fn reasons(&self, notes: &[CellNote<RejectReason>]) -> String;
}

/// The stable codes, for programs.
pub struct Codes;

impl Wording for Codes {
    fn heading(&self) -> String {
        "Reason for rejection".to_owned()
    }

    fn reasons(&self, notes: &[CellNote<RejectReason>]) -> String {
        let codes: Vec<&str> = notes.iter().map(|note| note.what.code()).collect();
        codes.join(", ")
    }
}

/// Writes rejected rows as they come.
pub struct RejectedRows<'a> {
    out: Writer<Box<dyn Write + Send + 'a>>,
    wording: &'a dyn Wording,
    headings: usize,
    /// Where the file itself had such a column, from an earlier round.
    old_reasons: Option<usize>,
}

impl<'a> RejectedRows<'a> {
    pub fn new(
        mut out: Box<dyn Write + Send + 'a>,
        wording: &'a dyn Wording,
        headings: &Headings,
    ) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let out = WriterBuilder::new()
            .delimiter(b';')
            .terminator(Terminator::CRLF)
            .flexible(true)
            .from_writer(out);
        let mut rows = Self {
            out,
            wording,
            headings: headings.texts.len(),
            old_reasons: headings.place(ImportColumn::RejectedBecause),
        };
        let reason = wording.heading();
        rows.record(
            headings.texts.iter().map(String::as_str),
            &reason,
            [].into_iter(),
        )?;
        Ok(rows)
    }

    pub fn write(&mut self, row: &Row, notes: &[CellNote<RejectReason>]) -> io::Result<()> {
        let texts: Vec<_> = row.cells.iter().map(|cell| cell.text()).collect();
        let (under, beyond) = texts.split_at(texts.len().min(self.headings));
        let filled = under
            .iter()
            .map(|text| text.as_ref())
            .chain(std::iter::repeat(""));
        let reasons = self.wording.reasons(notes);
        self.record(
            filled.take(self.headings),
            &reasons,
            beyond.iter().map(|text| text.as_ref()),
        )
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Cells beyond the headings come last, after the reason, so that they are not lost.
    fn record<'t>(
        &mut self,
        cells: impl Iterator<Item = &'t str>,
        reason: &'t str,
        beyond: impl Iterator<Item = &'t str>,
    ) -> io::Result<()> {
        let old = self.old_reasons;
        let kept = cells
            .enumerate()
            .filter(|(place, _)| Some(*place) != old)
            .map(|(_, text)| text);
        let all = kept.chain([reason]).chain(beyond);
        self.out
            .write_record(all.map(|text| neutralise(text).into_owned()))?;
        Ok(())
    }
}
