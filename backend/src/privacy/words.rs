//! Taking somebody's name out of what others wrote or keep.

use domain::{Lang, profiles::Names};

/// What stands in the place of a name.
const GAP: char = '…';

/// The words that point to one person.
#[derive(Clone, Debug)]
pub struct Words {
    /// The longest first, so that a whole name is not left half.
    words: Vec<Vec<char>>,
    /// Names as they are shown, and the address.
    whole: Vec<String>,
}

impl Words {
    pub fn of(names: &Names, email: &str, phone: &str) -> Self {
        let mut whole: Vec<String> = Lang::ALL
            .into_iter()
            .map(|lang| names.shown(lang))
            .chain([email.to_owned()])
            .collect();
        whole.sort();
        whole.dedup();
        whole.retain(|one| !one.trim().is_empty());
        let turned = [
            (&names.family, &names.given),
            (&names.family_ar, &names.given_ar),
        ]
        .map(|(family, given)| format!("{family} {given}"));
        let parts = [
            &names.given,
            &names.family,
            &names.given_ar,
            &names.family_ar,
        ];
        let mut words: Vec<Vec<char>> = whole
            .iter()
            .map(String::as_str)
            .chain(turned.iter().map(String::as_str))
            .chain(parts.into_iter().map(String::as_str))
            .chain([phone])
            .map(|word| word.trim().chars().collect())
            .filter(|word: &Vec<char>| !word.is_empty())
            .collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.dedup();
        Self { words, whole }
    }

    /// Names as they are shown, and the address: what a stored document may hold as a value of its own.
    pub fn whole(&self) -> &[String] {
        &self.whole
    }

    /// The text without these words; `None` when none of them is in it. Only whole words count: in "Alibaba" there is no
    /// "Ali".
    pub fn out_of(&self, text: &str) -> Option<String> {
        let text: Vec<char> = text.chars().collect();
        let mut kept = String::with_capacity(text.len());
        let mut found = false;
        let mut at = 0;
        while at < text.len() {
            let begins = at == 0 || !text[at - 1].is_alphanumeric();
            let word = self
                .words
                .iter()
                .find(|word| begins && stands(word, &text[at..]));
            match word {
                Some(word) => {
                    kept.push(GAP);
                    at += word.len();
                    found = true;
                }
                None => {
                    kept.push(text[at]);
                    at += 1;
                }
            }
        }
        found.then_some(kept)
    }

    /// Empties the values of a stored document that are one of the names or the address; whether there was any.
    pub fn out_of_document(&self, document: &mut serde_json::Value) -> bool {
        match document {
            serde_json::Value::String(text) if self.whole.contains(text) => {
                text.clear();
                true
            }
            // All of them: not only up to the first.
            serde_json::Value::Array(items) => {
                let emptied = items.iter_mut().map(|item| self.out_of_document(item));
                emptied.filter(|found| *found).count() > 0
            }
            serde_json::Value::Object(items) => {
                let emptied = items.values_mut().map(|item| self.out_of_document(item));
                emptied.filter(|found| *found).count() > 0
            }
            _ => false,
        }
    }
}

/// Whether the text begins with this word and ends it there, case aside.
fn stands(word: &[char], text: &[char]) -> bool {
    let same =
        |(one, other): (&char, &char)| one == other || one.to_lowercase().eq(other.to_lowercase());
    word.len() <= text.len()
        && word.iter().zip(text).all(same)
        && text
            .get(word.len())
            .is_none_or(|next| !next.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let names = Names {
            given: "Ali".into(),
            family: "El Mokri".into(),
            given_ar: "علي".into(),
            family_ar: "المقري".into(),
        };
        Words::of(&names, "ali@example.org", "+212 600 000 000")
    }

    #[test]
    fn a_name_goes_wherever_it_stands_alone() {
        let without = |text| words().out_of(text);
        assert_eq!(
            without("Avec ALI El Mokri, puis Ali.").unwrap(),
            "Avec …, puis …."
        );
        assert_eq!(without("مع علي المقري اليوم").unwrap(), "مع … اليوم");
        assert_eq!(
            without("ali@example.org ou +212 600 000 000").unwrap(),
            "… ou …"
        );
        assert_eq!(without("El Mokri Ali").unwrap(), "…");
        for other in ["Alibaba", "alias", ""] {
            assert_eq!(without(other), None);
        }
    }

    #[test]
    fn a_document_loses_whole_values_alone() {
        let mut document = serde_json::json!({
            "name": "Ali El Mokri", "list": ["Ali", "ali@example.org"], "other": "Ali El Mokri Jr"
        });
        assert!(words().out_of_document(&mut document));
        let left = serde_json::json!({"name": "", "list": ["Ali", ""], "other": "Ali El Mokri Jr"});
        assert_eq!(document, left);
        assert!(!words().out_of_document(&mut document));
    }
}
