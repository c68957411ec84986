//! Pages of the circle.

mod chain;
mod map;

pub use chain::Chain;
