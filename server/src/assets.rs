//! The built site: names of the hashed files, and how they are served.

use crate::pwa::Screenshot;
use app::shell::Assets;
use std::{
    collections::{BTreeSet, HashMap},
    io,
    path::{Path, PathBuf},
};

/// The folder with `pkg/`, fonts and icons, and what to link from pages.
pub struct Site {
    pub root: PathBuf,
    pub assets: Assets,
    /// Hash over all files; changes when any of them does, and so names the service worker's version.
    pub version: String,
    /// `sw.js.template`, which the server fills in.
    pub service_worker: Option<String>,
    /// Pictures for the install dialog.
    pub screenshots: Vec<Screenshot>,
}

impl Site {
    /// Reads the names that the build gave to its files from `hash.txt`; plain names when there is none.
    pub fn read(root: &Path, hash_file: &Path) -> io::Result<Self> {
        let hashes: HashMap<String, String> = std::fs::read_to_string(hash_file)
            .unwrap_or_default()
            .lines()
            .filter_map(|line| line.trim().split_once(':'))
            .map(|(file, hash)| (file.trim().to_owned(), hash.trim().to_owned()))
            .collect();
        let name = |kind: &str, extension: &str, plain: &str| match hashes.get(kind) {
            Some(hash) => format!("/pkg/mentoring.{hash}.{extension}"),
            None => format!("/pkg/{plain}.{extension}"),
        };
        let assets = Assets {
            script: name("js", "js", "mentoring"),
            wasm: name("wasm", "wasm", "mentoring"),
            stylesheet: name("css", "css", "mentoring"),
            sections: match hashes.get("manifest") {
                Some(hash) => {
                    sections(&root.join(format!("pkg/__wasm_split_manifest.{hash}.json")))?
                }
                None => Vec::new(),
            },
        };
        let mut parts: Vec<String> = hashes
            .iter()
            .map(|(file, hash)| format!("{file}:{hash}"))
            .collect();
        parts.extend(app::text::FILES.map(str::to_owned));
        for folder in ["", "fonts", "icons", "screenshots"] {
            for file in files(&root.join(folder))? {
                let content = std::fs::read(root.join(folder).join(&file))?;
                parts.push(format!(
                    "{folder}/{file}:{}",
                    crate::headers::short_hash(&content)
                ));
            }
        }
        parts.sort();
        let version = crate::headers::short_hash(parts.join("\n").as_bytes());
        let service_worker = std::fs::read_to_string(root.join("sw.js.template")).ok();
        let screenshots = files(&root.join("screenshots"))?
            .into_iter()
            .filter(|file| file.ends_with(".png"))
            .map(|file| Screenshot { file })
            .collect();
        Ok(Self {
            root: root.to_owned(),
            assets,
            version,
            service_worker,
            screenshots,
        })
    }
}

/// Paths of the files that the sections named by the build's manifest need, each once.
fn sections(manifest: &Path) -> io::Result<Vec<String>> {
    let manifest: HashMap<String, Vec<String>> = match std::fs::read(manifest) {
        Ok(content) => serde_json::from_slice(&content)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => HashMap::new(),
        Err(error) => return Err(error),
    };
    let files: BTreeSet<String> = manifest
        .into_values()
        .flatten()
        .map(|file| format!("/pkg/{file}.wasm"))
        .collect();
    Ok(files.into_iter().collect())
}

/// Names of the files of a folder, sorted; none when it is not there.
fn files(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}
