//! The tables on the server: all four, compiled in.

use domain::Lang;
use std::sync::LazyLock;

const TEXTS: [&str; 4] = [
    include_str!(concat!(env!("OUT_DIR"), "/fr.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/ar.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/en.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/de.txt")),
];

static MESSAGES: LazyLock<[Vec<&'static str>; 4]> =
    LazyLock::new(|| TEXTS.map(|text| text.split('\u{1e}').collect()));

pub(super) fn get(lang: Lang, index: usize) -> &'static str {
    MESSAGES[lang as usize][index]
}

/// The whole table of a language, as the browser fetches it from [`super::file`].
pub fn table(lang: Lang) -> &'static str {
    TEXTS[lang as usize]
}
