//! The two engines agree, commands repeat harmlessly, other versions' databases are refused.

use super::{Begun, Db, OpenError, sql, testing};
use crate::on_both_engines;
use domain::{CommandId, Failure, PersonId, Refusal, Timestamp};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

on_both_engines! {
    async fn a_repeated_command_returns_its_first_result(db: Db) {
        let (id, person) = (CommandId::new(), Some(PersonId::new()));
        let Begun::Fresh(tx) = db.begin::<i64>(id, person, "count", NOW).await.unwrap() else {
            panic!("a new command cannot be a repeat")
        };
        tx.finish(41_i64).await.unwrap();
        let Begun::Repeated(result) = db.begin::<i64>(id, person, "count", NOW).await.unwrap() else {
            panic!("the command was finished")
        };
        assert_eq!(result, 41);
    }

    async fn a_command_id_of_somebody_else_is_refused(db: Db) {
        let id = CommandId::new();
        let Begun::Fresh(tx) = db.begin::<()>(id, Some(PersonId::new()), "count", NOW).await.unwrap() else {
            panic!("a new command cannot be a repeat")
        };
        tx.finish(()).await.unwrap();
        let refused = db.begin::<()>(id, Some(PersonId::new()), "count", NOW).await.err().unwrap();
        assert_eq!(refused.failure(), Failure::Refused(Refusal::Conflict));
    }

    async fn an_unfinished_command_leaves_nothing(db: Db) {
        let id = CommandId::new();
        let begun = db.begin::<()>(id, None, "count", NOW).await.unwrap();
        drop(begun);
        assert!(matches!(db.begin::<()>(id, None, "count", NOW).await.unwrap(), Begun::Fresh(_)));
    }
}

/// Table, column, may it be null: everything both engines can say of a column in the same words.
async fn columns(db: &Db) -> Vec<(String, String, bool)> {
    let mut reader = db.read().await.unwrap();
    super::sql::columns(reader.conn()).await.unwrap()
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let sqlite = testing::fresh(testing::Engine::Sqlite).await.unwrap();
    let Some(postgres) = testing::fresh(testing::Engine::Postgres).await else {
        return;
    };
    let (left, right) = (columns(&sqlite).await, columns(&postgres).await);
    assert!(left.len() > 50);
    assert_eq!(left, right);
}

crate::on_both_engines! {
    async fn a_database_that_is_not_exactly_this_programs_is_refused(db: Db) {
        assert!(db.up_to_date().await.is_ok());
        let mut tx = db.write().await.unwrap();
        sql::forget_last_migration(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(db.up_to_date().await, Err(OpenError::MigrationsPending { pending: 1 })));
        let mut tx = db.write().await.unwrap();
        sql::forge_migration(tx.conn(), 99_999).await.unwrap();
        tx.commit().await.unwrap();
        // One is lacking and one is too much: the same number as known.
        assert!(matches!(db.up_to_date().await, Err(OpenError::Newer)));
        let mut tx = db.write().await.unwrap();
        sql::forget_last_migration(tx.conn()).await.unwrap();
        sql::forge_migration(tx.conn(), 1).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(db.up_to_date().await, Err(OpenError::OtherMigration { version: 1 })));
    }
}

#[tokio::test]
async fn migrations_that_are_required_make_no_empty_database() {
    let folder = tempfile::tempdir().unwrap();
    let url = Db::sqlite_url(folder.path());
    let refused = Db::open(&url, super::Migrations::Require).await;
    assert!(matches!(refused, Err(OpenError::MigrationsPending { .. })));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
