//! A whole file as people: the headings first, then what each row turned out to be.

use super::{
    headings::{self, Headings},
    reference::Reference,
    row::{Outcome, RowReader},
    table::{self, Percent, Row, Source},
};
use domain::profiles::{FileProblem, ImportAs};
use std::{io::SeekFrom, ops::ControlFlow};

/// One thing read from a file.
pub enum Item {
    Headings(Headings),
    Row(Row, Outcome),
    /// A blank line before the headings.
    Blank,
}

/// Reads the file once to its end without looking at the cells, so that a file that cannot be read as a whole, or
/// lacks a column, is refused before anything of it is imported.
pub fn check(source: &mut dyn Source, role: ImportAs) -> Result<(), FileProblem> {
    let mut headings: Option<Result<(), FileProblem>> = None;
    table::read(source, &headings::known, &mut |row, _| {
        if headings.is_none() && !row.is_blank() {
            let found = Headings::recognise(&texts(&row), role).map(drop);
            let is_refused = found.is_err();
            headings = Some(found);
            if is_refused {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })?;
    headings.unwrap_or(Err(FileProblem::NoHeadings))?;
    source
        .seek(SeekFrom::Start(0))
        .map_err(|_| FileProblem::Unreadable)?;
    Ok(())
}

/// Reads people until the file ends or `take` breaks off.
pub fn read(
    source: &mut dyn Source,
    reference: &Reference,
    role: ImportAs,
    take: &mut dyn FnMut(Item, Percent) -> ControlFlow<()>,
) -> Result<(), FileProblem> {
    let mut reader: Option<RowReader<'_>> = None;
    let mut refused = None;
    table::read(source, &headings::known, &mut |row, percent| {
        if let Some(reader) = &reader {
            let outcome = reader.read(&row);
            return take(Item::Row(row, outcome), percent);
        }
        if row.is_blank() {
            return take(Item::Blank, percent);
        }
        match Headings::recognise(&texts(&row), role) {
            Ok(headings) => {
                reader = Some(RowReader {
                    headings: headings.clone(),
                    reference,
                    role,
                });
                take(Item::Headings(headings), percent)
            }
            Err(problem) => {
                refused = Some(problem);
                ControlFlow::Break(())
            }
        }
    })?;
    match (refused, reader) {
        (Some(problem), _) => Err(problem),
        (None, None) => Err(FileProblem::NoHeadings),
        (None, Some(_)) => Ok(()),
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
