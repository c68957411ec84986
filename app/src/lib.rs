//! Pages, components and server functions: what browser and server both render.
//!
//! A module is a feature: `api.rs` holds its server functions and nothing else, `pages/` and `components/` what
//! is shown. `ui` knows no feature; features share through `ui` or `domain`. Twin modules (`text`, `platform`)
//! hold what differs between browser and server, so that no component has a `cfg`.

#![recursion_limit = "512"]

pub mod documents;
pub mod error;
pub mod platform;
pub mod routes;
pub mod sections;
pub mod text;
pub mod ui;
pub mod wire;

#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
mod somebody;

pub mod accounts;
pub mod administration;
pub mod circle;
pub mod help;
pub mod home;
pub mod impact;
pub mod landing;
pub mod legal;
pub mod matching;
pub mod mentorships;
pub mod notifications;
pub mod offline;
pub mod privacy;
pub mod profiles;
pub mod programmes;
pub mod trust;

pub use error::AppError;
pub use routes::App;
