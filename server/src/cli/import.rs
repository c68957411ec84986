//! `mentoring import`.

use super::{CliError, open_present};
use crate::{config::DataArgs, state::Clock, workbooks::Children};
use app::text::imports as words;
use backend::profiles::import::{
    self, Codes, ImportError, Invitations, Mode, Options, Progress, Rejected,
};
use clap::{ArgAction, Args, ValueEnum, builder::FalseyValueParser};
use domain::{
    Lang,
    profiles::{FileEncoding, ImportAs, ImportReport},
};
use std::{
    fs::File,
    io::{BufReader, IsTerminal, Write},
    path::PathBuf,
    sync::Arc,
};

#[derive(Args, Debug)]
pub struct ImportArgs {
    /// The CSV or XLSX file.
    file: PathBuf,
    /// The role that its people are given.
    #[arg(long = "as", env = "MENTORING_AS", value_enum)]
    role: Role,
    /// Code of the programme they join; the only one there is when left out.
    #[arg(long, env = "MENTORING_PROGRAMME", value_name = "CODE")]
    programme: Option<String>,
    /// Encoding of a CSV file; told by its bytes when left out.
    #[arg(long, env = "MENTORING_ENCODING", value_enum)]
    encoding: Option<Encoding>,
    /// Report, and write nothing.
    #[arg(long, env = "MENTORING_DRY_RUN", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    dry_run: bool,
    /// Invite by mail everybody who gets the role, and whoever earlier imports brought uninvited.
    #[arg(long, env = "MENTORING_INVITE", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    invite: bool,
    /// Write the rejected rows to this file, with the reason in a column of its own.
    #[arg(long, env = "MENTORING_REJECTED", value_name = "OUT.csv")]
    rejected: Option<PathBuf>,
    /// Print the summary as one line of JSON.
    #[arg(long, env = "MENTORING_JSON", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Role {
    Mentors,
    Mentees,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Encoding {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-16")]
    Utf16,
    #[value(name = "windows-1252")]
    Windows1252,
    #[value(name = "windows-1256")]
    Windows1256,
}

impl From<Encoding> for FileEncoding {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Utf8 => FileEncoding::Utf8,
            Encoding::Utf16 => FileEncoding::Utf16,
            Encoding::Windows1252 => FileEncoding::Windows1252,
            Encoding::Windows1256 => FileEncoding::Windows1256,
        }
    }
}

pub async fn import(
    data: &DataArgs,
    args: &ImportArgs,
    out: &mut (dyn Write + Send),
) -> Result<(), CliError> {
    let file = File::open(&args.file).map_err(|error| {
        CliError::Usage(format!("{} cannot be read: {error}", args.file.display()))
    })?;
    let db = open_present(data).await?;
    let programme = import::programme(&db, args.programme.as_deref())
        .await
        .map_err(|error| match &args.programme {
            Some(code) if matches!(error, backend::Error::Failure(_)) => {
                CliError::Usage(format!("there is no programme {code}"))
            }
            _ => error.into(),
        })?
        .ok_or_else(|| CliError::Usage("name the programme with --programme CODE".into()))?;
    let options = Options {
        role: match args.role {
            Role::Mentors => ImportAs::Mentors,
            Role::Mentees => ImportAs::Mentees,
        },
        programme,
        mode: if args.dry_run {
            Mode::DryRun
        } else {
            Mode::Write
        },
        invitations: if args.invite {
            Invitations::Send
        } else {
            Invitations::None
        },
        encoding: args.encoding.map(FileEncoding::from),
        workbooks: Arc::new(Children::of_this_program()),
        by: None,
        now: Clock::System.now(),
    };
    let rejected = match &args.rejected {
        None => None,
        Some(path) => {
            let file = File::create(path).map_err(|error| {
                CliError::Usage(format!("{} cannot be written: {error}", path.display()))
            })?;
            Some(Rejected {
                out: Box::new(file),
                wording: &Codes,
            })
        }
    };
    let report = import::import(&db, BufReader::new(file), &options, rejected, &mut teller())
        .await
        .map_err(|error| match error {
            ImportError::File(_) => CliError::Usage(error.to_string()),
            ImportError::Backend(cause) => CliError::failed("the import failed", cause),
        })?;
    if args.invite && !args.dry_run {
        // Those of earlier imports too, whom a repeat of their file would not invite.
        backend::programmes::invitations::invite_by_operator(&db, programme, Clock::System.now())
            .await?;
    }
    db.close().await;
    say(&report, args, out)
}

/// How far it is: one line that changes on a terminal, else a line for each tenth.
fn teller() -> impl FnMut(Progress) + Send {
    let mut due = 10;
    move |progress| {
        let mut log = std::io::stderr();
        let Progress { rows, percent } = progress;
        if log.is_terminal() {
            let _ = write!(log, "\r{rows:>8} rows, {percent:>3} %");
            if percent == 100 {
                let _ = writeln!(log);
            }
        } else if percent >= due {
            let _ = writeln!(log, "{rows} rows, {percent} %");
            due = (percent / 10 + 1) * 10;
        }
    }
}

fn say(
    report: &ImportReport,
    args: &ImportArgs,
    out: &mut (dyn Write + Send),
) -> Result<(), CliError> {
    let summary = &report.summary;
    if args.json {
        let line = serde_json::to_string(summary)
            .map_err(|error| CliError::failed("the summary cannot be written", error))?;
        writeln!(out, "{line}")?;
        return Ok(());
    }
    say_rows(report, out)?;
    writeln!(
        out,
        "{} rows: {} imported ({} with a warning), {} there already, {} rejected; {} lines ignored.",
        summary.rows,
        summary.imported,
        summary.warned,
        summary.duplicates,
        summary.rejected,
        summary.ignored
    )?;
    if args.dry_run {
        writeln!(out, "Dry run: nothing was written.")?;
    }
    Ok(())
}

/// Every row there is something to say about, with the cell and what stands there.
fn say_rows(report: &ImportReport, out: &mut (dyn Write + Send)) -> Result<(), CliError> {
    const LANG: Lang = Lang::En;
    for line in words::told(LANG, &report.told) {
        writeln!(out, "{line}")?;
    }
    for heading in &report.unknown_headings {
        writeln!(out, "Column not known, not read: {heading}")?;
    }
    for row in &report.rejected {
        for note in &row.notes {
            let (cell, what) = (words::cell(LANG, note), words::reason(LANG, &note.what));
            writeln!(out, "Row {} rejected. {cell}. {what}", row.row)?;
        }
    }
    for row in &report.warned {
        for note in &row.notes {
            let (cell, what) = (words::cell(LANG, note), words::warning(LANG, &note.what));
            writeln!(out, "Row {} to check. {cell}. {what}", row.row)?;
        }
    }
    for row in &report.duplicates {
        let what = words::duplicate(LANG, row);
        writeln!(out, "Row {} not taken. {what}", row.row)?;
    }
    if report.details_left_out > 0 {
        let more = report.details_left_out;
        writeln!(out, "{more} more rows are in the counts alone.")?;
    }
    Ok(())
}
