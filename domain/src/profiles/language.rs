//! Languages people speak, and how well.

use serde::{Deserialize, Serialize};

/// A language spoken in the network. Codes are ISO 639-1, or 639-2 where that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tongue {
    Arabic,
    Amazigh,
    French,
    English,
    German,
    Spanish,
    Italian,
    Dutch,
    Portuguese,
    Turkish,
    Swedish,
    Danish,
    Norwegian,
}

impl Tongue {
    pub const ALL: [Tongue; 13] = [
        Tongue::Arabic,
        Tongue::Amazigh,
        Tongue::French,
        Tongue::English,
        Tongue::German,
        Tongue::Spanish,
        Tongue::Italian,
        Tongue::Dutch,
        Tongue::Portuguese,
        Tongue::Turkish,
        Tongue::Swedish,
        Tongue::Danish,
        Tongue::Norwegian,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Tongue::Arabic => "ar",
            Tongue::Amazigh => "zgh",
            Tongue::French => "fr",
            Tongue::English => "en",
            Tongue::German => "de",
            Tongue::Spanish => "es",
            Tongue::Italian => "it",
            Tongue::Dutch => "nl",
            Tongue::Portuguese => "pt",
            Tongue::Turkish => "tr",
            Tongue::Swedish => "sv",
            Tongue::Danish => "da",
            Tongue::Norwegian => "no",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tongue| tongue.code() == code)
    }
}

/// How well, after the Common European Framework (Council of Europe): A2, B2, C1 and a first language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    Basic,
    Working,
    Fluent,
    Native,
}

impl Level {
    pub const ALL: [Level; 4] = [Level::Basic, Level::Working, Level::Fluent, Level::Native];

    pub const fn code(self) -> &'static str {
        match self {
            Level::Basic => "basic",
            Level::Working => "working",
            Level::Fluent => "fluent",
            Level::Native => "native",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SpokenLanguage {
    pub tongue: Tongue,
    pub level: Level,
}
