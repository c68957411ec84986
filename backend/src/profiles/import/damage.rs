//! Cells that lost something on the way: text decoded twice, letters that became question marks, errors of a formula.

use encoding_rs::WINDOWS_1252;

/// What Excel writes where a formula failed, in French, English and German.
const ERRORS: [&str; 17] = [
    "#N/A", "#REF!", "#VALUE!", "#VALEUR!", "#WERT!", "#DIV/0!", "#NAME?", "#NOM?", "#NULL!",
    "#NUL!", "#NUM!", "#NOMBRE!", "#NV", "#BEZUG!", "#ZAHL!", "#SPILL!", "#CALC!",
];

/// Did a formula fail here?
pub fn is_error(text: &str) -> bool {
    ERRORS.contains(&text.trim().to_uppercase().as_str())
}

/// Were letters lost: a question mark where a word goes on, or several in a row, or what could not be decoded?
pub fn has_lost_letters(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    let inside = signs
        .windows(3)
        .any(|three| three[1] == '?' && three[0].is_alphabetic() && three[2].is_alphabetic());
    inside || text.contains("??") || text.contains(char::REPLACEMENT_CHARACTER)
}

/// "LeÃ¯la" is UTF-8 that was read as Windows-1252 once: the text as it was, where that is without doubt.
pub fn undoubled(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let (bytes, _, had_errors) = WINDOWS_1252.encode(text);
    if had_errors {
        return None;
    }
    let was = std::str::from_utf8(&bytes).ok()?;
    (was.chars().count() < text.chars().count()).then(|| was.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_decoded_twice_is_read_once() {
        for (text, was) in [("LeÃ¯la", "Leïla"), ("FÃ¨s", "Fès"), ("Ù„ÙŠÙ„Ù‰", "ليلى")]
        {
            assert_eq!(undoubled(text).as_deref(), Some(was));
        }
        for text in [
            "Leïla",
            "Fès",
            "Salma",
            "Ã",
            "ليلى",
            "Sarl « Ã la carte »",
            "",
        ] {
            assert_eq!(undoubled(text), None, "{text}");
        }
    }

    #[test]
    fn lost_letters_and_errors_are_seen_and_questions_are_not() {
        for text in ["????", "F?s", "Youss??", "L\u{fffd}la"] {
            assert!(has_lost_letters(text), "{text}");
        }
        for text in ["Vraiment ?", "Why not?", "Fès", ""] {
            assert!(!has_lost_letters(text), "{text}");
        }
        assert!(is_error("#n/a ") && is_error("#VALEUR!") && !is_error("#1") && !is_error("n/a"));
    }
}
