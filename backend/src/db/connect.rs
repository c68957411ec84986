//! Opening a database: settings of each engine, migrations on start or their refusal.

use super::{Conn, Db, sql};
use sqlx::{
    migrate::{MigrateError, Migrator},
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, str::FromStr, time::Duration};
use thiserror::Error;

static SQLITE: Migrator = sqlx::migrate!("./migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("./migrations/postgres");

/// What to do about migrations that are not applied yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Migrations {
    Apply,
    /// Refuse to open a database that is not up to date.
    Require,
}

#[derive(Debug, Error)]
pub enum OpenError {
    #[error("the database address must begin with sqlite: or postgres:")]
    UnknownEngine,
    #[error(
        "{pending} migration(s) are not applied; run `mentoring migrate` or start without --no-migrate"
    )]
    MigrationsPending { pending: usize },
    #[error(
        "the database belongs to a newer version of this program; run that one, or restore a back-up of before"
    )]
    Newer,
    #[error(
        "migration {version} of the database is not the one of this program; it belongs to another build"
    )]
    OtherMigration { version: i64 },
    #[error("the migrations could not be applied")]
    Migrate(#[source] MigrateError),
    #[error("the database could not be opened")]
    Open(#[from] sqlx::Error),
}

/// Readers of SQLite; the writer is one, always.
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

impl From<MigrateError> for OpenError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(_) => OpenError::Newer,
            MigrateError::VersionMismatch(version) => OpenError::OtherMigration { version },
            other => OpenError::Migrate(other),
        }
    }
}

impl Db {
    /// Opens `url` (`sqlite:PATH` or `postgres://…`), creating an SQLite file that is not there, unless migrations
    /// are required.
    pub async fn open(url: &str, migrations: Migrations) -> Result<Db, OpenError> {
        let db = if url.starts_with("sqlite:") {
            open_sqlite(url, migrations).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let pool = PgPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(Duration::from_secs(5))
                .test_before_acquire(true)
                .connect(url)
                .await?;
            Db::Postgres(pool)
        } else {
            return Err(OpenError::UnknownEngine);
        };
        match migrations {
            Migrations::Apply => db.migrate().await?,
            Migrations::Require => db.up_to_date().await?,
        }
        Ok(db)
    }

    /// The address of the SQLite database in a data folder.
    pub fn sqlite_url(data: &Path) -> String {
        format!("sqlite:{}", data.join("mentoring.sqlite").display())
    }

    pub async fn migrate(&self) -> Result<(), MigrateError> {
        match self {
            Db::Sqlite { writer, .. } => SQLITE.run(writer).await,
            Db::Postgres(pool) => POSTGRES.run(pool).await,
        }
    }

    /// Refuses a database that lacks migrations of this build, or has others.
    pub(super) async fn up_to_date(&self) -> Result<(), OpenError> {
        let mut reader = self.read().await?;
        let known = match self {
            Db::Sqlite { .. } => &SQLITE,
            Db::Postgres(_) => &POSTGRES,
        };
        match compare(known, &applied(reader.conn()).await?)? {
            0 => Ok(()),
            pending => Err(OpenError::MigrationsPending { pending }),
        }
    }
}

/// How many migrations of this program an SQLite file lacks; `None` when it has none of them.
pub(super) async fn lacking(conn: Conn<'_>) -> Result<Option<usize>, OpenError> {
    let applied = applied(conn).await?;
    if applied.is_empty() {
        return Ok(None);
    }
    compare(&SQLITE, &applied).map(Some)
}

async fn applied(conn: Conn<'_>) -> sqlx::Result<Vec<(i64, Vec<u8>)>> {
    match sql::migrations_applied(conn).await {
        // The table of migrations is not there: nothing is applied.
        Err(sqlx::Error::Database(_)) => Ok(Vec::new()),
        other => other,
    }
}

/// How many of the `known` migrations are not among those `applied`, each of which must be known.
fn compare(known: &Migrator, applied: &[(i64, Vec<u8>)]) -> Result<usize, OpenError> {
    for (version, checksum) in applied {
        match known.iter().find(|one| one.version == *version) {
            None => return Err(OpenError::Newer),
            Some(one) if *one.checksum != **checksum => {
                return Err(OpenError::OtherMigration { version: *version });
            }
            Some(_) => {}
        }
    }
    Ok(known.iter().count().saturating_sub(applied.len()))
}

async fn open_sqlite(url: &str, migrations: Migrations) -> Result<Db, OpenError> {
    let options = SqliteConnectOptions::from_str(url)?;
    if migrations == Migrations::Require && !options.get_filename().exists() {
        let pending = SQLITE.iter().count();
        return Err(OpenError::MigrationsPending { pending });
    }
    let options = options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: an acknowledged write survives a power cut. It halves the write rate, knowingly.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .optimize_on_close(true, None);
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options.clone())
        .await?;
    let reader = SqlitePoolOptions::new()
        .max_connections(SQLITE_READERS)
        .connect_with(options.read_only(true).create_if_missing(false))
        .await?;
    Ok(Db::Sqlite { reader, writer })
}
