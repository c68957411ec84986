//! A mentor takes fewer people or pauses: whoever waits is told, and what next.

use super::*;
use crate::{on_both_engines, profiles};
use domain::{
    Lang,
    notifications::{NoticeKind, NoticePage},
    profiles::OfferDraft,
};

async fn offers(world: &World, mentor: PersonId, capacity: i64, paused: bool) {
    let draft = OfferDraft {
        offers: vec!["EXPORT".into()],
        sectors: vec!["AGROFOOD".into()],
        years: "8".into(),
        capacity: capacity.to_string(),
        paused,
    };
    profiles::save_offer(&world.backend, &actor(mentor), CommandId::new(), draft, NOW)
        .await
        .unwrap();
}

async fn told(world: &World, person: PersonId) -> NoticePage {
    let page = crate::notifications::list(&world.backend, &actor(person), 1).await;
    page.unwrap()
}

async fn world(db: Db) -> World {
    let world = World::new(db).await;
    let mut tx = world.backend.db.write().await.unwrap();
    for (kind, code) in [("expertise", "EXPORT"), ("sector", "AGROFOOD")] {
        sql::reference(tx.conn(), kind, code).await.unwrap();
    }
    tx.commit().await.unwrap();
    world
}

on_both_engines! {
    async fn without_a_place_left_requests_are_closed_and_the_next_best_is_named(db: Db) {
        let world = world(db).await;
        let (first, second) = (world.a_mentee("Salma").await, world.a_mentee("Yassine").await);
        let mentor = world.a_mentor("Leïla").await;
        offers(&world, mentor, 2, false).await;
        let id = world.ask(first, mentor, NOW).await.unwrap();
        world.accept(mentor, id, NOW).await.unwrap();
        let waiting = world.ask(second, mentor, NOW).await.unwrap();
        let next = world.a_mentor("Nadia").await;
        offers(&world, mentor, 1, false).await;
        assert_eq!(world.state(waiting).await, ("withdrawn".into(), Some("places_gone".into())));
        let page = told(&world, second).await;
        let line = &page.lines[0];
        assert_eq!((line.kind, line.facts.next.as_str()), (NoticeKind::RequestPlacesGone, "Nadia Chraïbi"));
        let shown = matching::request(&world.backend, &actor(second), waiting, Lang::Fr, NOW).await.unwrap();
        assert_eq!(shown.next_best.unwrap().person, next);
        // Nothing is left to answer, and the mentor's bell says so.
        assert_eq!(told(&world, mentor).await.unread, 0);
    }

    async fn with_fewer_places_than_people_those_who_asked_last_are_told_and_may_still_be_accepted(db: Db) {
        let world = world(db).await;
        let mentor = world.a_mentor("Leïla").await;
        offers(&world, mentor, 2, false).await;
        let (first, second) = (world.a_mentee("Salma").await, world.a_mentee("Yassine").await);
        world.ask(first, mentor, NOW).await.unwrap();
        let last = world.ask(second, mentor, NOW.plus(1)).await.unwrap();
        offers(&world, mentor, 1, false).await;
        assert_eq!(world.notices(first).await, [""; 0]);
        assert_eq!(world.notices(second).await, ["request.fewer_places"]);
        // Saved again without a change: nobody is told twice.
        offers(&world, mentor, 1, false).await;
        assert_eq!(world.notices(second).await.len(), 1);
        world.accept(mentor, last, NOW.plus(2)).await.unwrap();
    }

    async fn a_pause_is_told_once_to_all_who_wait_and_their_requests_stay(db: Db) {
        let world = world(db).await;
        let mentor = world.a_mentor("Leïla").await;
        let mentee = world.a_mentee("Salma").await;
        offers(&world, mentor, 1, false).await;
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        offers(&world, mentor, 1, true).await;
        offers(&world, mentor, 1, true).await;
        assert_eq!(world.notices(mentee).await, ["request.mentor_paused"]);
        assert_eq!(world.state(id).await.0, "open");
        world.accept(mentor, id, NOW).await.unwrap();
    }

    async fn what_is_answered_or_taken_back_is_read(db: Db) {
        let world = World::new(db).await;
        let mentor = world.a_mentor("Leïla").await;
        with!(world, capacity(mentor, 3));
        let (one, other, third) =
            (world.a_mentee("Salma").await, world.a_mentee("Yassine").await, world.a_mentee("Ines").await);
        let accepted = world.ask(one, mentor, NOW).await.unwrap();
        let declined = world.ask(other, mentor, NOW).await.unwrap();
        let taken_back = world.ask(third, mentor, NOW).await.unwrap();
        assert_eq!(told(&world, mentor).await.unread, 3);
        world.accept(mentor, accepted, NOW).await.unwrap();
        assert_eq!(told(&world, mentor).await.unread, 2);
        assert_eq!(told(&world, one).await.unread, 1, "the answer is news");
        world.decline(mentor, declined, NOW).await.unwrap();
        assert_eq!(told(&world, mentor).await.unread, 1);
        matching::withdraw(&world.backend, &actor(third), CommandId::new(), taken_back, NOW).await.unwrap();
        let page = told(&world, mentor).await;
        let unread: Vec<_> = page.lines.iter().filter(|it| it.is_unread).map(|it| it.kind).collect();
        assert_eq!(unread, [NoticeKind::RequestWithdrawn]);
    }
}
