//! Other terms after both signed: a proposal until both signed again, what was signed before kept and in force.

use super::*;
use domain::mentorships::Ending;

impl Couple {
    async fn charter(&self) -> CharterView {
        charter::read(&self.backend, &self.mentor, self.id, Lang::Fr)
            .await
            .unwrap()
    }

    async fn next(&self) -> (NextStep, NextStep) {
        (
            self.view(&self.mentee).await.next,
            self.view(&self.mentor).await.next,
        )
    }
}

on_both_engines! {
    async fn other_terms_are_in_force_once_both_signed_again(db: Db) {
        let pair = a_pair(db).await;
        pair.both_sign().await;
        pair.pledge(&pair.mentee, CommandId::new()).await.unwrap();
        let first = pair.charter().await.current;
        pair.propose(&pair.mentor, 1, "Export et financement").await.unwrap();
        assert_eq!(pair.next().await, (NextStep::SignChange, NextStep::SignChange));
        let proposed = pair.charter().await;
        assert_eq!((proposed.current.number, proposed.current.is_agreed()), (2, false));
        assert_eq!(proposed.kept, std::slice::from_ref(&first), "kept with terms, time and fingerprints");
        pair.sign(&pair.mentor, &proposed.hash).await.unwrap();
        assert_eq!(pair.next().await, (NextStep::SignChange, NextStep::WaitForChange));
        assert_eq!(pair.view(&pair.mentor).await.state, MentorshipState::Active);
        pair.sign(&pair.mentee, &proposed.hash).await.unwrap();
        assert_eq!(pair.next().await, (NextStep::ArrangeMeeting, NextStep::ArrangeMeeting));
        let agreed = pair.charter().await;
        assert!(agreed.current.is_agreed());
        assert_eq!(agreed.kept, [first]);
        assert_eq!(
            pair.told(&pair.mentee).await[1..],
            [NoticeKind::CharterChanged, NoticeKind::CharterSigned]
        );
        assert_eq!(pair.told(&pair.mentor).await.last(), Some(&NoticeKind::CharterAgreed));
    }

    async fn a_pledge_does_not_wait_for_the_other_to_sign_a_change(db: Db) {
        let pair = a_pair(db).await;
        pair.both_sign().await;
        pair.propose(&pair.mentee, 1, "Export et financement").await.unwrap();
        let hash = pair.hash().await;
        pair.sign(&pair.mentee, &hash).await.unwrap();
        assert_eq!(pair.next().await, (NextStep::MakePledge, NextStep::SignChange));
        pair.pledge(&pair.mentee, CommandId::new()).await.unwrap();
        pair.sign(&pair.mentor, &hash).await.unwrap();
        assert_eq!(pair.view(&pair.mentor).await.state, MentorshipState::Active);
    }

    async fn what_was_signed_before_is_not_signed_again(db: Db) {
        let pair = a_pair(db).await;
        pair.both_sign().await;
        let first = pair.hash().await;
        assert_eq!(refused(pair.sign(&pair.mentee, &first).await), Refusal::AlreadySigned);
        pair.propose(&pair.mentor, 1, "Export et financement").await.unwrap();
        assert_eq!(refused(pair.sign(&pair.mentee, &first).await), Refusal::CharterChanged);
        let late = pair.propose(&pair.mentee, 1, "Tout autre chose").await;
        assert_eq!(refused(late), Refusal::CharterChanged);
    }

    async fn nothing_changes_after_the_end(db: Db) {
        let pair = a_pair(db).await;
        pair.both_sign().await;
        pair.end(Parted { ending: Ending::Completed, left: None, by: Some(pair.mentor.person) }).await;
        let late = pair.propose(&pair.mentor, 1, "Export et financement").await;
        assert_eq!(refused(late), Refusal::MentorshipClosed);
        assert!(!pair.charter().await.may_edit);
    }
}
