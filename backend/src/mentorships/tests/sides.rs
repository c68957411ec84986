//! The tab *Mentorship*: which side is shown, and what waits there.

use super::*;
use domain::{
    mentorships::{Progress, Side, SideView},
    time::DAY,
};

impl Couple {
    async fn side(&self, actor: &Actor, asked: Option<Side>) -> SideView {
        side(&self.backend, actor, asked, Lang::Fr, NOW)
            .await
            .unwrap()
    }

    async fn join(&self, actor: &Actor, side: &str) {
        let mut tx = self.backend.db.write().await.unwrap();
        testing::sql::member(tx.conn(), self.programme, actor.person, side, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn asks(&self, mentee: &Actor, mentor: &Actor) {
        let mut tx = self.backend.db.write().await.unwrap();
        let (mentee, mentor) = (mentee.person, mentor.person);
        sql::request(tx.conn(), self.programme, mentee, mentor, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

on_both_engines! {
    async fn each_of_a_pair_sees_their_own_side(db: Db) {
        let pair = a_pair(db).await;
        let gives = pair.side(&pair.mentor, None).await;
        assert_eq!((gives.side, gives.both, gives.pairs.len()), (Side::Mentor, false, 1));
        let receives = pair.side(&pair.mentee, Some(Side::Mentor)).await;
        assert_eq!((receives.side, receives.both, receives.pairs.len()), (Side::Mentee, false, 1));
    }

    async fn a_mentor_without_a_pair_is_a_mentor(db: Db) {
        let pair = a_pair(db).await;
        pair.join(&pair.stranger, "mentor").await;
        let alone = pair.side(&pair.stranger, None).await;
        assert_eq!((alone.side, alone.both, alone.open_requests), (Side::Mentor, false, 0));
        assert!(alone.pairs.is_empty());
        pair.asks(&pair.mentee, &pair.stranger).await;
        assert_eq!(pair.side(&pair.stranger, None).await.open_requests, 1);
        assert_eq!(pair.side(&pair.mentee, None).await.open_requests, 1);
    }

    async fn whoever_is_both_has_two_sides_of_pairs(db: Db) {
        let pair = a_pair(db).await;
        let mut tx = pair.backend.db.write().await.unwrap();
        let (mentee, mentor) = (pair.mentor.person, pair.stranger.person);
        let older = open(tx.conn(), pair.programme, None, mentee, mentor, NOW.plus(-1)).await.unwrap();
        tx.commit().await.unwrap();
        let both = &pair.mentor;
        let gives = pair.side(both, Some(Side::Mentor)).await;
        assert!(gives.both);
        assert_eq!(gives.pairs.iter().map(|one| one.id).collect::<Vec<_>>(), [pair.id]);
        let receives = pair.side(both, Some(Side::Mentee)).await;
        assert!(receives.both);
        assert_eq!(receives.pairs.iter().map(|one| one.id).collect::<Vec<_>>(), [older]);
        // Unasked: the newest of what waits for them, or where somebody asked.
        assert_eq!(pair.side(both, None).await.side, Side::Mentor);
        pair.asks(&pair.mentee, both).await;
        assert_eq!(pair.side(both, None).await.open_requests, 1);
        assert_eq!(pair.side(both, Some(Side::Mentee)).await.open_requests, 0);
    }

    async fn the_month_runs_from_the_charter_and_not_before(db: Db) {
        let pair = a_pair(db).await;
        assert_eq!(pair.view(&pair.mentee).await.progress, None);
        pair.both_sign().await;
        let at = async |now| show(&pair.backend, &pair.mentor, pair.id, Lang::Fr, now).await.unwrap().progress;
        assert_eq!(at(NOW).await, Some(Progress { month: 1, of: 9 }));
        assert_eq!(at(NOW.plus(62 * DAY)).await, Some(Progress { month: 3, of: 9 }));
    }

    async fn a_change_of_the_length_counts_once_both_signed_it(db: Db) {
        let pair = a_pair(db).await;
        pair.both_sign().await;
        let shorter = TermsDraft { months: "6".into(), ..terms("Export vers l’UE") };
        let (backend, mentor) = (&pair.backend, &pair.mentor);
        charter::propose(backend, mentor, CommandId::new(), pair.id, 1, &shorter, NOW).await.unwrap();
        assert_eq!(pair.view(&pair.mentee).await.progress, Some(Progress { month: 1, of: 9 }));
        let changed = pair.hash().await;
        pair.sign(&pair.mentor, &changed).await.unwrap();
        pair.sign(&pair.mentee, &changed).await.unwrap();
        assert_eq!(pair.view(&pair.mentee).await.progress, Some(Progress { month: 1, of: 6 }));
    }
}
