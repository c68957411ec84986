//! Which column of a file is what: by the name in its heading, in any order, in French, English, German or Arabic.

use super::{labels::key, names};
use domain::profiles::{FileProblem, ImportAs, ImportColumn};
use std::{collections::HashMap, sync::LazyLock};

/// Names of each column, compared by [`key`].
static COLUMNS: LazyLock<HashMap<String, ImportColumn>> = LazyLock::new(|| {
    let mut columns = HashMap::new();
    for (code, name) in names::HEADINGS.entries() {
        columns.extend(ImportColumn::from_code(code).map(|column| (key(name), column)));
    }
    columns
});

/// The headings of a file: which cell of a row is which column.
#[derive(Clone, Debug)]
pub struct Headings {
    /// As they stand in the file, without empty ones at the end.
    pub texts: Vec<String>,
    /// Of several headings for one column the first comes first.
    places: HashMap<ImportColumn, Vec<usize>>,
    keys: Vec<String>,
}

impl Headings {
    /// Recognises the first row of a file, and refuses it when a needed column is not there.
    pub fn recognise(cells: &[String], role: ImportAs) -> Result<Self, FileProblem> {
        let mut texts: Vec<String> = cells.iter().map(|text| text.trim().to_owned()).collect();
        while texts.last().is_some_and(String::is_empty) {
            texts.pop();
        }
        let mut places: HashMap<ImportColumn, Vec<usize>> = HashMap::new();
        for (place, text) in texts.iter().enumerate() {
            if let Some(column) = column_of(text) {
                places.entry(column).or_default().push(place);
            }
        }
        if places.is_empty() {
            return Err(FileProblem::NoHeadings);
        }
        let missing: Vec<ImportColumn> = role
            .needed()
            .iter()
            .copied()
            .filter(|column| !places.contains_key(column))
            .collect();
        if !missing.is_empty() {
            return Err(FileProblem::MissingColumns(missing));
        }
        let keys = texts.iter().map(|text| key(text)).collect();
        Ok(Self {
            texts,
            places,
            keys,
        })
    }

    pub fn place(&self, column: ImportColumn) -> Option<usize> {
        self.all_places(column).first().copied()
    }

    /// Where a column stands; several where two headings mean the same.
    pub fn all_places(&self, column: ImportColumn) -> &[usize] {
        self.places.get(&column).map_or(&[], Vec::as_slice)
    }

    /// A column's heading as it stands in the file; empty when it is not there.
    pub fn text(&self, column: ImportColumn) -> &str {
        self.place(column).map_or("", |place| &self.texts[place])
    }

    /// Headings whose cells are not read.
    pub fn unknown(&self) -> Vec<String> {
        let is_read = |place: usize| self.places.values().flatten().any(|known| *known == place);
        self.texts
            .iter()
            .enumerate()
            .filter(|(place, text)| !is_read(*place) && !text.is_empty())
            .map(|(_, text)| text.clone())
            .collect()
    }

    /// Is this row the headings once more, as when files were pasted under each other?
    pub fn are_repeated_by<'a>(&self, cells: impl Iterator<Item = &'a str>) -> bool {
        let mut same = 0;
        for (place, cell) in cells.enumerate() {
            let key = key(cell);
            if key.is_empty() {
                continue;
            }
            if self.keys.get(place) != Some(&key) {
                return false;
            }
            same += 1;
        }
        same * 2 > self.keys.len()
    }
}

/// How many of these cells are headings we know.
pub fn known(cells: &[String]) -> usize {
    cells
        .iter()
        .filter(|text| column_of(text).is_some())
        .count()
}

/// The column that a heading stands for.
pub fn column_of(text: &str) -> Option<ImportColumn> {
    let text = text.replace('€', " EUR");
    if let Some(exact) = COLUMNS.get(&key(&text)) {
        return Some(*exact);
    }
    // "Langues (séparées par des virgules)" is "Langues". But the remark of an amount may be a currency that is not
    // ours.
    let name = text.split('(').next().unwrap_or_default();
    let is_amount = |column: &ImportColumn| {
        matches!(
            column,
            ImportColumn::InvestmentMad | ImportColumn::InvestmentEur
        )
    };
    COLUMNS
        .get(&key(name))
        .copied()
        .filter(|column| !is_amount(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    const MENTORS: [&str; 8] = [
        "Prénom",
        "Nom",
        "Courriel",
        "Pays de résidence",
        "Secteur",
        "Langues",
        "Expertises offertes",
        "Capacité",
    ];

    #[test]
    fn every_column_has_names_and_every_name_stands_for_its_own_column() {
        for column in ImportColumn::ALL {
            let has_name = names::HEADINGS
                .entries()
                .any(|(code, _)| code == column.code());
            assert!(has_name, "{column:?}");
        }
        for (code, name) in names::HEADINGS.entries() {
            assert_eq!(
                column_of(name).map(ImportColumn::code),
                Some(code),
                "{name}"
            );
        }
        assert_eq!(column_of("Investissement prévu (USD)"), None);
        assert_eq!(
            column_of("Investissement prévu (€)"),
            Some(ImportColumn::InvestmentEur)
        );
    }

    #[test]
    fn headings_are_known_in_any_order_case_and_language() {
        let file = cells(&[
            "CAPACITY*",
            "first name",
            " Last Name ",
            "E-MAIL",
            "Country",
            "sector",
            "Langues (séparées par des virgules)",
            "Areas of expertise",
            "Shoe size",
            "",
        ]);
        let headings = Headings::recognise(&file, ImportAs::Mentors).unwrap();
        assert_eq!(headings.place(ImportColumn::Capacity), Some(0));
        assert_eq!(headings.place(ImportColumn::Languages), Some(6));
        assert_eq!(headings.text(ImportColumn::FamilyName), "Last Name");
        assert_eq!(headings.unknown(), ["Shoe size"]);
        assert_eq!(headings.texts.len(), 9);
    }

    #[test]
    fn both_of_two_headings_for_one_column_are_read() {
        let file = cells(&[&MENTORS[..], &["E-mail"]].concat());
        let headings = Headings::recognise(&file, ImportAs::Mentors).unwrap();
        assert_eq!(headings.all_places(ImportColumn::Email), [2, 8]);
        assert_eq!(headings.unknown(), Vec::<String>::new());
    }

    #[test]
    fn missing_columns_are_all_named() {
        assert_eq!(
            Headings::recognise(&cells(&MENTORS), ImportAs::Mentees).unwrap_err(),
            FileProblem::MissingColumns(vec![
                ImportColumn::Needs,
                ImportColumn::ProjectTitle,
                ImportColumn::Stage
            ])
        );
        assert_eq!(
            Headings::recognise(&cells(&["a", "b"]), ImportAs::Mentees).unwrap_err(),
            FileProblem::NoHeadings
        );
    }

    #[test]
    fn only_the_headings_themselves_repeat_them() {
        let headings = Headings::recognise(&cells(&MENTORS), ImportAs::Mentors).unwrap();
        assert!(headings.are_repeated_by(MENTORS.into_iter()));
        assert!(
            headings.are_repeated_by(MENTORS.map(str::to_uppercase).iter().map(String::as_str))
        );
        assert!(!headings.are_repeated_by(["Prénom", "Nom"].into_iter()));
        let mut person = MENTORS;
        person[2] = "leila@example.org";
        assert!(!headings.are_repeated_by(person.into_iter()));
    }
}
