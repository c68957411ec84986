//! Back-ups come back whole, and nothing else gets in their place.

use super::{BackupError, Begun, Db, Migrations, OpenError, backup, restore, sql, testing};
use domain::{CommandId, Timestamp};
use std::path::Path;

const NOW: Timestamp = Timestamp(1_795_000_000_000);

async fn write(db: &Db) -> CommandId {
    let id = CommandId::new();
    let Begun::Fresh(tx) = db.begin::<i64>(id, None, "count", NOW).await.unwrap() else {
        panic!("a new command cannot be a repeat")
    };
    tx.finish(7_i64).await.unwrap();
    id
}

async fn has(db: &Db, id: CommandId) -> bool {
    db.repeated::<i64>(id, None, "count")
        .await
        .unwrap()
        .is_some()
}

async fn open(file: &Path, migrations: Migrations) -> Db {
    Db::open(&format!("sqlite:{}", file.display()), migrations)
        .await
        .unwrap()
}

/// The names of all files in a folder.
fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_backup_is_restored_and_a_full_target_refused() {
    let db = testing::fresh(testing::Engine::Sqlite).await.unwrap();
    let id = write(&db).await;
    let folder = tempfile::tempdir().unwrap();
    let (copy, target) = (
        folder.path().join("copy.sqlite"),
        folder.path().join("new/mentoring.sqlite"),
    );
    backup(&db, &copy).await.unwrap();
    restore(&copy, &target, false).await.unwrap();
    assert!(matches!(
        restore(&copy, &target, false).await,
        Err(BackupError::TargetExists(_))
    ));
    assert!(has(&open(&target, Migrations::Require).await, id).await);
}

#[tokio::test]
async fn a_backup_under_writes_has_every_write_acknowledged_before_it() {
    let db = testing::fresh(testing::Engine::Sqlite).await.unwrap();
    let before = write(&db).await;
    let folder = tempfile::tempdir().unwrap();
    let (copy, target) = (
        folder.path().join("copy.sqlite"),
        folder.path().join("mentoring.sqlite"),
    );
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let writers: Vec<_> = (0..3)
        .map(|_| {
            let (db, stopped) = (db.clone(), stopped.clone());
            tokio::spawn(async move {
                let mut count = 0;
                while !*stopped.borrow() {
                    write(&db).await;
                    count += 1;
                }
                count
            })
        })
        .collect();
    backup(&db, &copy).await.unwrap();
    stop.send(true).unwrap();
    for writer in writers {
        assert!(writer.await.unwrap() > 0, "nothing was written meanwhile");
    }
    restore(&copy, &target, false).await.unwrap();
    let restored = open(&target, Migrations::Require).await;
    assert_eq!(restored.check().await.unwrap(), "ok");
    assert!(has(&restored, before).await);
}

#[tokio::test]
async fn what_is_no_backup_of_ours_is_refused_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    let target = folder.path().join("new/mentoring.sqlite");
    std::fs::write(&source, b"").unwrap();
    let refused = restore(&source, &target, false).await;
    assert!(
        matches!(refused, Err(BackupError::Foreign(_))),
        "{refused:?}"
    );
    std::fs::write(&source, vec![b'x'; 8192]).unwrap();
    assert!(restore(&source, &target, false).await.is_err());
    assert!(files(target.parent().unwrap()).is_empty());
}

#[tokio::test]
async fn a_backup_of_a_newer_version_is_refused() {
    let db = testing::fresh(testing::Engine::Sqlite).await.unwrap();
    let mut tx = db.write().await.unwrap();
    sql::forge_migration(tx.conn(), 99_999).await.unwrap();
    tx.commit().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.sqlite");
    backup(&db, &copy).await.unwrap();
    let refused = restore(&copy, &folder.path().join("new.sqlite"), false).await;
    assert!(matches!(refused, Err(BackupError::Open(OpenError::Newer))));
    assert_eq!(files(folder.path()), ["copy.sqlite"]);
}

#[tokio::test]
async fn a_database_that_is_served_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (copy, target) = (
        folder.path().join("copy.sqlite"),
        folder.path().join("mentoring.sqlite"),
    );
    let served = open(&target, Migrations::Apply).await;
    backup(&served, &copy).await.unwrap();
    let id = write(&served).await;
    let refused = restore(&copy, &target, true).await;
    assert!(matches!(refused, Err(BackupError::InUse(_))), "{refused:?}");
    assert!(has(&served, id).await);
    served.close().await;
    restore(&copy, &target, true).await.unwrap();
    assert!(!has(&open(&target, Migrations::Require).await, id).await);
}

#[tokio::test]
async fn the_log_of_a_killed_server_is_not_replayed_over_what_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let [live, killed] = ["live", "killed"].map(|name| folder.path().join(name));
    for folder in [&live, &killed] {
        std::fs::create_dir(folder).unwrap();
    }
    let db = open(&live.join("mentoring.sqlite"), Migrations::Apply).await;
    let copy = folder.path().join("copy.sqlite");
    backup(&db, &copy).await.unwrap();
    let id = write(&db).await;
    for file in files(&live) {
        std::fs::copy(live.join(&file), killed.join(&file)).unwrap();
    }
    assert!(files(&killed).contains(&"mentoring.sqlite-wal".to_owned()));
    let target = killed.join("mentoring.sqlite");
    restore(&copy, &target, true).await.unwrap();
    assert_eq!(files(&killed), ["mentoring.sqlite"]);
    let restored = open(&target, Migrations::Require).await;
    assert_eq!(restored.check().await.unwrap(), "ok");
    assert!(!has(&restored, id).await);
}
