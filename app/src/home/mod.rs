//! The home of a signed-in person.

pub mod api;
mod page;

pub use page::Home;
