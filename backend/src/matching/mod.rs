//! Matching: which mentors suit a mentee, the directory of all of them, and requests from question to answer.
//!
//! Reading goes through [`Pools`], the mentors in memory; what decides goes through the database. A suggestion
//! is ranked in memory and looked up again before it is shown, and a request or an acceptance checks everything
//! in its own transaction, so that several servers never disagree about a place. Deliberately absent: rounds over
//! a whole cohort, and anything that could move a mentor up for money.

mod directory;
mod fold;
mod people;
mod places;
mod pool;
mod profile;
mod programme;
mod requests;
mod sql;
mod suggest;
#[cfg(test)]
pub(crate) mod tests;

pub use directory::directory;
pub(crate) use fold::{Search, fold};
pub(crate) use places::names_of as town_names;
pub use pool::Pools;
pub use profile::explain;
pub use requests::{
    Decline, accept, ask, decline, expire_due, my_requests, nearest, open_requests, remind_due,
    request, withdraw,
};
pub(crate) use requests::{
    Offers, after_change, before_change, leave, lock_all, lock_both, next_between,
    next_for_those_who_wait, offers, open_with, part,
};
pub use suggest::suggest;
