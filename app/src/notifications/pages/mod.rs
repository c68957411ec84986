//! Pages of notices.

mod choices;
mod notices;

pub use choices::Choices;
pub use notices::Notices;
