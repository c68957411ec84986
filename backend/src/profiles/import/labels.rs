//! Finding the thing that a name in a cell means, however it is written.
//!
//! Names are compared without case, accents, hyphens and spaces, Arabic ones without the spellings that vary
//! (hamza, *ta marbuta*, *alef maqsura*, vowel marks, as Lucene's `ArabicNormalizer` does). A misspelt name is
//! taken when exactly one name is clearly nearest.

use domain::parse::western_digit;
use std::collections::HashMap;
use strsim::osa_distance;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What a name was found to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    Exact(T),
    /// Misspelt; the name that was meant is given as it is properly written.
    Near(T, String),
    Unknown,
}

/// Lower case, no accents, words separated by one space.
pub fn words(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => folded.push_str("ss"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ø' | 'Ø' => folded.push('o'),
            'ı' => folded.push('i'),
            'ٱ' => folded.push('ا'),
            'ة' => folded.push('ه'),
            'ى' | 'ی' => folded.push('ي'),
            'ک' => folded.push('ك'),
            'ـ' | 'ء' => {}
            '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            '٠'..='٩' => folded.push(western_digit(c)),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => folded.push(' '),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Like [`words`], without any space: `Al-Hoceïma` is `AL HOCEIMA`.
pub fn key(text: &str) -> String {
    words(text).replace(' ', "")
}

/// Names and what they mean. A name with two meanings finds nothing.
#[derive(Clone, Debug)]
pub struct Labels<T> {
    by_key: HashMap<String, Option<T>>,
    /// Key in characters, proper spelling, meaning. None: a name known to mean none of ours.
    spellings: Vec<(String, String, Option<T>)>,
}

impl<T: Clone + PartialEq> Default for Labels<T> {
    fn default() -> Self {
        Self {
            by_key: HashMap::new(),
            spellings: Vec::new(),
        }
    }
}

impl<T: Clone + PartialEq> Labels<T> {
    /// A name that may also be recognised when it is misspelt.
    pub fn name(&mut self, name: &str, meaning: T) {
        let key = key(name);
        self.spellings
            .push((key.clone(), name.to_owned(), Some(meaning.clone())));
        self.put(key, meaning);
    }

    /// A code or short form: only its exact spelling is recognised.
    pub fn code(&mut self, code: &str, meaning: T) {
        self.put(key(code), meaning);
    }

    /// A name that means none of ours, and must not be taken for a misspelling of one.
    pub fn decoy(&mut self, name: &str) {
        self.spellings.push((key(name), name.to_owned(), None));
    }

    fn put(&mut self, key: String, meaning: T) {
        if key.is_empty() {
            return;
        }
        self.by_key
            .entry(key)
            .and_modify(|known| {
                if known.as_ref() != Some(&meaning) {
                    *known = None;
                }
            })
            .or_insert(Some(meaning));
    }

    pub fn exact(&self, text: &str) -> Option<T> {
        self.by_key.get(&key(text)).cloned().flatten()
    }

    pub fn find(&self, text: &str) -> Found<T> {
        let wanted = key(text);
        if let Some(known) = self.by_key.get(&wanted) {
            return known.clone().map_or(Found::Unknown, Found::Exact);
        }
        self.nearest(&wanted)
    }

    /// The one clear nearest name: few slips for its length, and two slips nearer than any other meaning.
    fn nearest(&self, wanted: &str) -> Found<T> {
        let length = wanted.chars().count();
        let allowed = match length {
            0..=4 => 0,
            5..=7 => 1,
            8..=15 => 2,
            16..=60 => 3,
            _ => 0,
        };
        let reach = allowed + CLEAR_BY - 1;
        let mut best: Option<(usize, &str, &Option<T>)> = None;
        let mut runner_up = usize::MAX;
        for (key, proper, meaning) in &self.spellings {
            if allowed == 0 || key.chars().count().abs_diff(length) > reach {
                continue;
            }
            let distance = osa_distance(wanted, key);
            match &best {
                Some((nearest, _, same)) if *same == meaning => {
                    if distance < *nearest {
                        best = Some((distance, proper, meaning));
                    }
                }
                Some((nearest, _, _)) if distance >= *nearest => {
                    runner_up = runner_up.min(distance);
                }
                Some((nearest, _, _)) => {
                    runner_up = runner_up.min(*nearest);
                    best = Some((distance, proper, meaning));
                }
                None => best = Some((distance, proper, meaning)),
            }
        }
        match best {
            Some((distance, proper, Some(meaning)))
                if distance <= allowed && runner_up >= distance + CLEAR_BY =>
            {
                Found::Near(meaning.clone(), proper.to_owned())
            }
            _ => Found::Unknown,
        }
    }
}

/// By how many slips the nearest name must be nearer than the next.
const CLEAR_BY: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels() -> Labels<u8> {
        let mut labels = Labels::default();
        labels.name("Casablanca-Settat", 6);
        labels.name("Souss-Massa", 9);
        labels.name("الدار البيضاء-سطات", 6);
        labels.decoy("Souss-Massa-Drâa");
        labels.code("MA-06", 6);
        labels
    }

    #[test]
    fn accents_case_hyphens_and_arabic_spellings_do_not_matter() {
        assert_eq!(key("AL HOCEIMA"), key("Al-Hoceïma"));
        assert_eq!(key("الأمازيغيّة"), key("الامازيغيه"));
        assert_eq!(key("Hôtellerie & Café"), "hotelleriecafe");
        for text in ["casablanca settat", "ma06", "MA-06", "الدار البيضاء سطات"] {
            assert_eq!(labels().find(text), Found::Exact(6), "{text}");
        }
    }

    #[test]
    fn a_slip_finds_the_proper_name() {
        assert_eq!(
            labels().find("Casabalanca-Settat"),
            Found::Near(6, "Casablanca-Settat".into())
        );
        assert_eq!(
            labels().find("Sous-Massa"),
            Found::Near(9, "Souss-Massa".into())
        );
    }

    #[test]
    fn another_name_is_not_taken_for_a_slip() {
        for text in [
            "Souss-Massa-Drâa",
            "Sous-Massa-Draa",
            "Andalousie",
            "MA-07",
            "",
        ] {
            assert_eq!(labels().find(text), Found::Unknown, "{text}");
        }
    }

    #[test]
    fn two_names_equally_near_find_nothing() {
        let mut labels = Labels::default();
        labels.name("conseil", 1);
        labels.name("consell", 2);
        assert_eq!(labels.find("conseul"), Found::Unknown);
    }

    #[test]
    fn a_name_with_two_meanings_finds_nothing() {
        let mut labels = Labels::default();
        labels.name("Conseil", 1);
        labels.name("conseil", 2);
        assert_eq!(labels.find("Conseil"), Found::Unknown);
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer_and_a_key_is_its_own_key(text in "\\PC{0,80}") {
            let _ = labels().find(&text);
            prop_assert_eq!(key(&key(&text)), key(&text));
        }
    }
}
