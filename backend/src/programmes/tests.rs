//! An empty database is filled once, and what is there stays.

use super::*;
use crate::on_both_engines;

const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference")
}

on_both_engines! {
    async fn an_empty_database_gets_reference_data_and_one_programme(db: Db) {
        let first = seed(&db, &shipped(), NOW).await.unwrap();
        let again = seed(&db, &shipped(), NOW).await.unwrap();
        assert_eq!(first, again);
        let all = all(&db).await.unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].code, DEFAULT_CODE);
        assert_eq!(all[0].weights, Weights::default());
        let mut reader = db.read().await.unwrap();
        assert_eq!(sql::reference_count(reader.conn()).await.unwrap(), 198);
    }
}

#[tokio::test]
async fn a_missing_folder_is_named() {
    let db = crate::db::testing::fresh(crate::db::testing::Engine::Sqlite)
        .await
        .unwrap();
    let error = seed(&db, Path::new("/nowhere"), NOW).await.unwrap_err();
    assert_eq!(error.to_string(), "/nowhere/countries.csv cannot be read");
}
