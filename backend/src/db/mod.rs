//! One SQL text, two engines: `Db` holds the pools of SQLite or PostgreSQL, and small macros run a query on either.
//!
//! Invariants: SQLite has one writer connection and every writing transaction begins `immediate`; only `sql.rs`
//! files hold SQL; a statement is written once, in the dialect both engines share (`$1`, `returning`,
//! `on conflict`). Not the `Any` driver: it carries no `bool` from SQLite and no sums from PostgreSQL.

mod backup;
#[cfg(test)]
mod backup_tests;
mod command;
mod connect;
mod macros;
mod sql;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

pub use backup::{BackupError, backup, restore};
pub use command::{Begun, CommandTx};
pub use connect::{Migrations, OpenError};
#[allow(unused_imports, reason = "a small complete set")]
pub(crate) use macros::{
    execute, fetch_all, fetch_all_in, fetch_one, fetch_optional, fetch_scalar, fetch_scalars,
    insert_many, with_list,
};

use sqlx::{
    PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction,
    pool::PoolConnection,
};

/// Rows in one statement of `insert_many!`. SQLite takes 32,766 values, PostgreSQL 65,535.
pub(crate) const INSERT_ROWS: usize = 500;

/// The database. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    Sqlite {
        reader: SqlitePool,
        writer: SqlitePool,
    },
    Postgres(PgPool),
}

/// One pool's connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolUse {
    pub name: &'static str,
    pub open: u64,
    pub idle: u64,
}

/// A connection on loan to one function of a `sql.rs` file.
pub enum Conn<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

/// A connection for reading.
pub enum Reader {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

/// A transaction that may write. Dropped without `commit`, it rolls back.
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    pub async fn read(&self) -> sqlx::Result<Reader> {
        Ok(match self {
            Db::Sqlite { reader, .. } => Reader::Sqlite(reader.acquire().await?),
            Db::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
        })
    }

    /// Begins a transaction that writes. On SQLite it takes the write lock at once: a deferred one that reads
    /// and then writes would fail with BUSY whatever the time-out.
    pub async fn write(&self) -> sqlx::Result<Tx> {
        Ok(match self {
            Db::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("begin immediate").await?),
            Db::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    pub const fn engine(&self) -> &'static str {
        match self {
            Db::Sqlite { .. } => "SQLite",
            Db::Postgres(_) => "PostgreSQL",
        }
    }

    /// How the pools of connections are used.
    pub fn pools(&self) -> Vec<PoolUse> {
        let use_of = |name, open: u32, idle: usize| PoolUse {
            name,
            open: u64::from(open),
            idle: idle as u64,
        };
        match self {
            Db::Sqlite { reader, writer } => vec![
                use_of("reader", reader.size(), reader.num_idle()),
                use_of("writer", writer.size(), writer.num_idle()),
            ],
            Db::Postgres(pool) => vec![use_of("all", pool.size(), pool.num_idle())],
        }
    }

    /// Closes every connection; on SQLite this also checkpoints the write-ahead log.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { reader, writer } => {
                reader.close().await;
                writer.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

impl Reader {
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Reader::Sqlite(connection) => Conn::Sqlite(connection),
            Reader::Postgres(connection) => Conn::Postgres(connection),
        }
    }
}

impl Conn<'_> {
    /// The same connection on loan again, for functions that ask several things of it.
    pub fn reborrow(&mut self) -> Conn<'_> {
        match self {
            Conn::Sqlite(connection) => Conn::Sqlite(connection),
            Conn::Postgres(connection) => Conn::Postgres(connection),
        }
    }
}

impl Tx {
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Tx::Sqlite(transaction) => Conn::Sqlite(transaction),
            Tx::Postgres(transaction) => Conn::Postgres(transaction),
        }
    }

    pub async fn commit(self) -> sqlx::Result<()> {
        match self {
            Tx::Sqlite(transaction) => transaction.commit().await,
            Tx::Postgres(transaction) => transaction.commit().await,
        }
    }
}
