//! Names that change with the content, so that a browser may keep each file for as long as it likes.
//!
//! A module's name is the hash of its bytes: no module names another file. The two scripts import each other, so both
//! are named after both, and the loader is hashed with the sections' names in it.

use crate::program::{LOADER, NAME, Parts};
use anyhow::{Result, ensure};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What goes into the `pkg` folder, and the lines the server reads to know the names.
pub struct Named {
    pub files: Vec<(String, Vec<u8>)>,
    pub hashes: String,
}

/// Twelve hexadecimal digits of SHA-256, as the server itself names things.
fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

pub fn name(parts: Parts, style: String) -> Result<Named> {
    let Parts {
        script,
        mut loader,
        main,
        sections,
        needs,
    } = parts;
    let mut files = Vec::new();
    let mut stems = BTreeMap::new();
    for (stem, content) in sections {
        let named = format!("{stem}.{}", hash(&content));
        // Only what is not empty is fetched.
        loader = loader.replace(&format!("./{stem}.wasm"), &format!("./{named}.wasm"));
        files.push((format!("{named}.wasm"), content));
        stems.insert(stem, named);
    }
    let manifest = needs
        .into_iter()
        .map(|(section, files)| {
            let named = |stem: String| stems.get(&stem).cloned().unwrap_or(stem);
            (section, files.into_iter().map(named).collect::<Vec<_>>())
        })
        .collect::<BTreeMap<_, _>>();
    let manifest = serde_json::to_vec(&manifest)?;

    let both = hash(format!("{script}\n{loader}").as_bytes());
    let script = import_by(&script, LOADER, &format!("./__wasm_split.{both}.js"))?;
    let loader = import_by(
        &loader,
        &format!("./{NAME}.js"),
        &format!("./{NAME}.{both}.js"),
    )?;

    let (main_hash, style_hash, manifest_hash) =
        (hash(&main), hash(style.as_bytes()), hash(&manifest));
    files.extend([
        (format!("{NAME}.{both}.js"), script.into_bytes()),
        (format!("__wasm_split.{both}.js"), loader.into_bytes()),
        (format!("{NAME}.{main_hash}.wasm"), main),
        (format!("{NAME}.{style_hash}.css"), style.into_bytes()),
        (
            format!("__wasm_split_manifest.{manifest_hash}.json"),
            manifest,
        ),
    ]);
    Ok(Named {
        files,
        hashes: format!(
            "js: {both}\nwasm: {main_hash}\ncss: {style_hash}\nmanifest: {manifest_hash}\nsplit: {both}\n"
        ),
    })
}

/// The script with its imports of a file by the file's new name. The same words elsewhere stay: they are the name under
/// which the main module asks for what was imported.
fn import_by(script: &str, plain: &str, named: &str) -> Result<String> {
    let import = format!("from\"{plain}\"");
    ensure!(script.contains(&import), "no import of {plain}");
    Ok(script.replace(&import, &format!("from\"{named}\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(section: &str, shared: &str) -> Named {
        let bytes = |text: &str| text.as_bytes().to_vec();
        let parts = Parts {
            script: "import*as t from\"./__wasm_split.js\";import*as n from\"./__wasm_split.js\";get({\"./__wasm_split.js\":t})".into(),
            loader: "import{initSync as i}from\"./mentoring.js\";[\"./chunk_1.wasm\",\"./chunk_10.wasm\",\"./split_staff_2.wasm\"]".into(),
            main: bytes("main, imports ./__wasm_split.js"),
            sections: [("chunk_1", "one"), ("chunk_10", shared), ("split_staff_2", section)]
                .map(|(stem, content)| (stem.to_owned(), bytes(content)))
                .into(),
            needs: [("staff".to_owned(), vec!["chunk_10".to_owned(), "split_staff_2".to_owned()])].into(),
        };
        name(parts, "body{}".into()).unwrap()
    }

    fn names(named: &Named) -> Vec<&str> {
        named.files.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn text<'a>(named: &'a Named, starts: &str, ends: &str) -> &'a str {
        let (_, content) = named
            .files
            .iter()
            .find(|(name, _)| name.starts_with(starts) && name.ends_with(ends))
            .unwrap();
        std::str::from_utf8(content).unwrap()
    }

    #[test]
    fn every_name_that_is_asked_for_is_there() {
        let named = made("staff", "shared");
        let names = names(&named);
        for script in [
            text(&named, "mentoring.", ".js"),
            text(&named, "__wasm_split.", ".js"),
        ] {
            let asked: Vec<_> = script
                .split('"')
                .filter_map(|word| word.strip_prefix("./"))
                .collect();
            assert!(!asked.is_empty());
            // The one plain name is the main module's word for the loader.
            for file in asked.into_iter().filter(|file| *file != "__wasm_split.js") {
                assert!(names.contains(&file), "{file} in {names:?}");
            }
        }
        let manifest: BTreeMap<String, Vec<String>> =
            serde_json::from_str(text(&named, "__wasm_split_manifest.", ".json")).unwrap();
        for stem in &manifest["staff"] {
            assert!(
                names.contains(&format!("{stem}.wasm").as_str()),
                "{stem} in {names:?}"
            );
        }
    }

    #[test]
    fn the_server_is_told_the_names() {
        let named = made("staff", "shared");
        let hashes: BTreeMap<_, _> = named
            .hashes
            .lines()
            .filter_map(|line| line.split_once(": "))
            .collect();
        for kind in ["js", "wasm", "css"] {
            let file = format!("mentoring.{}.{kind}", hashes[kind]);
            assert!(names(&named).contains(&file.as_str()), "{file}");
        }
    }

    #[test]
    fn the_main_module_still_finds_the_loader_by_its_plain_name() {
        assert!(text(&made("a", "b"), "mentoring.", ".js").contains("{\"./__wasm_split.js\":t}"));
    }

    #[test]
    fn a_changed_section_changes_its_own_name_and_the_scripts_and_no_other() {
        let (before, after) = (made("staff", "shared"), made("staff!", "shared"));
        let changed: Vec<_> = names(&after)
            .into_iter()
            .filter(|name| !names(&before).contains(name))
            .collect();
        let kinds: Vec<_> = changed
            .iter()
            .map(|name| name.split('.').next().unwrap())
            .collect();
        assert_eq!(
            kinds,
            [
                "split_staff_2",
                "mentoring",
                "__wasm_split",
                "__wasm_split_manifest"
            ]
        );
        assert!(changed[1].ends_with(".js"));
    }

    #[test]
    fn one_name_is_one_content() {
        let mut seen = BTreeMap::new();
        for (section, shared) in [("a", "b"), ("a", "c"), ("d", "b"), ("a", "b")] {
            for (name, content) in made(section, shared).files {
                let before = seen.insert(name.clone(), content.clone());
                assert!(before.is_none_or(|before| before == content), "{name}");
            }
        }
    }

    #[test]
    fn a_script_that_imports_otherwise_is_not_guessed_at() {
        assert!(import_by("import{a}from'./x.js'", "./x.js", "./y.js").is_err());
        assert!(import_by("get(\"./x.js\")", "./x.js", "./y.js").is_err());
    }
}
