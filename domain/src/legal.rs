//! The public texts that say who runs the site and what it does with people's data: data that an administrator edits, in
//! each language, kept with a version so that one can say later what was agreed to.

use crate::{Lang, Problem, Timestamp, mentorships::TextBlock, parse};
use serde::{Deserialize, Serialize};

/// Longest text, in characters.
pub const TEXT_MAX: usize = 30_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PublicText {
    Privacy,
    /// Who is responsible for the site.
    Legal,
    Accessibility,
    Contact,
}

impl PublicText {
    pub const ALL: [PublicText; 4] = [
        PublicText::Privacy,
        PublicText::Legal,
        PublicText::Accessibility,
        PublicText::Contact,
    ];

    /// What whoever makes an account agrees to.
    pub const AGREED_TO: [PublicText; 2] = [PublicText::Legal, PublicText::Privacy];

    /// Last segment of its path, name of its folder, and its key in the database.
    pub const fn code(self) -> &'static str {
        match self {
            PublicText::Privacy => "privacy",
            PublicText::Legal => "legal",
            PublicText::Accessibility => "accessibility",
            PublicText::Contact => "contact",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|text| text.code() == code)
    }
}

/// One text in one language, as everybody reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextView {
    pub blocks: Vec<TextBlock>,
    /// The language it is written in: the reader's, or French where that one has no text.
    pub lang: Lang,
    /// Whoever is responsible has not completed and approved it yet.
    pub is_draft: bool,
    pub version: i64,
}

/// The same for the administrator who edits it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSource {
    pub text: PublicText,
    pub lang: Lang,
    pub body: String,
    pub is_draft: bool,
    /// Counts from 1; 0 where there is no text yet.
    pub version: i64,
    pub changed_at: Option<Timestamp>,
}

/// What an administrator wrote, cleaned.
pub fn body(text: &str) -> Result<String, Problem> {
    parse::paragraph(text, 1, TEXT_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_by_its_code() {
        for text in PublicText::ALL {
            assert_eq!(PublicText::from_code(text.code()), Some(text));
        }
        assert_eq!(PublicText::from_code("imprint"), None);
        assert_eq!(body(" \n"), Err(Problem::Missing));
    }
}
