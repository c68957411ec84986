//! The circle: one's own line of stars.

pub mod api;
mod pages;

pub use pages::Chain;
