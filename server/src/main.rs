//! `mentoring`: see `mentoring --help`.

use std::process::ExitCode;

/// See `docs/decisions/allocator.md`.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    server::cli::run().await
}
