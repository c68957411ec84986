//! A whole file as people: the headings first, then what each row turned out to be.

use super::{
    headings::{self, Headings},
    reference::Reference,
    row::{Outcome, RowReader},
    table::{self, How, Percent, Row, Source, Told},
};
use domain::profiles::{FileProblem, ImportAs};
use std::{io::SeekFrom, ops::ControlFlow};

/// How many rows may stand above the headings, and they with them: titles, dates, instructions.
pub const HEADINGS_WITHIN: usize = 20;

/// One thing read from a file.
pub enum Item {
    /// The headings, and their row.
    Headings(Headings, u32),
    Row(Row, Outcome),
    /// A line before the headings.
    Above,
}

/// Reads the file once to its end without looking at the cells, so that a file that cannot be read as a whole, or
/// lacks a column, is refused before anything of it is imported.
pub fn check(source: &mut dyn Source, how: How<'_>, role: ImportAs) -> Result<(), FileProblem> {
    let mut search = Search::new(role);
    let mut is_found = false;
    table::read(source, how, &headings::known, &mut |row, _| {
        if !is_found && !row.is_blank() {
            is_found = search.look(&row).is_some();
            if !is_found && search.is_over() {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })?;
    if !is_found {
        return Err(search.problem());
    }
    source
        .seek(SeekFrom::Start(0))
        .map_err(|_| FileProblem::Unreadable)?;
    Ok(())
}

/// Reads people until the file ends or `take` breaks off; says how the file was read.
pub fn read(
    source: &mut dyn Source,
    how: How<'_>,
    reference: &Reference,
    role: ImportAs,
    take: &mut dyn FnMut(Item, Percent) -> ControlFlow<()>,
) -> Result<Told, FileProblem> {
    let mut reader: Option<RowReader<'_>> = None;
    let mut search = Search::new(role);
    let told = table::read(source, how, &headings::known, &mut |row, percent| {
        if let Some(reader) = &reader {
            let outcome = reader.read(&row);
            return take(Item::Row(row, outcome), percent);
        }
        let found = if row.is_blank() {
            None
        } else {
            search.look(&row)
        };
        match found {
            Some(headings) => {
                reader = Some(RowReader {
                    headings: headings.clone(),
                    reference,
                    role,
                });
                take(Item::Headings(headings, row.number), percent)
            }
            None if search.is_over() => ControlFlow::Break(()),
            None => take(Item::Above, percent),
        }
    })?;
    match reader {
        Some(_) => Ok(told),
        None => Err(search.problem()),
    }
}

/// Looks for the headings in the first rows. A row is them when it has every needed column; the one that has the most of
/// them says what is missing.
struct Search {
    role: ImportAs,
    looked_at: usize,
    best: (usize, FileProblem),
}

impl Search {
    const fn new(role: ImportAs) -> Self {
        Self {
            role,
            looked_at: 0,
            best: (0, FileProblem::NoHeadings),
        }
    }

    fn look(&mut self, row: &Row) -> Option<Headings> {
        self.looked_at += 1;
        let texts = texts(row);
        match Headings::recognise(&texts, self.role) {
            Ok(headings) => Some(headings),
            Err(problem) => {
                let known = headings::known(&texts);
                if known > self.best.0 {
                    self.best = (known, problem);
                }
                None
            }
        }
    }

    const fn is_over(&self) -> bool {
        self.looked_at >= HEADINGS_WITHIN
    }

    fn problem(self) -> FileProblem {
        self.best.1
    }
}

fn texts(row: &Row) -> Vec<String> {
    row.cells
        .iter()
        .map(|cell| cell.text().into_owned())
        .collect()
}

#[cfg(test)]
mod tests;
