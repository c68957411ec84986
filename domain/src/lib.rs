//! The rules of Mentoring MeM: pure types and functions shared by the browser and the server.
//!
//! Deliberately absent: I/O, a clock, randomness in rules, any framework. Whoever calls a rule brings the
//! time and the person who acts. A module here is a feature, named as in every other crate.

pub mod failure;
pub mod ids;
pub mod lang;
pub mod live;
pub mod money;
pub mod parse;
pub mod permissions;
pub mod time;

pub mod accounts;
pub mod administration;
pub mod circle;
pub mod impact;
pub mod legal;
pub mod matching;
pub mod mentorships;
pub mod notifications;
pub mod profiles;
pub mod programmes;
pub mod trust;

pub use failure::{Failure, FieldProblem, Problem, Refusal};
pub use ids::*;
pub use lang::Lang;
pub use permissions::{Actor, Role};
pub use time::Timestamp;
