//! What is near what: families of expertise, and sectors that share customers, suppliers or rules.

use super::Weights;
use crate::profiles::{ExpertiseCode, FamilyCode, SectorCode};
use std::collections::{BTreeSet, HashMap};

/// What a programme goes by when it matches: its weights, and the reference data's kinships.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    pub weights: Weights,
    pub taxonomy: Taxonomy,
}

/// Pairs of sectors along one value chain, by the codes of the reference data the product ships with.
///
/// Our own judgement, as that list of sectors is; a code that no longer exists does no harm.
pub const RELATED_SECTORS: [(&str, &str); 18] = [
    ("AGRI", "AGROFOOD"),
    ("FISHERIES", "AGROFOOD"),
    ("AGROFOOD", "FOODSERVICE"),
    ("TOURISM", "FOODSERVICE"),
    ("TOURISM", "CRAFTS"),
    ("TEXTILE", "LEATHER"),
    ("AUTOMOTIVE", "METAL"),
    ("AEROSPACE", "METAL"),
    ("AUTOMOTIVE", "ELECTRICAL"),
    ("CHEMICALS", "PLASTICS"),
    ("CHEMICALS", "BEAUTY"),
    ("PHARMA", "HEALTH"),
    ("ENERGY", "ELECTRICAL"),
    ("ENERGY", "ENVIRONMENT"),
    ("CONSTRUCTION", "REALESTATE"),
    ("TRADE", "ECOMMERCE"),
    ("TRADE", "LOGISTICS"),
    ("DIGITAL", "OUTSOURCING"),
];

/// The lookup for partial credit. An empty one gives none: only the very same code counts.
#[derive(Clone, Debug, Default)]
pub struct Taxonomy {
    families: HashMap<ExpertiseCode, FamilyCode>,
    /// Each pair both ways round.
    related: BTreeSet<(SectorCode, SectorCode)>,
}

impl Taxonomy {
    /// From each expertise's family, and pairs of related sectors in either order.
    pub fn new(
        families: impl IntoIterator<Item = (ExpertiseCode, FamilyCode)>,
        related_sectors: impl IntoIterator<Item = (SectorCode, SectorCode)>,
    ) -> Self {
        let mut related = BTreeSet::new();
        for (one, other) in related_sectors {
            related.insert((other.clone(), one.clone()));
            related.insert((one, other));
        }
        Self {
            families: families.into_iter().collect(),
            related,
        }
    }

    /// [`RELATED_SECTORS`] as codes, for [`Taxonomy::new`].
    pub fn usual_related_sectors() -> impl Iterator<Item = (SectorCode, SectorCode)> {
        RELATED_SECTORS
            .iter()
            .filter_map(|(one, other)| Some((SectorCode::parse(one)?, SectorCode::parse(other)?)))
    }

    /// Different expertise of one family.
    pub fn near(&self, one: &ExpertiseCode, other: &ExpertiseCode) -> bool {
        one != other
            && match (self.families.get(one), self.families.get(other)) {
                (Some(family), Some(its)) => family == its,
                _ => false,
            }
    }

    /// Different sectors that are neighbours.
    pub fn related(&self, one: &SectorCode, other: &SectorCode) -> bool {
        // The set holds owned pairs; a query of two clones is cheap beside a wrong answer, and rare.
        one != other && self.related.contains(&(one.clone(), other.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sector(code: &str) -> SectorCode {
        SectorCode::parse(code).unwrap()
    }

    #[test]
    fn kinship_of_sectors_goes_both_ways() {
        let taxonomy = Taxonomy::new([], Taxonomy::usual_related_sectors());
        assert!(taxonomy.related(&sector("AGRI"), &sector("AGROFOOD")));
        assert!(taxonomy.related(&sector("AGROFOOD"), &sector("AGRI")));
        assert!(!taxonomy.related(&sector("AGRI"), &sector("FOODSERVICE")));
    }

    #[test]
    fn every_usual_pair_is_written_as_codes_are() {
        assert_eq!(
            Taxonomy::usual_related_sectors().count(),
            RELATED_SECTORS.len()
        );
    }

    #[test]
    fn expertise_without_a_family_is_near_nothing() {
        let code = |text| ExpertiseCode::parse(text).unwrap();
        let family = FamilyCode::parse("FINANCE").unwrap();
        let taxonomy = Taxonomy::new(
            [
                (code("BANK_LOANS"), family.clone()),
                (code("FUNDRAISING"), family),
            ],
            [],
        );
        assert!(taxonomy.near(&code("BANK_LOANS"), &code("FUNDRAISING")));
        assert!(!taxonomy.near(&code("BANK_LOANS"), &code("BANK_LOANS")));
        assert!(!taxonomy.near(&code("LEAN"), &code("QUALITY")));
    }
}
