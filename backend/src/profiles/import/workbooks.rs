//! Who reads a workbook: this program, or a child of it whose appetite is bounded (`server/src/workbooks.rs`).
//!
//! A library that unpacks foreign files into memory asks for what a file claims. So the server never reads a workbook
//! itself: the child answers on its standard output with one frame for each row, and the server takes no frame that is
//! longer than a row may be.

use super::{
    table::{Cell, Percent, Row, RowSink, Source, Told},
    xlsx,
};
use domain::profiles::FileProblem;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{
    fmt::Debug,
    io::{self, Cursor, Read, Write},
    ops::ControlFlow,
};

/// Largest frame, in bytes: a row that a CSV file may have, written as JSON.
const FRAME_MAX: u32 = 8 << 20;
/// Largest file that the child takes, in bytes; what the browser sends is a good deal smaller.
const FILE_MAX: u64 = 128 << 20;

/// Reads workbooks, row by row.
pub trait Workbooks: Debug + Send + Sync {
    fn read(&self, source: &mut dyn Source, sink: RowSink<'_>) -> Result<Told, FileProblem>;
}

/// In this very process: for the child, and for tests.
#[derive(Clone, Copy, Debug)]
pub struct InProcess;

impl Workbooks for InProcess {
    fn read(&self, source: &mut dyn Source, sink: RowSink<'_>) -> Result<Told, FileProblem> {
        xlsx::read(source, sink)
    }
}

#[derive(Serialize, Deserialize)]
enum Frame {
    Row(u32, Percent, Vec<Value>),
    Done(Result<Told, FileProblem>),
}

/// A cell on its way.
#[derive(Serialize, Deserialize)]
enum Value {
    T(String),
    N(f64),
    /// Year, month, day.
    D(i16, i8, i8),
}

/// The child's side: a workbook in, frames out, until the reader of the frames has enough.
pub fn answer(input: impl Read, mut output: impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    input.take(FILE_MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > FILE_MAX {
        return write(&mut output, &Frame::Done(Err(FileProblem::TooLarge)));
    }
    let mut failed = None;
    let told = xlsx::read(&mut Cursor::new(bytes), &mut |row, percent| {
        let cells = row.cells.into_iter().map(value).collect();
        match write(&mut output, &Frame::Row(row.number, percent, cells)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    match failed {
        Some(error) => Err(error),
        None => write(&mut output, &Frame::Done(told)),
    }
}

/// The other side: takes rows until the last frame, or until `sink` breaks off. `None` when the frames end before that.
pub fn take(mut input: impl Read, sink: RowSink<'_>) -> Option<Result<Told, FileProblem>> {
    loop {
        match read(&mut input)? {
            Frame::Done(told) => return Some(told),
            Frame::Row(number, percent, cells) => {
                let row = Row {
                    number,
                    cells: cells.into_iter().map(cell).collect(),
                    is_delimited: false,
                };
                if sink(row, percent).is_break() {
                    return Some(Ok(Told::default()));
                }
            }
        }
    }
}

fn write(output: &mut impl Write, frame: &Frame) -> io::Result<()> {
    let body = serde_json::to_vec(frame)?;
    let length = u32::try_from(body.len())
        .ok()
        .filter(|length| *length <= FRAME_MAX);
    let Some(length) = length else {
        return write(output, &Frame::Done(Err(FileProblem::TooLarge)));
    };
    output.write_all(&length.to_le_bytes())?;
    output.write_all(&body)?;
    match frame {
        Frame::Done(_) => output.flush(),
        Frame::Row(..) => Ok(()),
    }
}

fn read(input: &mut impl Read) -> Option<Frame> {
    let mut length = [0; 4];
    input.read_exact(&mut length).ok()?;
    let length = u32::from_le_bytes(length);
    if length > FRAME_MAX {
        return None;
    }
    let mut body = Vec::new();
    input.take(u64::from(length)).read_to_end(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Text(text) => Value::T(text),
        // JSON has no infinity.
        Cell::Number(number) if !number.is_finite() => Value::T(number.to_string()),
        Cell::Number(number) => Value::N(number),
        Cell::Date(date) => Value::D(date.year(), date.month(), date.day()),
    }
}

fn cell(value: Value) -> Cell {
    match value {
        Value::T(text) => Cell::Text(text),
        Value::N(number) => Cell::Number(number),
        Value::D(year, month, day) => Date::new(year, month, day).map_or(Cell::EMPTY, Cell::Date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> (Vec<Row>, Option<Result<Told, FileProblem>>) {
        let mut rows = Vec::new();
        let told = take(bytes, &mut |row, _| {
            rows.push(row);
            ControlFlow::Continue(())
        });
        (rows, told)
    }

    #[test]
    fn what_the_child_says_is_what_it_read() {
        let file = std::fs::read(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/people/mentors.xlsx"
        ))
        .unwrap();
        let mut here = Vec::new();
        let told = InProcess.read(&mut Cursor::new(file.clone()), &mut |row, _| {
            here.push(row);
            ControlFlow::Continue(())
        });
        let mut said = Vec::new();
        answer(&file[..], &mut said).unwrap();
        assert_eq!(rows(&said), (here, Some(told)));
    }

    #[test]
    fn a_frame_longer_than_a_row_may_be_is_not_taken() {
        let mut lie = u32::MAX.to_le_bytes().to_vec();
        lie.extend([b'x'; 100]);
        assert_eq!(rows(&lie), (vec![], None));
    }

    #[test]
    fn a_child_that_ends_in_the_middle_has_said_nothing_whole() {
        let file = b"PK\x03\x04 no archive";
        let mut said = Vec::new();
        answer(&file[..], &mut said).unwrap();
        assert_eq!(rows(&said).1, Some(Err(FileProblem::Unreadable)));
        said.pop();
        assert_eq!(rows(&said).1, None);
    }
}
