//! `mentoring migrate`.

use super::{CliError, open_or_make};
use crate::config::DataArgs;
use std::io::Write;

pub async fn migrate(data: &DataArgs, out: &mut (dyn Write + Send)) -> Result<(), CliError> {
    let db = open_or_make(data).await?;
    writeln!(out, "The {} database is up to date.", db.engine())?;
    db.close().await;
    Ok(())
}
