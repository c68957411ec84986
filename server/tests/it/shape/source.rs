//! Reads the workspace's own code: which files there are, what in them is no test, and which paths they name.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A file of the program, without its tests.
pub struct Source {
    /// From the workspace's root: `backend/src/accounts/sql.rs`.
    pub path: String,
    /// `["accounts", "sql"]`; empty for `lib.rs`.
    pub module: Vec<String>,
    pub tokens: Vec<TokenTree>,
}

impl Source {
    /// # Panics
    /// When the text is no Rust.
    pub fn parse(path: &str, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut tokens = TokenStream::new();
        for item in file.items.into_iter().filter_map(without_tests) {
            item.to_tokens(&mut tokens);
        }
        let within = path.split_once("/src/").map_or(path, |(_, within)| within);
        let module = within
            .trim_end_matches(".rs")
            .split('/')
            .filter(|part| !matches!(*part, "mod" | "lib" | "main"))
            .map(str::to_owned)
            .collect();
        Self {
            path: path.to_owned(),
            module,
            tokens: tokens.into_iter().collect(),
        }
    }

    /// All files of a crate that are compiled into the program.
    pub fn all_of(name: &str) -> Vec<Self> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut files = Vec::new();
        let read = collect(&root.join(name).join("src"), &mut files);
        assert!(read.is_ok() && !files.is_empty(), "{name}: {read:?}");
        files.sort();
        files
            .iter()
            .map(|file| {
                let text =
                    fs::read_to_string(file).unwrap_or_else(|error| panic!("{file:?}: {error}"));
                let path = file.strip_prefix(&root).unwrap_or(file);
                Self::parse(&path.to_string_lossy().replace('\\', "/"), &text)
            })
            .collect()
    }

    /// The paths that begin in this crate, from its root on: `use super::{a, b::C}` in `x::y` names `x::a` and `x::b::C`.
    pub fn paths(&self) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        each_list(&self.tokens, &mut |list| {
            for (index, token) in list.iter().enumerate() {
                let TokenTree::Ident(root) = token else {
                    continue;
                };
                let starts = !ends_with_colons(&list[..index])
                    && colons(list.get(index + 1..).unwrap_or_default());
                let base = match root.to_string().as_str() {
                    "crate" => Vec::new(),
                    "self" => self.module.clone(),
                    "super" => self.module[..self.module.len().saturating_sub(1)].to_vec(),
                    _ => continue,
                };
                if starts {
                    read_path(&list[index + 3..], base, &mut found);
                }
            }
        });
        found
    }

    /// Every identifier, wherever it stands.
    pub fn identifiers(&self) -> Vec<String> {
        let mut found = Vec::new();
        each_list(&self.tokens, &mut |list| {
            found.extend(list.iter().filter_map(|token| match token {
                TokenTree::Ident(name) => Some(name.to_string()),
                _ => None,
            }));
        });
        found
    }

    /// Every string, wherever it stands, but for documentation.
    pub fn strings(&self) -> Vec<String> {
        let mut found = Vec::new();
        each_list(&self.tokens, &mut |list| {
            let is_doc = matches!(list.first(), Some(TokenTree::Ident(name)) if name == "doc");
            found.extend(list.iter().filter(|_| !is_doc).filter_map(text_of));
        });
        found
    }

    /// What stands between the brackets of each call of a macro.
    pub fn calls_of(&self, name: &str) -> Vec<Vec<TokenTree>> {
        let mut found = Vec::new();
        each_list(&self.tokens, &mut |list| {
            for window in list.windows(3) {
                if let [
                    TokenTree::Ident(called),
                    TokenTree::Punct(bang),
                    TokenTree::Group(group),
                ] = window
                    && called == name
                    && bang.as_char() == '!'
                {
                    found.push(group.stream().into_iter().collect());
                }
            }
        });
        found
    }
}

/// The content of a literal string.
pub fn text_of(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else {
        return None;
    };
    syn::parse_str::<syn::LitStr>(&literal.to_string())
        .ok()
        .map(|text| text.value())
}

/// Calls `see` with each list of tokens: the whole, and what is in each bracket.
pub fn each_list(tokens: &[TokenTree], see: &mut impl FnMut(&[TokenTree])) {
    see(tokens);
    for token in tokens {
        if let TokenTree::Group(group) = token {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            each_list(&inner, see);
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "tests" | "testing") {
                collect(&path, files)?;
            }
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn without_tests(mut item: syn::Item) -> Option<syn::Item> {
    let attributes = match &item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        _ => return Some(item),
    };
    let is_test = attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.to_token_stream().to_string().replace(' ', "") == "#[cfg(test)]"
    });
    if is_test {
        return None;
    }
    if let syn::Item::Mod(module) = &mut item
        && let Some((_, items)) = &mut module.content
    {
        *items = std::mem::take(items)
            .into_iter()
            .filter_map(without_tests)
            .collect();
    }
    Some(item)
}

fn colons(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(one), TokenTree::Punct(two), ..]
        if one.as_char() == ':' && one.spacing() == Spacing::Joint && two.as_char() == ':')
}

fn ends_with_colons(tokens: &[TokenTree]) -> bool {
    tokens.len() >= 2 && colons(&tokens[tokens.len() - 2..])
}

/// What follows `prefix::`, up to where the path ends.
fn read_path(tokens: &[TokenTree], mut prefix: Vec<String>, found: &mut Vec<Vec<String>>) {
    match tokens.first() {
        Some(TokenTree::Ident(name)) if name == "super" && colons(&tokens[1..]) => {
            prefix.pop();
            read_path(&tokens[3..], prefix, found);
        }
        Some(TokenTree::Ident(name)) => {
            if name != "self" {
                prefix.push(name.to_string());
            }
            if colons(&tokens[1..]) {
                read_path(&tokens[3..], prefix, found);
            } else {
                found.push(prefix);
            }
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            for one in inner
                .split(|token| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ','))
            {
                read_path(one, prefix.clone(), found);
            }
        }
        Some(_) => found.push(prefix),
        None => {}
    }
}
