//! A row while it is read: its cells by column, and what there is to say about them.

use super::{
    damage,
    labels::{Found, Labels, key},
    lists::{self, Listed},
    neutralise::unneutralise,
    reference::Reference,
    row::RowReader,
    table::{Cell, Row},
};
use domain::{
    Problem, parse,
    profiles::{CellNote, ImportColumn, ImportWarning, RejectReason},
};
use unicode_normalization::UnicodeNormalization;

/// The person of one row as far as read, and what is to say about the row.
pub struct Draft<'a> {
    pub reader: &'a RowReader<'a>,
    pub row: &'a Row,
    pub rejected: Vec<CellNote<RejectReason>>,
    pub warned: Vec<CellNote<ImportWarning>>,
}

impl Draft<'_> {
    pub fn line(&mut self, column: ImportColumn, max: usize) -> String {
        let text = parse::line(&self.text(column), 0, max);
        self.fitting(column, text)
    }

    pub fn paragraph(&mut self, column: ImportColumn, max: usize) -> String {
        let text = parse::paragraph(&self.text(column), 0, max);
        self.fitting(column, text)
    }

    /// Takes what was found, warns of a misspelling, or rejects.
    pub fn decide<T>(
        &mut self,
        column: ImportColumn,
        found: Found<T>,
        reason: RejectReason,
    ) -> Option<T> {
        match found {
            Found::Exact(value) => Some(value),
            Found::Near(value, taken) => {
                self.warn(column, ImportWarning::SpellingCorrected { taken });
                Some(value)
            }
            Found::Unknown => {
                self.reject(column, reason);
                None
            }
        }
    }

    pub fn names<T: Clone + PartialEq>(
        &mut self,
        column: ImportColumn,
        labels: impl Fn(&Reference) -> &Labels<T>,
        max: usize,
        none_known: RejectReason,
    ) -> Vec<T> {
        if self.is_blank(column) {
            return Vec::new();
        }
        let listed = lists::names(&self.text(column), labels(self.reader.reference));
        self.listed(column, listed, max, none_known)
    }

    /// Takes the values that are known. A needed cell without any is a reason to reject, another is left out.
    pub fn listed<T>(
        &mut self,
        column: ImportColumn,
        listed: Listed<T>,
        max: usize,
        none_known: RejectReason,
    ) -> Vec<T> {
        let Listed {
            mut values,
            corrected,
            unknown,
        } = listed;
        if values.is_empty() && self.is_needed(column) {
            self.reject(column, none_known);
            return values;
        }
        for taken in corrected {
            self.warn(column, ImportWarning::SpellingCorrected { taken });
        }
        for value in unknown {
            self.warn(column, ImportWarning::ValueLeftOut { value });
        }
        if values.len() > max {
            values.truncate(max);
            self.warn(column, ImportWarning::ListShortened { kept: max as u32 });
        }
        values
    }

    /// The cell of a column; of two columns with the same meaning the first that is filled.
    pub fn cell(&self, column: ImportColumn) -> &Cell {
        const EMPTY: &Cell = &Cell::EMPTY;
        let mut cells = self.cells(column);
        cells
            .find(|cell| !cell.is_blank())
            .or_else(|| self.cells(column).next())
            .unwrap_or(EMPTY)
    }

    fn cells(&self, column: ImportColumn) -> impl Iterator<Item = &Cell> {
        let places = self.reader.headings.all_places(column);
        places.iter().filter_map(|place| self.row.cells.get(*place))
    }

    /// The cell's text in NFC, as it was before it was decoded twice, and without the apostrophe that our own files put
    /// before a formula. Nothing where a formula failed.
    pub fn text(&self, column: ImportColumn) -> String {
        let text = self.cell(column).text();
        if damage::is_error(&text) || (!self.is_needed(column) && says_nothing(&text)) {
            return String::new();
        }
        let text: String = unneutralise(&text).nfc().collect();
        damage::undoubled(&text).unwrap_or(text)
    }

    /// Says what was lost before the file came to us, and what stands in two columns of one meaning.
    pub fn point_out_damage(&mut self) {
        for column in ImportColumn::ALL {
            if column == ImportColumn::RejectedBecause {
                continue;
            }
            let other = self.clash(column);
            if let Some(value) = other {
                self.warn(column, ImportWarning::ValueLeftOut { value });
            }
            if !matches!(self.cell(column), Cell::Text(_)) {
                continue;
            }
            let (raw, text) = (self.cell(column).text().into_owned(), self.text(column));
            if damage::is_error(&raw) {
                // A needed cell without a value is a reason to reject.
                if !self.is_needed(column) {
                    let value = raw.trim().to_owned();
                    self.warn(column, ImportWarning::ValueLeftOut { value });
                }
                continue;
            }
            if damage::undoubled(&raw.nfc().collect::<String>()).is_some() {
                let taken = text.clone();
                self.warn(column, ImportWarning::SpellingCorrected { taken });
            }
            if text.trim_start().starts_with(['=', '@', '＝', '＠']) {
                self.warn(column, ImportWarning::FormulaAsText);
            }
            if damage::has_lost_letters(&text) {
                self.warn(column, ImportWarning::DamagedText);
            }
        }
    }

    /// What a second column of the same meaning says otherwise.
    fn clash(&self, column: ImportColumn) -> Option<String> {
        if self.reader.headings.all_places(column).len() < 2 {
            return None;
        }
        let taken = key(&self.cell(column).text());
        let mut others = self.cells(column).filter(|cell| !cell.is_blank());
        let other = others.find(|cell| key(&cell.text()) != taken)?;
        Some(other.text().trim().to_owned())
    }

    /// The cell for a reader of numbers: typed cells as they are.
    pub fn cleaned(&self, column: ImportColumn) -> Cell {
        match self.cell(column) {
            Cell::Text(_) => Cell::Text(parse::western_digits(&self.text(column))),
            typed => typed.clone(),
        }
    }

    pub fn is_blank(&self, column: ImportColumn) -> bool {
        match self.cell(column) {
            Cell::Text(_) => self
                .text(column)
                .chars()
                .all(|c| c.is_whitespace() || c == '\u{feff}'),
            typed => typed.is_blank(),
        }
    }

    pub fn is_needed(&self, column: ImportColumn) -> bool {
        self.reader.role.needed().contains(&column)
    }

    pub fn reject(&mut self, column: ImportColumn, reason: RejectReason) {
        let note = self.note(column, reason);
        self.rejected.push(note);
    }

    pub fn warn(&mut self, column: ImportColumn, warning: ImportWarning) {
        let note = self.note(column, warning);
        self.warned.push(note);
    }

    fn fitting(&mut self, column: ImportColumn, text: Result<String, Problem>) -> String {
        match text {
            Ok(text) => {
                // Nothing but invisible marks is nothing.
                if text.is_empty() && self.is_needed(column) && !self.is_blank(column) {
                    self.reject(column, RejectReason::ValueMissing);
                }
                text
            }
            Err(Problem::TooLong { max }) => {
                self.reject(column, RejectReason::TextTooLong { max });
                String::new()
            }
            Err(_) => String::new(),
        }
    }

    fn note<T>(&self, column: ImportColumn, what: T) -> CellNote<T> {
        CellNote::new(
            self.reader.headings.text(column),
            &self.cell(column).text(),
            what,
        )
    }
}

/// What people write into a cell that may be empty. Folded as [`key`] folds.
const NOTHING: [&str; 12] = [
    "",
    "na",
    "nd",
    "neant",
    "aucun",
    "aucune",
    "none",
    "nil",
    "keine",
    "keiner",
    "لايوجد",
    "لاشي",
];

fn says_nothing(text: &str) -> bool {
    NOTHING.contains(&key(text).as_str())
}
