//! The two engines agree, commands repeat harmlessly, back-ups come back.

use super::{Begun, Conn, Db, backup, restore, testing};
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

#[tokio::test]
async fn a_backup_is_restored_and_a_full_target_refused() {
    let db = testing::fresh(testing::Engine::Sqlite).await.unwrap();
    let id = CommandId::new();
    let Begun::Fresh(tx) = db.begin::<i64>(id, None, "count", NOW).await.unwrap() else {
        panic!()
    };
    tx.finish(7_i64).await.unwrap();

    let folder = tempfile::tempdir().unwrap();
    let (copy, target) = (
        folder.path().join("copy.sqlite"),
        folder.path().join("new/mentoring.sqlite"),
    );
    backup(&db, &copy).await.unwrap();
    restore(&copy, &target, false).await.unwrap();
    assert!(restore(&copy, &target, false).await.is_err());

    let url = format!("sqlite:{}", target.display());
    let restored = Db::open(&url, super::Migrations::Require).await.unwrap();
    let mut reader = restored.read().await.unwrap();
    let Conn::Sqlite(_) = reader.conn() else {
        panic!()
    };
    assert!(
        super::sql::done_command(reader.conn(), id)
            .await
            .unwrap()
            .is_some()
    );
}
