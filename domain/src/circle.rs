//! The circle: whoever was helped helps in turn. Pledges, the star of what a person received and gave, and the chain.

mod chain;
mod map;
mod star;

pub use chain::{ChainFacts, ChainSize, ChainStar, ChainStep, ChainView, Line};
pub use map::{Cell, Kin, MAP_COLUMNS, MapStar, cells};
pub use star::{Points, Record};

use crate::{FieldProblem, Problem, parse, time::Day};
use serde::{Deserialize, Serialize};

/// How somebody promises to help in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PledgeForm {
    /// `amount` hours of mentoring.
    Hours,
    /// One mentee accompanied to the end.
    Mentee,
    /// A talk to a cohort.
    Talk,
}

impl PledgeForm {
    pub const ALL: [PledgeForm; 3] = [PledgeForm::Hours, PledgeForm::Mentee, PledgeForm::Talk];

    pub const fn code(self) -> &'static str {
        match self {
            PledgeForm::Hours => "hours",
            PledgeForm::Mentee => "mentee",
            PledgeForm::Talk => "talk",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What a mentee promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPledge {
    pub form: PledgeForm,
    /// Hours for [`PledgeForm::Hours`], else 1.
    pub amount: i64,
    pub by: PlainDate,
}

/// A day without its weekday, as typed and stored: `2027-07-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlainDate {
    pub year: i16,
    pub month: u8,
    pub day: u8,
}

impl PlainDate {
    /// Reads `YYYY-MM-DD`; the caller checks that the month has this day.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let date = Self {
            year: parts.next()?.parse().ok()?,
            month: parts.next()?.parse().ok()?,
            day: parts.next()?.parse().ok()?,
        };
        (parts.next().is_none() && (1..=12).contains(&date.month) && (1..=31).contains(&date.day))
            .then_some(date)
    }
}

impl std::fmt::Display for PlainDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl NewPledge {
    /// Takes what was typed; `today` and `latest` bound the day.
    pub fn parse(
        form: &str,
        hours: &str,
        by: &str,
        today: PlainDate,
        latest: PlainDate,
    ) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let form = PledgeForm::from_code(form);
        let amount = match form {
            Some(PledgeForm::Hours) => parse::whole_number(hours, 1, 200),
            Some(PledgeForm::Mentee | PledgeForm::Talk) => Ok(1),
            None => {
                note(&mut problems, "form", Problem::NotInList);
                Ok(1)
            }
        };
        let amount = amount.map_err(|it| note(&mut problems, "hours", it));
        let by = PlainDate::parse(by);
        match by {
            None => note(&mut problems, "by", Problem::NotADate),
            Some(day) if day <= today => note(&mut problems, "by", Problem::InThePast),
            Some(day) if day > latest => note(&mut problems, "by", Problem::NotADate),
            Some(_) => {}
        }
        match (form, amount, by) {
            (Some(form), Ok(amount), Some(by)) if problems.is_empty() => {
                Ok(Self { form, amount, by })
            }
            _ => Err(problems),
        }
    }
}

/// A pledge as pages show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeView {
    pub form: PledgeForm,
    pub amount: i64,
    pub by: Day,
}

fn note(problems: &mut Vec<FieldProblem>, field: &'static str, problem: Problem) {
    problems.push(FieldProblem {
        field: field.into(),
        problem,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: PlainDate = PlainDate {
        year: 2026,
        month: 11,
        day: 23,
    };
    const LATEST: PlainDate = PlainDate {
        year: 2031,
        month: 11,
        day: 23,
    };

    #[test]
    fn only_hours_have_an_amount() {
        let hours = NewPledge::parse("hours", "12", "2027-07-01", TODAY, LATEST).unwrap();
        assert_eq!(hours.amount, 12);
        let talk = NewPledge::parse("talk", "", "2027-07-01", TODAY, LATEST).unwrap();
        assert_eq!(talk.amount, 1);
    }

    #[test]
    fn a_pledge_lies_ahead() {
        let past = NewPledge::parse("talk", "", "2026-11-23", TODAY, LATEST).unwrap_err();
        assert_eq!(past[0].problem, Problem::InThePast);
        let never = NewPledge::parse("gift", "", "soon", TODAY, LATEST).unwrap_err();
        assert_eq!(never.len(), 2);
    }
}
