//! Reference data: lists an administrator can edit.

use crate::Lang;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReferenceKind {
    Country,
    Region,
    Sector,
    ExpertiseFamily,
    Expertise,
    Federation,
}

impl ReferenceKind {
    pub const ALL: [ReferenceKind; 6] = [
        ReferenceKind::Country,
        ReferenceKind::Region,
        ReferenceKind::Sector,
        ReferenceKind::ExpertiseFamily,
        ReferenceKind::Expertise,
        ReferenceKind::Federation,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            ReferenceKind::Country => "country",
            ReferenceKind::Region => "region",
            ReferenceKind::Sector => "sector",
            ReferenceKind::ExpertiseFamily => "expertise_family",
            ReferenceKind::Expertise => "expertise",
            ReferenceKind::Federation => "federation",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind whose entries group those of this one.
    pub const fn parent(self) -> Option<ReferenceKind> {
        match self {
            ReferenceKind::Expertise => Some(ReferenceKind::ExpertiseFamily),
            ReferenceKind::Federation => Some(ReferenceKind::Sector),
            _ => None,
        }
    }
}

/// One entry of a reference list. A federation has one name for all languages: its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceItem {
    pub kind: ReferenceKind,
    pub code: String,
    /// The family of an expertise, the sector of a federation.
    pub parent: Option<String>,
    pub name_fr: String,
    pub name_ar: String,
    pub name_en: String,
    pub name_de: String,
    /// IANA ids of a country's zones, the first the default; empty for other kinds.
    pub time_zones: Vec<String>,
    /// Inactive entries stay readable where they are used and are no longer offered.
    pub active: bool,
}

impl ReferenceItem {
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.name_fr,
            Lang::Ar => &self.name_ar,
            Lang::En => &self.name_en,
            Lang::De => &self.name_de,
        }
    }
}
