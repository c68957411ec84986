//! The axum binary: configuration, routing, middleware, live events, worker, commands.
//!
//! The only crate that knows cookies, headers and the environment. A library beside the binary, so that tests
//! drive the whole application through its router.

#![recursion_limit = "512"]

pub mod assets;
pub mod bodies;
pub mod cli;
pub mod config;
pub mod connections;
pub mod context;
pub mod cookie;
pub mod dev_mail;
pub mod exports;
pub mod headers;
pub mod host;
pub mod imports;
mod kept;
pub mod live;
pub mod metrics;
mod my_data;
pub mod pages;
mod passkeys;
mod photos;
pub mod post;
pub mod private;
pub mod pwa;
pub mod refusals;
pub mod requests;
pub mod router;
pub mod search;
pub mod serve;
pub mod state;
pub mod uploads;
pub mod workbooks;
pub mod worker;

pub use router::router;
pub use state::AppState;
