//! Turns `locales/{fr,ar,en,de}/*.toml` into one typed function per message and one table of texts per language.
//!
//! A key missing in a language, a place `{name}` that one language lacks, or a plural form that a language needs
//! (CLDR) and does not have fails the build. The texts themselves reach the browser as one file of its language.

#![expect(
    clippy::expect_used,
    reason = "a build script fails by panicking; each message says what is wrong"
)]

use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};
use toml::{Table, Value};

const LANGS: [&str; 4] = ["fr", "ar", "en", "de"];
/// The order of plural forms within a message; `src/text/plural.rs` has the same.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
const FORM_SEPARATOR: char = '\u{1f}';
const MESSAGE_SEPARATOR: char = '\u{1e}';
/// Places become single private-use characters, so that filling them needs no parser.
const FIRST_PLACE: u32 = 0xe000;

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!(
        "cargo::rustc-env=WIRE_VERSION={}",
        version_of(&["src", "../domain/src"])
    );
    let mut tables = BTreeMap::new();
    for lang in LANGS {
        tables.insert(lang, read_language(lang));
    }
    let keys: Vec<&String> = tables["fr"].keys().collect();
    for lang in LANGS {
        for key in tables[lang].keys() {
            assert!(
                tables["fr"].contains_key(key),
                "locales/{lang}: {key} is not in locales/fr"
            );
        }
        for key in &keys {
            assert!(
                tables[lang].contains_key(*key),
                "locales/{lang}: {key} is missing"
            );
        }
    }
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("messages.rs"), functions(&tables))
        .expect("messages.rs is written");
    let mut files = String::from("pub const FILES: [&str; 4] = [");
    for lang in LANGS {
        let text = table_text(lang, &keys, &tables);
        let hash = short(&Sha256::digest(&text));
        fs::write(Path::new(&out).join(format!("{lang}.txt")), text).expect("the table is written");
        let _ = write!(files, "\"/text/{lang}.{hash}.txt\", ");
    }
    files.push_str("];\n");
    fs::write(Path::new(&out).join("files.rs"), files).expect("files.rs is written");
}

/// A hash of all files in these folders: both halves built from the same sources have the same.
fn version_of(folders: &[&str]) -> String {
    let mut files = Vec::new();
    let mut todo: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
    while let Some(path) = todo.pop() {
        println!("cargo::rerun-if-changed={}", path.display());
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a readable folder");
            todo.extend(entries.map(|entry| entry.expect("a readable entry").path()));
        } else {
            files.push(path);
        }
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(fs::read(file).expect("a readable file"));
    }
    short(&hash.finalize())
}

fn short(hash: &[u8]) -> String {
    hash.iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// `namespace.key` → text or plural forms.
type Language = BTreeMap<String, Value>;

fn read_language(lang: &str) -> Language {
    let mut messages = Language::new();
    let folder = Path::new("locales").join(lang);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let namespace = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("a readable file");
        let table: Table =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        flatten(&namespace, "", table, &mut messages);
    }
    messages
}

/// A table with `other` is a plural; any other table is a group whose name is put before its keys.
fn flatten(namespace: &str, prefix: &str, table: Table, messages: &mut Language) {
    for (key, value) in table {
        let name = if prefix.is_empty() {
            key
        } else {
            format!("{prefix}_{key}")
        };
        match value {
            Value::Table(inner) if !inner.contains_key("other") => {
                flatten(namespace, &name, inner, messages)
            }
            value => {
                messages.insert(format!("{namespace}.{name}"), value);
            }
        }
    }
}

fn is_plural(value: &Value) -> bool {
    value.is_table()
}

/// Names of the places in order of first appearance in the French text; `count` first for plurals.
fn places(value: &Value) -> Vec<String> {
    let texts: Vec<&str> = match value {
        Value::String(text) => vec![text],
        Value::Table(forms) => forms.values().filter_map(Value::as_str).collect(),
        other => panic!("a message is a text or a table of plural forms, not {other}"),
    };
    let mut names: Vec<String> = if is_plural(value) {
        vec!["count".into()]
    } else {
        Vec::new()
    };
    for text in texts {
        let mut rest = text;
        while let Some((_, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').expect("a place ends with }");
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
            rest = after;
        }
    }
    names
}

fn functions(tables: &BTreeMap<&str, Language>) -> String {
    let mut modules: BTreeMap<&str, String> = BTreeMap::new();
    for (index, (key, value)) in tables["fr"].iter().enumerate() {
        let (namespace, name) = key.split_once('.').expect("namespace.key");
        let names = places(value);
        let code = modules.entry(namespace).or_default();
        let french = match value {
            Value::String(text) => text.clone(),
            plural => plural["other"].as_str().unwrap_or_default().to_owned(),
        };
        let _ = writeln!(
            code,
            "    /// {}",
            french
                .replace('\n', " ")
                .replace('[', "\\[")
                .replace('<', "\\<")
        );
        if names.is_empty() {
            let _ = writeln!(
                code,
                "    pub fn {name}(lang: Lang) -> &'static str {{ get(lang, {index}) }}"
            );
            continue;
        }
        let plural = is_plural(value);
        let parameters: String = names
            .iter()
            .map(|place| match place.as_str() {
                "count" if plural => ", count: u64".to_owned(),
                place => format!(", {place}: impl std::fmt::Display"),
            })
            .collect();
        let arguments: String = names.iter().map(|place| format!("&{place}, ")).collect();
        let template = if plural {
            format!("form(lang, get(lang, {index}), count)")
        } else {
            format!("get(lang, {index})")
        };
        let _ = writeln!(
            code,
            "    pub fn {name}(lang: Lang{parameters}) -> String {{ fill({template}, &[{arguments}]) }}"
        );
    }
    let mut code = String::new();
    for (namespace, body) in modules {
        let _ = writeln!(
            code,
            "/// Texts of `locales/*/{namespace}.toml`.\npub mod {namespace} {{\n    \
             #[allow(unused_imports, reason = \"generated\")]\n    \
             use super::{{Lang, fill, form, get}};\n{body}}}"
        );
    }
    code
}

fn table_text(lang: &str, keys: &[&String], tables: &BTreeMap<&str, Language>) -> String {
    let messages: Vec<String> = keys
        .iter()
        .map(|key| {
            let (french, value) = (&tables["fr"][*key], &tables[lang][*key]);
            assert_eq!(
                is_plural(french),
                is_plural(value),
                "locales/{lang}: {key}: plural in one language only"
            );
            let names = places(french);
            let wanted = |text: &str| encode(lang, key, text, &names);
            match value {
                Value::String(text) => {
                    for name in &names {
                        assert!(
                            text.contains(&format!("{{{name}}}")),
                            "locales/{lang}: {key} lacks {{{name}}}"
                        );
                    }
                    wanted(text)
                }
                Value::Table(forms) => plural_text(lang, key, forms, wanted),
                other => panic!("locales/{lang}: {key}: {other}"),
            }
        })
        .collect();
    messages.join(&MESSAGE_SEPARATOR.to_string())
}

/// The six forms in fixed order; one that a language does not need stays empty.
fn plural_text(lang: &str, key: &str, forms: &Table, encode: impl Fn(&str) -> String) -> String {
    let needed: &[&str] = match lang {
        "ar" => &FORMS,
        _ => &["one", "other"],
    };
    for form in needed {
        assert!(
            forms.contains_key(*form),
            "locales/{lang}: {key} needs the plural form {form}"
        );
    }
    for form in forms.keys() {
        assert!(
            FORMS.contains(&form.as_str()),
            "locales/{lang}: {key}: {form} is no plural form"
        );
    }
    let texts: Vec<String> = FORMS
        .iter()
        .map(|form| {
            forms
                .get(*form)
                .and_then(Value::as_str)
                .map_or(String::new(), &encode)
        })
        .collect();
    texts.join(&FORM_SEPARATOR.to_string())
}

fn encode(lang: &str, key: &str, text: &str, names: &[String]) -> String {
    // Spaces stay: what joins a list ends with one.
    let mut text = text.trim_matches('\n').to_owned();
    if lang == "fr" {
        // French typography: a no-break space before high punctuation and inside guillemets.
        for sign in [':', ';', '?', '!', '»'] {
            text = text.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"));
        }
        text = text.replace("« ", "«\u{a0}");
    }
    for (index, name) in names.iter().enumerate() {
        let place = char::from_u32(FIRST_PLACE + index as u32).expect("few places");
        text = text.replace(&format!("{{{name}}}"), &place.to_string());
    }
    assert!(
        !text.contains('{'),
        "locales/{lang}: {key} has a place that locales/fr lacks: {text}"
    );
    text
}
