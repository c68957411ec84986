//! The one reader of addresses: for signing up and in, imports, the command line. Two spellings are one address.

use domain::{Problem, accounts::EmailAddress};

/// An address as typed, pasted or imported; a domain beyond ASCII becomes its `xn--` form, as mail servers know it.
pub fn read_address(text: &str) -> Result<EmailAddress, Problem> {
    EmailAddress::parse_with(text, |domain| idna::domain_to_ascii_strict(domain).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, Problem> {
        read_address(text).map(String::from)
    }

    #[test]
    fn a_domain_is_the_same_in_unicode_and_in_ascii() {
        let ascii = read("salma@xn--mnchen-mem-9db.example.org").unwrap();
        for text in [
            "salma@münchen-mem.example.org",
            "salma@MÜNCHEN-mem.example.org",
            // Decomposed, as one system types it.
            "salma@mu\u{308}nchen-mem.example.org",
            "\u{2068}salma@mün\u{200b}chen-mem.example.org\u{2069}",
        ] {
            assert_eq!(read(text).unwrap(), ascii, "{text:?}");
        }
        assert!(read("salma@مغرب.example.org").unwrap().contains("@xn--"));
    }

    #[test]
    fn a_name_beyond_ascii_and_a_domain_that_is_none_are_refused() {
        for text in [
            "sälma@example.org",
            "salma@mün chen.example.org",
            "salma@ü",
            "salma@-ü-.example.org",
        ] {
            assert_eq!(read(text), Err(Problem::NotAnEmail), "{text}");
        }
    }
}
