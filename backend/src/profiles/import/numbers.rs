//! Amounts, counts and dates as people of four languages type them, and as spreadsheets store them.

use super::{labels::words, table::Cell};
use domain::{
    money::{Currency, Money},
    parse,
};
use jiff::civil::Date;

/// A number that had to be interpreted, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read<T> {
    Plain(T),
    /// Two readings are possible, or the spreadsheet had rounded: the likelier was taken.
    Likely(T),
}

/// An amount in minor units, none when the cell is no amount. The sign and the size are for the caller to judge.
///
/// A unit in the cell is right against the heading's: 250 000 € are never dirhams.
pub fn amount(cell: &Cell, heading: Currency) -> Option<Read<Money>> {
    let currency = match cell {
        Cell::Text(text) => unit(text).unwrap_or(heading),
        Cell::Number(_) | Cell::Date(_) => heading,
    };
    let money = |minor| Money { minor, currency };
    match cell {
        // Rounded to whole minor units, at the edge where a spreadsheet's float becomes our integer.
        Cell::Number(number) => {
            let minor = (number * 100.0).round();
            (minor.abs() < 9e18).then(|| Read::Plain(money(minor as i64)))
        }
        Cell::Date(_) => None,
        Cell::Text(text) => match minor_units(text)? {
            Read::Plain(minor) => Some(Read::Plain(money(minor))),
            Read::Likely(minor) => Some(Read::Likely(money(minor))),
        },
    }
}

/// The currency that a text names.
fn unit(text: &str) -> Option<Currency> {
    let upper = text.to_uppercase();
    if ["€", "EUR", "أورو", "يورو"]
        .iter()
        .any(|unit| upper.contains(unit))
    {
        return Some(Currency::Eur);
    }
    ["MAD", "DH", "درهم"]
        .iter()
        .any(|unit| upper.contains(unit))
        .then_some(Currency::Mad)
}

/// Reads `1 190 000,00`, `1,190,000.00`, `1.190.000`, `920000 MAD`, `1,19E+06`, and `1,19 million de dirhams` as the form
/// of a project does.
fn minor_units(text: &str) -> Option<Read<i64>> {
    let upper = text.to_uppercase();
    let mut digits: String = upper
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’'))
        .collect();
    for unit in [
        "DEDIRHAMS",
        "DIRHAMS",
        "DEUROS",
        "EUROS",
        "EURO",
        "MAD",
        "DHS",
        "DH",
        "EUR",
        "€",
        "درهم",
        "أورو",
        "يورو",
    ] {
        if let Some(rest) = digits
            .strip_suffix(unit)
            .or_else(|| digits.strip_prefix(unit))
        {
            digits = rest.to_owned();
            break;
        }
    }
    if parse::magnitude(&digits).1 > 0 {
        return parse::amount(&digits, i64::MAX).ok().map(Read::Plain);
    }
    let (sign, digits) = match digits.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, digits.strip_prefix('+').unwrap_or(&digits)),
    };
    if let Some((mantissa, exponent)) = digits.split_once('E') {
        let (whole, fraction) = mantissa.split_once([',', '.']).unwrap_or((mantissa, ""));
        let exponent: u32 = exponent
            .strip_prefix('+')
            .unwrap_or(exponent)
            .parse()
            .ok()?;
        return Some(Read::Likely(sign * scaled(whole, fraction, exponent)?));
    }
    let points = digits.matches(['.', ',']).count();
    let last = digits.rfind(['.', ',']);
    let (whole, fraction, is_likely) = match last {
        None => (digits, "", false),
        Some(at) => {
            let (whole, fraction) = (&digits[..at], &digits[at + 1..]);
            let separator = &digits[at..=at];
            let is_grouping = points > 1 && digits.matches(separator).count() == points;
            match fraction.len() {
                // 1.190.000: the same sign again and again stands between thousands.
                3 if is_grouping => (digits, "", false),
                // 190.000 or 190,000: thousands, since an investment in thousandths of a dirham is none.
                3 if points == 1 => (digits, "", true),
                _ if is_grouping => return None,
                _ => (whole, fraction, false),
            }
        }
    };
    let minor = sign * scaled(&ungrouped(whole)?, fraction, 0)?;
    Some(if is_likely {
        Read::Likely(minor)
    } else {
        Read::Plain(minor)
    })
}

/// Takes the signs between thousands away; none when they do not stand every three digits.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(['.', ',']);
    let first = groups.next()?.to_owned();
    groups.try_fold(first, |all, group| {
        (group.len() == 3 && !all.is_empty()).then(|| all + group)
    })
}

/// `whole,fraction × 10^exponent` in hundredths, beyond two decimals cut off.
fn scaled(whole: &str, fraction: &str, exponent: u32) -> Option<i64> {
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !are_digits(whole) || !are_digits(fraction) || exponent > 18 {
        return None;
    }
    let places = exponent as usize + 2;
    let shifted: String = fraction
        .chars()
        .chain(std::iter::repeat('0'))
        .take(places)
        .collect();
    let all = format!("{whole}{shifted}");
    // Larger than any amount: as large as can be, so that the caller finds it absurd and not unreadable.
    Some(all.parse().unwrap_or(i64::MAX / 100))
}

/// A capacity: a whole number, or the lower end of a range such as `2 à 3`.
pub fn capacity(cell: &Cell) -> Option<Read<i64>> {
    const BETWEEN: [&str; 9] = ["à", "a", "-", "–", "—", "to", "bis", "ou", "إلى"];
    let text = cell.text().to_lowercase();
    if let Some(number) = whole(&text) {
        return Some(Read::Plain(number));
    }
    BETWEEN.iter().find_map(|between| {
        let (low, high) = text.split_once(between)?;
        let (low, high) = (whole(low)?, whole(high)?);
        (0 < low && low <= high).then_some(Read::Likely(low))
    })
}

/// A whole number of years or jobs from 0 to `max`; a fraction is cut off (`18,5` years are 18).
pub fn count(cell: &Cell, max: i64) -> Option<i64> {
    let text = cell.text();
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((&digits, "0"));
    if fraction.is_empty()
        || whole.starts_with('-')
        || !fraction.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    self::whole(whole).filter(|number| (0..=max).contains(number))
}

/// What may stand beside a number of years or jobs. Folded as [`words`] folds.
const BESIDE: [&str; 32] = [
    "ans",
    "an",
    "annees",
    "annee",
    "years",
    "year",
    "yrs",
    "yr",
    "jahre",
    "jahren",
    "jahr",
    "سنه",
    "سنوات",
    "عاما",
    "عام",
    "env",
    "environ",
    "plus",
    "de",
    "et",
    "over",
    "more",
    "than",
    "uber",
    "about",
    "ca",
    "minimum",
    "min",
    "emplois",
    "jobs",
    "postes",
    "experience",
];

/// A number among words that say nothing else: `10 ans`, `> 15`, `10+`, `env. 12`.
pub fn worded_count(text: &str, max: i64) -> Option<i64> {
    if text.contains(['-', '−', '/', ',', '.']) && !text.contains("env.") {
        return None;
    }
    let folded = words(text);
    let (numbers, others): (Vec<&str>, Vec<&str>) = folded
        .split(' ')
        .partition(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let ([number], true) = (
        &numbers[..],
        others.iter().all(|word| BESIDE.contains(word)),
    ) else {
        return None;
    };
    number
        .parse()
        .ok()
        .filter(|number| (0..=max).contains(number))
}

/// Months in French, English, German and Arabic as Morocco and the East write them. Folded as [`words`] folds.
const MONTHS: [&[&str]; 12] = [
    &["janvier", "january", "januar", "janner", "يناير"],
    &["fevrier", "february", "februar", "فبراير"],
    &["mars", "march", "marz", "مارس"],
    &["avril", "april", "ابريل"],
    &["mai", "may", "ماي", "مايو"],
    &["juin", "june", "juni", "يونيو"],
    &["juillet", "july", "juli", "يوليوز", "يوليو"],
    &["aout", "august", "غشت", "اغسطس"],
    &["septembre", "september", "شتنبر", "سبتمبر"],
    &["octobre", "october", "oktober", "اكتوبر"],
    &["novembre", "november", "نونبر", "نوفمبر"],
    &["decembre", "december", "dezember", "دجنبر", "ديسمبر"],
];

/// A day with its month in letters, whole or shortened: `23 octobre 2026`, `23-oct-26`, `Oct 23, 2026`.
pub fn named_date(text: &str) -> Option<Date> {
    let folded = words(text);
    let mut month = None;
    let mut numbers = Vec::new();
    for word in folded.split(' ') {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            numbers.push(word);
        } else if matches!(word, "le" | "der" | "den" | "the" | "of") {
        } else if month.is_none() {
            month = Some(self::month(word)?);
        } else {
            return None;
        }
    }
    let [day, year] = numbers[..] else {
        return None;
    };
    let year: i16 = match year.len() {
        4 => year.parse().ok()?,
        2 => 2000 + year.parse::<i16>().ok()?,
        _ => return None,
    };
    let date = Date::new(year, month?, day.parse().ok()?).ok()?;
    (1900..=2100).contains(&date.year()).then_some(date)
}

/// The one month that a word is, or begins.
fn month(word: &str) -> Option<i8> {
    let begins =
        |name: &&&str| **name == word || (word.chars().count() > 2 && name.starts_with(word));
    let mut found = (1..)
        .zip(MONTHS)
        .filter(|(_, names)| names.iter().any(|name| begins(&name)));
    let (month, _) = found.next()?;
    found.next().is_none().then_some(month)
}

/// Is this written as our dates are, day before month, and yet no day there is?
pub fn is_impossible(text: &str) -> bool {
    let day = text.trim().split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<Option<u32>> = day
        .split(['/', '-', '.'])
        .map(|part| part.parse().ok())
        .collect();
    let [Some(first), Some(month), Some(last)] = parts[..] else {
        return false;
    };
    let day = if first > 999 { last } else { first };
    // 10/23/2026 is a day in another order, and which is not said.
    !(day <= 12 && (13..=31).contains(&month))
}

/// Digits only: no sign but a leading minus, no decimal point except `.0` or `,00`.
fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    let text = text
        .split_once([',', '.'])
        .filter(|(_, zeros)| !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0'))
        .map_or(text, |(whole, _)| whole);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// Excel's day 0, and the days it can mean here: 1970 to 2099.
const EXCEL_EPOCH: Date = Date::constant(1899, 12, 30);
const EXCEL_DAYS: std::ops::RangeInclusive<i64> = 25_569..=73_050;

/// Reads `23/11/2026`, `23.11.26`, `2026-11-23`, with or without a time of day, or a typed date.
pub fn date(cell: &Cell) -> Option<Date> {
    let date = match cell {
        Cell::Date(date) => *date,
        Cell::Number(days) => excel_day(*days as i64)?,
        Cell::Text(text) => typed_date(text.trim())?,
    };
    (1900..=2100).contains(&date.year()).then_some(date)
}

fn typed_date(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T', '\u{a0}', '\u{202f}']).next()?;
    if let Ok(days) = day.parse::<i64>() {
        return excel_day(days);
    }
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let [first, month, last] = parts[..] else {
        return None;
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let number = |text: &str| -> Option<i16> {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse().ok()).flatten()
    };
    let year = match year.len() {
        4 => number(year)?,
        2 => 2000 + number(year)?,
        _ => return None,
    };
    Date::new(
        year,
        i8::try_from(number(month)?).ok()?,
        i8::try_from(number(day)?).ok()?,
    )
    .ok()
}

fn excel_day(days: i64) -> Option<Date> {
    EXCEL_DAYS
        .contains(&days)
        .then(|| EXCEL_EPOCH.checked_add(jiff::Span::new().days(days)).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn minor(cell: &Cell) -> Option<Read<i64>> {
        amount(cell, Currency::Mad).map(|read| match read {
            Read::Plain(money) => Read::Plain(money.minor),
            Read::Likely(money) => Read::Likely(money.minor),
        })
    }

    #[test]
    fn ordinary_amounts_are_read_without_doubt() {
        for (written, expected) in [
            ("920000,00", 92_000_000),
            ("1\u{202f}190\u{a0}000,00", 119_000_000),
            ("1,190,000.00", 119_000_000),
            ("1.190.000,5", 119_000_050),
            ("1.190.000", 119_000_000),
            ("250 000 MAD", 25_000_000),
            ("250000 dh", 25_000_000),
            ("-550000,00", -55_000_000),
            ("9999999999999,00", 999_999_999_999_900),
            ("0", 0),
            ("1,19 million", 119_000_000),
            ("1,19 M MAD", 119_000_000),
            ("4,2 MDH", 420_000_000),
            ("4,2 millions de dirhams", 420_000_000),
            ("0,5 Mio. EUR", 50_000_000),
            ("مليون 4,2 درهم", 420_000_000),
            ("300 KDH", 30_000_000),
        ] {
            assert_eq!(
                minor(&text(written)),
                Some(Read::Plain(expected)),
                "{written}"
            );
        }
        assert_eq!(
            minor(&Cell::Number(190_000.125)),
            Some(Read::Plain(19_000_013))
        );
    }

    #[test]
    fn doubtful_amounts_say_so() {
        assert_eq!(minor(&text("190,000")), Some(Read::Likely(19_000_000)));
        assert_eq!(minor(&text("1,19E+06")), Some(Read::Likely(119_000_000)));
        assert_eq!(
            minor(&text("1E+15")),
            Some(Read::Likely(100_000_000_000_000_000))
        );
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for written in [
            "beaucoup", "", "1,19,00", "12,,5", ",5", "1.19.000", "1E", "0x10", "١٢",
        ] {
            assert_eq!(minor(&text(written)), None, "{written}");
        }
        assert_eq!(
            minor(&text(&"9".repeat(60))),
            Some(Read::Plain(i64::MAX / 100))
        );
    }

    #[test]
    fn a_capacity_is_a_whole_number_or_the_lower_end_of_a_range() {
        for (written, expected) in [
            ("2", Some(Read::Plain(2))),
            (" 3 ", Some(Read::Plain(3))),
            ("2,0", Some(Read::Plain(2))),
            ("-1", Some(Read::Plain(-1))),
            ("2 à 3", Some(Read::Likely(2))),
            ("1-2", Some(Read::Likely(1))),
            ("1 – 2", Some(Read::Likely(1))),
            ("2 TO 4", Some(Read::Likely(2))),
            ("3-2", None),
            ("0-2", None),
            ("1,5", None),
            ("beaucoup", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(capacity(&text(written)), expected, "{written}");
        }
        assert_eq!(capacity(&Cell::Number(4.0)), Some(Read::Plain(4)));
        assert_eq!(capacity(&Cell::Number(1.5)), None);
    }

    #[test]
    fn years_lose_their_half() {
        assert_eq!(count(&text("18,5"), 80), Some(18));
        assert_eq!(count(&Cell::Number(18.5), 80), Some(18));
        assert_eq!(count(&text("0"), 80), Some(0));
        assert_eq!(count(&text("1\u{202f}200"), 100_000), Some(1200));
        for written in ["-1", "-0,5", "81", "env. 10", "18,", "1e3"] {
            assert_eq!(count(&text(written), 80), None, "{written}");
        }
    }

    #[test]
    fn dates_are_read_as_written_here() {
        let day = Date::constant(2026, 5, 10);
        for written in [
            "10/05/2026",
            "10.05.2026",
            "10-5-2026",
            "10/05/26",
            "2026-05-10",
            "2026-05-10T08:00",
            "10/05/2026 00:00",
            "46152",
        ] {
            assert_eq!(date(&text(written)), Some(day), "{written}");
        }
        assert_eq!(date(&Cell::Number(46152.5)), Some(day));
    }

    #[test]
    fn words_beside_a_number_do_not_hide_it() {
        for (text, expected) in [
            ("10 ans", Some(10)),
            ("10+", Some(10)),
            ("> 15", Some(15)),
            ("env. 12", Some(12)),
            ("12 سنة", Some(12)),
            ("mehr als 10", None),
            ("dix", None),
            ("5-10", None),
            ("10 ans et 3 mois", None),
            ("900 ans", None),
            ("", None),
        ] {
            assert_eq!(worded_count(text, 80), expected, "{text}");
        }
    }

    #[test]
    fn a_month_in_letters_is_clear() {
        let day = Some(Date::constant(2026, 10, 23));
        for text in [
            "23 octobre 2026",
            "23-oct-26",
            "Oct 23, 2026",
            "23. Oktober 2026",
            "23 أكتوبر 2026",
            "le 23 oct. 2026",
        ] {
            assert_eq!(named_date(text), day, "{text}");
        }
        for text in [
            "23 jui 2026",
            "octobre 2026",
            "31 février 2026",
            "hier",
            "23 octobre 2026 10 h",
        ] {
            assert_eq!(named_date(text), None, "{text}");
        }
        assert!(
            is_impossible("31/02/2026")
                && is_impossible("00/01/2026")
                && is_impossible("32/13/2026")
        );
        assert!(!is_impossible("10/23/2026") && !is_impossible("hier"));
    }

    #[test]
    fn a_unit_is_right_against_its_heading() {
        let euros = |text: &str| amount(&super::Cell::Text(text.to_owned()), Currency::Mad);
        for text in ["250 000 €", "250000 EUR", "€ 250.000,00", "250 000 euros"] {
            let read = match euros(text) {
                Some(Read::Plain(money) | Read::Likely(money)) => money,
                None => panic!("{text}"),
            };
            assert_eq!(
                (read.minor, read.currency),
                (25_000_000, Currency::Eur),
                "{text}"
            );
        }
    }

    #[test]
    fn impossible_dates_are_none() {
        for written in [
            "31/02/2026",
            "29/02/2025",
            "10/13/2026",
            "00/01/2026",
            "10/05/20266",
            "hier",
            "10/05",
            "1",
            "10/05/1026",
        ] {
            assert_eq!(date(&text(written)), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(written in "\\PC{0,40}") {
            let cell = text(&written);
            let _ = (amount(&cell, Currency::Mad), capacity(&cell), count(&cell, 80), date(&cell));
        }

        #[test]
        fn an_amount_written_in_french_is_read_back(minor_units in 0i64..1_000_000_000_000) {
            let written = format!("{},{:02}", minor_units / 100, minor_units % 100);
            prop_assert_eq!(minor(&text(&written)), Some(Read::Plain(minor_units)));
        }
    }
}
