//! Pages of the circle.

mod chain;

pub use chain::Chain;
