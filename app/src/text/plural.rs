//! Plural rules of our four languages for whole numbers, after Unicode CLDR 48 (`plurals.xml`).

use domain::Lang;

/// Index into the forms zero, one, two, few, many, other; `build.rs` has the same order.
fn category(lang: Lang, n: u64) -> usize {
    match (lang, n) {
        (Lang::Ar, 0) => 0,
        (Lang::Ar, 1) => 1,
        (Lang::Ar, 2) => 2,
        (Lang::Ar, _) => match n % 100 {
            3..=10 => 3,
            11..=99 => 4,
            _ => 5,
        },
        (Lang::Fr, 0 | 1) | (Lang::En | Lang::De, 1) => 1,
        (Lang::Fr, _) if n.is_multiple_of(1_000_000) => 4,
        _ => 5,
    }
}

/// The form of a plural message for `n`; a form the language does not have falls back to `other`.
pub(super) fn form(lang: Lang, forms: &'static str, n: u64) -> &'static str {
    let mut all = forms.split('\u{1f}');
    let chosen = all.clone().nth(category(lang, n)).unwrap_or_default();
    if chosen.is_empty() {
        all.next_back().unwrap_or_default()
    } else {
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_plurals::{PluralCategory, PluralRules};

    #[test]
    fn the_rules_are_those_of_cldr() {
        for lang in Lang::ALL {
            let locale: icu_locale_core::Locale = lang.code().parse().unwrap();
            let rules = PluralRules::try_new_cardinal((&locale).into()).unwrap();
            for n in (0..2_000).chain([1_000_000, 1_000_001, 2_000_000, 1_234_567]) {
                let expected = match rules.category_for(n) {
                    PluralCategory::Zero => 0,
                    PluralCategory::One => 1,
                    PluralCategory::Two => 2,
                    PluralCategory::Few => 3,
                    PluralCategory::Many => 4,
                    PluralCategory::Other => 5,
                };
                assert_eq!(category(lang, n as u64), expected, "{} {n}", lang.code());
            }
        }
    }
}
