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
    /// Trims white space, drops invisible marks wherever they stand, and folds the case.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::parse_with(text, |_| None)
    }

    /// The same for whoever can spell a domain beyond ASCII as `xn--`: the tables for it are too large for a browser,
    /// so `backend::accounts::read_address` brings them.
    pub fn parse_with(
        text: &str,
        in_ascii: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Problem> {
        let seen: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        let folded = seen.trim().to_lowercase().replace('\u{ff20}', "@");
        // Copied from a page: the address with the scheme of its link.
        let folded = folded.strip_prefix("mailto:").unwrap_or(&folded);
        if folded.is_empty() {
            return Err(Problem::Missing);
        }
        let (local, domain) = folded.split_once('@').ok_or(Problem::NotAnEmail)?;
        let domain = match domain.is_ascii() {
            true => domain.to_owned(),
            false => in_ascii(domain).ok_or(Problem::NotAnEmail)?,
        };
        let address = format!("{local}@{domain}");
        if address.len() <= MAX_BYTES && is_local_part(local) && is_domain(&domain) {
            Ok(Self(address))
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

/// Marks that nobody sees, left in an address by spreadsheets and chat programs: soft hyphens, marks of direction with
/// their isolates, joiners, spaces without width, byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
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
    fn marks_that_nobody_sees_make_no_other_address() {
        for text in [
            "\u{202a}salma@example.org\u{202c}",
            "salma\u{200b}@example.org",
            "sal\u{ad}ma@example.org",
            "salma@exam\u{2060}ple.org",
            "\u{2066}salma@example.org\u{2069}",
            "\u{2068}\u{feff} salma@example.org\u{200f}",
            "mailto:salma@example.org",
            "salma\u{ff20}example.org",
        ] {
            let read = EmailAddress::parse(text).map(String::from);
            assert_eq!(read.as_deref(), Ok("salma@example.org"), "{text:?}");
        }
    }

    #[test]
    fn a_domain_beyond_ascii_is_taken_from_whoever_can_spell_it() {
        let text = "salma@münchen.example.org";
        assert_eq!(EmailAddress::parse(text), Err(Problem::NotAnEmail));
        let spelled = |domain: &str| {
            assert_eq!(domain, "münchen.example.org");
            Some("xn--mnchen-3ya.example.org".to_owned())
        };
        let read = EmailAddress::parse_with(text, spelled).map(String::from);
        assert_eq!(read.as_deref(), Ok("salma@xn--mnchen-3ya.example.org"));
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
