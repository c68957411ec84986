//! Cells that hold several values.

use super::labels::{Found, Labels, key};

/// What was read from a cell of several values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// Each once, in the order of the cell.
    pub values: Vec<T>,
    /// Values that were misspelt, as they should be written.
    pub corrected: Vec<String>,
    /// Values that nothing was found for.
    pub unknown: Vec<String>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            corrected: Vec::new(),
            unknown: Vec::new(),
        }
    }
}

impl<T: PartialEq> Listed<T> {
    /// Takes what was found for `text`, each value once.
    pub fn add(&mut self, text: &str, found: Found<T>) {
        let value = match found {
            Found::Exact(value) => value,
            Found::Near(value, proper) => {
                self.corrected.push(proper);
                value
            }
            Found::Unknown => {
                self.unknown.push(text.to_owned());
                return;
            }
        };
        if !self.values.contains(&value) {
            self.values.push(value);
        }
    }
}

/// What people put between values.
pub const SEPARATORS: [char; 7] = [',', ';', '|', '\n', '،', '؛', '•'];

/// The values of a cell, without empty ones.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(SEPARATORS)
        .map(str::trim)
        .filter(|piece| !key(piece).is_empty())
}

/// Reads names of a reference list. A name may itself hold commas: the longest run of pieces that is a name is taken.
pub fn names<T: Clone + PartialEq>(text: &str, labels: &Labels<T>) -> Listed<T> {
    const LONGEST_NAME: usize = 4;
    let mut listed = Listed::default();
    let whole = labels.find(text);
    if whole != Found::Unknown {
        listed.add(text, whole);
        return listed;
    }
    let pieces: Vec<&str> = pieces(text).collect();
    let mut rest = &pieces[..];
    while let [piece, ..] = rest {
        let run = (2..=rest.len().min(LONGEST_NAME)).rev().find_map(|length| {
            labels
                .exact(&rest[..length].join(" "))
                .map(|value| (length, value))
        });
        if let Some((length, value)) = run {
            listed.add(piece, Found::Exact(value));
            rest = &rest[length..];
        } else {
            listed.add(piece, labels.find(piece));
            rest = &rest[1..];
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_commas_is_one_value() {
        let mut labels = Labels::default();
        labels.name("Banque, assurance et fintech", 1);
        labels.name("Artisanat", 2);
        let listed = names(
            "Artisanat, Banque, assurance et fintech ; artisanat",
            &labels,
        );
        assert_eq!(listed.values, [2, 1]);
        assert_eq!(listed.unknown, Vec::<String>::new());
    }

    #[test]
    fn a_misspelt_name_with_commas_is_still_one() {
        let mut labels = Labels::default();
        labels.name("Banque, assurance et fintech", 1);
        let listed = names("Banque, asurance et fintech", &labels);
        assert_eq!((listed.values, listed.corrected.len()), (vec![1], 1));
    }
}
