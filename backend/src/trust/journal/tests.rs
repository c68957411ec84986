//! The journal on both engines: what is kept, what is not, and for whom.

use super::*;
use crate::{accounts::Hasher, error::Error, on_both_engines};
use domain::{Failure, Role};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn backend(db: Db) -> Backend {
    Backend::new(db, Hasher::new(1))
}

fn administrator() -> Actor {
    Actor {
        person: PersonId::new(),
        roles: vec![Role::Administrator],
    }
}

fn refused(kind: JournalKind, from: &str) -> Refusal<'_> {
    Refusal {
        kind,
        by: None,
        about: None,
        from: from.parse().unwrap(),
        what: "sign-in",
    }
}

async fn lines(backend: &Backend, kind: Option<JournalKind>) -> Vec<JournalLine> {
    let read = read(backend, &administrator(), kind, 1, Lang::Fr).await;
    read.unwrap().rows
}

on_both_engines! {
    async fn the_same_refusals_are_one_line_with_their_number_and_a_network(db: Db) {
        let backend = backend(db);
        for address in ["203.0.113.7", "203.0.113.8", "198.51.100.1"] {
            backend.journal.note(refused(JournalKind::SignInRefused, address), NOW);
        }
        write(&backend).await.unwrap();
        let mut seen: Vec<_> = lines(&backend, None).await.into_iter().map(|line| (line.from, line.times)).collect();
        seen.sort();
        assert_eq!(seen, [("198.51.100.0/24".to_owned(), 1), ("203.0.113.0/24".to_owned(), 2)]);
        // Nothing is written twice.
        write(&backend).await.unwrap();
        assert_eq!(lines(&backend, None).await.len(), 2);
    }

    async fn a_flood_from_everywhere_is_a_few_lines(db: Db) {
        let backend = backend(db);
        for number in 0..=255 {
            let address = format!("203.{number}.113.7");
            for _ in 0..40 {
                backend.journal.note(refused(JournalKind::Throttled, &address), NOW);
            }
        }
        write(&backend).await.unwrap();
        let lines = lines(&backend, Some(JournalKind::Throttled)).await;
        assert_eq!(lines.len(), KEPT_APART + 1);
        let times: u32 = lines.iter().map(|line| line.times).sum();
        assert_eq!(times, 256 * 40);
    }

    async fn refusals_go_after_ninety_days_and_changes_of_roles_stay(db: Db) {
        let backend = backend(db);
        let old = NOW.plus(-91 * DAY);
        backend.journal.note(refused(JournalKind::CrossSite, "203.0.113.7"), old);
        write(&backend).await.unwrap();
        backend.journal.note(refused(JournalKind::CrossSite, "203.0.113.7"), NOW);
        write(&backend).await.unwrap();
        let mut tx = backend.db.write().await.unwrap();
        let change = NewEvent {
            at: old,
            kind: JournalKind::RoleGranted.code(),
            actor: None,
            person: None,
            subject: None,
            payload: "administrator",
        };
        events::record(tx.conn(), change).await.unwrap();
        tx.commit().await.unwrap();
        forget_old(&backend.db, NOW).await.unwrap();
        let left: Vec<_> = lines(&backend, None).await.into_iter().map(|line| (line.kind, line.what)).collect();
        assert_eq!(left, [
            (JournalKind::RoleGranted, "administrator".to_owned()),
            (JournalKind::CrossSite, "sign-in".to_owned()),
        ]);
    }

    async fn more_rows_than_are_kept_go_the_oldest_first(db: Db) {
        let backend = backend(db);
        for minute in 0..5 {
            backend.journal.note(refused(JournalKind::Forbidden, "203.0.113.7"), NOW.plus(minute));
            write(&backend).await.unwrap();
        }
        let mut tx = backend.db.write().await.unwrap();
        sql::forget_but(tx.conn(), JournalKind::Forbidden.code(), 2).await.unwrap();
        tx.commit().await.unwrap();
        let left = lines(&backend, None).await;
        assert_eq!(left.len(), 2);
        assert!(left[0].seq > left[1].seq && left[1].seq > 3);
    }

    async fn nobody_but_an_administrator_reads_it(db: Db) {
        let backend = backend(db);
        let member = Actor { person: PersonId::new(), roles: Vec::new() };
        let answer = read(&backend, &member, None, 1, Lang::Fr).await;
        assert!(matches!(answer, Err(Error::Failure(Failure::Forbidden))));
    }
}
