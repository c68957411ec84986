//! Consistent copies of an SQLite database while it serves, and the way back.

use super::{Conn, Db, connect, sql};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    time::Duration,
};
use thiserror::Error;

#[derive(Debug, Error)]
pub enum BackupError {
    #[error("PostgreSQL is backed up with its own tools (pg_dump); see docs/operations.md")]
    NotSqlite,
    #[error("{0} is there already")]
    TargetExists(String),
    #[error("the copy is damaged: {0}")]
    Damaged(String),
    #[error("{0} is no copy of a database of this program")]
    Foreign(String),
    #[error("{0} is in use; stop the server first")]
    InUse(String),
    #[error("database")]
    Database(#[from] sqlx::Error),
    #[error("the copy cannot be used")]
    Open(#[from] super::OpenError),
    #[error("file")]
    Io(#[from] io::Error),
}

/// Copies the database to `target`: `VACUUM INTO` a temporary file, check, fsync, rename, fsync the folder.
pub async fn backup(db: &Db, target: &Path) -> Result<(), BackupError> {
    let Db::Sqlite { .. } = db else {
        return Err(BackupError::NotSqlite);
    };
    if target.exists() {
        return Err(BackupError::TargetExists(target.display().to_string()));
    }
    let partial = Partial::beside(target)?;
    let mut reader = db.read().await?;
    sql::vacuum_into(reader.conn(), &partial.0.display().to_string()).await?;
    check(&partial.0).await?;
    partial.put_in_place(target)?;
    Ok(())
}

/// Puts a back-up at `target`. Refuses a target that is there unless `replace` is said, one that is in use, and a
/// source that is no back-up of this program or of a newer one. Until the last step the old database stays whole.
pub async fn restore(source: &Path, target: &Path, replace: bool) -> Result<(), BackupError> {
    if target.exists() && !replace {
        return Err(BackupError::TargetExists(target.display().to_string()));
    }
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let partial = Partial::beside(target)?;
    std::fs::copy(source, &partial.0)?;
    check(&partial.0).await?;
    if lacking(&partial.0).await?.is_none() {
        return Err(BackupError::Foreign(source.display().to_string()));
    }
    fold_log(target).await?;
    partial.put_in_place(target)?;
    Ok(())
}

impl Db {
    /// Looks over the whole database: `ok`, or the first damage found. PostgreSQL is only asked whether it answers.
    pub async fn check(&self) -> sqlx::Result<String> {
        match self {
            Db::Postgres(_) => self.ping().await.map(|()| "ok".to_owned()),
            Db::Sqlite { .. } => {
                let mut reader = self.read().await?;
                sql::quick_check(reader.conn()).await
            }
        }
    }
}

async fn check(file: &Path) -> Result<(), BackupError> {
    let mut connection = look_into(file).await?;
    let verdict = sql::integrity(Conn::Sqlite(&mut connection)).await?;
    connection.close().await?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(BackupError::Damaged(verdict))
    }
}

/// How many migrations the file lacks; `None` when it is not of this program.
async fn lacking(file: &Path) -> Result<Option<usize>, BackupError> {
    let mut connection = look_into(file).await?;
    let lacking = connect::lacking(Conn::Sqlite(&mut connection)).await?;
    connection.close().await?;
    Ok(lacking)
}

async fn look_into(file: &Path) -> sqlx::Result<SqliteConnection> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .immutable(true);
    SqliteConnection::connect_with(&options).await
}

/// How long somebody else may hold the old database before it counts as in use.
const PATIENCE: Duration = Duration::from_millis(500);

/// Makes one file of the database that is about to be replaced. Its log must not be replayed over the restored one, nor
/// be lost before the restored one is there. That works only when nobody has it open, which shows a running server.
async fn fold_log(target: &Path) -> Result<(), BackupError> {
    if target.exists() {
        let options = SqliteConnectOptions::new()
            .filename(target)
            .busy_timeout(PATIENCE);
        let mut connection = SqliteConnection::connect_with(&options).await?;
        match sql::leave_log(Conn::Sqlite(&mut connection)).await {
            Ok(mode) if mode == "delete" => {}
            // A damaged database, which may be the reason to replace it.
            Err(error) if !is_busy(&error) => {}
            _ => return Err(BackupError::InUse(target.display().to_string())),
        }
        connection.close().await?;
    }
    for suffix in ["-wal", "-shm"] {
        let log = format!("{}{suffix}", target.display());
        if Path::new(&log).exists() {
            std::fs::remove_file(log)?;
        }
    }
    Ok(())
}

/// `SQLITE_BUSY` (5) or `SQLITE_LOCKED` (6), with whatever SQLite adds in the higher bits.
fn is_busy(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .and_then(|error| error.code())
        .and_then(|code| code.parse::<u32>().ok())
        .is_some_and(|code| matches!(code & 0xff, 5 | 6))
}

/// A file that is not ready yet; gone when it does not get into its place.
struct Partial(PathBuf);

impl Partial {
    fn beside(target: &Path) -> io::Result<Self> {
        let partial = PathBuf::from(format!("{}.partial", target.display()));
        match std::fs::remove_file(&partial) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(Self(partial)),
        }
    }

    fn put_in_place(self, target: &Path) -> io::Result<()> {
        File::open(&self.0)?.sync_all()?;
        std::fs::rename(&self.0, target)?;
        let folder = target
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
