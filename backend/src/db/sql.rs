//! SQL of the storage layer itself: migrations applied, commands, back-ups.

use super::{Conn, execute, fetch_all, fetch_optional, fetch_scalar};
use domain::{CommandId, PersonId, Timestamp};

/// Version and checksum of each migration that a database has; an error when it never had any.
pub(super) async fn migrations_applied(conn: Conn<'_>) -> sqlx::Result<Vec<(i64, Vec<u8>)>> {
    fetch_all!(
        conn,
        (i64, Vec<u8>),
        "select version, checksum from _sqlx_migrations where success = true order by version"
    )
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
pub(super) async fn integrity(conn: Conn<'_>) -> sqlx::Result<String> {
    fetch_scalar!(conn, String, "pragma integrity_check(1)")
}

/// SQLite only: writes the log into the database and removes it. Needs to be alone with the file; the mode that holds
/// afterwards is `delete` when it worked.
pub(super) async fn leave_log(conn: Conn<'_>) -> sqlx::Result<String> {
    fetch_scalar!(conn, String, "pragma journal_mode = delete")
}

/// Tests only: as if another version of the program had migrated the database.
#[cfg(test)]
pub(super) async fn forge_migration(conn: Conn<'_>, version: i64) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values ($1, 'forged', true, $2, 0)
         on conflict (version) do update set checksum = $2",
        version,
        vec![0_u8; 4]
    )
}

/// Tests only: as if the last migration had not run yet.
#[cfg(test)]
pub(super) async fn forget_last_migration(conn: Conn<'_>) -> sqlx::Result<u64> {
    execute!(
        conn,
        "delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)"
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
