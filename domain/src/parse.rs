//! Small parsers for what people type. Each returns the cleaned value or the [`Problem`] to show beside the field.

use crate::Problem;

/// Trims, folds every kind of white space to one plain space, and checks the length in characters.
///
/// Control characters and bidirectional overrides are dropped: they could make a name read as something else.
pub fn line(text: &str, min: usize, max: usize) -> Result<String, Problem> {
    let cleaned: String = text
        .split(|c: char| c.is_whitespace() || c == '\u{feff}')
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.chars()
                .filter(|c| !is_deceptive(*c))
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    bounded(cleaned, min, max)
}

/// Like [`line`], but keeps line breaks.
pub fn paragraph(text: &str, min: usize, max: usize) -> Result<String, Problem> {
    let cleaned: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| *c == '\n' || !is_deceptive(*c))
        .collect();
    bounded(cleaned.trim().to_owned(), min, max)
}

/// Is there something in this name that a mail program would turn into a link? `www.…`, `…://…`, an address, a word with a
/// dot in it such as `example.org`; not `J. P.` nor `Dr. Salma`.
pub fn has_web_address(name: &str) -> bool {
    let is_host = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let last = word
            .rsplit(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}'])
            .next();
        last.is_some_and(|last| last.len() < word.len() && last.chars().count() >= 2)
    };
    name.contains("://")
        || name.contains('@')
        || name
            .split(|c: char| c.is_whitespace() || matches!(c, '/' | ','))
            .any(is_host)
}

/// The same with `0`–`9` for the digits of Arabic and Persian keyboards, and `.` and a space for their signs
/// (U+066B, U+066C).
pub fn western_digits(text: &str) -> String {
    text.chars().map(western_digit).collect()
}

/// One character of [`western_digits`].
pub fn western_digit(c: char) -> char {
    let from = |zero: char| char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c);
    match c {
        '٠'..='٩' => from('٠'),
        '۰'..='۹' => from('۰'),
        '٫' => '.',
        '٬' => ' ',
        _ => c,
    }
}

/// A whole number, with any kind of space between thousands.
pub fn whole_number(text: &str, min: i64, max: i64) -> Result<i64, Problem> {
    let digits: String = text
        .chars()
        .map(western_digit)
        .filter(|c| !c.is_whitespace())
        .collect();
    if digits.is_empty() {
        return Err(Problem::Missing);
    }
    let number: i64 = digits.parse().map_err(|_| Problem::NotAWholeNumber)?;
    if (min..=max).contains(&number) {
        Ok(number)
    } else {
        Err(Problem::OutOfRange { min, max })
    }
}

/// An amount in major units as people write it, returned in minor units (1/100): spaces or apostrophes between
/// thousands, or points, or commas; up to two decimals after the other sign. `4.200` is four thousand two hundred:
/// nobody means thousandths. `4,2 millions` is an amount too, in the words of [`magnitude`].
pub fn amount(text: &str, max_minor: i64) -> Result<i64, Problem> {
    let (text, zeros) = magnitude(text);
    let digits: String = text
        .chars()
        .map(western_digit)
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’'))
        .collect();
    if digits.is_empty() {
        return Err(match zeros {
            0 => Problem::Missing,
            _ => Problem::NotAnAmount,
        });
    }
    let out_of_range = Problem::OutOfRange {
        min: 0,
        max: max_minor / 100,
    };
    let unsigned = digits.strip_prefix('-').unwrap_or(&digits);
    let (whole, fraction) = match zeros {
        0 => decimals(unsigned),
        _ => scaled(unsigned, zeros),
    }
    .ok_or(Problem::NotAnAmount)?;
    let minor = format!("{whole}{fraction:0<places$}", places = zeros + 2)
        .parse()
        .map_err(|_| out_of_range.clone())?;
    if (0..=max_minor).contains(&minor) && unsigned == digits {
        Ok(minor)
    } else {
        Err(out_of_range)
    }
}

/// The words for thousands, millions and thousand millions in our four languages, as they are written before or after a
/// number, with their zeros. Not *billion*: a thousand millions in English, a million millions in French and German.
const MAGNITUDES: [(&str, usize); 33] = [
    ("millions", 6),
    ("million", 6),
    ("millionen", 6),
    ("mio.", 6),
    ("mio", 6),
    ("mln", 6),
    ("mm", 6),
    ("m", 6),
    ("مليونا", 6),
    ("مليونًا", 6),
    ("مليون", 6),
    ("ملايين", 6),
    ("milliards", 9),
    ("milliard", 9),
    ("milliarden", 9),
    ("milliarde", 9),
    ("mrd.", 9),
    ("mrd", 9),
    ("mds", 9),
    ("md", 9),
    ("bn", 9),
    ("مليارات", 9),
    ("مليار", 9),
    ("ملايير", 9),
    ("mille", 3),
    ("thousand", 3),
    ("tausend", 3),
    ("tsd.", 3),
    ("tsd", 3),
    ("k", 3),
    ("آلاف", 3),
    ("ألفا", 3),
    ("ألف", 3),
];

/// The rest of `4,2 millions` and the zeros that its word stands for; the whole text and none without such a word. "De"
/// and its like, between a word and a currency, are for whoever takes the currency away.
pub fn magnitude(text: &str) -> (String, usize) {
    let lower = text.trim().to_lowercase();
    let is_end = |rest: &str, c: Option<char>| {
        // A word ends where a number begins or space is: `4,2M`, `مليون 4,2`.
        !rest.trim().is_empty() && c.is_some_and(|c| c.is_whitespace() || c.is_numeric())
    };
    MAGNITUDES
        .iter()
        .filter_map(|(word, zeros)| {
            let after = lower
                .strip_suffix(word)
                .filter(|rest| is_end(rest, rest.chars().next_back()));
            let before = || {
                lower
                    .strip_prefix(word)
                    .filter(|rest| is_end(rest, rest.chars().next()))
            };
            let rest = after.or_else(before)?;
            Some((rest.trim().to_owned(), *zeros))
        })
        .next()
        .unwrap_or_else(|| (text.to_owned(), 0))
}

/// Digits before and after the one decimal sign of a number whose word has `zeros`; it may have as many decimals, and
/// two. `4.200 millions` are four million two hundred thousand: nobody counts thousands of millions so. `4.200 Tsd.` can
/// be read in two ways, and is none.
fn scaled(text: &str, zeros: usize) -> Option<(String, &str)> {
    let (whole, fraction) = text.split_once([',', '.']).unwrap_or((text, ""));
    let are_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_number = !whole.is_empty() && are_digits(whole) && are_digits(fraction);
    let is_clear = zeros > 3 || fraction.len() != 3;
    (is_number && is_clear && fraction.len() <= zeros + 2 && !text.ends_with([',', '.']))
        .then(|| (whole.to_owned(), fraction))
}

/// Digits before and after the decimal sign, without the signs between thousands; `None` when this is no amount.
fn decimals(text: &str) -> Option<(String, &str)> {
    const SIGNS: [char; 2] = [',', '.'];
    let decimal = text.rfind(SIGNS).filter(|at| {
        let is_only_one = text.matches(&text[*at..=*at]).count() == 1;
        is_only_one && text.len() - at <= 3
    });
    let (whole, fraction) = match decimal {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split(SIGNS).collect();
    let (first, others) = groups.split_first()?;
    let is_grouped = first.len() <= 3
        && !first.starts_with('0')
        && others.iter().all(|group| group.len() == 3)
        && SIGNS
            .into_iter()
            .filter(|sign| whole.contains(*sign))
            .count()
            == 1;
    let is_amount = !first.is_empty()
        && (others.is_empty() || is_grouped)
        && groups.iter().all(|group| is_digits(group))
        && is_digits(fraction);
    is_amount.then(|| (groups.concat(), fraction))
}

fn bounded(text: String, min: usize, max: usize) -> Result<String, Problem> {
    let length = text.chars().count();
    if length == 0 && min > 0 {
        Err(Problem::Missing)
    } else if length < min {
        Err(Problem::TooShort { min: min as u32 })
    } else if length > max {
        Err(Problem::TooLong { max: max as u32 })
    } else {
        Ok(text)
    }
}

/// Controls, and the explicit bidirectional overrides and isolates of UAX #9.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_address_in_a_name_is_seen() {
        for name in [
            "Salma evil.example",
            "www.example.org",
            "https://example.org/x",
            "Salma (example.org)",
            "example\u{3002}org",
            "a@example",
            "gift example.com/free now",
        ] {
            assert!(has_web_address(name), "{name}");
        }
        for name in [
            "Salma Ouazzani",
            "J. P. Morgan",
            "J.P. Morgan",
            "Dr. Salma",
            "O'Hara-El Fassi",
            "سلمى الشرايبي",
        ] {
            assert!(!has_web_address(name), "{name}");
        }
    }

    #[test]
    fn digits_of_arabic_and_persian_keyboards_are_digits() {
        assert_eq!(whole_number("١٢", 0, 100), Ok(12));
        assert_eq!(whole_number("۱۲", 0, 100), Ok(12));
        assert_eq!(amount("١٬٢٠٠٫٥", i64::MAX), Ok(120_050));
        assert_eq!(western_digits("٠٦١٢ لا"), "0612 لا");
    }

    #[test]
    fn a_line_loses_odd_spaces_and_overrides_but_keeps_letters() {
        assert_eq!(
            line("\u{a0} Leïla \u{202e}\n Chraïbi ", 1, 40),
            Ok("Leïla Chraïbi".into())
        );
        assert_eq!(line("  ", 1, 40), Err(Problem::Missing));
        assert_eq!(line("abcd", 1, 3), Err(Problem::TooLong { max: 3 }));
    }

    #[test]
    fn an_amount_reads_french_and_english_decimals() {
        assert_eq!(amount("1\u{202f}190\u{a0}000,5", i64::MAX), Ok(119_000_050));
        assert_eq!(amount("920000.00", i64::MAX), Ok(92_000_000));
        assert_eq!(
            amount("-3", 1_000),
            Err(Problem::OutOfRange { min: 0, max: 10 })
        );
        assert_eq!(
            amount("-0,5", 1_000),
            Err(Problem::OutOfRange { min: 0, max: 10 })
        );
        assert_eq!(amount("1e15", 1_000), Err(Problem::NotAnAmount));
    }

    #[test]
    fn an_amount_reads_every_usual_sign_between_thousands() {
        for text in [
            "4 200 000",
            "4.200.000",
            "4,200,000",
            "4'200'000",
            "4’200’000,00",
            "4.200.000,0",
            "4,200,000.00",
        ] {
            assert_eq!(amount(text, i64::MAX), Ok(420_000_000), "{text}");
        }
        for text in ["4,200", "4.200", "4 200"] {
            assert_eq!(amount(text, i64::MAX), Ok(420_000), "{text}");
        }
        for text in [
            "4.200,000,0",
            "4.20.000",
            "0,500",
            "1234.567",
            ",5",
            "4,,2",
            "é,5",
            "1.234.56",
        ] {
            assert_eq!(amount(text, i64::MAX), Err(Problem::NotAnAmount), "{text}");
        }
    }

    #[test]
    fn millions_in_four_languages_are_an_amount() {
        for text in [
            "4,2 millions",
            "4,2 Millions",
            "4,2\u{a0}M",
            "4.2M",
            "4.2 million",
            "4,2 Mio.",
            "4,2 Millionen",
            "4,200 millions",
            "مليون 4,2",
            "٤٫٢ مليون",
            "4200 k",
            "4 200 mille",
            "0,0042 milliard",
            "0.0042 bn",
            "0,0042 Mrd.",
            "0,0042 مليار",
        ] {
            assert_eq!(amount(text, i64::MAX), Ok(420_000_000), "{text}");
        }
        assert_eq!(amount("3 آلاف", i64::MAX), Ok(300_000));
        assert_eq!(amount("1 milliard", i64::MAX), Ok(100_000_000_000));
        for text in [
            "millions",
            "M",
            "4,2 billions",
            "4,2,1 millions",
            "4, M",
            "4.200 Tsd.",
            "4 millionsx",
            "k",
        ] {
            assert_eq!(amount(text, i64::MAX), Err(Problem::NotAnAmount), "{text}");
        }
        assert_eq!(
            amount("-2 millions", 1_000),
            Err(Problem::OutOfRange { min: 0, max: 10 })
        );
        assert_eq!(
            amount("99999999999999 milliards", 1_000),
            Err(Problem::OutOfRange { min: 0, max: 10 })
        );
    }
}
