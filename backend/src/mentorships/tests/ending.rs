//! A pair that ends: what each of the two is told and still sees.

use super::*;
use crate::db::Begun;
use domain::{
    circle::PledgeForm,
    mentorships::{Ending, Parting, Side},
    time::DAY,
};

impl Couple {
    /// Whether it ended now.
    pub(super) async fn end(&self, parted: Parted) -> bool {
        let begun = self
            .backend
            .db
            .begin::<bool>(CommandId::new(), None, "test.end", NOW)
            .await;
        let Begun::Fresh(mut tx) = begun.unwrap() else {
            panic!("a new command cannot be a repeat")
        };
        let ended = end(&mut tx, self.id, parted, None, NOW).await.unwrap();
        tx.finish(ended).await.unwrap()
    }

    const fn gone(&self, who: &Actor, ending: Ending) -> Parted {
        Parted {
            ending,
            left: Some(who.person),
            by: None,
        }
    }

    async fn join_both(&self) {
        let mut tx = self.backend.db.write().await.unwrap();
        for (actor, side) in [(&self.mentee, "mentee"), (&self.mentor, "mentor")] {
            testing::sql::member(tx.conn(), self.programme, actor.person, side, NOW)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
    }
}

on_both_engines! {
    async fn whoever_stays_is_told_once_and_goes_on(db: Db) {
        let pair = a_pair(db).await;
        pair.join_both().await;
        pair.both_sign().await;
        assert_eq!(pair.view(&pair.mentee).await.other.email, "leila@example.org");
        let parted = pair.gone(&pair.mentor, Ending::AccountClosed);
        assert!(pair.end(parted).await);
        assert!(!pair.end(parted).await, "ended already");
        assert_eq!(pair.told(&pair.mentee).await.last(), Some(&NoticeKind::MentorLeft));
        let ended = pair.told(&pair.mentee).await.iter().filter(|kind| **kind == NoticeKind::MentorLeft).count();
        assert_eq!(ended, 1);
        assert!(!pair.told(&pair.mentor).await.contains(&NoticeKind::MenteeLeft));
        let view = pair.view(&pair.mentee).await;
        assert_eq!((view.state, view.next), (MentorshipState::Closed, NextStep::FindMentor));
        assert_eq!(view.ended.unwrap().parting, Parting::TheyLeft);
        assert_eq!((view.other.email.as_str(), view.other.phone.as_str()), ("", ""), "contact details are gone");
        assert_eq!((view.aims.as_str(), view.progress), ("Export vers l’UE", None));
        assert_eq!(pair.view(&pair.mentor).await.ended.unwrap().parting, Parting::YouLeft);
    }

    async fn a_mentor_hears_of_the_free_place_for_a_while(db: Db) {
        let pair = a_pair(db).await;
        pair.join_both().await;
        pair.end(pair.gone(&pair.mentee, Ending::LeftProgramme)).await;
        assert_eq!(pair.told(&pair.mentor).await, [NoticeKind::MenteeLeft]);
        let mut reader = pair.backend.db.read().await.unwrap();
        assert_eq!(sql::mails(reader.conn(), pair.mentor.person).await.unwrap(), 1);
        drop(reader);
        let current = async |now| current(&pair.backend, &pair.mentor, Lang::Fr, now).await.unwrap();
        assert_eq!(current(NOW).await.unwrap().next, NextStep::PlaceIsFree);
        assert_eq!(current(NOW.plus(15 * DAY)).await, None);
    }

    async fn how_somebody_left_is_the_same_to_the_other(db: Db) {
        let pair = a_pair(db).await;
        pair.end(pair.gone(&pair.mentor, Ending::TakenOut)).await;
        let view = pair.view(&pair.mentee).await;
        assert_eq!(view.ended.unwrap().parting, Parting::TheyLeft);
        assert!(!serde_json::to_string(&view).unwrap().contains("TakenOut"));
    }

    async fn an_ending_of_one_of_the_two_without_fault_tells_the_other(db: Db) {
        let pair = a_pair(db).await;
        pair.join_both().await;
        pair.end(Parted { ending: Ending::NoFault, left: None, by: Some(pair.mentor.person) }).await;
        assert_eq!(pair.told(&pair.mentee).await, [NoticeKind::MentorshipEnded]);
        assert!(pair.told(&pair.mentor).await.is_empty());
        assert_eq!(pair.view(&pair.mentee).await.next, NextStep::FindMentor);
        assert_eq!(pair.view(&pair.mentor).await.next, NextStep::PlaceIsFree);
    }

    async fn an_ended_pair_is_read_only(db: Db) {
        let pair = a_pair(db).await;
        pair.both_sign().await;
        pair.end(pair.gone(&pair.mentor, Ending::AccountClosed)).await;
        let late = pair.propose(&pair.mentee, 1, "Export et financement").await;
        assert_eq!(refused(late), Refusal::MentorshipClosed);
        let signed = pair.sign(&pair.mentee, &pair.hash().await).await;
        assert_eq!(refused(signed), Refusal::MentorshipClosed);
        let pledged = pair.pledge(&pair.mentee, CommandId::new()).await;
        assert_eq!(refused(pledged), Refusal::MentorshipClosed);
        let read = charter::read(&pair.backend, &pair.mentee, pair.id, Lang::Fr).await.unwrap();
        assert!(!read.may_edit && !read.may_sign && read.current.is_agreed());
    }

    async fn an_early_end_keeps_what_was_given_and_fills_no_star(db: Db) {
        let pair = a_pair(db).await;
        pair.join_both().await;
        pair.both_sign().await;
        pair.pledge(&pair.mentee, CommandId::new()).await.unwrap();
        let chain = async |actor| circle::chain(&pair.backend, actor, Lang::Fr).await.unwrap();
        let before = chain(&pair.mentee).await.line;
        pair.end(pair.gone(&pair.mentor, Ending::AccountClosed)).await;
        let after = chain(&pair.mentee).await.line;
        assert_eq!(after.own.points, before.own.points);
        assert_eq!((after.own.points.received, after.own.points.given), (1, 1));
        assert_eq!(after.pledge.unwrap().form, PledgeForm::Hours);
        assert_eq!(after.above.len(), 1, "the line stays");
        assert_eq!(chain(&pair.mentor).await.line.own.points.given, 1);
        assert_eq!(pair.view(&pair.mentee).await.side, Side::Mentee);
    }
}
