//! SQL of the storage layer itself: migrations applied, commands, back-ups.

use super::{Conn, Db, execute, fetch_optional, fetch_scalar};
use domain::{CommandId, PersonId, Timestamp};

pub(super) async fn migrations_applied(db: &Db) -> sqlx::Result<usize> {
    let mut reader = db.read().await?;
    let applied = fetch_scalar!(
        reader.conn(),
        i64,
        "select count(*) from _sqlx_migrations where success = true"
    )?;
    Ok(usize::try_from(applied).unwrap_or(0))
}

/// Person, kind and JSON result of a command done before.
pub(super) type DoneCommand = (Option<PersonId>, String, String);

pub(super) async fn done_command(
    conn: Conn<'_>,
    id: CommandId,
) -> sqlx::Result<Option<DoneCommand>> {
    fetch_optional!(
        conn,
        DoneCommand,
        "select person_id, kind, result from commands where id = $1",
        id
    )
}

pub(super) async fn record_command(
    conn: Conn<'_>,
    id: CommandId,
    person: Option<PersonId>,
    kind: &str,
    result: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into commands (id, person_id, kind, result, done_at) values ($1, $2, $3, $4, $5)",
        id,
        person,
        kind,
        result,
        now
    )
}

/// Reads one trivial row: is the database there?
pub(super) async fn ping(conn: Conn<'_>) -> sqlx::Result<i64> {
    fetch_scalar!(conn, i64, "select cast(1 as bigint)")
}

/// SQLite only: a compact copy of the whole database as of now.
pub(super) async fn vacuum_into(conn: Conn<'_>, file: &str) -> sqlx::Result<u64> {
    execute!(conn, "vacuum into $1", file)
}

/// SQLite only: `ok`, or the first damage found, without the indexes.
pub(super) async fn quick_check(conn: Conn<'_>) -> sqlx::Result<String> {
    fetch_scalar!(conn, String, "pragma quick_check(1)")
}

/// SQLite only: `ok`, or the first damage found.
pub(super) async fn integrity(url: &str) -> sqlx::Result<String> {
    let mut connection = <sqlx::SqliteConnection as sqlx::Connection>::connect(url).await?;
    fetch_scalar!(
        Conn::Sqlite(&mut connection),
        String,
        "pragma integrity_check(1)"
    )
}

/// PostgreSQL only, tests only.
#[cfg(any(test, feature = "testing"))]
pub(super) async fn create_test_database(url: &str, name: &str) -> sqlx::Result<()> {
    use sqlx::Connection as _;
    let mut connection = sqlx::PgConnection::connect(url).await?;
    execute!(
        Conn::Postgres(&mut connection),
        sqlx::AssertSqlSafe(format!("create database {name}"))
    )?;
    connection.close().await
}

/// Table, column and whether it may be null, of every table but the migrations' own; for the comparing test.
#[cfg(test)]
pub(super) async fn columns(conn: Conn<'_>) -> sqlx::Result<Vec<(String, String, bool)>> {
    use super::fetch_all;
    let text = match conn {
        Conn::Sqlite(_) => {
            "select m.name, c.name, c.\"notnull\" = 0 and c.pk = 0 from sqlite_master m, pragma_table_info(m.name) c
             where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like '_sqlx%' order by 1, 2"
        }
        Conn::Postgres(_) => {
            "select table_name::text, column_name::text, is_nullable = 'YES' from information_schema.columns
             where table_schema = 'public' and table_name not like '\\_sqlx%' order by 1, 2"
        }
    };
    fetch_all!(conn, (String, String, bool), text)
}
