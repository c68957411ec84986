//! A list as a file: as it is narrowed and ordered, 20,000 rows at the most, and an event of who took it.

use super::{
    desk,
    lists::{Filter, Part, facets, members_of, pairs_of, requests_of},
    office::record,
};
use crate::{Backend, Result, profiles::import::neutralise};
use csv::{Terminator, WriterBuilder};
use domain::{
    Actor, Lang, Timestamp,
    programmes::{Member, Page, PairRow, RequestRow},
};
use rust_xlsxwriter::{Format as Look, Workbook, XlsxError};
use serde::Serialize;
use std::io::Write as _;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    People,
    Requests,
    Pairs,
}

impl Export {
    pub const ALL: [Export; 3] = [Export::People, Export::Requests, Export::Pairs];

    pub const fn code(self) -> &'static str {
        match self {
            Export::People => "people",
            Export::Requests => "requests",
            Export::Pairs => "mentorships",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.code() == code)
    }
}

/// Rows of one of the lists; `total` of the page is more than its rows where the file would be too long.
#[derive(Debug)]
pub enum Exported {
    People(Page<Member>),
    Requests(Page<RequestRow>),
    Pairs(Page<PairRow>),
}

impl Exported {
    /// How many rows the file has, and how many the list.
    pub fn rows(&self) -> (usize, u64) {
        match self {
            Exported::People(page) => (page.rows.len(), page.total),
            Exported::Requests(page) => (page.rows.len(), page.total),
            Exported::Pairs(page) => (page.rows.len(), page.total),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Csv,
    Xlsx,
}

impl Format {
    pub const fn code(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Format::Csv, Format::Xlsx]
            .into_iter()
            .find(|format| format.code() == code)
    }

    /// The table as a file of this format. No cell is run by a spreadsheet, in the file or when it is saved as another.
    pub fn write(self, heads: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, WriteError> {
        match self {
            Format::Csv => csv(heads, rows),
            Format::Xlsx => xlsx(heads, rows),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("a CSV file")]
    Csv(#[from] csv::Error),
    #[error("a CSV file")]
    Io(#[from] std::io::Error),
    #[error("a workbook")]
    Workbook(#[from] XlsxError),
}

/// As French Excel reads it: UTF-8 with a mark, semicolons, CRLF.
fn csv(heads: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, WriteError> {
    let mut file = Vec::new();
    file.write_all("\u{feff}".as_bytes())?;
    let mut out = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(&mut file);
    out.write_record(heads)?;
    for row in rows {
        out.write_record(row.iter().map(|cell| neutralise(cell).into_owned()))?;
    }
    out.flush()?;
    drop(out);
    Ok(file)
}

fn xlsx(heads: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Look::new().set_bold();
    for (column, head) in (0_u16..).zip(heads) {
        sheet.write_string_with_format(0, column, *head, &bold)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            sheet.write_string(line, column, neutralise(cell))?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    Ok(book.save_to_buffer()?)
}

/// What the event says of an export.
#[derive(Serialize)]
struct Taken {
    list: &'static str,
    format: Format,
    rows: usize,
}

/// The rows of a list as it is narrowed, for a file. Who took what is recorded.
pub async fn export(
    backend: &Backend,
    actor: &Actor,
    list: Export,
    format: Format,
    filter: &Filter,
    lang: Lang,
    now: Timestamp,
) -> Result<Exported> {
    let (programme, _) = desk(backend, actor, &filter.programme, lang).await?;
    let part = Part::Whole;
    let exported = match list {
        Export::People => {
            let facets = facets(backend, programme, lang).await?;
            let found = members_of(backend, programme, filter, part, lang, &facets).await?;
            Exported::People(found.0)
        }
        Export::Requests => {
            let found = requests_of(backend, programme, filter, part, lang, now).await?;
            Exported::Requests(found.0)
        }
        Export::Pairs => Exported::Pairs(pairs_of(backend, programme, filter, part, lang).await?.0),
    };
    let taken = Taken {
        list: list.code(),
        format,
        rows: exported.rows().0,
    };
    let mut tx = backend.db.write().await?;
    record(tx.conn(), "list.exported", actor, programme.0, taken, now).await?;
    tx.commit().await?;
    Ok(exported)
}
