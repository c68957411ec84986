//! What browser and server do differently, behind the same names.

use leptos::{prelude::AnyView, tachys::view::iterators::StaticVec};

/// What shows nothing where it stands. The two sides must agree on its type, or the browser looks for what the server did
/// not write.
pub type Nothing = StaticVec<AnyView>;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
pub use browser::*;

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(not(target_arch = "wasm32"))]
pub use native::*;
