//! One's own data: taking it along, leaving a programme, having everything erased.

pub mod api;
#[cfg(feature = "ssr")]
mod names;
mod page;
#[cfg(feature = "ssr")]
mod readable;
#[cfg(feature = "ssr")]
mod values;

pub use page::{Erased, MyData};
#[cfg(feature = "ssr")]
pub use readable::readable;

/// Where the data of the reader is downloaded.
pub const EXPORT: &str = "/my-data.zip";
