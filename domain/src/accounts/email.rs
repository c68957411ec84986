//! The address that identifies a person. Two spellings of one address are one person.

use crate::Problem;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Longest address a mail server must take (RFC 5321, 4.5.3.1), in bytes.
const MAX_BYTES: usize = 254;
const MAX_LOCAL_BYTES: usize = 64;
const MAX_LABEL_BYTES: usize = 63;

/// A deliverable-looking address, trimmed and folded to lower case. Whether it exists only a mail can tell.
///
/// Deliberately absent: quoted local parts, address literals and letters beyond ASCII, which RFC 5321 allows in
/// part and common mail servers refuse.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Trims every kind of white space and invisible mark around the text and folds its case.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let folded = text.trim_matches(is_blank).to_lowercase();
        if folded.is_empty() {
            return Err(Problem::Missing);
        }
        let (local, domain) = folded.split_once('@').ok_or(Problem::NotAnEmail)?;
        if folded.len() <= MAX_BYTES && is_local_part(local) && is_domain(domain) {
            Ok(Self(folded))
        } else {
            Err(Problem::NotAnEmail)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Keeps addresses out of logs that print a structure by `{:?}`.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not an e-mail address")
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

/// White space, and the marks that spreadsheets and chat programs leave around an address.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
}

/// A dot-atom of RFC 5322, 3.2.3.
fn is_local_part(local: &str) -> bool {
    local.len() <= MAX_LOCAL_BYTES
        && local.split('.').all(|atom| {
            !atom.is_empty()
                && atom
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
        })
}

/// Host labels of RFC 1035 with at least one dot and a last label that is no number.
fn is_domain(domain: &str) -> bool {
    let label_fits = |label: &str| {
        (1..=MAX_LABEL_BYTES).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label_fits)
        && top.len() >= 2
        && top.bytes().any(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_spaces_around_do_not_make_another_person() {
        assert_eq!(
            EmailAddress::parse("\u{a0} Leila.Bargach@Example.COM\u{feff} "),
            EmailAddress::parse("leila.bargach@example.com")
        );
    }

    #[test]
    fn ordinary_addresses_are_taken() {
        for text in [
            "a@example.org",
            "o'neil+mem@mail.example.org",
            "x_1@xn--bcher-kva.example.org",
        ] {
            assert!(EmailAddress::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn an_empty_address_is_missing() {
        assert_eq!(EmailAddress::parse(" \u{a0}"), Err(Problem::Missing));
    }

    #[test]
    fn malformed_addresses_are_refused() {
        for text in [
            "a@@example.org",
            "a [at] example.org",
            "example.org",
            "a b@example.org",
            "a\u{a0}b@example.org",
            "a..b@example.org",
            "a@example..org",
            ".a@example.org",
            "a.@example.org",
            "@example.org",
            "a@",
            "a@example",
            "a@-example.org",
            "a@example.1",
            "a@example.org, b@example.org",
            "<a@example.org>",
            "ä@example.org",
        ] {
            assert_eq!(
                EmailAddress::parse(text),
                Err(Problem::NotAnEmail),
                "{text}"
            );
        }
        let long = format!("{}@example.org", "a".repeat(65));
        assert_eq!(EmailAddress::parse(&long), Err(Problem::NotAnEmail));
    }

    proptest! {
        #[test]
        fn any_text_gives_an_answer_and_parsing_twice_changes_nothing(text in "\\PC{0,60}") {
            if let Ok(address) = EmailAddress::parse(&text) {
                prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address));
            }
        }
    }
}
