//! The commands of `mentoring`. Exit codes: 0 done, 1 failed, 2 bad input or usage.
//!
//! What a command has to say goes to standard output; the log goes to standard error.

mod backup;
mod demo;
mod doctor;
mod import;
mod migrate;
mod print_config;
mod user;

pub use demo::print_sign_ins;

use crate::{
    config::{DataArgs, LogFormat, ServeArgs},
    post::PostError,
    serve::{self, ServeError},
};
use backend::{
    Db,
    db::{Migrations, OpenError},
};
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::{
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
};
use thiserror::Error;

#[derive(Parser, Debug)]
#[command(
    name = "mentoring",
    version,
    about = "Mentoring MeM: circular mentoring for Moroccans of the world",
    after_help = "Exit codes: 0 done, 1 failed, 2 bad input or usage."
)]
struct Cli {
    #[command(flatten)]
    data: DataArgs,
    /// How the log is written.
    #[arg(long, env = "MENTORING_LOG", value_enum, default_value_t = LogFormat::Text, global = true)]
    log: LogFormat,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serve the application.
    Serve(Box<ServeArgs>),
    /// Bring the database up to date, fill an empty one with reference data and the first programme, and exit.
    Migrate(migrate::MigrateArgs),
    /// Import people from a CSV or XLSX file.
    Import(import::ImportArgs),
    /// Load made-up people to try everything with.
    Demo(demo::DemoArgs),
    /// Accounts and roles.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Copy the database to a file, also while it is served.
    Backup(backup::BackupArgs),
    /// Put a back-up in the database's place. Stop the server first.
    Restore(backup::RestoreArgs),
    /// Check configuration, database, mail and time zone data.
    Doctor(Box<ServeArgs>),
}

/// Why a command did not do its job.
#[derive(Debug, Error)]
pub enum CliError {
    /// Bad input or usage: exit code 2.
    #[error("{0}")]
    Usage(String),
    /// Exit code 1.
    #[error("{0}")]
    Failed(String, #[source] Box<dyn std::error::Error + Send + Sync>),
    /// The command ran and its answer is no: exit code 1.
    #[error("{0}")]
    No(String),
    #[error("the output could not be written")]
    Output(#[from] io::Error),
}

impl CliError {
    fn failed(
        what: impl Into<String>,
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        CliError::Failed(what.into(), cause.into())
    }

    const fn exit_code(&self) -> u8 {
        match self {
            CliError::Usage(_) => 2,
            CliError::Failed(..) | CliError::No(_) | CliError::Output(_) => 1,
        }
    }
}

impl From<OpenError> for CliError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::UnknownEngine
            | OpenError::MigrationsPending { .. }
            | OpenError::Newer
            | OpenError::OtherMigration { .. } => CliError::Usage(error.to_string()),
            _ => CliError::failed("the database could not be opened", error),
        }
    }
}

impl From<ServeError> for CliError {
    fn from(error: ServeError) -> Self {
        use backend::programmes::demo::DemoError;
        match error {
            ServeError::Open(error) => error.into(),
            ServeError::DemoPeople | ServeError::Demo(DemoError::RealPeople) => {
                CliError::Usage(with_causes(&error))
            }
            ServeError::Post(PostError::Server(_)) => {
                CliError::Usage(format!("--smtp-url: {}", with_causes(&error)))
            }
            ServeError::Post(PostError::Address(_)) => {
                CliError::Usage(format!("--mail-from: {}", with_causes(&error)))
            }
            _ => CliError::failed("the server cannot go on", error),
        }
    }
}

impl From<backend::Error> for CliError {
    fn from(error: backend::Error) -> Self {
        CliError::failed("the database did not answer as it should", error)
    }
}

/// Runs the command that the program's arguments name.
pub async fn run() -> ExitCode {
    crate::private::begin();
    ExitCode::from(run_with(std::env::args_os(), &mut io::stdout()).await)
}

/// Runs the command of `arguments`, writes what it has to say to `out`, and returns the exit code.
pub async fn run_with(
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut (dyn Write + Send),
) -> u8 {
    let read = Cli::command()
        .try_get_matches_from(arguments)
        .and_then(|matches| Ok((Cli::from_arg_matches(&matches)?, matches)));
    let (cli, matches) = match read {
        Ok(read) => read,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { 2 } else { 0 };
        }
    };
    log_to_stderr(cli.log);
    match Box::pin(execute(cli, &matches, out)).await {
        Ok(()) => 0,
        Err(error) => {
            tracing::error!("{}", with_causes(&error));
            error.exit_code()
        }
    }
}

async fn execute(
    cli: Cli,
    matches: &ArgMatches,
    out: &mut (dyn Write + Send),
) -> Result<(), CliError> {
    let data = &cli.data;
    match cli.command {
        Command::Serve(args) if args.print_config => {
            print_config::print(&Cli::command(), matches, data, &args, out)
        }
        Command::Serve(args) if args.clock_ahead > 0 && !args.demo => Err(CliError::Usage(
            "--clock-ahead moves deadlines of real people; it goes with --demo only".into(),
        )),
        Command::Serve(args) if args.require_second_step && !args.has_name() => {
            Err(CliError::Usage(
                "browsers have no passkeys for a site whose address is a number: --require-second-step goes with a --base-url that has a name, as in http://localhost:3000".into(),
            ))
        }
        Command::Serve(args) => Ok(Box::pin(serve::serve(data, &args, out)).await?),
        Command::Migrate(args) => migrate::migrate(data, &args, out).await,
        Command::Import(args) => import::import(data, &args, out).await,
        Command::Demo(args) => demo::demo(data, &args, out).await,
        Command::User(command) => user::user(data, command, out).await,
        Command::Backup(args) => backup::backup(data, &args, out).await,
        Command::Restore(args) => backup::restore(data, &args, out).await,
        Command::Doctor(args) => doctor::doctor(data, &args, out).await,
    }
}

fn log_to_stderr(format: LogFormat) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| "info,sqlx=warn".into());
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr);
    // Fails when a log was set up before, in tests.
    let _ = match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    line
}

/// Opens a database that is there already: a command must not make an empty one by a mistyped path.
async fn open_present(data: &DataArgs) -> Result<Db, CliError> {
    if let Some(file) = data.sqlite_file()
        && !file.is_file()
    {
        return Err(CliError::Usage(format!(
            "there is no database at {}; name its folder with --data or its address with --database",
            file.display()
        )));
    }
    Ok(Db::open(&data.url(), Migrations::Require).await?)
}

/// Opens the database, making it and bringing it up to date where needed.
async fn open_or_make(data: &DataArgs) -> Result<Db, CliError> {
    std::fs::create_dir_all(&data.data)
        .map_err(|error| CliError::failed("the data folder cannot be made", error))?;
    Ok(Db::open(&data.url(), Migrations::Apply).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Command as Clap;

    /// Options of a command and of its own commands that no variable stands for.
    fn without_variable(command: &Clap) -> Vec<String> {
        let own = command
            .get_arguments()
            .filter(|option| option.get_long().is_some() && option.get_env().is_none())
            .map(|option| format!("{} {}", command.get_name(), option.get_id()))
            .filter(|name| !name.ends_with(" help") && !name.ends_with(" version"));
        let below = command.get_subcommands().flat_map(without_variable);
        own.chain(below).collect()
    }

    #[test]
    fn every_option_is_a_variable_too() {
        assert_eq!(
            without_variable(&Cli::command()),
            ["serve print_config", "doctor print_config"]
        );
    }
}
