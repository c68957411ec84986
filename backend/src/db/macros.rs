//! The same query on either engine: each macro expands to a `match` with the same body in both arms.
//!
//! `fetch_optional!(conn, PersonRow, "select … where id = $1", id)`. The text is a literal, or an
//! [`sqlx::AssertSqlSafe`] string put together from literals only.

#![allow(
    unused_macros,
    unused_imports,
    reason = "a small complete set; not every build uses every verb"
)]

macro_rules! fetch_all {
    ($conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn {
            $crate::db::Conn::Sqlite(c) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($arg))*.fetch_all(c).await
            }
            $crate::db::Conn::Postgres(c) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($arg))*.fetch_all(c).await
            }
        }
    };
}

macro_rules! fetch_optional {
    ($conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn {
            $crate::db::Conn::Sqlite(c) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($arg))*.fetch_optional(c).await
            }
            $crate::db::Conn::Postgres(c) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($arg))*.fetch_optional(c).await
            }
        }
    };
}

macro_rules! fetch_one {
    ($conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn {
            $crate::db::Conn::Sqlite(c) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($arg))*.fetch_one(c).await
            }
            $crate::db::Conn::Postgres(c) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($arg))*.fetch_one(c).await
            }
        }
    };
}

/// One value of the first column; fails when there is no row.
macro_rules! fetch_scalar {
    ($conn:expr, $value:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn {
            $crate::db::Conn::Sqlite(c) => {
                sqlx::query_scalar::<sqlx::Sqlite, $value>($sql)$(.bind($arg))*.fetch_one(c).await
            }
            $crate::db::Conn::Postgres(c) => {
                sqlx::query_scalar::<sqlx::Postgres, $value>($sql)$(.bind($arg))*.fetch_one(c).await
            }
        }
    };
}

/// The first column of every row.
macro_rules! fetch_scalars {
    ($conn:expr, $value:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn {
            $crate::db::Conn::Sqlite(c) => {
                sqlx::query_scalar::<sqlx::Sqlite, $value>($sql)$(.bind($arg))*.fetch_all(c).await
            }
            $crate::db::Conn::Postgres(c) => {
                sqlx::query_scalar::<sqlx::Postgres, $value>($sql)$(.bind($arg))*.fetch_all(c).await
            }
        }
    };
}

/// Runs a statement and returns how many rows it touched.
macro_rules! execute {
    ($conn:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn {
            $crate::db::Conn::Sqlite(c) => {
                sqlx::query::<sqlx::Sqlite>($sql)$(.bind($arg))*.execute(c).await.map(|done| done.rows_affected())
            }
            $crate::db::Conn::Postgres(c) => {
                sqlx::query::<sqlx::Postgres>($sql)$(.bind($arg))*.execute(c).await.map(|done| done.rows_affected())
            }
        }
    };
}

/// `insert into … values (…), (…) …` in statements of at most [`super::INSERT_ROWS`] rows, on either engine:
/// SQLite costs some 70 µs for each statement, and both limit how many values one may have.
macro_rules! insert_many {
    ($conn:expr, $head:expr, $rows:expr, |$values:ident, $row:pat_param| $body:block, $tail:expr) => {{
        let mut rows = ($rows).into_iter().peekable();
        let mut touched = 0;
        match $conn {
            $crate::db::Conn::Sqlite(c) => {
                while rows.peek().is_some() {
                    let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new($head);
                    query.push_values(
                        rows.by_ref().take($crate::db::INSERT_ROWS),
                        |mut $values, $row| $body,
                    );
                    query.push($tail);
                    touched += query.build().execute(&mut *c).await?.rows_affected();
                }
            }
            $crate::db::Conn::Postgres(c) => {
                while rows.peek().is_some() {
                    let mut query = sqlx::QueryBuilder::<sqlx::Postgres>::new($head);
                    query.push_values(
                        rows.by_ref().take($crate::db::INSERT_ROWS),
                        |mut $values, $row| $body,
                    );
                    query.push($tail);
                    touched += query.build().execute(&mut *c).await?.rows_affected();
                }
            }
        }
        Ok(touched)
    }};
}

/// Rows of which one column is in a list: `fetch_all_in!(conn, Row, "select … where id in {list}", ids)`.
///
/// `{list}` becomes `($1, …, $n)`. An empty list finds nothing, without a query.
macro_rules! fetch_all_in {
    ($conn:expr, $row:ty, $sql:expr, $list:expr) => {{
        let list = $list;
        match ($crate::db::with_list($sql, list.len()), $conn) {
            (None, _) => Ok(Vec::new()),
            (Some(sql), $crate::db::Conn::Sqlite(c)) => {
                let query = sqlx::query_as::<sqlx::Sqlite, $row>(sqlx::AssertSqlSafe(sql));
                list.iter()
                    .fold(query, |query, item| query.bind(*item))
                    .fetch_all(c)
                    .await
            }
            (Some(sql), $crate::db::Conn::Postgres(c)) => {
                let query = sqlx::query_as::<sqlx::Postgres, $row>(sqlx::AssertSqlSafe(sql));
                list.iter()
                    .fold(query, |query, item| query.bind(*item))
                    .fetch_all(c)
                    .await
            }
        }
    }};
}

/// Puts the places of so many values into `{list}`; `None` for an empty list, which SQL cannot write.
pub(crate) fn with_list(sql: &str, length: usize) -> Option<String> {
    let places: Vec<String> = (1..=length).map(|place| format!("${place}")).collect();
    (length > 0).then(|| sql.replace("{list}", &format!("({})", places.join(", "))))
}

pub(crate) use {
    execute, fetch_all, fetch_all_in, fetch_one, fetch_optional, fetch_scalar, fetch_scalars,
    insert_many,
};
