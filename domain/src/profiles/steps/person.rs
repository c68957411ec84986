//! The steps everybody has: who, where, ties, time.

use super::{
    LINE_MAX, NAME_MAX, TEXT_MAX,
    reading::{Problems, code, codes_or_none, is_blank, languages, optional, zone},
};
use crate::{
    FieldProblem, Problem, parse,
    profiles::{
        Availability, CountryCode, FederationCode, Names, RegionCode, SpokenLanguage, phone,
    },
};

/// Names as typed.
#[derive(Clone, Debug, Default)]
pub struct WhoDraft {
    pub given_name: String,
    pub family_name: String,
    pub given_name_ar: String,
    pub family_name_ar: String,
    pub headline: String,
    pub phone: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub names: Names,
    pub headline: String,
    pub phone: String,
}

impl WhoDraft {
    /// Was nothing typed at all?
    pub fn is_blank(&self) -> bool {
        is_blank([
            &self.given_name,
            &self.family_name,
            &self.given_name_ar,
            &self.family_name_ar,
            &self.headline,
            &self.phone,
        ])
    }

    /// `country`: where they live, if they said so; it gives a number its prefix.
    pub fn parse(&self, country: Option<&CountryCode>) -> Result<Who, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let mut name = |field, text: &str| problems.take(field, parse::line(text, 0, NAME_MAX));
        let names = Names {
            given: name("given_name", &self.given_name).unwrap_or_default(),
            family: name("family_name", &self.family_name).unwrap_or_default(),
            given_ar: name("given_name_ar", &self.given_name_ar).unwrap_or_default(),
            family_ar: name("family_name_ar", &self.family_name_ar).unwrap_or_default(),
        };
        if names.is_empty() && problems.0.is_empty() {
            problems.add("given_name", Problem::NoName);
        }
        let headline = problems.take("headline", parse::line(&self.headline, 0, LINE_MAX));
        let phone = problems.take("phone", phone(&self.phone, country));
        problems.unless(headline.zip(phone).map(|(headline, phone)| Who {
            names,
            headline,
            phone,
        }))
    }
}

/// Place and languages as typed. A language is sent as `fr:fluent`; an empty entry says nothing.
#[derive(Clone, Debug, Default)]
pub struct PlaceDraft {
    pub country: String,
    pub city: String,
    pub time_zone: String,
    pub languages: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub country: CountryCode,
    pub city: String,
    /// Shaped like an IANA id; whether it exists is for the storage to say. `None`: the country's own.
    pub time_zone: Option<String>,
    /// At least one, each tongue once.
    pub languages: Vec<SpokenLanguage>,
}

impl PlaceDraft {
    /// Was nothing chosen or typed at all?
    pub fn is_blank(&self) -> bool {
        let lines = [&self.country, &self.city, &self.time_zone];
        is_blank(lines.into_iter().chain(&self.languages))
    }

    pub fn parse(&self) -> Result<Place, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let country = problems.take("country", code(&self.country, CountryCode::parse));
        let city = problems.take("city", parse::line(&self.city, 1, NAME_MAX));
        let time_zone = problems.take("time_zone", zone(&self.time_zone));
        let languages = problems.take("languages", languages(&self.languages));
        problems.unless(match (country, city, time_zone, languages) {
            (Some(country), Some(city), Some(time_zone), Some(languages)) => Some(Place {
                country,
                city,
                time_zone,
                languages,
            }),
            _ => None,
        })
    }
}

/// Ties as typed.
#[derive(Clone, Debug, Default)]
pub struct TiesDraft {
    pub regions: Vec<String>,
    pub federation: String,
    pub company: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ties {
    pub regions: Vec<RegionCode>,
    pub federation: Option<FederationCode>,
    pub company: String,
}

impl TiesDraft {
    pub fn parse(&self) -> Result<Ties, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let regions = problems.take(
            "regions",
            codes_or_none(&self.regions, 12, RegionCode::parse),
        );
        let federation = problems.take(
            "federation",
            optional(&self.federation, FederationCode::parse),
        );
        let company = problems.take("company", parse::line(&self.company, 0, LINE_MAX));
        let value = regions.zip(federation).zip(company);
        problems.unless(value.map(|((regions, federation), company)| Ties {
            regions,
            federation,
            company,
        }))
    }
}

/// Usual free time and a few words, as typed. A part of the week is sent as its bit, `0` to `27`.
#[derive(Clone, Debug, Default)]
pub struct TimeDraft {
    pub slots: Vec<String>,
    pub bio: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeTime {
    pub availability: Availability,
    pub bio: String,
}

impl TimeDraft {
    pub fn parse(&self) -> Result<FreeTime, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let bits = self.slots.iter().try_fold(0_u32, |bits, slot| {
            let bit: u32 = slot.parse().map_err(|_| Problem::NotInList)?;
            (bit < 28)
                .then_some(bits | 1 << bit)
                .ok_or(Problem::NotInList)
        });
        let bits = problems.take("slots", bits);
        let bio = problems.take("bio", parse::paragraph(&self.bio, 0, TEXT_MAX));
        problems.unless(bits.zip(bio).map(|(bits, bio)| FreeTime {
            availability: Availability::from_bits(bits),
            bio,
        }))
    }
}
