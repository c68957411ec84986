//! What somebody says of themselves when they sign up.

use super::EmailAddress;
use crate::{FieldProblem, Problem, parse};
use serde::{Deserialize, Serialize};

/// Which side of a mentorship somebody comes for. Both can be added later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    #[default]
    Mentee,
    Mentor,
}

impl Side {
    pub const fn code(self) -> &'static str {
        match self {
            Side::Mentee => "mentee",
            Side::Mentor => "mentor",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Side::Mentee, Side::Mentor]
            .into_iter()
            .find(|side| side.code() == code)
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    pub const fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }

    /// Value of `data-theme` on the root element; none to follow the device.
    pub const fn attribute(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }
}

/// The form as typed.
#[derive(Clone, Default)]
pub struct SignUpDraft {
    pub email: String,
    pub given_name: String,
    pub family_name: String,
    pub side: String,
}

#[derive(Clone, Debug)]
pub struct SignUp {
    pub email: EmailAddress,
    pub given_name: String,
    pub family_name: String,
    pub side: Side,
}

/// Longest name, in characters; as in the profile.
const NAME_MAX: usize = 80;

impl SignUpDraft {
    /// `read` is the reader of addresses.
    pub fn parse(
        &self,
        read: impl Fn(&str) -> Result<EmailAddress, Problem>,
    ) -> Result<SignUp, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut note = |field: &'static str, problem: Problem| {
            problems.push(FieldProblem {
                field: field.into(),
                problem,
            });
        };
        let given_name =
            parse::line(&self.given_name, 1, NAME_MAX).map_err(|p| note("given_name", p));
        let family_name =
            parse::line(&self.family_name, 1, NAME_MAX).map_err(|p| note("family_name", p));
        let email = read(&self.email).map_err(|p| note("email", p));
        match (given_name, family_name, email) {
            (Ok(given_name), Ok(family_name), Ok(email)) => Ok(SignUp {
                email,
                given_name,
                family_name,
                side: Side::from_code(&self.side).unwrap_or_default(),
            }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_named_at_once() {
        let draft = SignUpDraft {
            email: "nobody".into(),
            ..SignUpDraft::default()
        };
        let fields: Vec<_> = draft
            .parse(EmailAddress::parse)
            .unwrap_err()
            .into_iter()
            .map(|problem| problem.field.into_owned())
            .collect();
        assert_eq!(fields, ["given_name", "family_name", "email"]);
    }
}
