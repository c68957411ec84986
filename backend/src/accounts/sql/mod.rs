//! SQL of accounts, by what it is about.

mod agreements;
mod links;
mod memberships;
mod people;
mod roles;
mod sign_ins;
mod throttles;

pub use self::{
    agreements::*, links::*, memberships::*, people::*, roles::*, sign_ins::*, throttles::*,
};
