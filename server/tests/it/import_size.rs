//! A hundred thousand people: imported within bounded memory, and told how far it is where nobody sees a terminal.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use rust_xlsxwriter::Workbook;
use std::{
    fmt::Write as _,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Command, Stdio},
};

const ROWS: u32 = 100_000;
/// What the issue allows, in kilobytes.
const MEMORY: u64 = 500 * 1024;
const HEADINGS: [&str; 8] = [
    "Prénom",
    "Nom",
    "E-mail",
    "Pays",
    "Secteur",
    "Langues",
    "Expertise offerte",
    "Capacité",
];

fn cells(row: u32) -> [String; 8] {
    [
        "Amal".into(),
        "Rifai".into(),
        format!("person{row}@example.net"),
        "Maroc".into(),
        "Énergie et renouvelables".into(),
        "français, arabe".into(),
        "Démarrage à l'export".into(),
        "2".into(),
    ]
}

fn csv(path: &Path) {
    let mut text = HEADINGS.join(";");
    for row in 0..ROWS {
        let _ = write!(text, "\n{}", cells(row).join(";"));
    }
    std::fs::write(path, text).unwrap();
}

fn xlsx(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0_u16..).zip(HEADINGS) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for row in 0..ROWS {
        for (column, cell) in (0_u16..).zip(cells(row)) {
            sheet.write_string(row + 1, column, cell).unwrap();
        }
    }
    book.save(path).unwrap();
}

/// Highest resident memory of a running process, in kilobytes.
fn peak(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn mentoring(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mentoring"));
    command.arg("--data").arg(data);
    command
}

/// Imports the file and returns what it said of its progress, its summary and its highest memory.
fn import(data: &Path, file: &Path) -> (Vec<String>, serde_json::Value, u64) {
    let reference = concat!(env!("CARGO_MANIFEST_DIR"), "/../reference");
    let demo = mentoring(data)
        .args(["demo", "--reference", reference])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(demo.success());
    let mut child = mentoring(data)
        .arg("import")
        .arg(file)
        .args(["--as", "mentors", "--json"])
        .env("RUST_LOG", "off")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut highest = 0;
    let mut told = Vec::new();
    for line in BufReader::new(child.stderr.take().unwrap()).lines() {
        highest = peak(child.id()).unwrap_or_default().max(highest);
        told.push(line.unwrap());
    }
    let mut said = String::new();
    let mut out = child.stdout.take().unwrap();
    out.read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success(), "{told:?}");
    (told, serde_json::from_str(said.trim()).unwrap(), highest)
}

fn check(name: &str, write: fn(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    write(&file);
    let (told, summary, highest) = import(folder.path(), &file);
    assert_eq!(summary["imported"], ROWS);
    let progress: Vec<&String> = told.iter().filter(|line| line.ends_with(" %")).collect();
    assert_eq!(progress.len(), 10, "one line for each tenth: {told:?}");
    assert!(progress[9].contains("100000 rows"), "{told:?}");
    assert!(highest > 10 * 1024 && highest < MEMORY, "{highest} KB");
}

#[test]
fn a_hundred_thousand_rows_of_csv_stay_within_bounds() {
    check("people.csv", csv);
}

#[test]
fn a_hundred_thousand_rows_of_xlsx_stay_within_bounds() {
    check("people.xlsx", xlsx);
}
