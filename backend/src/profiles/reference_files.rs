//! The reference data that ships with the product: six CSV files, read once into the lists an administrator edits.

use domain::profiles::{ReferenceItem, ReferenceKind};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use thiserror::Error;

#[derive(Debug, Error)]
#[error("{} cannot be read", .file.display())]
pub struct ReferenceFileError {
    pub file: PathBuf,
    #[source]
    pub cause: csv::Error,
}

const FILES: [(ReferenceKind, &str); 6] = [
    (ReferenceKind::Country, "countries.csv"),
    (ReferenceKind::Region, "regions.csv"),
    (ReferenceKind::Sector, "sectors.csv"),
    (ReferenceKind::ExpertiseFamily, "expertise_families.csv"),
    (ReferenceKind::Expertise, "expertise.csv"),
    (ReferenceKind::Federation, "federations.csv"),
];

/// One line of any of the files; a federation has a French name only.
#[derive(Deserialize)]
struct Line {
    code: String,
    #[serde(alias = "family", alias = "sector")]
    parent: Option<String>,
    name_fr: String,
    name_ar: Option<String>,
    name_en: Option<String>,
    name_de: Option<String>,
    time_zones: Option<String>,
}

/// Reads all six files of a folder, each in its own order.
pub fn load_reference_csv(folder: &Path) -> Result<Vec<ReferenceItem>, ReferenceFileError> {
    let mut items = Vec::new();
    for (kind, name) in FILES {
        let file = folder.join(name);
        read_file(kind, &file, &mut items).map_err(|cause| ReferenceFileError { file, cause })?;
    }
    Ok(items)
}

fn read_file(
    kind: ReferenceKind,
    file: &Path,
    items: &mut Vec<ReferenceItem>,
) -> Result<(), csv::Error> {
    for line in csv::Reader::from_path(file)?.into_deserialize() {
        let line: Line = line?;
        items.push(ReferenceItem {
            kind,
            code: line.code,
            parent: line.parent.filter(|parent| !parent.is_empty()),
            name_ar: line.name_ar.unwrap_or_else(|| line.name_fr.clone()),
            name_en: line.name_en.unwrap_or_else(|| line.name_fr.clone()),
            name_de: line.name_de.unwrap_or_else(|| line.name_fr.clone()),
            name_fr: line.name_fr,
            time_zones: line
                .time_zones
                .iter()
                .flat_map(|zones| zones.split('|'))
                .map(str::to_owned)
                .collect(),
            active: true,
        });
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The reference data of this repository.
    pub(crate) fn shipped() -> Vec<ReferenceItem> {
        load_reference_csv(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference")).unwrap()
    }

    #[test]
    fn the_shipped_files_are_complete() {
        let items = shipped();
        let count = |kind| items.iter().filter(|item| item.kind == kind).count();
        assert_eq!(
            ReferenceKind::ALL.map(count),
            [41, 12, 33, 12, 71, 29],
            "countries, regions, sectors, families, expertise, federations"
        );
    }

    #[test]
    fn parents_and_zones_are_kept() {
        let items = shipped();
        let find = |code: &str| items.iter().find(|item| item.code == code).unwrap();
        assert_eq!(find("BUSINESS_PLAN").parent.as_deref(), Some("STRATEGY"));
        assert_eq!(find("FAUTO").parent.as_deref(), Some("AUTOMOTIVE"));
        assert_eq!(find("ES").time_zones[0], "Europe/Madrid");
        assert!(find("ES").time_zones.len() > 1);
        assert_eq!(find("AGRI").parent, None);
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = load_reference_csv(Path::new("/nowhere")).unwrap_err();
        assert_eq!(error.to_string(), "/nowhere/countries.csv cannot be read");
    }
}
