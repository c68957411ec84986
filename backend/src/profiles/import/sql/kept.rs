//! SQL of what an import looks up before it begins, and of the imports that were kept.

use super::side;
use crate::db::{Conn, execute, fetch_all, fetch_optional};
use domain::{ImportId, PersonId, ProgrammeId, Timestamp, profiles::ImportAs};

/// Kind, code, parent, names in French, Arabic, English and German, zones.
pub type ReferenceRow = (
    String,
    String,
    Option<String>,
    String,
    String,
    String,
    String,
    String,
);

pub async fn active_reference(conn: Conn<'_>) -> sqlx::Result<Vec<ReferenceRow>> {
    fetch_all!(
        conn,
        ReferenceRow,
        "select kind, code, parent, name_fr, name_ar, name_en, name_de, time_zones
         from reference_items where active = true order by kind, position"
    )
}

/// What the page of one import shows.
pub struct Kept<'a> {
    pub id: ImportId,
    pub programme: ProgrammeId,
    pub by: PersonId,
    pub role: ImportAs,
    pub file_name: &'a str,
    pub is_dry_run: bool,
    pub report: &'a str,
    pub rejected_csv: &'a str,
    pub now: Timestamp,
}

pub async fn insert_import(conn: Conn<'_>, kept: &Kept<'_>) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into imports (id, programme_id, by_person, side, file_name, dry_run, report, rejected_csv, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        kept.id,
        kept.programme,
        kept.by,
        side(kept.role),
        kept.file_name,
        kept.is_dry_run,
        kept.report,
        kept.rejected_csv,
        kept.now
    )
}

/// Id, programme, side, file name, dry run, report and time.
pub type ImportRow = (
    ImportId,
    ProgrammeId,
    String,
    String,
    bool,
    String,
    Timestamp,
);

pub async fn find_import(conn: Conn<'_>, id: ImportId) -> sqlx::Result<Option<ImportRow>> {
    fetch_optional!(
        conn,
        ImportRow,
        "select id, programme_id, side, file_name, dry_run, report, created_at from imports where id = $1",
        id
    )
}

pub async fn rejected_csv(
    conn: Conn<'_>,
    id: ImportId,
) -> sqlx::Result<Option<(ProgrammeId, String, String)>> {
    fetch_optional!(
        conn,
        (ProgrammeId, String, String),
        "select programme_id, file_name, rejected_csv from imports where id = $1",
        id
    )
}

/// The latest first.
pub async fn imports_of(
    conn: Conn<'_>,
    programme: ProgrammeId,
    limit: i64,
) -> sqlx::Result<Vec<ImportRow>> {
    fetch_all!(
        conn,
        ImportRow,
        "select id, programme_id, side, file_name, dry_run, report, created_at from imports
         where programme_id = $1 order by created_at desc limit $2",
        programme,
        limit
    )
}

pub async fn delete_imports_before(conn: Conn<'_>, before: Timestamp) -> sqlx::Result<u64> {
    execute!(conn, "delete from imports where created_at < $1", before)
}
