//! Small files of invented people, one for each kind of fault that imports of other programs are known for.

use super::*;
use crate::profiles::import::person::{ImportedPerson, Part};
use domain::{
    money::{Currency, Money},
    profiles::{Availability, DayPart, RejectReason, Weekday},
};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/tests/fixtures/imports-that-fail/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

/// The report, and everybody who was taken.
fn import(
    bytes: &[u8],
    role: ImportAs,
    how: How<'_>,
) -> Result<(ImportReport, Vec<ImportedPerson>), FileProblem> {
    let mut people = Vec::new();
    let take = &mut |item, _| {
        if let Item::Row(_, Outcome::Person(person, _)) = item {
            people.push(*person);
        }
        ControlFlow::Continue(())
    };
    read(&mut Cursor::new(bytes), how, reference(), role, take)?;
    Ok((report(bytes, role)?, people))
}

fn mentors(name: &str) -> (ImportReport, Vec<ImportedPerson>) {
    import(&bytes(name), ImportAs::Mentors, HOW).unwrap()
}

fn names(people: &[ImportedPerson]) -> Vec<String> {
    let name = |person: &ImportedPerson| format!("{} {}", person.given_name, person.family_name);
    people.iter().map(name).collect()
}

fn counts(report: &ImportReport) -> (u64, u64, u64) {
    let summary = &report.summary;
    (summary.imported, summary.warned, summary.rejected)
}

fn left_out(value: &str) -> ImportWarning {
    ImportWarning::ValueLeftOut {
        value: value.to_owned(),
    }
}

#[test]
fn a_stray_quotation_mark_refuses_the_file_and_names_the_row() {
    for name in [
        "unclosed-quote-last-column.csv",
        "unclosed-quote-middle.csv",
    ] {
        let refused = import(&bytes(name), ImportAs::Mentors, HOW).unwrap_err();
        assert_eq!(refused, FileProblem::EndlessCell { row: 4 }, "{name}");
    }
}

#[test]
fn arabic_names_of_an_old_excel_are_read() {
    let (report, people) = mentors("windows-1256-arabic-names.csv");
    assert_eq!(names(&people), ["ليلى الشرايبي", "يوسف بنعلي"]);
    assert_eq!(people[0].city, "الرباط");
    assert_eq!(report.told.encoding, Some(FileEncoding::Windows1256));
    // Chosen on the page, an encoding is taken even where it is the wrong one.
    let chosen = How {
        encoding: Some(FileEncoding::Windows1252),
        ..HOW
    };
    let file = bytes("windows-1256-arabic-names.csv");
    let (_, people) = import(&file, ImportAs::Mentors, chosen).unwrap();
    assert_ne!(names(&people)[0], "ليلى الشرايبي");
}

#[test]
fn nobody_is_called_question_marks_or_an_error_or_is_decoded_twice() {
    let (report, people) = mentors("names-lost-to-question-marks.csv");
    assert_eq!(names(&people), ["Youssef Benali"]);
    assert_eq!(report.rejected[0].notes[0].what, RejectReason::NotAName);
    assert_eq!(report.warned[0].notes[0].what, ImportWarning::DamagedText);

    let (report, people) = mentors("double-encoded.csv");
    assert_eq!(names(&people), ["Leïla Chraïbi"]);
    assert_eq!(people[0].city, "Fès");
    assert_eq!(report.warned[0].notes.len(), 3);

    let (report, people) = mentors("error-cells.xlsx");
    assert_eq!(counts(&report), (2, 2, 1));
    let (row, reason) = (&report.rejected[0], &report.rejected[0].notes[0]);
    assert_eq!((row.row, &reason.what), (2, &RejectReason::ValueMissing));
    assert_eq!(reason.value, "#N/A");
    let left_out = [(3, left_out("#N/A")), (4, left_out("#REF!"))];
    assert_eq!(warnings(&report), left_out);
    assert_eq!(people[0].city, "");
}

#[test]
fn times_are_never_the_opposite_of_what_was_written() {
    let (report, people) = mentors("availability-reversed.csv");
    let of = |days: &[Weekday], parts: &[DayPart]| {
        let pairs = days
            .iter()
            .flat_map(|day| parts.iter().map(move |part| (*day, *part)));
        pairs.fold(Availability::default(), |all, (day, part)| {
            all.with(day, part)
        })
    };
    let evening = [DayPart::Evening];
    let but_friday: Vec<Weekday> = Weekday::ALL
        .into_iter()
        .filter(|day| *day != Weekday::Friday)
        .collect();
    let read: Vec<Availability> = people.iter().map(|person| person.availability).collect();
    assert_eq!(read[0], of(&but_friday, &evening));
    assert_eq!(
        read[1],
        of(&[Weekday::Monday, Weekday::Tuesday], &[DayPart::Morning])
    );
    assert_eq!(read[2], Availability::default());
    assert_eq!(read[3], of(&Weekday::ALL[..5], &evening));
    assert_eq!(read[4], of(&[Weekday::Saturday], &DayPart::ALL));
    assert_eq!(
        warnings(&report),
        [(4, left_out("Indisponible le mercredi matin"))]
    );
}

#[test]
fn euros_in_a_column_of_dirhams_stay_euros() {
    let file = bytes("euro-in-mad-column.csv");
    let (report, people) = import(&file, ImportAs::Mentees, HOW).unwrap();
    let money = Money {
        minor: 25_000_000,
        currency: Currency::Eur,
    };
    let Part::Mentee(project) = &people[0].part else {
        panic!("a mentor");
    };
    assert_eq!(project.investment, Some(money));
    assert_eq!(
        warnings(&report),
        [(2, ImportWarning::AmountInterpreted { taken: money })]
    );
}

#[test]
fn digits_of_arabic_and_persian_keyboards_count() {
    let (report, people) = mentors("arabic-digits.csv");
    assert_eq!(counts(&report), (2, 0, 1));
    assert_eq!(people[0].years, Some(12));
    assert_eq!(people[0].enrolled_on, Some(jiff::civil::date(2026, 10, 23)));
    let capacity = |person: &ImportedPerson| match person.part {
        Part::Mentor { capacity } => capacity,
        Part::Mentee(_) => 0,
    };
    assert_eq!(people.iter().map(capacity).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn a_phone_that_the_form_would_refuse_is_left_out() {
    let (report, people) = mentors("phone-scientific.csv");
    let phones: Vec<&str> = people.iter().map(|person| person.phone.as_str()).collect();
    assert_eq!(phones[..2], ["", ""]);
    assert!(phones[4].starts_with("+212"), "{phones:?}");
    assert_eq!(
        warnings(&report)[..2],
        [(2, left_out("3,36399E+11")), (3, left_out("6,39E+08"))]
    );
    for person in &people {
        let form = domain::profiles::phone(&person.phone, Some(&person.country));
        assert_eq!(form.as_ref(), Ok(&person.phone), "saved unchanged");
    }
}

#[test]
fn a_national_number_gets_its_countrys_prefix_or_the_prefix_is_asked_for_at_its_cell() {
    let (_, people) = mentors("phone-scientific.csv");
    assert_eq!(people[2].phone, "+33 639980003", "derived from the country");
    assert_eq!(people[3].phone, "+212600000004", "its own, with 00");

    let text = String::from_utf8(bytes("phone-scientific.csv")).unwrap();
    let gabon = text.replace("639980003;France", "06123456;Gabon");
    let (report, people) = import(gabon.as_bytes(), ImportAs::Mentors, HOW).unwrap();
    assert_eq!(people[2].phone, "");
    let warned = report.warned.iter().find(|row| row.row == 4).unwrap();
    let [note] = &warned.notes[..] else {
        panic!("{warned:?}");
    };
    assert_eq!(
        (note.heading.as_str(), note.value.as_str(), &note.what),
        ("Téléphone", "06123456", &ImportWarning::PhonePrefixMissing)
    );
}

fn addresses(people: &[ImportedPerson]) -> Vec<&str> {
    people.iter().map(|person| person.email.as_str()).collect()
}

#[test]
fn marks_that_nobody_sees_drop_from_addresses_and_two_in_a_cell_are_named() {
    let (report, people) = mentors("invisible-marks-in-addresses.csv");
    let taken = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15].map(|row| format!("salma.t{row:02}@example.org"));
    assert_eq!(addresses(&people), taken);
    // A name beside the address, a second address, a sign at its end: nobody guesses which is meant.
    let rejected: Vec<_> = report
        .rejected
        .iter()
        .map(|row| (row.row, &row.notes[0].what))
        .collect();
    let malformed = [11, 12, 13, 14, 15].map(|row| (row, &RejectReason::EmailMalformed));
    assert_eq!(rejected, malformed);
    assert_eq!(report.rejected[0].notes[0].heading, "Courriel");
}

#[test]
fn a_domain_beyond_ascii_is_the_address_that_signing_in_reads() {
    let (report, people) = mentors("idn-addresses.csv");
    assert_eq!(
        addresses(&people),
        [
            "salma@xn--mnchen-mem-9db.example.org",
            // Not the same domain: the file's own spelling is another one, and stays as it is.
            "salma@xn--mnchen-mem-w9a.example.org",
            "salma+mem@example.org",
            "o'hara.s@example.org",
            "salma.t06@example.org",
        ]
    );
    let (row, note) = (&report.rejected[0], &report.rejected[0].notes[0]);
    assert_eq!((report.rejected.len(), row.row), (1, 4));
    assert_eq!(
        note.what,
        RejectReason::EmailMalformed,
        "a name beyond ASCII"
    );

    let text = String::from_utf8(bytes("idn-addresses.csv")).unwrap();
    let right = text.replace("xn--mnchen-mem-w9a", "XN--mnchen-mem-9db");
    let (_, people) = import(right.as_bytes(), ImportAs::Mentors, HOW).unwrap();
    assert_eq!(people[0].email, people[1].email, "one person");
    let typed = crate::accounts::read_address("Salma@MÜNCHEN-mem.example.org");
    assert_eq!(typed.as_ref(), Ok(&people[0].email));
}

#[test]
fn every_file_that_failed_has_its_test() {
    let tests = include_str!("files_that_failed.rs");
    let folder = format!(
        "{}/tests/fixtures/imports-that-fail",
        env!("CARGO_MANIFEST_DIR")
    );
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(tests.contains(&name), "{name} has no test");
    }
}

#[test]
fn what_excel_leaves_out_at_the_end_of_a_row_is_not_missed() {
    let (report, people) = mentors("excel-drops-trailing-separators.csv");
    assert_eq!(
        (counts(&report).0, counts(&report).2),
        (people.len() as u64, 0)
    );
    let text = String::from_utf8(bytes("excel-drops-trailing-separators.csv")).unwrap();
    let broken = text.replace(";12;2;Essai SARL;Gérante", "");
    let (report, people) = import(broken.as_bytes(), ImportAs::Mentors, HOW).unwrap();
    let missed = report.rejected.len();
    assert!(missed > 0 && people.is_empty());
    assert!(
        report
            .rejected
            .iter()
            .all(|row| row.notes[0].what.code() == "too_few_columns")
    );
}

#[test]
fn words_in_a_cell_that_may_be_empty_reject_nobody() {
    let (report, people) = mentors("optional-cells-with-words.csv");
    assert_eq!(counts(&report).2, 0, "{:?}", report.rejected);
    let years: Vec<Option<i64>> = people.iter().map(|person| person.years).collect();
    assert_eq!(years[..5], [Some(10), Some(10), Some(15), None, None]);
    let days: Vec<_> = people.iter().map(|person| person.enrolled_on).collect();
    let day = Some(jiff::civil::date(2026, 10, 23));
    assert_eq!(days[5..8], [day, None, day]);
    assert!(warnings(&report).contains(&(8, left_out("10/23/2026"))));
}

#[test]
fn headings_and_sheet_are_found_and_what_was_left_out_is_said() {
    let (report, people) = mentors("title-row-above.csv");
    assert_eq!(names(&people), ["Salma Testori01"]);
    assert_eq!(report.told.headings_row, 3);
    let (report, people) = mentors("first-sheet-instructions.xlsx");
    assert_eq!(names(&people), ["Salma Testori01"]);
    assert_eq!(report.told.sheet, "Mentors");
    assert_eq!(report.told.other_sheets, ["Lisez-moi"]);
}

#[test]
fn of_two_columns_of_addresses_the_filled_one_is_read_and_a_clash_is_named() {
    let (report, people) = mentors("two-mail-columns-first-empty.csv");
    assert_eq!((people.len(), counts(&report)), (2, (2, 0, 0)));
    assert_eq!(people[0].email.as_str(), "salma.t01@example.org");
    let text = String::from_utf8(bytes("two-mail-columns-first-empty.csv")).unwrap();
    let clash = text.replace("\n;Salma;Testori01", "\nother@example.org;Salma;Testori01");
    let (report, people) = import(clash.as_bytes(), ImportAs::Mentors, HOW).unwrap();
    assert_eq!(people[0].email.as_str(), "other@example.org");
    assert_eq!(warnings(&report), [(2, left_out("salma.t01@example.org"))]);
}

#[test]
fn a_quoted_separator_line_is_obeyed() {
    let (report, people) = mentors("sep-line-quoted.csv");
    assert_eq!(
        (names(&people), report.told.headings_row),
        (vec!["Sep Un".to_owned()], 1)
    );
}

#[test]
fn the_dry_run_and_the_rejected_rows_say_the_same_again() {
    for name in ["names-lost-to-question-marks.csv", "arabic-digits.csv"] {
        let first = mentors(name).0;
        assert_eq!(mentors(name).0, first);
    }
}
