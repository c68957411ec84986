//! `mentoring demo`, and what `serve --demo` says of it.

use super::{CliError, open_or_make};
use crate::{config::DataArgs, serve::reference_folder, state::Clock};
use backend::{
    Backend,
    accounts::Hasher,
    legal,
    programmes::{
        self,
        demo::{DemoError, Loaded, PASSWORD, SIGN_INS},
    },
};
use clap::Args;
use std::{
    io::{self, Write},
    path::PathBuf,
};

#[derive(Args, Debug)]
pub struct DemoArgs {
    /// Folder with the reference data to load into an empty database.
    #[arg(long, env = "MENTORING_REFERENCE", value_name = "DIR")]
    reference: Option<PathBuf>,
}

pub async fn demo(
    data: &DataArgs,
    args: &DemoArgs,
    out: &mut (dyn Write + Send),
) -> Result<(), CliError> {
    let db = open_or_make(data).await?;
    let now = Clock::System.now();
    let reference = reference_folder(args.reference.as_deref());
    let programme = programmes::seed(&db, &reference, now)
        .await
        .map_err(|error| CliError::failed("the reference data cannot be loaded", error))?;
    legal::seed(&db, &reference.join("texts"), now)
        .await
        .map_err(|error| CliError::failed("the public texts cannot be loaded", error))?;
    let backend = Backend::new(db.clone(), Hasher::new(1));
    match programmes::demo::load(&backend, programme, now).await {
        Ok(Loaded::Now) => writeln!(out, "The demo data is loaded.")?,
        Ok(Loaded::Before) => writeln!(out, "The demo data was there already.")?,
        Err(error @ DemoError::RealPeople) => return Err(CliError::Usage(error.to_string())),
        Err(error) => return Err(CliError::failed("the demo data cannot be loaded", error)),
    }
    print_sign_ins(out)?;
    db.close().await;
    Ok(())
}

/// Who can sign in to the demo, and how.
pub fn print_sign_ins(out: &mut (dyn Write + Send)) -> io::Result<()> {
    writeln!(out, "Demo sign-ins, all with the password {PASSWORD}:")?;
    for email in SIGN_INS {
        writeln!(out, "  {email}")?;
    }
    out.flush()
}
