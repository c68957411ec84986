//! Fresh databases for tests, one for each test and engine.

#![expect(
    clippy::expect_used,
    reason = "test support: a missing database should stop the test"
)]

pub mod sql;

use super::{Db, Migrations};
use std::{ops::Deref, path::PathBuf, time::Duration};

/// A database of its own with every migration applied. `None`: PostgreSQL is wanted and cannot be had here.
///
/// PostgreSQL is reached through `TEST_POSTGRES_URL`, which the test command sets; each test gets its own
/// database there. Without it the test says so and passes, except in CI, where it fails.
pub async fn fresh(engine: Engine) -> Option<Fresh> {
    match engine {
        Engine::Sqlite => Some(fresh_sqlite().await),
        Engine::Postgres => fresh_postgres().await.map(|db| Fresh { db, folder: None }),
    }
}

/// A test's database; its folder goes when the test ends, however it does.
pub struct Fresh {
    db: Db,
    folder: Option<PathBuf>,
}

impl Deref for Fresh {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

async fn fresh_sqlite() -> Fresh {
    let folder = std::env::temp_dir().join(format!("mentoring-test-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir_all(&folder).expect("a folder for the test's database");
    let db = Db::open(&Db::sqlite_url(&folder), Migrations::Apply)
        .await
        .expect("an SQLite database");
    Fresh {
        db,
        folder: Some(folder),
    }
}

async fn fresh_postgres() -> Option<Db> {
    let Ok(base) = std::env::var("TEST_POSTGRES_URL") else {
        assert!(
            std::env::var("CI").is_err(),
            "TEST_POSTGRES_URL is not set: PostgreSQL must be tested in CI"
        );
        eprintln!("left out: no PostgreSQL (TEST_POSTGRES_URL is not set)");
        return None;
    };
    let name = format!("test_{}", uuid::Uuid::now_v7().simple());
    super::sql::create_test_database(&base, &name)
        .await
        .expect("a database for the test");
    let (server, query) = base.split_once('?').unwrap_or((&base, ""));
    let server = server.rsplit_once('/').map_or(server, |(server, _)| server);
    let url = if query.is_empty() {
        format!("{server}/{name}")
    } else {
        format!("{server}/{name}?{query}")
    };
    let pool = sqlx::postgres::PgPoolOptions::new()
        .max_connections(6)
        .acquire_timeout(Duration::from_secs(30))
        .connect(&url)
        .await
        .expect("the test's own PostgreSQL database");
    let db = Db::Postgres(pool);
    db.migrate().await.expect("migrations");
    Some(db)
}

/// Writes the same test twice, for SQLite and for PostgreSQL:
/// `on_both_engines! { async fn a_repeat_returns_the_first_result(db: Db) { … } }`.
#[macro_export]
macro_rules! on_both_engines {
    ($(async fn $name:ident($db:ident: Db) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "a test need not use everything around it")]
            use super::*;

            async fn run($db: $crate::db::Db) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                if let Some(db) = $crate::db::testing::fresh($crate::db::testing::Engine::Sqlite).await {
                    Box::pin(run($crate::db::Db::clone(&db))).await;
                }
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(db) = $crate::db::testing::fresh($crate::db::testing::Engine::Postgres).await {
                    Box::pin(run($crate::db::Db::clone(&db))).await;
                }
            }
        }
    )+};
}
