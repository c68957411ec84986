//! Opening a database: settings of each engine, migrations on start or their refusal.

use super::Db;
use sqlx::{
    migrate::Migrator,
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
    #[error("the migrations could not be applied")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    #[error("the database could not be opened")]
    Open(#[from] sqlx::Error),
}

/// Readers of SQLite; the writer is one, always.
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

impl Db {
    /// Opens `url` (`sqlite:PATH` or `postgres://…`), creating an SQLite file that is not there.
    pub async fn open(url: &str, migrations: Migrations) -> Result<Db, OpenError> {
        let db = if url.starts_with("sqlite:") {
            open_sqlite(url).await?
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
            Migrations::Require => match db.pending_migrations().await? {
                0 => {}
                pending => return Err(OpenError::MigrationsPending { pending }),
            },
        }
        Ok(db)
    }

    /// The address of the SQLite database in a data folder.
    pub fn sqlite_url(data: &Path) -> String {
        format!("sqlite:{}", data.join("mentoring.sqlite").display())
    }

    pub async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        match self {
            Db::Sqlite { writer, .. } => SQLITE.run(writer).await,
            Db::Postgres(pool) => POSTGRES.run(pool).await,
        }
    }

    /// How many migrations of this build the database lacks.
    pub async fn pending_migrations(&self) -> sqlx::Result<usize> {
        let applied = match super::migrations_applied(self).await {
            Ok(applied) => applied,
            // The table of migrations is not there: nothing is applied.
            Err(sqlx::Error::Database(_)) => 0,
            Err(error) => return Err(error),
        };
        let known = match self {
            Db::Sqlite { .. } => SQLITE.iter().count(),
            Db::Postgres(_) => POSTGRES.iter().count(),
        };
        Ok(known.saturating_sub(applied))
    }
}

async fn open_sqlite(url: &str) -> sqlx::Result<Db> {
    let options = SqliteConnectOptions::from_str(url)?
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
