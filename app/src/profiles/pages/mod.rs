//! Pages of profiles.

mod me;
mod reference;
mod start;
mod step;

pub use me::Me;
pub use reference::ReferenceList;
pub use start::Start;
pub use step::Step;
