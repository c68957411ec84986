//! The use case: a file in, people and a report out.

use super::{
    people::{self, Item},
    person::ImportedPerson,
    reference::Reference,
    rejected::{RejectedRows, Wording},
    row::Outcome,
    sql,
    store::{self, Fate},
    table::{How, Percent, Row, Source, Told},
    tally::Tally,
    workbooks::Workbooks,
};
use crate::{Db, Error, programmes};
use domain::{
    Failure, PersonId, ProgrammeId, Timestamp,
    profiles::{
        CellNote, FileEncoding, FileProblem, ImportAs, ImportReport, ImportWarning, ReferenceItem,
        ReferenceKind, RejectReason,
    },
};
use std::{io::Write, ops::ControlFlow, sync::Arc};
use thiserror::Error;
use tokio::{sync::mpsc, task::spawn_blocking};

#[derive(Clone, Debug)]
pub struct Options {
    pub role: ImportAs,
    /// People become members of it.
    pub programme: ProgrammeId,
    pub mode: Mode,
    pub invitations: Invitations,
    /// Of a CSV file, where it was chosen; else it is told by the bytes.
    pub encoding: Option<FileEncoding>,
    /// Who reads an XLSX file.
    pub workbooks: Arc<dyn Workbooks>,
    /// Who imports; none on the command line.
    pub by: Option<PersonId>,
    pub now: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Write,
    /// The same report; nothing is written.
    DryRun,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invitations {
    None,
    /// A mail to each person who got the role.
    Send,
}

/// Where rejected rows go, and in whose words.
pub struct Rejected<'a> {
    pub out: Box<dyn Write + Send + 'a>,
    pub wording: &'a dyn Wording,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows about a person so far.
    pub rows: u64,
    /// Of the file; an estimate.
    pub percent: Percent,
}

#[derive(Debug, Error)]
pub enum ImportError {
    #[error("the file cannot be imported: {}", .0.code())]
    File(FileProblem),
    #[error(transparent)]
    Backend(#[from] Error),
}

impl From<sqlx::Error> for ImportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Backend(error.into())
    }
}

impl From<std::io::Error> for ImportError {
    fn from(error: std::io::Error) -> Self {
        Self::Backend(error.into())
    }
}

/// The programme of a code; without a code the only programme there is, if it is the only one.
pub async fn programme(db: &Db, code: Option<&str>) -> Result<Option<ProgrammeId>, Error> {
    let mut all = programmes::all(db).await?;
    match code {
        Some(code) => match all.into_iter().find(|programme| programme.code == code) {
            Some(programme) => Ok(Some(programme.id)),
            None => Err(Failure::NotFound.into()),
        },
        None if all.len() == 1 => Ok(all.pop().map(|only| only.id)),
        None => Ok(None),
    }
}

/// Imports the people of a file. Who may do so is for the caller to ask: see [`super::upload`].
///
/// The file is checked as a whole before anything is written; then each batch of rows is one transaction, and a
/// repeat after an interruption finds those already there.
pub async fn import(
    db: &Db,
    source: impl Source + 'static,
    options: &Options,
    rejected: Option<Rejected<'_>>,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<ImportReport, ImportError> {
    let reference = reference(db).await?;
    let (role, encoding) = (options.role, options.encoding);
    let workbooks = Arc::clone(&options.workbooks);
    // Two batches ahead: reading does not wait for the disk, and memory does not grow with the file.
    let (sender, mut batches) = mpsc::channel(2);
    let reading = spawn_blocking(move || {
        let how = How {
            encoding,
            workbooks: &*workbooks,
        };
        read(source, how, &reference, role, sender)
    });
    let mut intake = Intake {
        db,
        options,
        tally: Tally::default(),
        pending: Vec::new(),
        rejected: Destination::Unopened(rejected),
    };
    while let Some(batch) = batches.recv().await {
        let Batch { items, percent } = batch;
        for item in items {
            intake.take(item)?;
        }
        intake.flush().await?;
        progress(Progress {
            rows: intake.tally.rows(),
            percent,
        });
    }
    let told = reading
        .await
        .map_err(Error::from)?
        .map_err(ImportError::File)?;
    intake.tally.told(told);
    if let Destination::Open(rows) = intake.rejected {
        rows.finish()?;
    }
    let report = intake.tally.finish();
    let summary = &report.summary;
    tracing::info!(
        role = role.code(),
        dry_run = options.mode == Mode::DryRun,
        rows = summary.rows,
        imported = summary.imported,
        warned = summary.warned,
        duplicates = summary.duplicates,
        rejected = summary.rejected,
        ignored = summary.ignored,
        "people imported"
    );
    Ok(report)
}

async fn reference(db: &Db) -> Result<Reference, Error> {
    let mut reader = db.read().await?;
    let rows = sql::active_reference(reader.conn()).await?;
    let items: Vec<ReferenceItem> = rows
        .into_iter()
        .map(
            |(kind, code, parent, name_fr, name_ar, name_en, name_de, zones)| {
                Ok(ReferenceItem {
                    kind: ReferenceKind::from_code(&kind)
                        .ok_or(Error::UnknownCode("reference_items.kind"))?,
                    code,
                    parent,
                    name_fr,
                    name_ar,
                    name_en,
                    name_de,
                    time_zones: zones
                        .split('|')
                        .filter(|zone| !zone.is_empty())
                        .map(str::to_owned)
                        .collect(),
                    active: true,
                })
            },
        )
        .collect::<Result<_, Error>>()?;
    Ok(Reference::new(&items))
}

/// What the reading thread hands over at a time.
struct Batch {
    items: Vec<Item>,
    percent: Percent,
}

fn read(
    mut source: impl Source,
    how: How<'_>,
    reference: &Reference,
    role: ImportAs,
    batches: mpsc::Sender<Batch>,
) -> Result<Told, FileProblem> {
    people::check(&mut source, how, role)?;
    let mut items = Vec::with_capacity(store::BATCH);
    let told = people::read(&mut source, how, reference, role, &mut |item, percent| {
        items.push(item);
        if items.len() < store::BATCH {
            return ControlFlow::Continue(());
        }
        let items = std::mem::replace(&mut items, Vec::with_capacity(store::BATCH));
        // The last batch alone is all of it.
        let percent = percent.min(99);
        // Nobody listens any more: the import failed on the other side, which says why.
        match batches.blocking_send(Batch { items, percent }) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    })?;
    let _ = batches.blocking_send(Batch {
        items,
        percent: 100,
    });
    Ok(told)
}

/// Where rejected rows go; opened when the headings are known.
enum Destination<'a> {
    Unopened(Option<Rejected<'a>>),
    Open(Box<RejectedRows<'a>>),
}

/// A row that can be taken, until its batch is written.
type Pending = (Row, Box<ImportedPerson>, Vec<CellNote<ImportWarning>>);

/// The receiving side: sorts items into the report, and people into the database.
struct Intake<'a> {
    db: &'a Db,
    options: &'a Options,
    tally: Tally,
    pending: Vec<Pending>,
    rejected: Destination<'a>,
}

impl Intake<'_> {
    fn take(&mut self, item: Item) -> Result<(), ImportError> {
        match item {
            Item::Headings(headings, row) => {
                self.tally.headings(&headings, row);
                if let Destination::Unopened(Some(to)) =
                    std::mem::replace(&mut self.rejected, Destination::Unopened(None))
                {
                    let rows = RejectedRows::new(to.out, to.wording, &headings)?;
                    self.rejected = Destination::Open(Box::new(rows));
                }
            }
            Item::Above => self.tally.ignored(),
            Item::Row(row, outcome) => self.take_row(row, outcome)?,
        }
        Ok(())
    }

    fn take_row(&mut self, row: Row, outcome: Outcome) -> Result<(), ImportError> {
        match outcome {
            Outcome::Ignored => self.tally.ignored(),
            Outcome::Rejected(notes) => self.reject(&row, notes)?,
            Outcome::Person(person, warnings) => {
                match self.tally.first_row_of(&person.email, row.number) {
                    Some(first) => self.tally.duplicate(row.number, Some(first)),
                    None => self.pending.push((row, person, warnings)),
                }
            }
        }
        Ok(())
    }

    fn reject(&mut self, row: &Row, notes: Vec<CellNote<RejectReason>>) -> Result<(), ImportError> {
        if let Destination::Open(rows) = &mut self.rejected {
            rows.write(row, &notes)?;
        }
        self.tally.rejected(row.number, notes);
        Ok(())
    }

    async fn flush(&mut self) -> Result<(), ImportError> {
        let pending = std::mem::take(&mut self.pending);
        let people: Vec<&ImportedPerson> = pending.iter().map(|(_, person, _)| &**person).collect();
        let fates = match self.options.mode {
            _ if people.is_empty() => return Ok(()),
            Mode::Write => store::write(self.db, &people, self.options).await?,
            Mode::DryRun => store::look(self.db, &people, self.options).await?,
        };
        for (row, person, mut warnings) in pending {
            let email = person.email.as_str();
            match fates.get(email) {
                Some(Fate::HasRole) => self.tally.duplicate(row.number, None),
                Some(Fate::AccountClosed) => {
                    let note = CellNote::new("", email, RejectReason::AccountClosed);
                    self.reject(&row, vec![note])?;
                }
                Some(Fate::Asked) => {
                    warnings.insert(0, CellNote::new("", email, ImportWarning::AskedFirst));
                    self.tally.imported(row.number, warnings);
                }
                None => self.tally.imported(row.number, warnings),
            }
        }
        Ok(())
    }
}
