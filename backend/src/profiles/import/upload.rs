//! Imports as a coordinator's page makes them: asked for by a person, kept with their report.

use super::{
    checked,
    rejected::Wording,
    run::{self, ImportError, Invitations, Mode, Options, Rejected},
    sql,
    workbooks::Workbooks,
};
use crate::{Db, Error, Result};
use domain::{
    Actor, Failure, ImportId, ProgrammeId, Timestamp,
    profiles::{FileEncoding, ImportAs, ImportReport},
    time::DAY,
};
use std::{
    io::{self, Cursor, Write},
    sync::Arc,
};

/// A file that a coordinator sent.
pub struct Upload {
    pub programme: ProgrammeId,
    pub role: ImportAs,
    pub mode: Mode,
    pub invitations: Invitations,
    /// As the browser names it; shown, never opened.
    pub file_name: String,
    pub bytes: Bytes,
    /// Of a CSV file, where the coordinator chose one.
    pub encoding: Option<FileEncoding>,
}

/// A file, held once by whoever reads it and whoever keeps it.
#[derive(Clone)]
pub struct Bytes(Arc<Vec<u8>>);

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Arc::new(bytes))
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// An import as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptImport {
    pub id: ImportId,
    pub role: ImportAs,
    pub file_name: String,
    pub is_dry_run: bool,
    pub report: ImportReport,
    pub at: Timestamp,
}

const FILE_NAME_MAX: usize = 120;
/// Most bytes kept of rejected rows: a file that is wrong as a whole is corrected as a whole.
const REJECTED_MAX: usize = 2 << 20;
/// How long a report is kept, in milliseconds.
const KEPT_FOR: i64 = 14 * DAY;
/// How many imports a page lists.
const LISTED: i64 = 20;

/// Imports a file for the actor's programme and keeps the report and the rejected rows. A dry run is kept too, so
/// that its report has an address, and for some hours its file; nothing of the people in it is written.
pub async fn upload(
    db: &Db,
    workbooks: Arc<dyn Workbooks>,
    actor: &Actor,
    upload: Upload,
    wording: &dyn Wording,
    now: Timestamp,
) -> Result<ImportId, ImportError> {
    permit(actor, upload.programme)?;
    let id = ImportId::new();
    let report = report(db, workbooks, actor, &upload, id, wording, now).await?;
    if upload.mode == Mode::DryRun && report.summary.imported > 0 {
        checked::keep(db, actor, id, &upload, now).await?;
    }
    Ok(id)
}

/// Runs an import and keeps its report under `id`.
pub(super) async fn report(
    db: &Db,
    workbooks: Arc<dyn Workbooks>,
    actor: &Actor,
    upload: &Upload,
    id: ImportId,
    wording: &dyn Wording,
    now: Timestamp,
) -> Result<ImportReport, ImportError> {
    let options = Options {
        role: upload.role,
        programme: upload.programme,
        mode: upload.mode,
        invitations: upload.invitations,
        encoding: upload.encoding,
        workbooks,
        by: Some(actor.person),
        now,
    };
    let mut rows = Capped::default();
    let rejected = Rejected {
        out: Box::new(&mut rows),
        wording,
    };
    let source = Cursor::new(upload.bytes.clone());
    let report = run::import(db, source, &options, Some(rejected), &mut |_| {}).await?;
    let kept = sql::Kept {
        id,
        programme: upload.programme,
        by: actor.person,
        role: upload.role,
        file_name: &upload
            .file_name
            .chars()
            .take(FILE_NAME_MAX)
            .collect::<String>(),
        is_dry_run: upload.mode == Mode::DryRun,
        report: &serde_json::to_string(&report).map_err(Error::from)?,
        rejected_csv: &String::from_utf8_lossy(&rows.bytes),
        now,
    };
    let mut tx = db.write().await?;
    sql::insert_import(tx.conn(), &kept).await?;
    tx.commit().await?;
    Ok(report)
}

/// Rejected rows up to a bound, each whole.
#[derive(Default)]
struct Capped {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = REJECTED_MAX - self.bytes.len();
        if bytes.len() > room && !self.is_full {
            let all = &bytes[..room];
            let whole = all.iter().rposition(|byte| *byte == b'\n');
            self.bytes.extend(&all[..whole.map_or(0, |end| end + 1)]);
            self.is_full = true;
        }
        if !self.is_full {
            self.bytes.extend(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reports are forgotten after two weeks: they hold what people wrote. Files are before, after some hours.
pub async fn forget_old(db: &Db, now: Timestamp) -> Result<u64> {
    checked::forget_checked(db, now).await?;
    let mut tx = db.write().await?;
    let forgotten = sql::delete_imports_before(tx.conn(), now.plus(-KEPT_FOR)).await?;
    tx.commit().await?;
    Ok(forgotten)
}

/// One import of a programme that the actor coordinates.
pub async fn kept(db: &Db, actor: &Actor, id: ImportId) -> Result<KeptImport> {
    let mut reader = db.read().await?;
    let row = sql::find_import(reader.conn(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    permit(actor, row.1)?;
    kept_import(row)
}

/// The latest imports of a programme, dry runs among them.
pub async fn latest(db: &Db, actor: &Actor, programme: ProgrammeId) -> Result<Vec<KeptImport>> {
    permit(actor, programme)?;
    let mut reader = db.read().await?;
    let rows = sql::imports_of(reader.conn(), programme, LISTED).await?;
    rows.into_iter().map(kept_import).collect()
}

/// The rejected rows of an import as a file: its name and its text.
pub async fn rejected_rows(db: &Db, actor: &Actor, id: ImportId) -> Result<(String, String)> {
    let mut reader = db.read().await?;
    let found = sql::rejected_csv(reader.conn(), id).await?;
    let (programme, file_name, text) = found.ok_or(Failure::NotFound)?;
    permit(actor, programme)?;
    let stem = file_name
        .rsplit_once('.')
        .map_or(file_name.as_str(), |(stem, _)| stem);
    Ok((format!("{stem}-rejected.csv"), text))
}

/// To others an import is simply not there.
pub(super) fn permit(actor: &Actor, programme: ProgrammeId) -> Result<()> {
    if actor.coordinates(programme) {
        Ok(())
    } else {
        Err(Failure::NotFound.into())
    }
}

fn kept_import(row: sql::ImportRow) -> Result<KeptImport> {
    let (id, _, side, file_name, is_dry_run, report, at) = row;
    Ok(KeptImport {
        id,
        role: role_of(&side)?,
        file_name,
        is_dry_run,
        report: serde_json::from_str(&report)?,
        at,
    })
}

pub(super) fn role_of(side: &str) -> Result<ImportAs> {
    match side {
        "mentor" => Ok(ImportAs::Mentors),
        "mentee" => Ok(ImportAs::Mentees),
        _ => Err(Error::UnknownCode("imports.side")),
    }
}
