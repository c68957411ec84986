//! Reading one field: each function gives the value or the problem to show beside the field.

use crate::{
    FieldProblem, Problem,
    money::{Currency, Money},
    parse,
    profiles::{Level, PROJECT_MAX_MINOR, SpokenLanguage, Tongue},
};

/// Collects problems while the fields of a form are read one by one.
#[derive(Default)]
pub(super) struct Problems(pub(super) Vec<FieldProblem>);

impl Problems {
    pub(super) fn take<T>(&mut self, field: &'static str, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.add(field, problem)).ok()
    }

    pub(super) fn add(&mut self, field: &'static str, problem: Problem) {
        self.0.push(FieldProblem {
            field: field.into(),
            problem,
        });
    }

    /// `value` unless something was wrong with any field.
    pub(super) fn unless<T>(self, value: Option<T>) -> Result<T, Vec<FieldProblem>> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self.0),
        }
    }
}

/// Was nothing typed into any of these?
pub(super) fn is_blank<'a>(texts: impl IntoIterator<Item = &'a String>) -> bool {
    texts.into_iter().all(|text| text.trim().is_empty())
}

pub(super) fn zone(text: &str) -> Result<Option<String>, Problem> {
    let text = text.trim();
    let shaped = text.len() <= 64
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/_+-".contains(&b));
    match text {
        "" => Ok(None),
        _ if shaped => Ok(Some(text.to_owned())),
        _ => Err(Problem::NotInList),
    }
}

pub(super) fn languages(entries: &[String]) -> Result<Vec<SpokenLanguage>, Problem> {
    let mut spoken: Vec<SpokenLanguage> = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.is_empty()) {
        let language = entry
            .split_once(':')
            .and_then(|(tongue, level)| {
                Some(SpokenLanguage {
                    tongue: Tongue::from_code(tongue)?,
                    level: Level::from_code(level)?,
                })
            })
            .ok_or(Problem::NotInList)?;
        if spoken.iter().all(|known| known.tongue != language.tongue) {
            spoken.push(language);
        }
    }
    if spoken.is_empty() {
        return Err(Problem::TooFew { min: 1 });
    }
    Ok(spoken)
}

pub(super) fn money(amount: &str, currency: &str) -> Result<Option<Money>, Problem> {
    match parse::amount(amount, PROJECT_MAX_MINOR) {
        Err(Problem::Missing) => Ok(None),
        Err(problem) => Err(problem),
        Ok(minor) => Ok(Some(Money {
            minor,
            currency: Currency::from_code(currency).ok_or(Problem::NotInList)?,
        })),
    }
}

pub(super) fn code<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Problem> {
    match text.trim() {
        "" => Err(Problem::Missing),
        text => read(text).ok_or(Problem::NotInList),
    }
}

pub(super) fn optional<T>(
    text: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    match text.trim() {
        "" => Ok(None),
        text => read(text).map(Some).ok_or(Problem::NotInList),
    }
}

/// One to `max` codes, each kept once, in the order sent.
pub(super) fn codes<T: PartialEq>(
    texts: &[String],
    max: usize,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Problem> {
    match codes_or_none(texts, max, read)? {
        empty if empty.is_empty() => Err(Problem::TooFew { min: 1 }),
        some => Ok(some),
    }
}

pub(super) fn codes_or_none<T: PartialEq>(
    texts: &[String],
    max: usize,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Problem> {
    let mut chosen: Vec<T> = Vec::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        let value = read(text).ok_or(Problem::NotInList)?;
        if !chosen.contains(&value) {
            chosen.push(value);
        }
    }
    if chosen.len() > max {
        return Err(Problem::TooManyChosen { max: max as u32 });
    }
    Ok(chosen)
}

pub(super) fn optional_number(text: &str, min: i64, max: i64) -> Result<Option<i64>, Problem> {
    match parse::whole_number(text, min, max) {
        Ok(number) => Ok(Some(number)),
        Err(Problem::Missing) => Ok(None),
        Err(problem) => Err(problem),
    }
}
