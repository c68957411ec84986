//! Reference data as an import looks it up: by code, or by name in any of the four languages.

use super::{
    labels::{Found, Labels, key, words},
    names,
};
use domain::profiles::{
    CountryCode, ExpertiseCode, FederationCode, ReferenceItem, ReferenceKind, RegionCode,
    SectorCode,
};
use std::collections::HashMap;

/// Words before or after a region's name that only say that it is one. Folded as [`words`] folds.
const REGION_PREFIXES: [&str; 8] = [
    "the region of ",
    "region of ",
    "region de ",
    "region du ",
    "region d ",
    "region ",
    "الجهه ",
    "جهه ",
];
const REGION_SUFFIX: &str = " region";

/// Everything an import looks up.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    pub countries: Labels<CountryCode>,
    pub sectors: Labels<SectorCode>,
    pub expertise: Labels<ExpertiseCode>,
    pub federations: Labels<FederationCode>,
    regions: Labels<RegionCode>,
    default_zones: HashMap<CountryCode, String>,
}

impl Reference {
    /// Takes the active entries; others are no longer offered, so a file cannot choose them either.
    pub fn new(items: &[ReferenceItem]) -> Self {
        let mut reference = Self::default();
        for item in items.iter().filter(|item| item.active) {
            reference.take(item);
        }
        for (code, name) in names::COUNTRIES.entries() {
            if let Some(code) = CountryCode::parse(code)
                && reference.default_zones.contains_key(&code)
            {
                reference.countries.code(name, code);
            }
        }
        for (_, name) in names::OLD_REGIONS.entries() {
            reference.regions.decoy(name);
        }
        reference
    }

    fn take(&mut self, item: &ReferenceItem) {
        match item.kind {
            ReferenceKind::Country => {
                if let Some(code) = CountryCode::parse(&item.code) {
                    if let Some(zone) = item.time_zones.first() {
                        self.default_zones.insert(code.clone(), zone.clone());
                    }
                    fill(&mut self.countries, item, code);
                }
            }
            ReferenceKind::Region => {
                if let Some(code) = RegionCode::parse(&item.code) {
                    fill(&mut self.regions, item, code);
                }
            }
            ReferenceKind::Sector => {
                if let Some(code) = SectorCode::parse(&item.code) {
                    fill(&mut self.sectors, item, code);
                }
            }
            ReferenceKind::Expertise => {
                if let Some(code) = ExpertiseCode::parse(&item.code) {
                    fill(&mut self.expertise, item, code);
                }
            }
            ReferenceKind::Federation => {
                if let Some(code) = FederationCode::parse(&item.code) {
                    fill(&mut self.federations, item, code);
                }
            }
            ReferenceKind::ExpertiseFamily => {}
        }
    }

    /// The region meant by a name with or without "Région de", "جهة" and the like, or by its code.
    pub fn region(&self, text: &str) -> Found<RegionCode> {
        if let Some(code) = self.regions.exact(text) {
            return Found::Exact(code);
        }
        let folded = words(text);
        let bare = REGION_PREFIXES
            .iter()
            .find_map(|prefix| folded.strip_prefix(prefix))
            .unwrap_or(&folded);
        let bare = bare.strip_suffix(REGION_SUFFIX).unwrap_or(bare);
        self.regions.find(bare)
    }

    /// IANA id of a country's first zone.
    pub fn default_zone(&self, country: &CountryCode) -> Option<&str> {
        self.default_zones.get(country).map(String::as_str)
    }
}

fn fill<T: Clone + PartialEq>(labels: &mut Labels<T>, item: &ReferenceItem, code: T) {
    for name in [&item.name_fr, &item.name_ar, &item.name_en, &item.name_de] {
        labels.name(name, code.clone());
        // "L'Oriental" is also "Oriental".
        if let Some((article, rest)) = name.split_once(['\'', '’'])
            && key(article) == "l"
        {
            labels.name(rest, code.clone());
        }
    }
    labels.code(&item.code, code);
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::profiles::reference_files::tests::shipped;
    use std::sync::LazyLock;

    /// The shipped reference data, read once.
    pub fn reference() -> &'static Reference {
        static REFERENCE: LazyLock<Reference> = LazyLock::new(|| Reference::new(&shipped()));
        &REFERENCE
    }

    fn region(code: &str) -> RegionCode {
        RegionCode::parse(code).unwrap()
    }

    #[test]
    fn every_shipped_name_in_every_language_finds_its_own_entry() {
        let reference = reference();
        for item in shipped() {
            for name in [
                &item.name_fr,
                &item.name_ar,
                &item.name_en,
                &item.name_de,
                &item.code,
            ] {
                let found = match item.kind {
                    ReferenceKind::Country => {
                        reference.countries.exact(name).map(|c| c.to_string())
                    }
                    ReferenceKind::Region => reference.regions.exact(name).map(|c| c.to_string()),
                    ReferenceKind::Sector => reference.sectors.exact(name).map(|c| c.to_string()),
                    ReferenceKind::Expertise => {
                        reference.expertise.exact(name).map(|c| c.to_string())
                    }
                    ReferenceKind::Federation => {
                        reference.federations.exact(name).map(|c| c.to_string())
                    }
                    ReferenceKind::ExpertiseFamily => Some(item.code.clone()),
                };
                assert_eq!(found.as_deref(), Some(item.code.as_str()), "{name}");
            }
        }
    }

    #[test]
    fn a_region_is_found_in_every_form() {
        let forms = [
            ("TANGER TETOUAN AL HOCEIMA", "MA-01"),
            ("Tangier-Tetouan-Al Hoceima region", "MA-01"),
            ("Région de l’Oriental", "MA-02"),
            ("oriental", "MA-02"),
            ("جهة الشرق", "MA-02"),
            ("REGION DE FES-MEKNES", "MA-03"),
            ("Région de Casablanca-Settat", "MA-06"),
            ("ma-06", "MA-06"),
            ("MA 06", "MA-06"),
            ("جهة الدار البيضاء - سطات", "MA-06"),
            ("Region Marrakesch-Safi", "MA-07"),
            ("Region of Marrakesh-Safi", "MA-07"),
            ("Région du Souss-Massa", "MA-09"),
            ("Région de Dra\u{302}a–Tafilalet", "MA-08"),
        ];
        for (text, code) in forms {
            assert_eq!(
                reference().region(text),
                Found::Exact(region(code)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_misspelt_region_names_the_one_taken() {
        let slips = [
            ("Casabalanca-Settat", "MA-06", "Casablanca-Settat"),
            (
                "Tanger-Tétouan-Al Hoceimma",
                "MA-01",
                "Tanger-Tétouan-Al Hoceïma",
            ),
            ("Sous-Massa", "MA-09", "Souss-Massa"),
            ("Marakech-Safi", "MA-07", "Marrakech-Safi"),
            (
                "Région de Rabat-Sale-Kenitraa",
                "MA-04",
                "Rabat-Salé-Kénitra",
            ),
            ("Beni Melal Khenifra", "MA-05", "Béni Mellal-Khénifra"),
        ];
        for (text, code, taken) in slips {
            assert_eq!(
                reference().region(text),
                Found::Near(region(code), taken.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn old_and_foreign_regions_are_unknown() {
        let foreign = [
            "Andalousie",
            "Occitanie",
            "Lombardie",
            "Île-de-France",
            "Bayern",
            "Québec",
            "Oran",
            "MA-13",
            "Maroc",
            "Sous-Massa-Draa",
            "Grand-Casablanca",
            "Région de Tanger-Tétouan",
            "x",
        ];
        for text in names::OLD_REGIONS
            .entries()
            .map(|(_, name)| name)
            .chain(foreign)
        {
            assert_eq!(reference().region(text), Found::Unknown, "{text}");
        }
    }

    #[test]
    fn an_entry_that_is_no_longer_offered_is_unknown() {
        let mut items = shipped();
        items
            .iter_mut()
            .for_each(|item| item.active = item.code != "MA-06");
        assert_eq!(Reference::new(&items).region("MA-06"), Found::Unknown);
    }

    #[test]
    fn countries_are_found_by_their_everyday_names() {
        for (code, name) in names::COUNTRIES.entries() {
            assert_eq!(
                reference().countries.exact(name),
                CountryCode::parse(code),
                "{name}"
            );
        }
        assert_eq!(
            reference().default_zone(&CountryCode::parse("ES").unwrap()),
            Some("Europe/Madrid")
        );
    }
}
