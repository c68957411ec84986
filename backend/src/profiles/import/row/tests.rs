//! Each kind of fault alone, on a row that is otherwise good.

use super::super::{
    person::{Circular, Part},
    reference::tests::reference,
    table,
};
use super::*;
use domain::{
    money::{Currency, Money},
    profiles::{
        ExpertiseCode, NEEDS_MAX, PROJECT_MAX_MINOR, Project, RegionCode, SectorCode, Stage, Tongue,
    },
};

const MENTEE: [(&str, &str); 20] = [
    ("Prénom", "Leïla"),
    ("Nom", "Chraïbi"),
    ("Courriel", "leila.chraibi@example.org"),
    ("Téléphone", "+33 6 39 98 00 00"),
    ("Pays de résidence", "France"),
    ("Ville", "Lyon"),
    ("Région d'attache", "Souss-Massa"),
    ("Secteur", "Artisanat"),
    ("Langues", "Français, Arabe"),
    ("Besoins", "Modèle économique, Étude de marché"),
    ("Années d'expérience", "18,5"),
    ("Fédération", ""),
    ("Disponibilités", "Jeudi matin"),
    ("Fuseau horaire", ""),
    ("Engagement circulaire", "À confirmer"),
    ("Date d'inscription", "23/11/2026"),
    ("Titre du projet", "Tissage à Taroudant"),
    ("Stade du projet", "Démarrage"),
    ("Investissement prévu (MAD)", "1\u{202f}190\u{a0}000,00"),
    ("Région cible", "Drâa-Tafilalet"),
];

fn read_with(rows: Vec<(&str, &str)>, role: ImportAs) -> Outcome {
    let reference = reference();
    let headings: Vec<String> = rows
        .iter()
        .map(|(heading, _)| (*heading).to_owned())
        .collect();
    let reader = RowReader {
        headings: Headings::recognise(&headings, role).unwrap(),
        reference,
        role,
    };
    let cells = rows
        .iter()
        .map(|(_, text)| Cell::Text((*text).to_owned()))
        .collect();
    reader.read(&table::Row {
        number: 2,
        cells,
        is_delimited: true,
    })
}

/// A good mentee's row with one cell changed.
fn mentee_with(heading: &str, text: &str) -> Outcome {
    let change = |(known, good): (&'static str, &'static str)| {
        (known, if known == heading { text } else { good })
    };
    assert!(
        MENTEE.iter().any(|(known, _)| *known == heading),
        "{heading}"
    );
    read_with(MENTEE.map(change).to_vec(), ImportAs::Mentees)
}

fn mentor_with(capacity: &str) -> Outcome {
    let mut rows = MENTEE[..9].to_vec();
    rows.extend([
        ("Expertises offertes", "Cybersécurité"),
        ("Capacité", capacity),
    ]);
    read_with(rows, ImportAs::Mentors)
}

fn taken(outcome: Outcome) -> ImportedPerson {
    match outcome {
        Outcome::Person(person, warnings) if warnings.is_empty() => *person,
        other => panic!("not taken without a warning: {other:?}"),
    }
}

fn warned(outcome: Outcome) -> (ImportedPerson, Vec<ImportWarning>) {
    match outcome {
        Outcome::Person(person, notes) => {
            (*person, notes.into_iter().map(|note| note.what).collect())
        }
        other => panic!("not taken: {other:?}"),
    }
}

fn rejected(outcome: Outcome) -> RejectReason {
    match outcome {
        Outcome::Rejected(notes) if notes.len() == 1 => notes[0].what.clone(),
        other => panic!("not rejected for one reason: {other:?}"),
    }
}

fn project(person: &ImportedPerson) -> &Project {
    match &person.part {
        Part::Mentee(project) => project,
        Part::Mentor { .. } => panic!("a mentor has no project"),
    }
}

#[test]
fn a_good_row_becomes_a_person_in_codes() {
    let person = taken(mentee_with("Fédération", "APEBI"));
    assert_eq!(person.country.as_str(), "FR");
    assert_eq!(person.time_zone.as_deref(), Some("Europe/Paris"));
    assert_eq!(person.home_region, RegionCode::parse("MA-09"));
    assert_eq!(person.sectors, [SectorCode::parse("CRAFTS").unwrap()]);
    assert_eq!(person.languages[1].tongue, Tongue::Arabic);
    assert_eq!(
        person.needs[0],
        ExpertiseCode::parse("BUSINESS_MODEL").unwrap()
    );
    assert_eq!(person.years, Some(18));
    assert_eq!(
        person.federation.as_ref().map(|code| code.as_str()),
        Some("APEBI")
    );
    assert_eq!(person.circular, Some(Circular::Undecided));
    assert_eq!(person.enrolled_on, Some(jiff::civil::date(2026, 11, 23)));
    let project = project(&person);
    assert_eq!(project.stage, Stage::Launch);
    assert_eq!(
        project.investment,
        Some(Money {
            minor: 119_000_000,
            currency: Currency::Mad
        })
    );
    assert_eq!(project.region, RegionCode::parse("MA-08"));
}

#[test]
fn what_is_not_needed_may_be_empty() {
    for (heading, _) in MENTEE {
        let column_is_needed = [
            "Prénom",
            "Nom",
            "Courriel",
            "Pays de résidence",
            "Secteur",
            "Langues",
            "Besoins",
            "Titre du projet",
            "Stade du projet",
        ]
        .contains(&heading);
        match mentee_with(heading, " \u{a0}") {
            Outcome::Person(_, warnings) => {
                assert!(!column_is_needed, "{heading}");
                assert_eq!(warnings, []);
            }
            Outcome::Rejected(notes) => {
                assert!(column_is_needed, "{heading}");
                let expected = if heading == "Courriel" {
                    "email_missing"
                } else {
                    "value_missing"
                };
                assert_eq!(
                    (notes.len(), notes[0].what.code()),
                    (1, expected),
                    "{heading}"
                );
                assert_eq!(notes[0].heading, heading);
            }
            Outcome::Ignored => panic!("{heading}"),
        }
    }
}

#[test]
fn a_malformed_address_is_rejected() {
    for email in [
        "a@@example.org",
        "a [at] example.org",
        "example.org",
        "a b@example.org",
        "a..b@example.org",
    ] {
        assert_eq!(
            rejected(mentee_with("Courriel", email)),
            RejectReason::EmailMalformed,
            "{email}"
        );
    }
}

#[test]
fn names_lose_odd_spaces_and_decomposed_accents() {
    let person = taken(mentee_with(
        "Prénom",
        "\u{a0}Lei\u{308}la\u{202f}Rim \u{feff}",
    ));
    assert_eq!(person.given_name, "Leïla Rim");
    let person = taken(mentee_with(
        "Courriel",
        "\u{a0}Leila.Chraibi@Example.org\u{a0}",
    ));
    assert_eq!(person.email.as_str(), "leila.chraibi@example.org");
}

#[test]
fn regions_are_normalised_corrected_or_rejected() {
    let region = |text: &str| mentee_with("Région cible", text);
    assert_eq!(
        project(&taken(region("جهة الشرق"))).region,
        RegionCode::parse("MA-02")
    );
    let (person, warnings) = warned(region("Casabalanca-Settat"));
    assert_eq!(project(&person).region, RegionCode::parse("MA-06"));
    assert_eq!(
        warnings,
        [ImportWarning::SpellingCorrected {
            taken: "Casablanca-Settat".into()
        }]
    );
    for text in ["Doukkala-Abda", "Andalousie"] {
        assert_eq!(
            rejected(region(text)),
            RejectReason::UnknownRegion,
            "{text}"
        );
    }
}

#[test]
fn an_impossible_date_is_rejected() {
    for text in ["31/02/2026", "15/13/2026"] {
        assert_eq!(
            rejected(mentee_with("Date d'inscription", text)),
            RejectReason::ImpossibleDate,
            "{text}"
        );
    }
}

#[test]
fn investments_below_zero_or_absurd_are_rejected() {
    for text in [
        "-1",
        "10 000 000 000,01",
        "1E+15",
        "9999999999999,00",
        "beaucoup",
    ] {
        let reason = rejected(mentee_with("Investissement prévu (MAD)", text));
        assert_eq!(reason.code(), "investment_invalid", "{text}");
    }
    let most = taken(mentee_with("Investissement prévu (MAD)", "10 000 000 000"));
    assert_eq!(project(&most).investment.unwrap().minor, PROJECT_MAX_MINOR);
}

#[test]
fn capacities_are_whole_and_above_zero() {
    let capacity = |outcome| match warned(outcome) {
        (
            ImportedPerson {
                part: Part::Mentor { capacity },
                ..
            },
            warnings,
        ) => (capacity, warnings),
        other => panic!("{other:?}"),
    };
    assert_eq!(capacity(mentor_with("3")), (3, vec![]));
    assert_eq!(
        capacity(mentor_with("2 à 3")),
        (2, vec![ImportWarning::RangeLowered { taken: 2 }])
    );
    assert_eq!(
        capacity(mentor_with("25")),
        (20, vec![ImportWarning::CapacityCapped { taken: 20 }])
    );
    for text in ["-1", "0", "1,5", "beaucoup"] {
        assert_eq!(
            rejected(mentor_with(text)),
            RejectReason::CapacityInvalid,
            "{text}"
        );
    }
}

#[test]
fn a_formula_stays_text_and_is_pointed_out() {
    let (person, warnings) = warned(mentee_with(
        "Ville",
        "=HYPERLINK(\"http://example.com\";\"x\")",
    ));
    assert_eq!(person.city, "=HYPERLINK(\"http://example.com\";\"x\")");
    assert_eq!(warnings, [ImportWarning::FormulaAsText]);
    // As our own file of rejected rows gives it back.
    let (person, warnings) = warned(mentee_with("Ville", "'@SUM(1)"));
    assert_eq!(
        (person.city.as_str(), warnings),
        ("@SUM(1)", vec![ImportWarning::FormulaAsText])
    );
    assert_eq!(
        taken(mentee_with("Téléphone", "+212600000000")).phone,
        "+212600000000"
    );
}

#[test]
fn values_nobody_knows_are_left_out_or_rejected() {
    let (person, warnings) = warned(mentee_with("Langues", "Français, Klingon"));
    assert_eq!(person.languages.len(), 1);
    assert_eq!(
        warnings,
        [ImportWarning::ValueLeftOut {
            value: "Klingon".into()
        }]
    );
    assert_eq!(
        rejected(mentee_with("Langues", "Klingon")),
        RejectReason::UnknownLanguage
    );
    assert_eq!(
        rejected(mentee_with("Secteur", "Alchimie noire")),
        RejectReason::UnknownSector
    );
    assert_eq!(
        rejected(mentee_with("Besoins", "Télépathie")),
        RejectReason::UnknownExpertise
    );
    assert_eq!(
        rejected(mentee_with("Pays de résidence", "Atlantide")),
        RejectReason::UnknownCountry
    );
    assert_eq!(
        rejected(mentee_with("Stade du projet", "Zzz")),
        RejectReason::UnknownStage
    );
    assert_eq!(
        rejected(mentee_with("Années d'expérience", "-3")).code(),
        "number_invalid"
    );
    for heading in [
        "Fédération",
        "Fuseau horaire",
        "Disponibilités",
        "Engagement circulaire",
    ] {
        let (person, warnings) = warned(mentee_with(heading, "Zzz"));
        assert_eq!(
            warnings,
            [ImportWarning::ValueLeftOut {
                value: "Zzz".into()
            }],
            "{heading}"
        );
        assert_eq!(person.time_zone.as_deref(), Some("Europe/Paris"));
    }
}

#[test]
fn too_long_a_text_is_rejected_and_a_long_list_shortened() {
    let long = "é".repeat(200);
    assert_eq!(
        rejected(mentee_with("Titre du projet", &long)),
        RejectReason::TextTooLong { max: 120 }
    );
    let seven = "Modèle économique, Plan d'affaires, Étude de marché, Stratégie de croissance, Cybersécurité, Recrutement, Franchise";
    let (person, warnings) = warned(mentee_with("Besoins", seven));
    assert_eq!(person.needs.len(), NEEDS_MAX);
    assert_eq!(warnings, [ImportWarning::ListShortened { kept: 6 }]);
}

#[test]
fn every_reason_of_a_row_is_told_at_once() {
    let change = |(heading, good): (&'static str, &'static str)| match heading {
        "Courriel" => (heading, "nobody"),
        "Pays de résidence" => (heading, "Atlantide"),
        "Date d'inscription" => (heading, "31/02/2026"),
        _ => (heading, good),
    };
    let Outcome::Rejected(notes) = read_with(MENTEE.map(change).to_vec(), ImportAs::Mentees) else {
        panic!("taken");
    };
    let codes: Vec<_> = notes.iter().map(|note| note.what.code()).collect();
    assert_eq!(
        codes,
        ["email_malformed", "unknown_country", "impossible_date"]
    );
}

#[test]
fn rows_that_do_not_fit_under_the_headings() {
    let reference = reference();
    let headings: Vec<String> = MENTEE
        .iter()
        .map(|(heading, _)| (*heading).to_owned())
        .collect();
    let reader = RowReader {
        headings: Headings::recognise(&headings, ImportAs::Mentees).unwrap(),
        reference,
        role: ImportAs::Mentees,
    };
    let good: Vec<Cell> = MENTEE
        .iter()
        .map(|(_, text)| Cell::Text((*text).to_owned()))
        .collect();
    let read = |cells: Vec<Cell>, is_delimited| {
        reader.read(&table::Row {
            number: 7,
            cells,
            is_delimited,
        })
    };
    assert_eq!(
        rejected(read(good[..4].to_vec(), true)),
        RejectReason::TooFewColumns {
            found: 4,
            expected: 20
        }
    );
    assert!(
        matches!(read(good[..19].to_vec(), false), Outcome::Person(..)),
        "a sheet's row has no end"
    );
    assert!(matches!(
        read([good.clone(), vec![Cell::EMPTY; 3]].concat(), true),
        Outcome::Person(..)
    ));
    assert_eq!(
        rejected(read([good, vec![Cell::Text("x".into())]].concat(), true)),
        RejectReason::TooManyColumns {
            found: 21,
            expected: 20
        }
    );
    assert_eq!(read(vec![Cell::EMPTY; 20], true), Outcome::Ignored);
    assert_eq!(read(vec![], true), Outcome::Ignored);
    let repeated = headings
        .iter()
        .map(|heading| Cell::Text(heading.to_uppercase()));
    assert_eq!(read(repeated.collect(), true), Outcome::Ignored);
}

#[test]
fn euros_are_taken_where_the_heading_says_so() {
    let mut rows = MENTEE.to_vec();
    rows[18] = ("Planned investment (EUR)", "250,000.00");
    let person = taken(read_with(rows, ImportAs::Mentees));
    assert_eq!(
        project(&person).investment,
        Some(Money {
            minor: 25_000_000,
            currency: Currency::Eur
        })
    );
}
