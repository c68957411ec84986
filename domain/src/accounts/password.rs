//! Passwords as people choose them.

use crate::Problem;
use std::fmt;

/// A password of 12 to 128 characters, kept as typed: spaces count. Whether it is a common one is asked in `backend`,
/// where the list lies.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// NIST SP 800-63B-4 asks for 8 at least; 12 make a stolen hash costly to search.
    pub const MIN: usize = 12;
    /// The stated cut-off: nothing is silently shortened.
    pub const MAX: usize = 128;

    pub fn parse(text: &str) -> Result<Self, Problem> {
        match text.chars().count() {
            0 => Err(Problem::Missing),
            n if n < Self::MIN => Err(Problem::TooShort {
                min: Self::MIN as u32,
            }),
            n if n > Self::MAX => Err(Problem::TooLong {
                max: Self::MAX as u32,
            }),
            _ => Ok(Self(text.to_owned())),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Keeps passwords out of logs that print a structure by `{:?}`.
impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_counted_in_characters_and_nothing_is_cut() {
        assert_eq!(
            Password::parse("كلمة سر طويل"),
            Ok(Password("كلمة سر طويل".into()))
        );
        assert_eq!(
            Password::parse("eleven char"),
            Err(Problem::TooShort { min: 12 })
        );
        assert!(Password::parse(&"é".repeat(128)).is_ok());
        assert_eq!(
            Password::parse(&"é".repeat(129)),
            Err(Problem::TooLong { max: 128 })
        );
        assert_eq!(Password::parse(""), Err(Problem::Missing));
    }
}
