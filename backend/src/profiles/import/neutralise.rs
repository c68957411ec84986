//! Cells that no spreadsheet will evaluate.
//!
//! A text that begins like a formula is run by Excel and others when a CSV file is opened (OWASP, "CSV injection").
//! Every export of the product writes its texts through [`neutralise`].

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula, plain and full width.
const STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The text, with an apostrophe before it when a spreadsheet could run it. A number or a phone number stays as it is.
pub fn neutralise(text: &str) -> Cow<'_, str> {
    if text.starts_with(STARTS) && !is_number_or_phone(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Takes the apostrophe of [`neutralise`] away again.
pub fn unneutralise(text: &str) -> &str {
    text.strip_prefix('\'')
        .filter(|rest| rest.starts_with(STARTS))
        .unwrap_or(text)
}

/// One sign, then digits and what stands between them: nothing that a formula could do.
fn is_number_or_phone(text: &str) -> bool {
    text.strip_prefix(['+', '-']).is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit() || c == '(')
            && rest.chars().all(|c| {
                c.is_ascii_digit()
                    || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '(' | ')')
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_could_run_is_made_text() {
        for text in [
            "=HYPERLINK(\"x\")",
            "@SUM(1)",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "\t=1",
            "＝1",
            "-Bonjour",
        ] {
            assert_eq!(neutralise(text), format!("'{text}"));
        }
    }

    #[test]
    fn ordinary_cells_stay_as_they_are() {
        for text in [
            "Leïla",
            "",
            "+33 6 39 98 71 82",
            "+1 (212) 555 0102",
            "-550000,00",
            "a=b",
            "'quoted'",
        ] {
            assert_eq!(neutralise(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_text_begins_as_a_formula_and_every_text_comes_back(text in "[=+@\\-\t'a1 ]{0,6}|\\PC{0,20}") {
            let safe = neutralise(&text).into_owned();
            prop_assert!(!safe.starts_with(['=', '@', '\t', '\r']));
            // A text that had the apostrophe of a neutralised one already loses it: it is ours to take.
            if !text.starts_with('\'') {
                prop_assert_eq!(unneutralise(&safe), text);
            }
        }
    }
}
