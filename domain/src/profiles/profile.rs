//! A whole profile as its owner sees it, and the parts of it that others may see.

use super::{
    Availability, CountryCode, ExpertiseCode, FederationCode, ProfileStep, RegionCode, SectorCode,
    SpokenLanguage, Stage,
};
use crate::{Lang, PersonId, Timestamp, money::Money};
use serde::{Deserialize, Serialize};

/// A name in Latin script, in Arabic script, or both; each part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    pub given: String,
    pub family: String,
    pub given_ar: String,
    pub family_ar: String,
}

impl Names {
    /// The name in the script of the page if there is one, else in the other.
    pub fn shown(&self, lang: Lang) -> String {
        let latin = joined(&self.given, &self.family);
        let arabic = joined(&self.given_ar, &self.family_ar);
        let (first, second) = match lang {
            Lang::Ar => (arabic, latin),
            Lang::Fr | Lang::En | Lang::De => (latin, arabic),
        };
        if first.is_empty() { second } else { first }
    }

    /// How somebody is greeted: the given name, or whatever there is.
    pub fn short(&self, lang: Lang) -> String {
        let (first, second) = match lang {
            Lang::Ar => (&self.given_ar, &self.given),
            Lang::Fr | Lang::En | Lang::De => (&self.given, &self.given_ar),
        };
        match (first.as_str(), second.as_str()) {
            ("", "") => self.shown(lang),
            ("", other) => other.to_owned(),
            (own, _) => own.to_owned(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.shown(Lang::Fr).is_empty()
    }
}

/// A name of one spelling as its Latin (or any other) and its Arabic one, of which one is empty.
pub fn by_script(name: &str) -> (&str, &str) {
    // Arabic, its supplement and extension, and the presentation forms that old files hold.
    let is_arabic = |c| {
        matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
    };
    if name.chars().any(is_arabic) {
        ("", name)
    } else {
        (name, "")
    }
}

fn joined(given: &str, family: &str) -> String {
    format!("{given} {family}").trim().to_owned()
}

/// What somebody wants to be here. Both at once is welcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sides {
    pub mentee: bool,
    pub mentor: bool,
}

/// A mentee's venture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    pub title: String,
    pub stage: Stage,
    pub sector: Option<SectorCode>,
    pub region: Option<RegionCode>,
    /// What is sought, in the mentee's words; may be empty.
    pub sought: String,
    pub investment: Option<Money>,
    pub jobs: Option<i64>,
}

/// Everything a person told, for that person alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub person: PersonId,
    pub names: Names,
    pub headline: String,
    pub bio: String,
    pub company: String,
    pub phone: String,
    pub country: Option<CountryCode>,
    pub city: String,
    /// IANA id.
    pub time_zone: Option<String>,
    pub federation: Option<FederationCode>,
    /// Years as an entrepreneur or executive.
    pub years: Option<i64>,
    pub availability: Availability,
    pub sides: Sides,
    /// Most mentees at a time.
    pub capacity: i64,
    /// Since when this mentor takes no new mentees.
    pub paused_at: Option<Timestamp>,
    /// Hash in the address of the photo.
    pub photo: Option<String>,
    pub done: StepsDone,
    pub languages: Vec<SpokenLanguage>,
    pub sectors: Vec<SectorCode>,
    /// Most important first.
    pub offers: Vec<ExpertiseCode>,
    pub needs: Vec<ExpertiseCode>,
    /// The person called the first of the needs the most important.
    pub first_need: bool,
    pub regions: Vec<RegionCode>,
    pub project: Option<Project>,
}

impl Profile {
    /// The first of this person's steps that was never saved.
    pub fn resume_at(&self) -> Option<ProfileStep> {
        ProfileStep::open(self.sides, self.done)
    }
}

/// Which steps were saved at least once; bit = step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepsDone(u32);

impl StepsDone {
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    pub const fn bits(self) -> u32 {
        self.0
    }

    pub const fn with(self, step: ProfileStep) -> Self {
        Self(self.0 | 1 << step as u32)
    }

    pub const fn contains(self, step: ProfileStep) -> bool {
        self.0 & (1 << step as u32) != 0
    }
}

/// What every member may see of a mentor, and a pair or the staff of a mentee: never an address or a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileCard {
    pub person: PersonId,
    pub names: Names,
    pub headline: String,
    pub bio: String,
    pub company: String,
    pub country: Option<CountryCode>,
    pub city: String,
    pub time_zone: Option<String>,
    pub federation: Option<FederationCode>,
    pub years: Option<i64>,
    pub availability: Availability,
    pub sides: Sides,
    pub capacity: i64,
    /// Mentorships as mentor that hold a place now.
    pub active: i64,
    pub paused: bool,
    pub photo: Option<String>,
    /// Made up, for trying the product.
    pub demo: bool,
    pub languages: Vec<SpokenLanguage>,
    pub sectors: Vec<SectorCode>,
    pub offers: Vec<ExpertiseCode>,
    pub needs: Vec<ExpertiseCode>,
    pub regions: Vec<RegionCode>,
}

impl ProfileCard {
    pub const fn free_places(&self) -> i64 {
        let free = self.capacity - self.active;
        if free > 0 { free } else { 0 }
    }
}

/// How to reach somebody outside the product: only within a mentorship.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub email: String,
    /// May be empty.
    pub phone: String,
}

/// Address of a photo. `size` is one of [`PHOTO_SIZES`]; the hash changes with the picture.
pub fn photo_path(person: PersonId, hash: &str, size: u16) -> String {
    format!("/photos/{person}/{size}.{hash}.webp")
}

/// Edges of the square pictures kept of each photo, in pixels.
pub const PHOTO_SIZES: [u16; 3] = [96, 192, 512];
/// Largest file taken as a photo, in megabytes of 1,048,576 bytes.
pub const PHOTO_MAX_MEGABYTES: u32 = 8;
/// Largest picture taken as a photo, in millions of pixels.
pub const PHOTO_MAX_MEGAPIXELS: u32 = 40;

#[cfg(test)]
mod tests {
    use super::*;

    fn leila() -> Names {
        Names {
            given: "Leïla".into(),
            family: "Chraïbi".into(),
            given_ar: "ليلى".into(),
            family_ar: "الشرايبي".into(),
        }
    }

    #[test]
    fn a_name_goes_to_the_spelling_of_its_script() {
        assert_eq!(by_script("Leïla"), ("Leïla", ""));
        for arabic in ["ليلى", "ݐ", "\u{8a0}", "\u{fefb}", "\u{fe8e}"] {
            assert_eq!(by_script(arabic), ("", arabic));
        }
    }

    #[test]
    fn the_script_of_the_page_comes_first() {
        assert_eq!(leila().shown(Lang::De), "Leïla Chraïbi");
        assert_eq!(leila().shown(Lang::Ar), "ليلى الشرايبي");
    }

    #[test]
    fn a_name_in_one_script_serves_every_page() {
        let latin = Names {
            given_ar: String::new(),
            family_ar: String::new(),
            ..leila()
        };
        assert_eq!(latin.shown(Lang::Ar), "Leïla Chraïbi");
        assert_eq!(latin.short(Lang::Ar), "Leïla");
        assert!(Names::default().is_empty());
    }
}
