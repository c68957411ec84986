//! Telephone numbers, kept so that somebody in another country can dial them.
//!
//! A number with `+` or `00` is whole. Another gets the prefix of its owner's country; where that is not known, or how its
//! numbers go abroad is not, its owner is asked for the prefix. Whether anybody answers is not asked.

use super::CountryCode;
use crate::{Problem, parse};

/// Longest number with its signs, in characters.
pub const PHONE_MAX: usize = 40;

/// A number as typed, with its country's prefix, or nothing. With the usual signs between its digits: at most 15 (ITU-T
/// E.164), and at least 8, since the shortest of mobile networks have as many with their country or area.
pub fn phone(text: &str, country: Option<&CountryCode>) -> Result<String, Problem> {
    let text = parse::line(&parse::western_digits(text), 0, PHONE_MAX)?;
    if text.is_empty() {
        return Ok(text);
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let usual = text
        .chars()
        .all(|c| c.is_ascii_digit() || " +-.()/".contains(c))
        && text.rfind('+').is_none_or(|at| at == 0);
    if !usual || !(8..=15).contains(&digits) {
        return Err(Problem::NotAPhone);
    }
    let whole = match text.strip_prefix('+').or_else(|| text.strip_prefix("00")) {
        // What is in brackets is dialled within the country alone: `+33 (0)6 …`.
        Some(rest) => format!("+{}", plain(&rest.replace("(0)", " "))),
        None => with_prefix(&text, country.ok_or(Problem::NoPrefix)?)?,
    };
    let digits = whole.chars().filter(char::is_ascii_digit).count();
    let begins = whole[1..].starts_with(|c| matches!(c, '1'..='9'));
    (begins && (8..=15).contains(&digits))
        .then_some(whole)
        .ok_or(Problem::NotAPhone)
}

fn with_prefix(text: &str, country: &CountryCode) -> Result<String, Problem> {
    let (_, prefix, trunk) = COUNTRIES
        .iter()
        .find(|(code, ..)| *code == country.as_str())
        .ok_or(Problem::NoPrefix)?;
    let text = plain(text);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    // The prefix is there, without its sign. Where a number begins with 0 it cannot be taken for one.
    let is_whole = digits.len() >= prefix.len() + 8 && digits.starts_with(prefix);
    Ok(if is_whole {
        format!("+{text}")
    } else {
        let national = match trunk {
            Trunk::Zero => text.strip_prefix('0').unwrap_or(&text),
            Trunk::None => &text,
        };
        format!(
            "+{prefix} {}",
            national.trim_start_matches([' ', '-', '.', '/'])
        )
    })
}

/// Without brackets, and with one space at a time.
fn plain(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '(' | ')')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a number begins with inside its country, and loses abroad.
enum Trunk {
    Zero,
    None,
}

/// Country, prefix (ITU-T E.164), trunk prefix. Of the countries of the first reference list; a country that is added to
/// it, or whose rule we do not know for certain (Gabon), asks for the prefix.
const COUNTRIES: [(&str, &str, Trunk); 39] = [
    ("MA", "212", Trunk::Zero),
    ("FR", "33", Trunk::Zero),
    ("ES", "34", Trunk::None),
    // A first 0 belongs to the number.
    ("IT", "39", Trunk::None),
    ("BE", "32", Trunk::Zero),
    ("NL", "31", Trunk::Zero),
    ("DE", "49", Trunk::Zero),
    ("GB", "44", Trunk::Zero),
    ("CH", "41", Trunk::Zero),
    ("PT", "351", Trunk::None),
    ("SE", "46", Trunk::Zero),
    ("NO", "47", Trunk::None),
    ("DK", "45", Trunk::None),
    ("FI", "358", Trunk::Zero),
    ("IE", "353", Trunk::Zero),
    ("LU", "352", Trunk::None),
    ("AT", "43", Trunk::Zero),
    ("PL", "48", Trunk::None),
    ("TR", "90", Trunk::Zero),
    ("CA", "1", Trunk::None),
    ("US", "1", Trunk::None),
    ("AE", "971", Trunk::Zero),
    ("SA", "966", Trunk::Zero),
    ("QA", "974", Trunk::None),
    ("KW", "965", Trunk::None),
    ("BH", "973", Trunk::None),
    ("OM", "968", Trunk::None),
    ("EG", "20", Trunk::Zero),
    ("TN", "216", Trunk::None),
    ("DZ", "213", Trunk::Zero),
    ("LY", "218", Trunk::Zero),
    ("MR", "222", Trunk::None),
    ("SN", "221", Trunk::None),
    // Since 2021 a first 0 belongs to the number.
    ("CI", "225", Trunk::None),
    ("ML", "223", Trunk::None),
    ("AU", "61", Trunk::Zero),
    ("BR", "55", Trunk::Zero),
    ("CN", "86", Trunk::Zero),
    ("JP", "81", Trunk::Zero),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn in_country(text: &str, country: &str) -> Result<String, Problem> {
        phone(text, CountryCode::parse(country).as_ref())
    }

    #[test]
    fn a_national_number_gets_the_prefix_of_its_country() {
        for (typed, country, kept) in [
            ("06 12 34 56 78", "MA", "+212 6 12 34 56 78"),
            ("٠٦١٢٣٤٥٦٧٨", "MA", "+212 612345678"),
            ("612345678", "MA", "+212 612345678"),
            ("212 612345678", "MA", "+212 612345678"),
            ("(0)6 12 34 56 78", "MA", "+212 6 12 34 56 78"),
            ("0171/2345678", "DE", "+49 171/2345678"),
            ("06 12345678", "IT", "+39 06 12345678"),
            ("612 345 678", "ES", "+34 612 345 678"),
            ("07 01 02 03 04", "CI", "+225 07 01 02 03 04"),
            ("(514) 555-0123", "CA", "+1 514 555-0123"),
            ("1 514 555 0123", "CA", "+1 514 555 0123"),
        ] {
            assert_eq!(in_country(typed, country), Ok(kept.into()), "{typed}");
        }
    }

    #[test]
    fn a_whole_number_stays_whatever_the_country() {
        for (typed, kept) in [
            ("+212 6 12 34 56 78", "+212 6 12 34 56 78"),
            ("+33 (0)6 39 98 00 00", "+33 6 39 98 00 00"),
            ("0049 171 2345678", "+49 171 2345678"),
            ("", ""),
        ] {
            assert_eq!(phone(typed, None), Ok(kept.into()), "{typed}");
            assert_eq!(in_country(typed, "MA"), Ok(kept.into()), "{typed}");
        }
    }

    #[test]
    fn without_a_country_the_prefix_is_asked_for() {
        assert_eq!(phone("0612345678", None), Err(Problem::NoPrefix));
        assert_eq!(in_country("06123456", "GA"), Err(Problem::NoPrefix));
        assert_eq!(in_country("06123456", "XX"), Err(Problem::NoPrefix));
    }

    #[test]
    fn what_nobody_can_dial_is_no_number() {
        for bad in [
            "12345",
            "call me",
            "+212 6 12 34 56 78 90 12 34",
            "06+12345678",
            "+0612345678",
            "++212612345678",
            "0000000000",
        ] {
            assert_eq!(in_country(bad, "MA"), Err(Problem::NotAPhone), "{bad}");
        }
    }
}
