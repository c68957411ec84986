//! How much each criterion counts, as a programme sets it.

use super::Criterion;
use crate::{FieldProblem, Problem, parse};
use serde::{Deserialize, Serialize};

/// One weight of 0–100 for each criterion, not all zero. Only their ratio matters; 0 means "not counted at all".
///
/// In JSON one number per criterion: `{"needs":35,"sector":15,"region":15,"language":10,"experience":10,"hours":15}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Weights([u16; Criterion::COUNT]);

impl Weights {
    /// Largest weight of one criterion.
    pub const MAX: u16 = 100;

    /// In the order of [`Criterion::ALL`].
    pub fn parse(weights: [u16; Criterion::COUNT]) -> Result<Self, Problem> {
        if weights.iter().any(|weight| *weight > Self::MAX) {
            return Err(Problem::OutOfRange {
                min: 0,
                max: i64::from(Self::MAX),
            });
        }
        if weights.iter().all(|weight| *weight == 0) {
            return Err(Problem::TooFew { min: 1 });
        }
        Ok(Self(weights))
    }

    /// As typed, one text for each criterion in the order of [`Criterion::ALL`]; problems are named by its code.
    pub fn read(typed: [&str; Criterion::COUNT]) -> Result<Self, Vec<FieldProblem>> {
        let problem = |criterion: Criterion, problem| FieldProblem {
            field: criterion.code().into(),
            problem,
        };
        let (mut weights, mut problems) = ([0; Criterion::COUNT], Vec::new());
        for criterion in Criterion::ALL {
            let place = criterion as usize;
            match parse::whole_number(typed[place], 0, i64::from(Self::MAX)) {
                Ok(number) => weights[place] = u16::try_from(number).unwrap_or(Self::MAX),
                Err(found) => problems.push(problem(criterion, found)),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        // All zero: said beside the first.
        Self::parse(weights).map_err(|_| {
            let at_least_one = Problem::OutOfRange {
                min: 1,
                max: i64::from(Self::MAX),
            };
            vec![problem(Criterion::Needs, at_least_one)]
        })
    }

    pub const fn of(&self, criterion: Criterion) -> u16 {
        self.0[criterion as usize]
    }
}

/// Our own starting point, for each programme to change: what was asked for weighs as much as any two other criteria
/// and more; language and experience weigh least because a language in common is required anyway and years say little.
impl Default for Weights {
    fn default() -> Self {
        Self([35, 15, 15, 10, 10, 15])
    }
}

/// As weights stand in JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    needs: u16,
    sector: u16,
    region: u16,
    language: u16,
    experience: u16,
    hours: u16,
}

impl TryFrom<Written> for Weights {
    type Error = &'static str;

    fn try_from(w: Written) -> Result<Self, Self::Error> {
        Weights::parse([
            w.needs,
            w.sector,
            w.region,
            w.language,
            w.experience,
            w.hours,
        ])
        .map_err(|_| "each weight is 0 to 100 and at least one is more than 0")
    }
}

impl From<Weights> for Written {
    fn from(weights: Weights) -> Self {
        let [needs, sector, region, language, experience, hours] = weights.0;
        Written {
            needs,
            sector,
            region,
            language,
            experience,
            hours,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_that_are_all_zero_are_refused() {
        assert_eq!(Weights::parse([0; 6]), Err(Problem::TooFew { min: 1 }));
        assert!(Weights::parse([0, 0, 0, 0, 0, 1]).is_ok());
    }

    #[test]
    fn a_weight_over_one_hundred_is_refused() {
        assert_eq!(
            Weights::parse([101, 0, 0, 0, 0, 0]),
            Err(Problem::OutOfRange { min: 0, max: 100 })
        );
    }

    #[test]
    fn what_is_typed_is_read_with_every_problem_beside_its_criterion() {
        let read = Weights::read(["35", "15", " 15 ", "10", "10", "15"]);
        assert_eq!(read, Ok(Weights::default()));
        let problems = Weights::read(["35", "", "many", "101", "10", "-1"]).unwrap_err();
        let named: Vec<_> = problems
            .iter()
            .map(|one| (one.field.as_ref(), one.problem.clone()))
            .collect();
        let range = Problem::OutOfRange { min: 0, max: 100 };
        assert_eq!(
            named,
            [
                ("sector", Problem::Missing),
                ("region", Problem::NotAWholeNumber),
                ("language", range.clone()),
                ("hours", range),
            ]
        );
        let zeros = Weights::read(["0"; 6]).unwrap_err();
        assert_eq!(zeros.len(), 1);
        assert_eq!(zeros[0].field, "needs");
    }

    #[test]
    fn json_is_checked_as_a_form_is() {
        let text = serde_json::to_string(&Weights::default()).unwrap();
        assert_eq!(
            text,
            r#"{"needs":35,"sector":15,"region":15,"language":10,"experience":10,"hours":15}"#
        );
        assert_eq!(
            serde_json::from_str::<Weights>(&text).unwrap(),
            Weights::default()
        );
        let zeros = r#"{"needs":0,"sector":0,"region":0,"language":0,"experience":0,"hours":0}"#;
        assert!(serde_json::from_str::<Weights>(zeros).is_err());
        assert!(serde_json::from_str::<Weights>(r#"{"needs":1}"#).is_err());
    }
}
