//! Features stand in an order: each may use those before it, none those after it.

use super::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// The features of `backend`, the lowest first.
const BACKEND: &[&str] = &[
    "error",
    "access",
    "db",
    "zones",
    "events",
    "legal",
    "outbox",
    "notifications",
    "accounts",
    "profiles",
    "circle",
    "trust",
    "matching",
    "mentorships",
    "programmes",
    "impact",
    "administration",
    "privacy",
];

/// What still goes against the order of `backend`. Only ever shorter: a line that is true no more fails the test too.
const AGAINST: &[(&str, &str)] = &[
    ("accounts", "matching"),
    ("accounts", "profiles"),
    ("accounts", "programmes"),
    ("accounts", "trust"),
    ("circle", "mentorships"),
    ("matching", "mentorships"),
    ("outbox", "notifications"),
    ("profiles", "matching"),
    ("profiles", "programmes"),
    ("trust", "matching"),
    ("trust", "programmes"),
];

/// The features of `domain`, the lowest first.
const DOMAIN: &[&str] = &[
    "lang",
    "ids",
    "money",
    "time",
    "failure",
    "parse",
    "live",
    "permissions",
    "accounts",
    "profiles",
    "trust",
    "circle",
    "matching",
    "mentorships",
    "programmes",
    "notifications",
    "impact",
    "legal",
    "administration",
];

/// The same for `domain`.
const AGAINST_DOMAIN: &[(&str, &str)] = &[];

/// From which feature to which, with the files that do it.
fn edges(sources: &[Source]) -> BTreeMap<(String, String), BTreeSet<String>> {
    let features: BTreeSet<&String> = sources
        .iter()
        .filter_map(|source| source.module.first())
        .collect();
    let mut edges: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for source in sources {
        let Some(from) = source.module.first() else {
            continue;
        };
        for path in source.paths() {
            if let Some(to) = path.first()
                && to != from
                && features.contains(to)
            {
                edges
                    .entry((from.clone(), to.clone()))
                    .or_default()
                    .insert(source.path.clone());
            }
        }
    }
    edges
}

/// What breaks the order, in words.
fn broken(sources: &[Source], order: &[&str], against: &[(&str, &str)]) -> Vec<String> {
    let place = |feature: &str| order.iter().position(|known| *known == feature);
    let edges = edges(sources);
    let mut broken = Vec::new();
    for ((from, to), files) in &edges {
        let excused = against.contains(&(from.as_str(), to.as_str()));
        match (place(from), place(to)) {
            (Some(from), Some(to)) if to < from => {}
            (Some(_), Some(_)) if excused => {}
            (Some(_), Some(_)) => broken.push(format!(
                "{from} uses {to}, which stands above it: {files:?}"
            )),
            _ => broken.push(format!("{from} or {to} has no place in the order")),
        }
    }
    for (from, to) in against {
        let goes_against = place(to) > place(from);
        if !goes_against || !edges.contains_key(&((*from).to_owned(), (*to).to_owned())) {
            broken.push(format!(
                "{from} uses {to} against the order no more: take the line away"
            ));
        }
    }
    broken
}

#[test]
fn features_use_only_what_stands_below_them() {
    assert_eq!(
        broken(&Source::all_of("backend"), BACKEND, AGAINST),
        Vec::<String>::new()
    );
    assert_eq!(
        broken(&Source::all_of("domain"), DOMAIN, AGAINST_DOMAIN),
        Vec::<String>::new()
    );
}

#[test]
fn an_edge_against_the_order_is_found_in_every_form() {
    let upper = Source::parse("backend/src/upper/mod.rs", "pub fn ask() {}");
    for text in [
        "use crate::upper;",
        "use crate::upper::ask;",
        "use crate::{lower::x, upper::{self, ask}};",
        "pub(crate) use super::upper as something;",
        "use super::{upper::*};",
        "fn f() { crate::upper::ask(); }",
        "fn f() -> Option<crate::upper::X> { None }",
        "fn f() { println!(\"{}\", crate::upper::ask()); }",
        "mod inner { fn f(x: impl Fn(crate::upper::X)) {} }",
        "#[derive(Clone)] struct S { #[serde(with = \"x\")] field: Vec<crate::upper::X> }",
    ] {
        let lower = Source::parse("backend/src/lower.rs", text);
        let both = [lower, Source::parse("backend/src/upper/mod.rs", "")];
        let found = broken(&both, &["lower", "upper"], &[]);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(
            broken(&both, &["upper", "lower"], &[]),
            Vec::<String>::new(),
            "{text}"
        );
        assert_eq!(
            broken(&both, &["lower", "upper"], &[("lower", "upper")]),
            Vec::<String>::new(),
            "{text}"
        );
    }
    // A file deeper down reaches it by going up.
    let deep = Source::parse(
        "backend/src/lower/a/b.rs",
        "use super::super::super::upper::ask;",
    );
    assert_eq!(broken(&[deep, upper], &["lower", "upper"], &[]).len(), 1);
}

#[test]
fn tests_may_use_anything_and_an_excuse_must_be_needed() {
    let lower = Source::parse(
        "backend/src/lower.rs",
        "#[cfg(test)] mod tests { use crate::upper; }",
    );
    let upper = Source::parse("backend/src/upper.rs", "use crate::lower;");
    assert_eq!(
        broken(&[lower, upper], &["lower", "upper"], &[]),
        Vec::<String>::new()
    );
    let lower = Source::parse("backend/src/lower.rs", "");
    let upper = Source::parse("backend/src/upper.rs", "");
    assert_eq!(
        broken(&[lower, upper], &["lower", "upper"], &[("lower", "upper")]).len(),
        1
    );
}
