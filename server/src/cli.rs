//! The commands of `mentoring`. Exit codes: 0 done, 1 failed, 2 bad input or usage.

use crate::{
    config::{DataArgs, ServeArgs},
    serve,
};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser, Debug)]
#[command(
    name = "mentoring",
    version,
    about = "Mentoring MeM: circular mentoring for Moroccans of the world"
)]
struct Cli {
    #[command(flatten)]
    data: DataArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serve the application.
    Serve(ServeArgs),
}

/// Runs the command that the arguments name.
pub async fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "info,sqlx=warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let result = match cli.command {
        Command::Serve(args) => Box::pin(serve::serve(&cli.data, &args)).await,
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let mut cause: Option<&dyn std::error::Error> = Some(&error);
            let mut line = String::new();
            while let Some(error) = cause {
                if !line.is_empty() {
                    line.push_str(": ");
                }
                line.push_str(&error.to_string());
                cause = error.source();
            }
            tracing::error!("{line}");
            ExitCode::FAILURE
        }
    }
}
