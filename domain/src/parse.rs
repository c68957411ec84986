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

/// A whole number, with any kind of space between thousands.
pub fn whole_number(text: &str, min: i64, max: i64) -> Result<i64, Problem> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
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

/// An amount in major units with an optional decimal part (`,` or `.`), returned in minor units (1/100).
pub fn amount(text: &str, max_minor: i64) -> Result<i64, Problem> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.is_empty() {
        return Err(Problem::Missing);
    }
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((&digits, ""));
    if fraction.len() > 2 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::NotAnAmount);
    }
    let whole: i64 = whole.parse().map_err(|_| Problem::NotAnAmount)?;
    let cents: i64 = if fraction.is_empty() {
        0
    } else {
        format!("{fraction:0<2}")
            .parse()
            .map_err(|_| Problem::NotAnAmount)?
    };
    match whole
        .checked_mul(100)
        .and_then(|minor| minor.checked_add(cents))
    {
        Some(minor) if (0..=max_minor).contains(&minor) && !digits.starts_with('-') => Ok(minor),
        _ => Err(Problem::OutOfRange {
            min: 0,
            max: max_minor / 100,
        }),
    }
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
}
