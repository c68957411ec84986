//! Workbooks that are built to eat their reader: only the child that reads them ends.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use backend::profiles::import::Workbooks;
use domain::profiles::FileProblem;
use rust_xlsxwriter::Workbook;
use server::workbooks::Children;
use std::{
    io::{Cursor, Read, Write},
    ops::ControlFlow,
    time::{Duration, Instant},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

fn read(bytes: Vec<u8>) -> Result<Vec<u32>, FileProblem> {
    let children = Children::of(env!("CARGO_BIN_EXE_mentoring").into());
    let mut rows = Vec::new();
    children.read(&mut Cursor::new(bytes), &mut |row, _| {
        rows.push(row.number);
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}

/// A small workbook whose list of strings says what `strings` makes of it.
fn workbook(strings: fn(String) -> String) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Nom").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..from.len() {
        let mut part = from.by_index(place).unwrap();
        let name = part.name().unwrap().to_string();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if name == "xl/sharedStrings.xml" {
            text = strings(text);
        }
        to.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn a_child_reads_what_is_a_workbook() {
    assert_eq!(read(workbook(|text| text)), Ok(vec![1]));
    assert_eq!(
        read(b"PK\x03\x04 no archive".to_vec()),
        Err(FileProblem::Unreadable)
    );
}

#[test]
fn a_workbook_that_claims_four_thousand_million_strings_ends_nobody() {
    let plain = workbook(|text| text.replace("uniqueCount=\"1\"", "uniqueCount=\"4000000000\""));
    assert_eq!(
        read(plain),
        Err(FileProblem::Unreadable),
        "seen before it is read"
    );
    // Hidden from that look: calamine asks for 96 GB, and the child alone ends.
    let hidden = workbook(|text| {
        text.replace("<sst", "<!-- uniqueCount=\"1\" --><sst")
            .replace("uniqueCount=\"1\">", "uniqueCount=\"4000000000\">")
    });
    let begun = Instant::now();
    assert_eq!(read(hidden), Err(FileProblem::TooLarge));
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_program_that_says_nothing_whole_is_a_file_that_cannot_be_read() {
    let silent = Children::of("/bin/true".into());
    let said = silent.read(&mut Cursor::new(workbook(|text| text)), &mut |_, _| {
        ControlFlow::Continue(())
    });
    assert_eq!(said.map(drop), Err(FileProblem::TooLarge));
    let none = Children::of("/nowhere/mentoring".into());
    let said = none.read(&mut Cursor::new(Vec::new()), &mut |_, _| {
        ControlFlow::Continue(())
    });
    assert_eq!(said.map(drop), Err(FileProblem::Unreadable));
}
