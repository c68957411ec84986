//! Followers of the record get everything once, also what becomes visible late.

use super::*;
use crate::{
    Db,
    db::{
        Tx,
        testing::{Engine, fresh},
    },
    on_both_engines,
};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

async fn happens(tx: &mut Tx, kind: &str) {
    let event = NewEvent {
        at: NOW,
        kind,
        actor: None,
        person: None,
        subject: None,
        payload: (),
    };
    record(tx.conn(), event).await.unwrap();
}

async fn happened(db: &Db, kind: &str) {
    let mut tx = db.write().await.unwrap();
    happens(&mut tx, kind).await;
    tx.commit().await.unwrap();
}

async fn next(tail: &mut Tail, db: &Db, now: Timestamp) -> Vec<String> {
    let events = tail.next(db, now).await.unwrap();
    events.into_iter().map(|event| event.kind).collect()
}

on_both_engines! {
    async fn a_follower_gets_what_is_new_once(db: Db) {
        happened(&db, "before").await;
        let mut tail = Tail::from_here(&db, NOW).await.unwrap();
        assert!(next(&mut tail, &db, NOW).await.is_empty());
        happened(&db, "first").await;
        happened(&db, "second").await;
        assert_eq!(next(&mut tail, &db, NOW).await, ["first", "second"]);
        assert!(next(&mut tail, &db, NOW).await.is_empty());
        // Long after, when the numbers are settled.
        let later = NOW.plus(domain::time::HOUR);
        assert!(next(&mut tail, &db, later).await.is_empty());
        happened(&db, "third").await;
        assert_eq!(next(&mut tail, &db, later).await, ["third"]);
    }

    async fn many_events_at_once_all_come(db: Db) {
        let mut tail = Tail::from_here(&db, NOW).await.unwrap();
        let mut tx = db.write().await.unwrap();
        for _ in 0..1_200 {
            happens(&mut tx, "one").await;
        }
        tx.commit().await.unwrap();
        assert_eq!(next(&mut tail, &db, NOW).await.len(), 1_200);
        assert!(next(&mut tail, &db, NOW).await.is_empty());
    }
}

#[tokio::test]
async fn an_event_that_commits_after_a_later_one_is_not_lost() {
    // SQLite has one writer: there numbers appear in their order.
    let Some(db) = fresh(Engine::Postgres).await else {
        return;
    };
    happened(&db, "before").await;
    let mut slow = db.write().await.unwrap();
    happens(&mut slow, "slow").await;
    happened(&db, "already there").await;
    let mut tail = Tail::from_here(&db, NOW).await.unwrap();
    happened(&db, "quick").await;
    assert_eq!(next(&mut tail, &db, NOW).await, ["quick"]);
    slow.commit().await.unwrap();
    let soon = NOW.plus(20_000);
    assert_eq!(next(&mut tail, &db, soon).await, ["slow"]);
    assert!(next(&mut tail, &db, soon).await.is_empty());
}
