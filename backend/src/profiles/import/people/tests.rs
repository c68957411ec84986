//! The four files of invented people, whose faults were counted apart from this program, and files of any bytes.

use super::*;
use crate::profiles::import::{reference::tests::reference, tally::Tally, workbooks::InProcess};
use domain::profiles::{DuplicateRow, FileEncoding, ImportReport, ImportWarning};
use proptest::prelude::*;
use std::io::Cursor;

const HOW: How<'static> = How {
    encoding: None,
    workbooks: &InProcess,
};

fn report(bytes: &[u8], role: ImportAs) -> Result<ImportReport, FileProblem> {
    let reference = reference();
    let mut source = Cursor::new(bytes);
    check(&mut source, HOW, role)?;
    let mut tally = Tally::default();
    let told = read(&mut source, HOW, reference, role, &mut |item, percent| {
        assert!(percent <= 100);
        match item {
            Item::Headings(headings, row) => tally.headings(&headings, row),
            Item::Above | Item::Row(_, Outcome::Ignored) => tally.ignored(),
            Item::Row(row, Outcome::Rejected(notes)) => tally.rejected(row.number, notes),
            Item::Row(row, Outcome::Person(person, notes)) => {
                match tally.first_row_of(&person.email, row.number) {
                    Some(first) => tally.duplicate(row.number, Some(first)),
                    None => tally.imported(row.number, notes),
                }
            }
        }
        ControlFlow::Continue(())
    })?;
    tally.told(told);
    Ok(tally.finish())
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/tests/fixtures/people/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

fn summary(report: &ImportReport) -> String {
    serde_json::to_string(&report.summary).unwrap()
}

fn warnings(report: &ImportReport) -> Vec<(u32, ImportWarning)> {
    let one = |row: &domain::profiles::WarnedRow| (row.row, row.notes[0].what.clone());
    report.warned.iter().map(one).collect()
}

fn corrected(taken: &str) -> ImportWarning {
    ImportWarning::SpellingCorrected {
        taken: taken.to_owned(),
    }
}

#[test]
fn every_fault_of_the_mentors_file_is_found() {
    let report = report(&fixture("mentors.csv"), ImportAs::Mentors).unwrap();
    assert_eq!(
        summary(&report),
        r#"{"rows":300,"imported":291,"warned":3,"duplicates":2,"rejected":7,"ignored":2,"rejected_by_reason":{"capacity_invalid":1,"email_malformed":1,"email_missing":1,"impossible_date":1,"too_few_columns":2,"unknown_region":1}}"#
    );
    let rejected: Vec<_> = report
        .rejected
        .iter()
        .map(|row| (row.row, row.notes[0].what.code()))
        .collect();
    assert_eq!(
        rejected,
        [
            (33, "capacity_invalid"),
            (35, "too_few_columns"),
            (36, "too_few_columns"),
            (74, "email_missing"),
            (135, "email_malformed"),
            (277, "impossible_date"),
            (301, "unknown_region"),
        ]
    );
    assert_eq!(
        report.duplicates,
        [
            DuplicateRow {
                row: 158,
                first: Some(142)
            },
            DuplicateRow {
                row: 252,
                first: Some(107)
            }
        ]
    );
    assert_eq!(
        warnings(&report),
        [
            (37, ImportWarning::RangeLowered { taken: 2 }),
            (184, ImportWarning::FormulaAsText),
            (294, corrected("Casablanca-Settat")),
        ]
    );
    assert!(
        report.rejected.iter().all(|row| row.notes.len() == 1),
        "each row has one fault"
    );
    assert_eq!(report.unknown_headings, Vec::<String>::new());
    let old_region = &report.rejected[6].notes[0];
    assert_eq!(
        (old_region.heading.as_str(), old_region.value.as_str()),
        ("Région d'attache", "Chaouia-Ouardigha")
    );
}

#[test]
fn every_fault_of_the_mentees_file_is_found() {
    let report = report(&fixture("mentees.csv"), ImportAs::Mentees).unwrap();
    assert_eq!(
        summary(&report),
        r#"{"rows":900,"imported":868,"warned":7,"duplicates":6,"rejected":26,"ignored":2,"rejected_by_reason":{"email_malformed":2,"email_missing":5,"impossible_date":4,"investment_invalid":6,"too_few_columns":6,"unknown_region":3}}"#
    );
    let rows = |code: &str| -> Vec<u32> {
        let of_code = report
            .rejected
            .iter()
            .filter(|row| row.notes[0].what.code() == code);
        of_code.map(|row| row.row).collect()
    };
    assert_eq!(rows("investment_invalid"), [61, 281, 353, 426, 496, 894]);
    assert_eq!(rows("email_missing"), [122, 144, 205, 329, 540]);
    assert_eq!(rows("email_malformed"), [548, 710]);
    assert_eq!(rows("impossible_date"), [133, 266, 364, 516]);
    assert_eq!(rows("too_few_columns"), [104, 265, 423, 470, 566, 795]);
    assert_eq!(rows("unknown_region"), [42, 347, 672]);
    let duplicates: Vec<_> = report
        .duplicates
        .iter()
        .map(|both| (both.row, both.first.unwrap()))
        .collect();
    assert_eq!(
        duplicates,
        [
            (23, 21),
            (77, 68),
            (292, 110),
            (546, 250),
            (610, 416),
            (698, 241)
        ]
    );
    assert_eq!(
        warnings(&report),
        [
            (314, corrected("Casablanca-Settat")),
            (377, ImportWarning::FormulaAsText),
            (577, corrected("Tanger-Tétouan-Al Hoceïma")),
            (701, corrected("Souss-Massa")),
            (852, corrected("Tanger-Tétouan-Al Hoceïma")),
            (892, ImportWarning::FormulaAsText),
            (899, corrected("Marrakech-Safi")),
        ]
    );
    assert!(
        report.rejected.iter().all(|row| row.notes.len() == 1),
        "each row has one fault"
    );
}

#[test]
fn the_workbooks_without_faults_are_taken_whole() {
    for (name, role, people) in [
        ("mentors.xlsx", ImportAs::Mentors, 282),
        ("mentees.xlsx", ImportAs::Mentees, 846),
    ] {
        let report = report(&fixture(name), role).unwrap();
        assert_eq!(
            summary(&report),
            format!(
                r#"{{"rows":{people},"imported":{people},"warned":0,"duplicates":0,"rejected":0,"ignored":0,"rejected_by_reason":{{}}}}"#
            )
        );
    }
}

#[test]
fn csv_and_workbook_give_the_same_people() {
    for (name, role) in [
        ("mentors", ImportAs::Mentors),
        ("mentees", ImportAs::Mentees),
    ] {
        let people = |file: &str| {
            let mut people = std::collections::BTreeMap::new();
            let reference = reference();
            let take = &mut |item, _| {
                if let Item::Row(_, Outcome::Person(person, _)) = item {
                    people.entry(person.email.clone()).or_insert(person);
                }
                ControlFlow::Continue(())
            };
            read(&mut Cursor::new(fixture(file)), HOW, reference, role, take).unwrap();
            people
        };
        let from_csv = people(&format!("{name}.csv"));
        for (email, person) in people(&format!("{name}.xlsx")) {
            assert_eq!(from_csv.get(&email), Some(&person));
        }
    }
}

#[test]
fn every_encoding_and_separator_gives_the_same_report() {
    let original = fixture("mentors.csv");
    let expected = report(&original, ImportAs::Mentors).unwrap();
    let text = String::from_utf8(original).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        report(text.as_bytes(), ImportAs::Mentors),
        Ok(expected.clone())
    );
    let mut from_utf16 = report(&[b"\xff\xfe", &utf16[..]].concat(), ImportAs::Mentors).unwrap();
    assert_eq!(from_utf16.told.encoding, Some(FileEncoding::Utf16));
    from_utf16.told = expected.told.clone();
    assert_eq!(from_utf16, expected);
    for separator in [b',', b'\t'] {
        let mut reader = ::csv::ReaderBuilder::new()
            .delimiter(b';')
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut writer = ::csv::WriterBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .from_writer(Vec::new());
        for record in reader.records() {
            writer.write_record(&record.unwrap()).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        assert_eq!(report(&bytes, ImportAs::Mentors), Ok(expected.clone()));
    }
}

#[test]
fn a_file_of_the_other_role_is_refused_as_a_whole() {
    let problem = report(&fixture("mentors.csv"), ImportAs::Mentees).unwrap_err();
    assert_eq!(problem.code(), "missing_columns");
    assert_eq!(report(b"", ImportAs::Mentees), Err(FileProblem::NoHeadings));
    assert_eq!(
        report(b"a;b\n1;2\n", ImportAs::Mentees),
        Err(FileProblem::NoHeadings)
    );
}

mod files_that_failed;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes_in_a_good_file_keep_the_counts_whole(
        bytes in proptest::collection::vec(any::<u8>(), 1..200),
        at in any::<prop::sample::Index>(),
    ) {
        let mut file = fixture("mentors.csv");
        file.truncate(20_000);
        let at = at.index(file.len());
        file.splice(at..at, bytes);
        if let Ok(report) = report(&file, ImportAs::Mentors) {
            let summary = report.summary;
            prop_assert_eq!(summary.rows, summary.imported + summary.duplicates + summary.rejected);
            prop_assert_eq!(summary.rejected, summary.rejected_by_reason.values().sum::<u64>());
            prop_assert!(summary.warned <= summary.imported);
        }
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 1..20),
        at in any::<prop::sample::Index>(),
    ) {
        let mut file = fixture("mentors.xlsx");
        let at = at.index(file.len() - bytes.len());
        file.splice(at..at + bytes.len(), bytes);
        let _ = report(&file, ImportAs::Mentors);
    }
}
