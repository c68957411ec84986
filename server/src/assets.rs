//! The built site: names of the hashed files, and how they are served.

use app::shell::Assets;
use leptos::{WasmSplitManifest, prelude::ArcStoredValue};
use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
};

/// The folder with `pkg/`, fonts and icons, and what to link from pages.
pub struct Site {
    pub root: PathBuf,
    pub assets: Assets,
    /// Hash over the names of all files; changes when any of them does, and so names the service worker's version.
    pub version: String,
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
            splits: splits(root, &hashes),
        };
        let mut names: Vec<String> = hashes
            .iter()
            .map(|(file, hash)| format!("{file}:{hash}"))
            .collect();
        names.extend(app::text::FILES.map(str::to_owned));
        names.sort();
        let version = crate::headers::short_hash(names.join("\n").as_bytes());
        Ok(Self {
            root: root.to_owned(),
            assets,
            version,
        })
    }
}

/// The manifest of lazily loaded sections, when the build split the code.
fn splits(root: &Path, hashes: &HashMap<String, String>) -> Option<WasmSplitManifest> {
    let (manifest, script) = match (hashes.get("manifest"), hashes.get("split")) {
        (Some(manifest), Some(split)) => (
            format!("__wasm_split_manifest.{manifest}.json"),
            format!("__wasm_split.{split}.js"),
        ),
        _ => (
            "__wasm_split_manifest.json".into(),
            "__wasm_split.______________________.js".into(),
        ),
    };
    let text = std::fs::read_to_string(root.join("pkg").join(manifest)).ok()?;
    let sections = serde_json::from_str(&text).ok()?;
    Some(WasmSplitManifest(ArcStoredValue::new((
        "/pkg".into(),
        sections,
        script,
    ))))
}
