//! `mentoring backup` and `mentoring restore`.

use super::{CliError, open_present};
use crate::config::DataArgs;
use backend::db::{self, BackupError, OpenError};
use clap::{ArgAction, Args, builder::FalseyValueParser};
use std::{io::Write, path::PathBuf};

#[derive(Args, Debug)]
pub struct BackupArgs {
    /// The file to write; it must not be there yet.
    file: PathBuf,
}

#[derive(Args, Debug)]
pub struct RestoreArgs {
    /// A file that `mentoring backup` wrote.
    file: PathBuf,
    /// Replace the database that is there.
    #[arg(long, env = "MENTORING_REPLACE", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    replace: bool,
}

pub async fn backup(
    data: &DataArgs,
    args: &BackupArgs,
    out: &mut (dyn Write + Send),
) -> Result<(), CliError> {
    let db = open_present(data).await?;
    db::backup(&db, &args.file).await.map_err(error)?;
    db.close().await;
    writeln!(out, "Backed up to {}.", args.file.display())?;
    Ok(())
}

pub async fn restore(
    data: &DataArgs,
    args: &RestoreArgs,
    out: &mut (dyn Write + Send),
) -> Result<(), CliError> {
    let target = data
        .sqlite_file()
        .ok_or_else(|| error(BackupError::NotSqlite))?;
    if !args.file.is_file() {
        return Err(CliError::Usage(format!(
            "{} is not there",
            args.file.display()
        )));
    }
    db::restore(&args.file, &target, args.replace)
        .await
        .map_err(error)?;
    writeln!(out, "Restored to {}.", target.display())?;
    Ok(())
}

fn error(error: BackupError) -> CliError {
    match &error {
        BackupError::NotSqlite | BackupError::Foreign(_) | BackupError::InUse(_) => {
            CliError::Usage(error.to_string())
        }
        BackupError::Open(OpenError::Newer | OpenError::OtherMigration { .. }) => {
            CliError::Usage(super::with_causes(&error))
        }
        BackupError::TargetExists(file) => CliError::Usage(format!(
            "{file} is there already; choose another file, or for a restore say --replace"
        )),
        _ => CliError::failed("the back-up failed", error),
    }
}
