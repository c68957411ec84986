//! An empty database is filled once, and what is there stays.

use super::*;
use crate::{Backend, accounts::Hasher, on_both_engines};
use domain::{Actor, CommandId, Failure, PersonId, Role};

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

on_both_engines! {
    async fn an_administrator_sets_what_the_next_suggestions_follow(db: Db) {
        let id = create(&db, "CIRCLE", DEFAULT_NAMES, NOW).await.unwrap();
        let backend = Backend::new(db, Hasher::new(1));
        let (admin, command) = (actor(Role::Administrator), CommandId::new());
        let pool = backend.mentors.current(&backend.db, id, NOW).await.unwrap();
        assert_eq!(pool.rules.weights, Weights::default());
        drop(pool);
        let typed = ["50", "0", "10", "10", "10", "20"];
        set_weights(&backend, &admin, command, "CIRCLE", typed, NOW).await.unwrap();
        set_weights(&backend, &admin, command, "CIRCLE", typed, NOW).await.unwrap();
        let expected = Weights::parse([50, 0, 10, 10, 10, 20]).unwrap();
        let shown = weights(&backend, &admin, "CIRCLE", Lang::De).await.unwrap();
        assert_eq!((shown.weights, shown.name.as_str()), (expected, "Der Mentoring-Kreis"));
        let pool = backend.mentors.current(&backend.db, id, NOW).await.unwrap();
        assert_eq!(pool.rules.weights, expected);
    }

    async fn weights_are_an_administrators_and_checked(db: Db) {
        let id = create(&db, "CIRCLE", DEFAULT_NAMES, NOW).await.unwrap();
        let backend = Backend::new(db, Hasher::new(1));
        let set = |who: Actor, code: &'static str, first: &'static str| {
            let backend = &backend;
            async move {
                let typed = [first, "0", "0", "0", "0", "0"];
                let done = set_weights(backend, &who, CommandId::new(), code, typed, NOW).await;
                done.unwrap_err().failure()
            }
        };
        let admin = actor(Role::Administrator);
        assert_eq!(set(actor(Role::Coordinator(id)), "CIRCLE", "1").await, Failure::Forbidden);
        assert_eq!(set(admin.clone(), "NOWHERE", "1").await, Failure::NotFound);
        assert!(matches!(set(admin.clone(), "CIRCLE", "0").await, Failure::Invalid(_)));
        let seen = weights(&backend, &actor(Role::Coordinator(id)), "CIRCLE", Lang::Fr).await;
        assert_eq!(seen.unwrap_err().failure(), Failure::Forbidden);
        let kept = weights(&backend, &admin, "CIRCLE", Lang::Fr).await.unwrap();
        assert_eq!(kept.weights, Weights::default(), "nothing stored by half");
    }
}

fn actor(role: Role) -> Actor {
    Actor {
        person: PersonId::new(),
        roles: vec![role],
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
