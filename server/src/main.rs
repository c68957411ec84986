//! `mentoring`: see `mentoring --help`.

use std::process::ExitCode;

/// See `docs/decisions/allocator.md`.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Before anything else is started: a child that reads a workbook has one thread and bounds on all it may take.
    server::workbooks::as_child(std::env::args_os()).unwrap_or_else(serve)
}

#[tokio::main]
async fn serve() -> ExitCode {
    server::cli::run().await
}
