//! Between the text of the directory's address and the domain's types.

use domain::{
    matching::views::DirectoryFilter,
    profiles::{CountryCode, ExpertiseCode, RegionCode, SectorCode, Tongue},
};

/// The filters of the directory; what cannot be read is left out.
pub fn parse(
    q: &str,
    sector: &str,
    expertise: &str,
    region: &str,
    tongue: &str,
    country: &str,
    free: &str,
    programme: &str,
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
        programme: programme.to_owned(),
        page: page.parse().unwrap_or(1),
    }
}
