//! A file as a stream of rows, whether it is CSV or XLSX.
//!
//! Rows are handed on one by one and never collected, so that memory does not grow with the file. Row numbers are
//! those Excel shows. Deliberately absent: what a column or a cell means; formulas are never evaluated.

use super::{csv, workbooks::Workbooks};
use domain::profiles::{FileEncoding, FileProblem};
use jiff::civil::Date;
use std::{
    borrow::Cow,
    io::{self, Read, Seek, SeekFrom},
    ops::ControlFlow,
};

/// Cells beyond this column are not read.
pub const COLUMNS_MAX: usize = 256;
/// Excel's own last row.
pub const ROWS_MAX: u32 = 1_048_576;

/// What a file to import can be read from: an open file or bytes in memory.
pub trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    /// A typed number of an XLSX file.
    Number(f64),
    /// A typed date of an XLSX file.
    Date(Date),
}

impl Cell {
    pub const EMPTY: Cell = Cell::Text(String::new());

    /// The cell as a person would type it: no exponent, a decimal point, dates as `2026-11-23`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Date(date) => Cow::Owned(date.to_string()),
        }
    }

    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Text(text) => text.chars().all(|c| c.is_whitespace() || c == '\u{feff}'),
            Cell::Number(_) | Cell::Date(_) => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// From 1, as Excel shows it.
    pub number: u32,
    /// As many as the row has; none for an empty line.
    pub cells: Vec<Cell>,
    /// Whether each row of the file says where it ends: a CSV row can break off, a sheet only has empty cells.
    pub is_delimited: bool,
}

impl Row {
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

pub use domain::profiles::FileTold as Told;

/// How a file is to be read.
#[derive(Clone, Copy, Debug)]
pub struct How<'a> {
    /// Of a CSV file, where the coordinator chose one.
    pub encoding: Option<FileEncoding>,
    pub workbooks: &'a dyn Workbooks,
}

/// How much of a file has been read, in percent; an estimate.
pub type Percent = u8;

/// Takes the rows of a file one by one, and can end the reading.
pub type RowSink<'a> = &'a mut dyn FnMut(Row, Percent) -> ControlFlow<()>;

/// Reads a file to its end, or until `sink` breaks off.
///
/// `knows` says how many headings of a row are known; it decides the separator of a CSV file.
pub fn read(
    source: &mut dyn Source,
    how: How<'_>,
    knows: &dyn Fn(&[String]) -> usize,
    sink: RowSink<'_>,
) -> Result<Told, FileProblem> {
    match sniff(source).map_err(|_| FileProblem::Unreadable)? {
        Kind::Zip => how.workbooks.read(source, sink),
        Kind::OldExcel => Err(FileProblem::OldOrLockedExcel),
        Kind::Other => Err(FileProblem::NotATable),
        Kind::Text => csv::read(source, how.encoding, knows, sink),
    }
}

enum Kind {
    Zip,
    OldExcel,
    Text,
    Other,
}

/// Tells the kind of a file by its first bytes, never by its name.
fn sniff(source: &mut dyn Source) -> io::Result<Kind> {
    let mut start = [0; 8];
    let length = read_up_to(source, &mut start)?;
    source.seek(SeekFrom::Start(0))?;
    let start = &start[..length];
    Ok(match start {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Kind::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Kind::OldExcel,
        [b'%', b'P', b'D', b'F', ..] | [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] => {
            Kind::Other
        }
        _ => Kind::Text,
    })
}

/// Fills as much of `buffer` as the source can.
pub(super) fn read_up_to(source: &mut dyn Source, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Cursor;

    /// Every row of a file, as text.
    pub fn rows_of(bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>, FileProblem> {
        let mut rows = Vec::new();
        let knows = |cells: &[String]| cells.iter().filter(|cell| cell.starts_with('H')).count();
        let how = How {
            encoding: None,
            workbooks: &super::super::workbooks::InProcess,
        };
        read(&mut Cursor::new(bytes), how, &knows, &mut |row, _| {
            let cells = row.cells.iter().map(|cell| cell.text().into_owned());
            rows.push((row.number, cells.collect()));
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    #[test]
    fn other_kinds_of_files_are_named() {
        assert_eq!(rows_of(b"%PDF-1.7 and more"), Err(FileProblem::NotATable));
        assert_eq!(
            rows_of(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
            Err(FileProblem::OldOrLockedExcel)
        );
        assert_eq!(
            rows_of(b"PK\x03\x04 but no archive"),
            Err(FileProblem::Unreadable)
        );
    }

    #[test]
    fn an_empty_file_has_no_rows() {
        assert_eq!(rows_of(b""), Ok(vec![]));
    }

    proptest! {
        #[test]
        fn any_bytes_give_rows_or_a_problem(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = rows_of(&bytes);
        }

        #[test]
        fn any_bytes_after_a_known_beginning_too(
            start in proptest::sample::select(vec![
                &b"PK\x03\x04"[..], b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"sep=;\n", b"H1;\"H2\";H3\r\n",
            ]),
            bytes in proptest::collection::vec(any::<u8>(), 0..400),
        ) {
            let _ = rows_of(&[start, &bytes].concat());
        }
    }
}
