//! Numbers and amounts as each language groups them (Unicode CLDR; Arabic as used in Morocco, digits 0–9).

use domain::{
    Lang,
    money::{Currency, Money},
};

/// Thousands grouped: `4 200 000`, `4.200.000`, `4,200,000`. The space is U+00A0: the typeface lacks U+202F.
pub fn grouped(lang: Lang, number: i64) -> String {
    let separator = match lang {
        Lang::Fr | Lang::Ar => '\u{a0}',
        Lang::De => '.',
        Lang::En => ',',
    };
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// An amount in whole units with its currency: `4 200 000 MAD`, `390 000 €`.
pub fn amount(lang: Lang, money: Money) -> String {
    let unit = match money.currency {
        Currency::Mad => "MAD",
        Currency::Eur => "€",
    };
    format!("{}\u{a0}{unit}", grouped(lang, money.minor / 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_as_the_language_does() {
        assert_eq!(grouped(Lang::Fr, 4_200_000), "4\u{a0}200\u{a0}000");
        assert_eq!(grouped(Lang::De, -1_234), "\u{2212}1.234");
        assert_eq!(grouped(Lang::En, 999), "999");
    }
}
