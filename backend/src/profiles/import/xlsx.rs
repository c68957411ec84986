//! The first visible sheet of an XLSX file, cell by cell.
//!
//! An XLSX file is an archive, and calamine unpacks its shared strings and styles into memory. So the archive is
//! measured first: unpacked once into nothing, because the sizes it declares may lie.

use super::{
    headings,
    people::HEADINGS_WITHIN,
    table::{COLUMNS_MAX, Cell, Percent, ROWS_MAX, Row, RowSink, Source, Told},
};
use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xlsx};
use domain::profiles::FileProblem;
use jiff::civil::Date;
use std::{
    io::{self, Read, Seek, SeekFrom},
    panic::{AssertUnwindSafe, catch_unwind},
};
use zip::ZipArchive;

const PARTS_MAX: usize = 2_000;
/// Largest sheet and largest list of shared strings when unpacked. 100,000 people are some 150 and 60 MB.
const SHEET_BYTES_MAX: u64 = 384 << 20;
const STRINGS_BYTES_MAX: u64 = 96 << 20;
const OTHER_BYTES_MAX: u64 = 16 << 20;
const TOTAL_BYTES_MAX: u64 = 512 << 20;

/// Unpacked, a part may be so many times its size in the archive, once it is larger than [`FREE`]. Sheets are ten to
/// thirty times; what is built to unpack without end is a thousand times.
const RATIO_MAX: u64 = 200;
const FREE: u64 = 1 << 20;
/// The shortest shared string is `<si/>`.
const STRING_MIN: u64 = 5;
/// Sheets that are looked at for headings.
const SHEETS_MAX: usize = 12;

/// See [`super::table::read`].
pub fn read(source: &mut dyn Source, sink: RowSink<'_>) -> Result<Told, FileProblem> {
    measure(source)?;
    source
        .seek(SeekFrom::Start(0))
        .map_err(|_| FileProblem::Unreadable)?;
    // A damaged workbook must not end the program, whatever calamine makes of it.
    catch_unwind(AssertUnwindSafe(|| read_sheet(source, sink)))
        .unwrap_or(Err(FileProblem::Unreadable))
}

fn measure(source: &mut dyn Source) -> Result<(), FileProblem> {
    let mut archive = ZipArchive::new(&mut *source).map_err(|_| FileProblem::Unreadable)?;
    if archive.len() > PARTS_MAX {
        return Err(FileProblem::TooLarge);
    }
    let mut total = 0;
    let mut is_workbook = false;
    for index in 0..archive.len() {
        let mut part = archive
            .by_index(index)
            .map_err(|_| FileProblem::Unreadable)?;
        let name = part.name().map_err(|_| FileProblem::Unreadable)?;
        let name = name.to_ascii_lowercase().replace('\\', "/");
        let name = name.trim_start_matches('/');
        is_workbook |= name == "xl/workbook.xml";
        let is_strings = name == "xl/sharedstrings.xml";
        let max = match name {
            _ if is_strings => STRINGS_BYTES_MAX,
            name if name.starts_with("xl/worksheets/") => SHEET_BYTES_MAX,
            _ => OTHER_BYTES_MAX,
        };
        let packed = part.compressed_size();
        let mut start = Vec::new();
        (&mut part)
            .take(4096)
            .read_to_end(&mut start)
            .map_err(|_| FileProblem::Unreadable)?;
        let most = max.min((packed.saturating_mul(RATIO_MAX)).max(FREE));
        let size = start.len() as u64
            + io::copy(&mut part.take(most + 1), &mut io::sink())
                .map_err(|_| FileProblem::Unreadable)?;
        total += size;
        if size > most || total > TOTAL_BYTES_MAX {
            return Err(FileProblem::TooLarge);
        }
        // calamine makes room for as many strings as the file claims.
        if is_strings && claimed(&start).is_some_and(|claimed| claimed > size / STRING_MIN) {
            return Err(FileProblem::Unreadable);
        }
    }
    match is_workbook {
        true => Ok(()),
        false => Err(FileProblem::OtherFormat),
    }
}

/// How many strings the beginning of a list claims that there are.
fn claimed(start: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(start);
    let (_, rest) = text.split_once("uniqueCount")?;
    let digits: String = rest
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''))
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    // More digits than a number has are more than any file holds.
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(u64::MAX))
}

fn read_sheet(source: &mut dyn Source, sink: RowSink<'_>) -> Result<Told, FileProblem> {
    let unreadable = |_| FileProblem::Unreadable;
    let mut book = Xlsx::new(source).map_err(unreadable)?;
    let mut sheets: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut best = (0, 0);
    if sheets.len() > 1 {
        for (place, sheet) in sheets.iter().take(SHEETS_MAX).enumerate() {
            let known = headings_in(&mut book, sheet)?;
            if known > best.1 {
                best = (place, known);
            }
        }
    }
    if sheets.is_empty() {
        return Err(FileProblem::NotATable);
    }
    let sheet = sheets.remove(best.0);
    sheet_rows(&mut book, &sheet, sink)?;
    Ok(Told {
        sheet,
        other_sheets: sheets,
        ..Told::default()
    })
}

/// The most headings that one of a sheet's first rows has.
fn headings_in<S: Read + Seek>(book: &mut Xlsx<S>, sheet: &str) -> Result<usize, FileProblem> {
    let mut best = 0;
    let mut rows = 0;
    sheet_rows(book, sheet, &mut |row, _| {
        let texts: Vec<String> = row
            .cells
            .iter()
            .map(|cell| cell.text().into_owned())
            .collect();
        best = best.max(headings::known(&texts));
        rows += 1;
        match rows < HEADINGS_WITHIN {
            true => std::ops::ControlFlow::Continue(()),
            false => std::ops::ControlFlow::Break(()),
        }
    })?;
    Ok(best)
}

fn sheet_rows<S: Read + Seek>(
    book: &mut Xlsx<S>,
    sheet: &str,
    sink: RowSink<'_>,
) -> Result<(), FileProblem> {
    let unreadable = |_| FileProblem::Unreadable;
    let mut reader = book.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let last = u64::from(reader.dimensions().end.0) + 1;
    let mut rows = Rows {
        current: Vec::new(),
        at: 0,
        last,
        sink,
    };
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        if rows
            .take(row, column as usize, value(cell.get_value()))
            .is_break()
        {
            return Ok(());
        }
    }
    // Breaking off at the very last row changes nothing.
    let _ = rows.give();
    Ok(())
}

/// Gathers cells into rows.
struct Rows<'a> {
    current: Vec<Cell>,
    /// Of the row being gathered, from 0.
    at: u32,
    last: u64,
    sink: RowSink<'a>,
}

impl Rows<'_> {
    fn take(&mut self, row: u32, column: usize, cell: Cell) -> std::ops::ControlFlow<()> {
        if column >= COLUMNS_MAX || row >= ROWS_MAX || cell.is_blank() {
            return std::ops::ControlFlow::Continue(());
        }
        if row != self.at {
            self.give()?;
            // Rows without any cell are blank lines.
            while self.at + 1 < row {
                self.at += 1;
                self.give()?;
            }
            self.at = row;
        }
        if self.current.len() <= column {
            self.current.resize(column + 1, Cell::EMPTY);
        }
        self.current[column] = cell;
        std::ops::ControlFlow::Continue(())
    }

    fn give(&mut self) -> std::ops::ControlFlow<()> {
        let percent = (u64::from(self.at + 1) * 100 / self.last.max(1)).min(100) as Percent;
        let row = Row {
            number: self.at + 1,
            cells: std::mem::take(&mut self.current),
            is_delimited: false,
        };
        (self.sink)(row, percent)
    }
}

fn value(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let date = i16::try_from(year)
                .ok()
                .and_then(|year| Date::new(year, month as i8, day as i8).ok());
            date.map_or(Cell::Number(moment.as_f64()), Cell::Date)
        }
        DataRef::DateTime(duration) => Cell::Number(duration.as_f64()),
        other => Cell::Text(Data::from(other.clone()).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::rows_of;
    use super::*;
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
    use std::io::{Cursor, Write};
    use zip::{ZipWriter, write::SimpleFileOptions};

    #[test]
    fn typed_cells_keep_their_value_and_formulas_are_not_evaluated() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "H1").unwrap();
        sheet.write(1, 0, 18.5).unwrap();
        sheet.write(1, 1, 1e15).unwrap();
        let day = ExcelDateTime::from_ymd(2026, 5, 10).unwrap();
        let format = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_with_format(1, 2, &day, &format).unwrap();
        sheet.write(1, 3, true).unwrap();
        sheet.write_string(1, 4, "=1+1").unwrap();
        sheet
            .write_formula(1, 5, Formula::new("=6*7").set_result("42"))
            .unwrap();
        sheet.write(4, 1, "after two blank rows").unwrap();
        let rows = rows_of(&book.save_to_buffer().unwrap()).unwrap();
        let cells = [
            "18.5",
            "1000000000000000",
            "2026-05-10",
            "true",
            "=1+1",
            "42",
        ];
        assert_eq!(rows[1], (2, cells.map(str::to_owned).to_vec()));
        assert_eq!(rows[2], (3, vec![]));
        assert_eq!(
            rows[4],
            (5, vec!["".to_owned(), "after two blank rows".to_owned()])
        );
    }

    #[test]
    fn a_hidden_sheet_is_passed_over() {
        let mut book = Workbook::new();
        book.add_worksheet()
            .set_hidden(true)
            .write(0, 0, "hidden")
            .unwrap();
        book.add_worksheet()
            .set_active(true)
            .write(0, 0, "seen")
            .unwrap();
        let rows = rows_of(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(rows, vec![(1, vec!["seen".to_owned()])]);
    }

    #[test]
    fn an_archive_that_unpacks_without_end_is_refused() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive
            .start_file("xl/theme/theme1.xml", SimpleFileOptions::default())
            .unwrap();
        let zeros = vec![0; 1 << 20];
        for _ in 0..17 {
            archive.write_all(&zeros).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 100_000);
        assert_eq!(rows_of(&bytes), Err(FileProblem::TooLarge));
    }

    #[test]
    fn an_archive_of_another_program_is_named() {
        for part in [
            "word/document.xml",
            "content.xml",
            "xl/workbook.bin",
            "Index/Document.iwa",
            "mentors.csv",
        ] {
            assert_eq!(
                rows_of(&archive(&[(part, "<w/>")])),
                Err(FileProblem::OtherFormat),
                "{part}"
            );
        }
    }

    #[test]
    fn a_list_that_claims_more_strings_than_it_can_hold_is_refused_before_it_is_read() {
        for claim in ["4000000000", "99999999999999999999999", "1000"] {
            let strings =
                format!("<sst count=\"1\" uniqueCount=\"{claim}\"><si><t>Nom</t></si></sst>");
            let bytes = archive(&[
                ("xl/workbook.xml", "<workbook/>"),
                ("xl/sharedStrings.xml", &strings),
            ]);
            assert_eq!(rows_of(&bytes), Err(FileProblem::Unreadable), "{claim}");
        }
    }

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            archive
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn the_sheet_with_the_headings_is_read() {
        let mut book = Workbook::new();
        book.add_worksheet().write(0, 0, "Mode d’emploi").unwrap();
        let sheet = book.add_worksheet();
        sheet.write(2, 0, "Prénom").unwrap();
        sheet.write(2, 1, "Nom").unwrap();
        let rows = rows_of(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(rows.last().unwrap().1, ["Prénom", "Nom"]);
    }
}
