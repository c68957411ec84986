//! `mentoring migrate`.

use super::{CliError, open_or_make};
use crate::{config::DataArgs, serve::reference_folder, state::Clock};
use clap::Args;
use std::{io::Write, path::PathBuf};

#[derive(Args, Debug)]
pub struct MigrateArgs {
    /// Folder with the reference data to load into an empty database.
    #[arg(long, env = "MENTORING_REFERENCE", value_name = "DIR")]
    reference: Option<PathBuf>,
}

pub async fn migrate(
    data: &DataArgs,
    args: &MigrateArgs,
    out: &mut (dyn Write + Send),
) -> Result<(), CliError> {
    let db = open_or_make(data).await?;
    let reference = reference_folder(args.reference.as_deref());
    let now = Clock::System.now();
    backend::programmes::seed(&db, &reference, now)
        .await
        .map_err(|error| CliError::failed("the reference data cannot be loaded", error))?;
    backend::legal::seed(&db, &reference.join("texts"), now)
        .await
        .map_err(|error| CliError::failed("the public texts cannot be loaded", error))?;
    writeln!(out, "The {} database is up to date.", db.engine())?;
    db.close().await;
    Ok(())
}
