//! What a new password has to pass, whoever sets it and where: its length, then nothing that is guessed first.
//!
//! `data/common-long-passwords.txt` has the 10,000 commonest passwords of published breaches among those that the rest
//! of the rule would take; `data/common-passwords.txt` the commonest of any length, for what people put around them.

use crate::{Error, Result};
use domain::{
    Problem,
    accounts::{Password, is_guessable},
};
use std::{collections::HashSet, sync::LazyLock};
use unicode_normalization::UnicodeNormalization;

static LONG: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/common-long-passwords.txt")
        .lines()
        .collect()
});
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/common-passwords.txt")
        .lines()
        .collect()
});

/// Reads a new password; `about` is what is known of whoever it is for: address and names.
pub(super) fn read(field: &'static str, typed: &str, about: &[&str]) -> Result<Password> {
    let refused = |problem| Error::field(field, problem);
    let password = Password::parse(&normal(typed)).map_err(refused)?;
    if is_common(password.as_str()) {
        return Err(refused(Problem::BreachedPassword));
    }
    if is_guessable(password.as_str(), about) {
        return Err(refused(Problem::GuessablePassword));
    }
    Ok(password)
}

/// One spelling for what looks the same: keyboards differ in composing letters, and so would their hashes (NIST SP
/// 800-63B-4, 3.1.1.2, asks for NFKC or NFKD).
pub(super) fn normal(password: &str) -> String {
    password.nfkc().collect()
}

/// Common, also with digits and signs around it, or repeated: so guessers try them too.
fn is_common(password: &str) -> bool {
    let folded = password.to_lowercase();
    let core = folded.trim_matches(|c: char| !c.is_alphabetic());
    LONG.contains(folded.as_str())
        || [folded.as_str(), core, unit(&folded), unit(core)]
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

    fn problem(typed: &str) -> Option<Problem> {
        match read("password", typed, &["salma@example.org"]).map_err(|error| error.failure()) {
            Ok(_) => None,
            Err(domain::Failure::Invalid(problems)) => {
                problems.into_iter().next().map(|one| one.problem)
            }
            Err(_) => None,
        }
    }

    #[test]
    fn the_long_list_has_the_ten_thousand_commonest_that_the_rest_of_the_rule_takes() {
        assert_eq!(LONG.len(), 10_000);
        for line in LONG.iter() {
            assert!(
                Password::parse(line).is_ok() && !is_guessable(line, &[]),
                "{line}"
            );
            assert_eq!(problem(line), Some(Problem::BreachedPassword), "{line}");
        }
        assert_eq!(COMMON.len(), 10_000);
    }

    #[test]
    fn common_passwords_are_found_dressed_up_or_repeated() {
        for password in [
            "Password2024!!",
            "qwertyqwerty",
            "123456123456",
            "1Q2W3E4R5T6Y",
            "motherfucker",
        ] {
            assert_eq!(
                problem(password),
                Some(Problem::BreachedPassword),
                "{password}"
            );
        }
    }

    #[test]
    fn what_anybody_would_guess_is_told_apart_from_what_is_common() {
        for password in ["123456789012", "azertyuiopqs", "salma@example.org"] {
            assert_eq!(
                problem(password),
                Some(Problem::GuessablePassword),
                "{password}"
            );
        }
    }

    #[test]
    fn unrelated_words_are_taken() {
        assert_eq!(problem("circle-of-trust"), None);
        assert_eq!(problem("quatre mots sans lien"), None);
    }

    #[test]
    fn what_looks_the_same_is_the_same_password() {
        let of = |text| read("password", text, &[]).map(|password| password.as_str().to_owned());
        let (composed, decomposed) = (of("caf\u{e9} de la gare"), of("cafe\u{301} de la gare"));
        assert_eq!(composed.ok(), decomposed.ok());
    }
}
