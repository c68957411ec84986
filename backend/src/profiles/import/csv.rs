//! CSV in the encodings and with the separators that spreadsheets of our countries write.

use super::{
    encoding::{self, Utf8Reader},
    quotes::Quotes,
    table::{COLUMNS_MAX, Cell, Percent, ROWS_MAX, Row, RowSink, Source, Told},
};
use csv::{ByteRecord, ReaderBuilder, Terminator};
use domain::profiles::{FileEncoding, FileProblem};
use std::{
    cell::Cell as Shared,
    io::{self, Read, SeekFrom},
    rc::Rc,
};

const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];
/// Enough text for any first row.
const SAMPLE: usize = 64 * 1024;
/// Longest row: Excel's longest cell is 32,767 characters. More is a quotation mark that is never closed.
const ROW_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// See [`super::table::read`].
pub fn read(
    source: &mut dyn Source,
    wanted: Option<FileEncoding>,
    knows: &dyn Fn(&[String]) -> usize,
    sink: RowSink<'_>,
) -> Result<Told, FileProblem> {
    let unreadable = |_: io::Error| FileProblem::Unreadable;
    let found = encoding::detect(source).map_err(unreadable)?;
    let encoding = wanted
        .map(|wanted| encoding::chosen(wanted, found))
        .or(found)
        .ok_or(FileProblem::NotATable)?;
    let length = source.seek(SeekFrom::End(0)).map_err(unreadable)?;
    source.seek(SeekFrom::Start(0)).map_err(unreadable)?;

    let mut text = Utf8Reader::new(source, encoding);
    let mut sample = Vec::new();
    (&mut text)
        .take(SAMPLE as u64)
        .read_to_end(&mut sample)
        .map_err(unreadable)?;
    let (separator, skipped) = separator_of(&sample, knows);
    let read = Rc::new(Shared::new(0));
    let budget = Rc::new(Shared::new(ROW_BYTES_MAX));
    let text = Guarded {
        text: io::Cursor::new(sample.split_off(skipped)).chain(Counting {
            text,
            read: Rc::clone(&read),
        }),
        budget: Rc::clone(&budget),
    };
    let percent = || percent(read.get(), length);
    let endless = Rc::new(Shared::new(None));
    let text = Quotes::new(text, separator, Rc::clone(&endless));
    match rows(text, separator, &budget, &percent, sink) {
        // The reader of CSV has read ahead of its rows.
        Err(FileProblem::EndlessCell { row }) => Err(FileProblem::EndlessCell {
            row: endless.get().unwrap_or(row),
        }),
        Err(problem) => Err(problem),
        Ok(()) => Ok(Told {
            encoding: encoding::told(encoding),
            ..Told::default()
        }),
    }
}

fn rows(
    text: impl Read,
    separator: u8,
    budget: &Shared<u64>,
    percent: &dyn Fn() -> Percent,
    sink: RowSink<'_>,
) -> Result<(), FileProblem> {
    let mut reader = builder(separator).from_reader(text);
    let mut record = ByteRecord::new();
    let mut number: u32 = 0;
    let mut line = reader.position().line();
    loop {
        budget.set(ROW_BYTES_MAX);
        let has_record = reader
            .read_byte_record(&mut record)
            .map_err(|_| FileProblem::EndlessCell { row: number + 1 })?;
        // The reader skips empty lines. Every line end it passed is one of theirs, lies in a cell, or ends this row.
        let passed = reader.position().line() - line;
        line = reader.position().line();
        let within = record
            .as_slice()
            .iter()
            .filter(|byte| **byte == b'\n')
            .count() as u64;
        let empty = passed.saturating_sub(within + u64::from(has_record));
        for _ in 0..empty {
            number += 1;
            if number > ROWS_MAX {
                return Err(FileProblem::TooLarge);
            }
            let row = Row {
                number,
                cells: Vec::new(),
                is_delimited: true,
            };
            if sink(row, percent()).is_break() {
                return Ok(());
            }
        }
        if !has_record {
            return Ok(());
        }
        number += 1;
        if number > ROWS_MAX {
            return Err(FileProblem::TooLarge);
        }
        let row = Row {
            number,
            cells: cells(&record),
            is_delimited: true,
        };
        if sink(row, percent()).is_break() {
            return Ok(());
        }
    }
}

fn builder(separator: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder
        .delimiter(separator)
        .terminator(Terminator::Any(b'\n'))
        .has_headers(false)
        .flexible(true);
    builder
}

fn cells(record: &ByteRecord) -> Vec<Cell> {
    record
        .iter()
        .take(COLUMNS_MAX)
        .map(|cell| Cell::Text(String::from_utf8_lossy(cell).into_owned()))
        .collect()
}

/// The separator under which one of the first rows has the most headings we know, then the most cells; and how many
/// bytes to skip, for Excel's own `sep=;` line, which Excel does not show as a row. Other programs put it in quotation
/// marks, or fill its row up with separators.
fn separator_of(sample: &[u8], knows: &dyn Fn(&[String]) -> usize) -> (u8, usize) {
    let line = sample
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let bare: Vec<u8> = line
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, b'"' | b' '))
        .collect();
    if let [
        b's' | b'S',
        b'e' | b'E',
        b'p' | b'P',
        b'=',
        separator,
        padding @ ..,
    ] = &bare[..]
        && separator.is_ascii()
        && !separator.is_ascii_alphanumeric()
        && padding.iter().all(|byte| SEPARATORS.contains(byte))
    {
        return (*separator, (line.len() + 1).min(sample.len()));
    }
    let mut best = (SEPARATORS[0], (0, 0));
    for separator in SEPARATORS {
        let mut record = ByteRecord::new();
        let mut reader = builder(separator).from_reader(sample);
        for _ in 0..super::people::HEADINGS_WITHIN {
            if !matches!(reader.read_byte_record(&mut record), Ok(true)) {
                break;
            }
            let headings: Vec<String> = record
                .iter()
                .map(|cell| String::from_utf8_lossy(cell).into_owned())
                .collect();
            let rank = (knows(&headings), headings.len());
            if rank > best.1 {
                best = (separator, rank);
            }
        }
    }
    (best.0, 0)
}

fn percent(read: u64, length: u64) -> Percent {
    (read.saturating_mul(100) / length.max(1)).min(100) as Percent
}

/// Publishes how much of the file was read while the reader itself is lent out.
struct Counting<'a> {
    text: Utf8Reader<'a>,
    read: Rc<Shared<u64>>,
}

impl Read for Counting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.text.read(buffer)?;
        self.read.set(self.text.bytes_read());
        Ok(count)
    }
}

/// Fails once more has been read than one row may have, so that an unclosed quotation mark cannot swallow a file.
struct Guarded<R> {
    text: R,
    budget: Rc<Shared<u64>>,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.text.read(buffer)?;
        match self.budget.get().checked_sub(count as u64) {
            Some(left) => self.budget.set(left),
            None => return Err(io::Error::other("one row is longer than any spreadsheet's")),
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::rows_of;
    use super::*;

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (
            number,
            cells.iter().map(|cell| (*cell).to_owned()).collect(),
        )
    }

    #[test]
    fn every_encoding_gives_the_same_cells() {
        let text = "H1;H2\r\nLeïla;a“b”\r\n";
        let utf16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
            let mut file = mark.to_vec();
            text.encode_utf16()
                .for_each(|unit| file.extend(bytes(unit)));
            file
        };
        let files = [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            utf16(b"\xff\xfe", u16::to_le_bytes),
            utf16(b"\xfe\xff", u16::to_be_bytes),
            utf16(b"", u16::to_le_bytes),
            utf16(b"", u16::to_be_bytes),
            b"H1;H2\r\nLe\xefla;a\x93b\x94\r\n".to_vec(),
        ];
        for file in files {
            assert_eq!(
                rows_of(&file),
                Ok(vec![row(1, &["H1", "H2"]), row(2, &["Leïla", "a“b”"])]),
                "{file:?}"
            );
        }
    }

    #[test]
    fn one_damaged_character_does_not_change_the_encoding_of_the_others() {
        let rows = rows_of(b"H1;H2\n\xc3\xa9;\xc3\xa8\n\xc3\xa0;\xe9\n").unwrap();
        assert_eq!(rows[1], row(2, &["é", "è"]));
        assert_eq!(rows[2], row(3, &["à", "\u{fffd}"]));
    }

    #[test]
    fn the_separator_is_the_one_that_gives_known_headings() {
        for file in ["H1;H2,x\na;b,c", "H1,H2;x\na,b;c", "H1\tH2,;x\na\tb,c"] {
            assert_eq!(rows_of(file.as_bytes()).unwrap()[0].1.len(), 2, "{file}");
        }
    }

    #[test]
    fn excel_s_own_separator_line_is_obeyed_and_not_counted() {
        assert_eq!(
            rows_of(b"\xef\xbb\xbfsep=|\r\nH1|H2\r\na|b"),
            Ok(vec![row(1, &["H1", "H2"]), row(2, &["a", "b"])])
        );
    }

    #[test]
    fn rows_are_numbered_as_excel_shows_them() {
        for end in ["\n", "\r\n", "\r"] {
            let file = ["H1;H2", "\"a\nb\r\n\nc\";d", "", "", "e;f", ""].join(end);
            assert_eq!(
                rows_of(file.as_bytes()),
                Ok(vec![
                    row(1, &["H1", "H2"]),
                    row(2, &["a\nb\n\nc", "d"]),
                    row(3, &[]),
                    row(4, &[]),
                    row(5, &["e", "f"]),
                ]),
                "{end:?}"
            );
        }
    }

    #[test]
    fn the_last_row_needs_no_line_end_and_quotes_may_be_doubled() {
        assert_eq!(
            rows_of("H1;H2\n« x » \"y\";\"a \"\"b\"\"; c\"".as_bytes()),
            Ok(vec![
                row(1, &["H1", "H2"]),
                row(2, &["« x » \"y\"", "a \"b\"; c"])
            ])
        );
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_named() {
        let file = format!("H1;H2\na;b\n\"{}", "c;d\n".repeat(1_200_000));
        assert_eq!(
            rows_of(file.as_bytes()),
            Err(FileProblem::EndlessCell { row: 3 })
        );
    }

    #[test]
    fn a_cell_that_swallows_the_next_rows_is_named() {
        let row = "Salma;Tahiri;salma@example.org;France;Lyon;Artisanat\n";
        let stray = "Salma;\"Tahiri;salma@example.org;France;Lyon;Artisanat\n";
        let quoted = "Salma;\"Tahiri\";salma@example.org;France;Lyon;Artisanat\n";
        for (rest, endless) in [
            (format!("{stray}{row}{row}"), 3),
            (format!("{stray}{row}{quoted}{row}"), 3),
            (
                format!("{quoted}{row}{stray}{row}Salma;\"\";a@example.org;b;c;d\n"),
                5,
            ),
            (format!("{row}Salma;Tahiri;a@example.org;b;c;\"d"), 4),
        ] {
            let file = format!("H1;H2;H3;H4;H5;H6\n{row}{rest}");
            let problem = FileProblem::EndlessCell { row: endless };
            assert_eq!(rows_of(file.as_bytes()), Err(problem), "{file}");
        }
        let whole = "H1;H2\n\"write to a@example.org;\nnot to b\";x\n\"Société \"\"Atlas\"\"\";y\n";
        assert_eq!(rows_of(whole.as_bytes()).map(|rows| rows.len()), Ok(3));
    }

    #[test]
    fn a_separator_line_may_be_quoted_or_filled_up() {
        for line in ["\"sep=;\"", "sep=;;;;;", "\"sep=;\";;;", "SEP=;"] {
            let file = format!("{line}\r\nH1;H2\r\na;b");
            assert_eq!(
                rows_of(file.as_bytes()),
                Ok(vec![row(1, &["H1", "H2"]), row(2, &["a", "b"])]),
                "{line}"
            );
        }
    }

    #[test]
    fn a_binary_file_is_no_table() {
        assert_eq!(
            rows_of(b"H1;H2\n\x00\x01abcdefghijklm"),
            Err(FileProblem::NotATable)
        );
    }
}
