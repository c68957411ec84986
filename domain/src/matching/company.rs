//! A company's name reduced to what tells two companies apart, to notice that a mentee and a mentor share one.

use serde::{Deserialize, Serialize};

/// Lower case without accents, punctuation and legal form: "Dar Zitoun, S.A.R.L." and "DAR ZITOUN" are equal.
///
/// Good enough to stop an obvious conflict; a parent company or a former name is for people to declare.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CompanyKey(String);

/// Legal forms common in the network's countries, as they read after folding.
const LEGAL_FORMS: [&str; 37] = [
    "sarl", "sarlau", "au", "sa", "sas", "sasu", "snc", "scs", "eurl", "gie", "sca", "ltd",
    "limited", "llc", "llp", "plc", "inc", "corp", "gmbh", "ug", "ag", "kg", "ohg", "ev", "bv",
    "nv", "srl", "spa", "sl", "slu", "lda", "ab", "as", "aps", "sprl", "bvba", "co",
];

impl CompanyKey {
    /// `None` where nothing that tells companies apart is left.
    pub fn parse(name: &str) -> Option<Self> {
        let words = joined_initials(&folded(name));
        let telling: Vec<&str> = words
            .iter()
            .map(String::as_str)
            .filter(|word| !LEGAL_FORMS.contains(word))
            .collect();
        (!telling.is_empty()).then(|| Self(telling.join(" ")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Lower-case words of letters and digits. A point or apostrophe ends a word as a space does.
fn folded(name: &str) -> Vec<String> {
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            // Combining marks of Latin letters; Arabic vowel signs, dagger alef and tatweel.
            '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' => {}
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => plain.push('a'),
            'è' | 'é' | 'ê' | 'ë' => plain.push('e'),
            'ì' | 'í' | 'î' | 'ï' => plain.push('i'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => plain.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => plain.push('u'),
            'ç' => plain.push('c'),
            'ñ' => plain.push('n'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'أ' | 'إ' | 'آ' | 'ٱ' => plain.push('ا'),
            'ى' => plain.push('ي'),
            'ة' => plain.push('ه'),
            other if other.is_alphanumeric() => plain.push(other),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().map(str::to_owned).collect()
}

/// Runs of single letters become one word, so that "S.A.R.L." reads as "sarl".
fn joined_initials(words: &[String]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut in_initials = false;
    for word in words {
        let single = word.chars().count() == 1;
        match joined.last_mut() {
            Some(last) if single && in_initials => last.push_str(word),
            _ => joined.push(word.clone()),
        }
        in_initials = single;
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> String {
        CompanyKey::parse(name).unwrap().as_str().to_owned()
    }

    #[test]
    fn legal_form_accents_and_case_do_not_make_another_company() {
        assert_eq!(key("Oued Développement SARL"), "oued developpement");
        assert_eq!(
            key("OUED DE\u{301}VELOPPEMENT, S.A.R.L."),
            "oued developpement"
        );
        assert_eq!(key("Sahara & Fils SAS"), key("sahara  fils"));
        assert_eq!(key("شركة أطلس"), key("شركة اطلس"));
    }

    #[test]
    fn different_companies_stay_different() {
        assert_ne!(key("Dar Zitoun"), key("Dar Zitoune"));
        assert_ne!(key("Atlas Nord"), key("Atlas Sud"));
    }

    #[test]
    fn a_name_of_nothing_but_a_legal_form_is_no_company() {
        assert_eq!(CompanyKey::parse("S.A."), None);
        assert_eq!(CompanyKey::parse(" – "), None);
    }
}
