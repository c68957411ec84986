//! Between the text of an address or a form and the domain's types.

use domain::{
    Failure,
    matching::views::DirectoryFilter,
    profiles::{CountryCode, ExpertiseCode, RegionCode, SectorCode, Tongue},
};
use std::str::FromStr;

/// The filters of the directory; what cannot be read is left out.
#[expect(clippy::too_many_arguments, reason = "one for each field of the form")]
pub fn parse(
    q: &str,
    sector: &str,
    expertise: &str,
    region: &str,
    tongue: &str,
    country: &str,
    free: &str,
    page: &str,
) -> DirectoryFilter {
    DirectoryFilter {
        text: q.chars().take(100).collect(),
        sector: SectorCode::parse(sector),
        expertise: ExpertiseCode::parse(expertise),
        region: RegionCode::parse(region),
        tongue: Tongue::from_code(tongue),
        country: CountryCode::parse(country),
        free: !free.is_empty(),
        page: page.parse().unwrap_or(1),
    }
}

/// An id of an address; what is none is "not found".
pub fn id<T: FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}
