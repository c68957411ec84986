//! Consistent copies of an SQLite database while it serves, and the way back.

use super::{Db, sql};
use std::{fs::File, io, path::Path};
use thiserror::Error;

#[derive(Debug, Error)]
pub enum BackupError {
    #[error("PostgreSQL is backed up with its own tools (pg_dump); see docs/operations.md")]
    NotSqlite,
    #[error("{0} is there already")]
    TargetExists(String),
    #[error("the copy is damaged: {0}")]
    Damaged(String),
    #[error("database")]
    Database(#[from] sqlx::Error),
    #[error("database")]
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
    let partial = target.with_extension("partial");
    if partial.exists() {
        std::fs::remove_file(&partial)?;
    }
    let mut reader = db.read().await?;
    sql::vacuum_into(reader.conn(), &partial.display().to_string()).await?;
    check(&partial).await?;
    put_in_place(&partial, target)?;
    Ok(())
}

/// Puts a back-up at `target`. Refuses a target that is there unless `replace` is said.
pub async fn restore(source: &Path, target: &Path, replace: bool) -> Result<(), BackupError> {
    if target.exists() && !replace {
        return Err(BackupError::TargetExists(target.display().to_string()));
    }
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let partial = target.with_extension("partial");
    std::fs::copy(source, &partial)?;
    check(&partial).await?;
    // The old database's log must not be replayed over the restored one.
    for suffix in ["-wal", "-shm"] {
        let log = format!("{}{suffix}", target.display());
        if Path::new(&log).exists() {
            std::fs::remove_file(log)?;
        }
    }
    put_in_place(&partial, target)?;
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
    let verdict = sql::integrity(&format!("sqlite:{}?mode=ro&immutable=1", file.display())).await?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(BackupError::Damaged(verdict))
    }
}

fn put_in_place(partial: &Path, target: &Path) -> io::Result<()> {
    File::open(partial)?.sync_all()?;
    std::fs::rename(partial, target)?;
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
