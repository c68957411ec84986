//! What may stand in which file.

use super::source::{Source, each_list, text_of};
use proc_macro2::{Delimiter, TokenTree};

/// A rule: what it says, and what in a file breaks it.
type Rule = fn(&Source) -> Vec<String>;

fn check(crates: &[&str], rule: Rule) {
    let broken: Vec<String> = crates
        .iter()
        .flat_map(|name| Source::all_of(name))
        .flat_map(|source| {
            rule(&source)
                .into_iter()
                .map(move |what| format!("{}: {what}", source.path))
        })
        .collect();
    assert_eq!(broken, Vec::<String>::new());
}

/// How often a rule finds something in this text, standing in this file.
fn finds(rule: Rule, path: &str, text: &str) -> usize {
    rule(&Source::parse(path, text)).len()
}

/// SQL stands in `sql` modules, and in the module that the macros for it come from.
fn sql_elsewhere(source: &Source) -> Vec<String> {
    if source.module.iter().any(|part| part == "sql") || source.path.starts_with("backend/src/db/")
    {
        return Vec::new();
    }
    let is_sql = |text: &String| {
        let text = text.trim_start().to_lowercase();
        [
            "select ",
            "insert into ",
            "update ",
            "delete from ",
            "with ",
        ]
        .iter()
        .any(|begin| {
            text.strip_prefix(begin).is_some_and(|rest| {
                let words: Vec<&str> = rest.split_whitespace().collect();
                words.iter().any(|word| {
                    matches!(*word, "from" | "set" | "values" | "where" | "as" | "select")
                })
            })
        })
    };
    let mut found: Vec<String> = source.strings().into_iter().filter(is_sql).collect();
    found.extend(source.identifiers().into_iter().filter(|name| {
        matches!(
            name.as_str(),
            "query_as" | "query_scalar" | "raw_sql" | "AssertSqlSafe"
        )
    }));
    found
}

#[test]
fn sql_stands_in_sql_modules() {
    check(&["app", "backend", "domain", "server"], sql_elsewhere);
    let text = "fn f() { let q = concat!(\"sel\", \"ect\"); run(\"\n  select id from people\"); }";
    assert_eq!(
        finds(sql_elsewhere, "backend/src/accounts/roles.rs", text),
        1
    );
    assert_eq!(finds(sql_elsewhere, "backend/src/accounts/sql.rs", text), 0);
    assert_eq!(
        finds(sql_elsewhere, "backend/src/accounts/sql/roles.rs", text),
        0
    );
    assert_eq!(
        finds(
            sql_elsewhere,
            "backend/src/a.rs",
            "fn f() { sqlx::query_as::<_, X>(TEXT) }"
        ),
        1
    );
    assert_eq!(
        finds(
            sql_elsewhere,
            "backend/src/a.rs",
            "/// select a from b\nconst A: &str = \"with you\";"
        ),
        0
    );
}

/// The clock, the environment, files and the network have their places.
fn reaches_outside(source: &Source) -> Vec<String> {
    let is_domain = source.path.starts_with("domain/");
    let mut found = Vec::new();
    each_list(&source.tokens, &mut |list| {
        for (index, token) in list.iter().enumerate() {
            let word = token.to_string();
            for member in members(list.get(index + 1..).unwrap_or_default()) {
                let bad = match (word.as_str(), member.as_str()) {
                    ("SystemTime" | "Instant" | "Timestamp" | "Zoned" | "ZonedDateTime", "now") => {
                        is_domain
                    }
                    // A new id is made with the machine's clock; no rule looks into an id.
                    ("Uuid", "now_v7") => is_domain && source.path != "domain/src/ids.rs",
                    ("std", "fs" | "net" | "process" | "env") => is_domain,
                    ("env", "var" | "vars" | "args" | "var_os" | "args_os") => {
                        !source.path.starts_with("server/")
                    }
                    _ => false,
                };
                if bad {
                    found.push(format!("{word}::{member}"));
                }
            }
        }
    });
    found
}

/// What stands behind `::`, one name or several in braces.
fn members(tokens: &[TokenTree]) -> Vec<String> {
    match tokens {
        [TokenTree::Punct(one), TokenTree::Punct(two), member, ..]
            if one.as_char() == ':' && two.as_char() == ':' =>
        {
            match member {
                TokenTree::Group(group) => group
                    .stream()
                    .into_iter()
                    .map(|token| token.to_string())
                    .collect(),
                other => vec![other.to_string()],
            }
        }
        _ => Vec::new(),
    }
}

#[test]
fn the_outside_is_reached_where_it_belongs() {
    check(&["app", "backend", "domain"], reaches_outside);
    assert_eq!(
        finds(
            reaches_outside,
            "domain/src/time.rs",
            "fn f() { jiff::Timestamp::now(); }"
        ),
        1
    );
    assert_eq!(
        finds(
            reaches_outside,
            "domain/src/time.rs",
            "use std::{collections::BTreeMap, fs, net};"
        ),
        2
    );
    assert_eq!(
        finds(
            reaches_outside,
            "domain/src/time.rs",
            "fn f() { std::fs::read(\"x\"); }"
        ),
        1
    );
    assert_eq!(
        finds(
            reaches_outside,
            "backend/src/a.rs",
            "fn f() { dbg!(std::env::var(\"X\")); }"
        ),
        1
    );
    assert_eq!(
        finds(
            reaches_outside,
            "server/src/a.rs",
            "fn f() { std::env::var(\"X\"); }"
        ),
        0
    );
}

/// Crates that this layer may not name, however they are imported.
fn foreign_crates(source: &Source) -> Vec<String> {
    let foreign: &[&str] = match source.path.split('/').next() {
        Some("domain") => &[
            "tokio",
            "axum",
            "leptos",
            "tower_http",
            "http",
            "backend",
            "reqwest",
        ],
        Some("backend") => &["axum", "leptos", "tower_http", "http", "app"],
        Some("app") => &["sqlx", "tower_http"],
        _ => &[],
    };
    source
        .identifiers()
        .into_iter()
        .filter(|name| foreign.contains(&name.as_str()))
        .collect()
}

#[test]
fn no_layer_names_the_crates_of_another() {
    check(&["app", "backend", "domain"], foreign_crates);
    assert_eq!(
        finds(foreign_crates, "backend/src/a.rs", "use axum as web;"),
        1
    );
    assert_eq!(
        finds(
            foreign_crates,
            "backend/src/a.rs",
            "use {::axum::Router, serde::Serialize};"
        ),
        1
    );
    assert_eq!(
        finds(foreign_crates, "server/src/a.rs", "use axum::Router;"),
        0
    );
}

/// What differs between browser and server is behind `platform` and `text`: pages and components have no `cfg`.
fn cfg_in_views(source: &Source) -> Vec<String> {
    let is_view = source.path.starts_with("app/src/")
        && source
            .module
            .iter()
            .any(|part| part == "pages" || part == "components");
    if !is_view {
        return Vec::new();
    }
    source
        .identifiers()
        .into_iter()
        .filter(|name| matches!(name.as_str(), "cfg" | "cfg_attr" | "cfg_select"))
        .collect()
}

#[test]
fn pages_and_components_have_no_cfg() {
    check(&["app"], cfg_in_views);
    let text = "fn f() { if cfg!(feature = \"ssr\") {} } #[cfg(test)] mod tests {}";
    assert_eq!(
        finds(cfg_in_views, "app/src/circle/pages/chain.rs", text),
        1
    );
    assert_eq!(
        finds(
            cfg_in_views,
            "app/src/circle/pages/a.rs",
            "#[cfg_attr(target_arch = \"wasm32\", inline)] fn f() {}"
        ),
        1
    );
    assert_eq!(finds(cfg_in_views, "app/src/platform/mod.rs", text), 0);
}

/// A page asks through `ui::reading` and sends through `ui::Command`; the framework's machinery stands in `ui` alone.
fn own_machinery(source: &Source) -> Vec<String> {
    if !source.path.starts_with("app/src/")
        || source
            .module
            .first()
            .is_some_and(|part| part == "ui" || part == "platform")
    {
        return Vec::new();
    }
    const MACHINERY: [&str; 8] = [
        "Resource",
        "LocalResource",
        "OnceResource",
        "ServerAction",
        "ServerMultiAction",
        "ActionForm",
        "MultiActionForm",
        "Suspense",
    ];
    source
        .identifiers()
        .into_iter()
        .filter(|name| MACHINERY.contains(&name.as_str()))
        .collect()
}

#[test]
fn pages_ask_and_send_through_ui() {
    check(&["app"], own_machinery);
    assert_eq!(
        finds(
            own_machinery,
            "app/src/home/page.rs",
            "fn f() { view! { <ActionForm action=x/> } }"
        ),
        1
    );
    assert_eq!(
        finds(
            own_machinery,
            "app/src/home/page.rs",
            "use leptos::prelude::{Get, Resource as R};"
        ),
        1
    );
    assert_eq!(
        finds(
            own_machinery,
            "app/src/ui/reading.rs",
            "use leptos::prelude::Resource;"
        ),
        0
    );
}

/// The path of a route is made by `routes::at`.
fn other_routes(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for view in source.calls_of("view") {
        each_list(&view, &mut |list| {
            let words: Vec<String> = list.iter().map(ToString::to_string).collect();
            for (index, pair) in words.windows(2).enumerate() {
                if pair[0] != "<" || !pair[1].ends_with("Route") {
                    continue;
                }
                let path = words[index..]
                    .windows(3)
                    .find(|three| three[0] == "path" && three[1] == "=");
                if path.is_none_or(|three| three[2] != "at") {
                    found.push(words[index..].join(" ").chars().take(60).collect());
                }
            }
        });
    }
    found
}

#[test]
fn every_route_is_made_by_at() {
    check(&["app"], other_routes);
    assert_eq!(
        finds(
            other_routes,
            "app/src/a.rs",
            "fn f() { view! { <Route path=path!(\"/x\") view=X /> } }"
        ),
        1
    );
    assert_eq!(
        finds(
            other_routes,
            "app/src/a.rs",
            "fn f() { view! { <ParentRoute view=X path=(y, z)></ParentRoute> } }"
        ),
        1
    );
    assert_eq!(
        finds(
            other_routes,
            "app/src/a.rs",
            "fn f() { view! { <Route view=X path=at(path!(\"/x\")) /> } }"
        ),
        0
    );
}

/// Visible text is in `app/locales`: no `view!` has words of its own, as content or in an attribute that is read out.
fn visible_words(source: &Source) -> Vec<String> {
    const READ_OUT: [&str; 5] = ["label", "title", "alt", "placeholder", "hint"];
    // Names that are the same in every language.
    const NAMES: [&str; 2] = ["CSV", "Excel"];
    let has_words = |text: &str| {
        text.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            && !NAMES.contains(&text.trim())
    };
    let mut found = Vec::new();
    for view in source.calls_of("view") {
        let mut in_tag = false;
        let mut last = [String::new(), String::new()];
        for token in &view {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '<' => in_tag = true,
                TokenTree::Punct(mark)
                    if mark.as_char() == '>' && last[1] != "=" && last[1] != "-" =>
                {
                    in_tag = false
                }
                TokenTree::Ident(word) if !in_tag && has_words(&word.to_string()) => {
                    found.push(word.to_string())
                }
                TokenTree::Literal(_) => {
                    let text = text_of(token).unwrap_or_default();
                    let is_read = last[1] == "=" && READ_OUT.contains(&last[0].as_str());
                    if has_words(&text) && (is_read || !in_tag) {
                        found.push(text);
                    }
                }
                TokenTree::Group(group) if !in_tag && group.delimiter() == Delimiter::Brace => {
                    // A block that is only a string shows it.
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    if let [only] = inner.as_slice()
                        && let Some(text) = text_of(only)
                        && has_words(&text)
                    {
                        found.push(text);
                    }
                }
                _ => {}
            }
            last = [last[1].clone(), token.to_string()];
        }
    }
    found
}

#[test]
fn no_visible_words_stand_in_the_code() {
    check(&["app"], visible_words);
    for (text, count) in [
        ("<p>\"Bonjour\"</p>", 1),
        ("<p>Bonjour toi</p>", 2),
        ("<p>{\"Bonjour\"}</p>", 1),
        ("<p title=\"Bonjour\" class=\"card\">{x}</p>", 1),
        ("<p class=\"card\">{name(\"a\")}\" · \"</p>", 0),
        (
            "<p on:click=move |_| { say(\"x\") }>{move || text::hello()}</p>",
            0,
        ),
    ] {
        let source = format!("fn f() {{ view! {{ {text} }} }}");
        assert_eq!(
            finds(visible_words, "app/src/a/pages/b.rs", &source),
            count,
            "{text}"
        );
    }
}
