//! A pair from its first day to the pledge, on both engines.

mod changing;
mod ending;
mod sides;
mod signing;
mod sql;

use super::*;
use crate::{
    Backend, Error,
    accounts::Hasher,
    circle,
    db::{Db, testing},
    notifications, on_both_engines,
};
use domain::{
    CommandId, Refusal,
    mentorships::{CharterView, MentorshipState, MentorshipView, NextStep, TermsDraft},
    notifications::NoticeKind,
};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

/// A mentee and a mentor on their first day, and somebody else.
struct Couple {
    backend: Backend,
    id: MentorshipId,
    programme: ProgrammeId,
    mentee: Actor,
    mentor: Actor,
    stranger: Actor,
}

async fn a_pair(db: Db) -> Couple {
    let backend = Backend::new(db, Hasher::new(1));
    let [mentee, mentor, stranger] = ["salma", "leila", "driss"].map(|name| {
        let actor = Actor {
            person: PersonId::new(),
            roles: Vec::new(),
        };
        (actor, format!("{name}@example.org"))
    });
    let programme = ProgrammeId::new();
    let mut tx = backend.db.write().await.unwrap();
    for (actor, email) in [&mentee, &mentor, &stranger] {
        testing::sql::addressed(tx.conn(), actor.person, email, NOW)
            .await
            .unwrap();
    }
    testing::sql::programme(tx.conn(), programme, NOW)
        .await
        .unwrap();
    for (lang, body) in [("fr", "# But\n\nS’aider."), ("ar", "# الهدف")] {
        sql::text(tx.conn(), programme, lang, body).await.unwrap();
    }
    let (mentee, mentor, stranger) = (mentee.0, mentor.0, stranger.0);
    let id = open(
        tx.conn(),
        programme,
        None,
        mentee.person,
        mentor.person,
        NOW,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    Couple {
        backend,
        id,
        programme,
        mentee,
        mentor,
        stranger,
    }
}

fn terms(aims: &str) -> TermsDraft {
    TermsDraft {
        aims: aims.into(),
        rhythm: "fortnightly".into(),
        months: "9".into(),
        channel: "video".into(),
        confidentiality: "between_us".into(),
    }
}

impl Couple {
    async fn propose(&self, actor: &Actor, base: i64, aims: &str) -> Result<()> {
        let command = CommandId::new();
        charter::propose(
            &self.backend,
            actor,
            command,
            self.id,
            base,
            &terms(aims),
            NOW,
        )
        .await
    }

    async fn hash(&self) -> String {
        let view = charter::read(&self.backend, &self.mentee, self.id, Lang::Fr).await;
        view.unwrap().hash
    }

    async fn sign(&self, actor: &Actor, hash: &str) -> Result<()> {
        let command = CommandId::new();
        charter::sign(&self.backend, actor, command, self.id, hash, Lang::Fr, NOW).await
    }

    async fn pledge(&self, actor: &Actor, command: CommandId) -> Result<()> {
        let new = ("hours", "12", "2027-07-01");
        circle::pledge(&self.backend, actor, command, self.id, new, NOW).await
    }

    async fn view(&self, actor: &Actor) -> MentorshipView {
        show(&self.backend, actor, self.id, Lang::Fr, NOW)
            .await
            .unwrap()
    }

    async fn both_sign(&self) {
        self.propose(&self.mentee, 0, "Export vers l’UE")
            .await
            .unwrap();
        let hash = self.hash().await;
        self.sign(&self.mentee, &hash).await.unwrap();
        self.sign(&self.mentor, &hash).await.unwrap();
    }

    async fn told(&self, actor: &Actor) -> Vec<NoticeKind> {
        let page = notifications::list(&self.backend, actor, 1).await.unwrap();
        page.lines.into_iter().map(|line| line.kind).rev().collect()
    }
}

fn refused(result: Result<()>) -> Refusal {
    match result {
        Err(Error::Failure(Failure::Refused(refusal))) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

on_both_engines! {
    async fn both_sign_and_the_mentee_promises(db: Db) {
        let pair = a_pair(db).await;
        assert_eq!(pair.view(&pair.mentor).await.next, NextStep::ProposeTerms);
        pair.both_sign().await;
        assert_eq!(pair.view(&pair.mentee).await.next, NextStep::MakePledge);
        assert_eq!(pair.view(&pair.mentor).await.next, NextStep::WaitForPledge);
        pair.pledge(&pair.mentee, CommandId::new()).await.unwrap();
        let view = pair.view(&pair.mentor).await;
        assert_eq!(view.next, NextStep::ArrangeMeeting);
        assert_eq!(view.pledge.unwrap().amount, 12);
        assert_eq!(view.timeline.len(), 5);
        assert_eq!(
            pair.told(&pair.mentor).await,
            [NoticeKind::CharterProposed, NoticeKind::CharterSigned, NoticeKind::PledgeMade]
        );
        assert_eq!(pair.told(&pair.mentee).await, [NoticeKind::CharterAgreed]);
    }

    async fn a_change_needs_both_signatures_again(db: Db) {
        let pair = a_pair(db).await;
        pair.propose(&pair.mentee, 0, "Export vers l’UE").await.unwrap();
        let first = pair.hash().await;
        pair.sign(&pair.mentee, &first).await.unwrap();
        pair.propose(&pair.mentor, 1, "Export et financement").await.unwrap();
        assert_eq!(refused(pair.sign(&pair.mentor, &first).await), Refusal::CharterChanged);
        let second = pair.hash().await;
        assert_ne!(first, second);
        pair.sign(&pair.mentor, &second).await.unwrap();
        assert_eq!(pair.view(&pair.mentee).await.next, NextStep::SignCharter);
        pair.sign(&pair.mentee, &second).await.unwrap();
        assert_eq!(pair.view(&pair.mentee).await.next, NextStep::MakePledge);
    }

    async fn the_same_terms_again_keep_what_was_signed(db: Db) {
        let pair = a_pair(db).await;
        pair.propose(&pair.mentee, 0, "Export vers l’UE").await.unwrap();
        let hash = pair.hash().await;
        pair.sign(&pair.mentee, &hash).await.unwrap();
        pair.propose(&pair.mentor, 1, "Export vers l’UE").await.unwrap();
        assert_eq!(pair.hash().await, hash);
        assert_eq!(pair.view(&pair.mentee).await.next, NextStep::WaitForSignature);
    }

    async fn terms_written_over_another_version_are_refused(db: Db) {
        let pair = a_pair(db).await;
        pair.propose(&pair.mentee, 0, "Export vers l’UE").await.unwrap();
        let late = pair.propose(&pair.mentor, 0, "Levée de fonds").await;
        assert_eq!(refused(late), Refusal::CharterChanged);
    }

    async fn nobody_signs_twice_or_before_there_are_terms(db: Db) {
        let pair = a_pair(db).await;
        assert_eq!(refused(pair.sign(&pair.mentee, "").await), Refusal::NotYet);
        pair.propose(&pair.mentee, 0, "Export vers l’UE").await.unwrap();
        let hash = pair.hash().await;
        pair.sign(&pair.mentee, &hash).await.unwrap();
        assert_eq!(refused(pair.sign(&pair.mentee, &hash).await), Refusal::AlreadySigned);
    }

    async fn a_pledge_comes_after_the_charter_and_once(db: Db) {
        let pair = a_pair(db).await;
        assert_eq!(refused(pair.pledge(&pair.mentee, CommandId::new()).await), Refusal::NotYet);
        pair.both_sign().await;
        let command = CommandId::new();
        pair.pledge(&pair.mentee, command).await.unwrap();
        pair.pledge(&pair.mentee, command).await.unwrap();
        assert_eq!(refused(pair.pledge(&pair.mentee, CommandId::new()).await), Refusal::AlreadyPledged);
        let mut reader = pair.backend.db.read().await.unwrap();
        assert_eq!(sql::entries(reader.conn(), pair.mentee.person).await.unwrap(), 1);
    }

    async fn a_mentor_cannot_promise_for_the_mentee(db: Db) {
        let pair = a_pair(db).await;
        pair.both_sign().await;
        let error = pair.pledge(&pair.mentor, CommandId::new()).await.unwrap_err();
        assert_eq!(error.failure(), Failure::Forbidden);
    }

    async fn for_a_stranger_there_is_no_such_mentorship(db: Db) {
        let pair = a_pair(db).await;
        pair.propose(&pair.mentee, 0, "Export vers l’UE").await.unwrap();
        let hash = pair.hash().await;
        let stranger = &pair.stranger;
        let shown = show(&pair.backend, stranger, pair.id, Lang::Fr, NOW).await.unwrap_err();
        let read = charter::read(&pair.backend, stranger, pair.id, Lang::Fr).await.unwrap_err();
        let tries = [
            shown,
            read,
            pair.propose(stranger, 1, "Autre chose ici").await.unwrap_err(),
            pair.sign(stranger, &hash).await.unwrap_err(),
            pair.pledge(stranger, CommandId::new()).await.unwrap_err(),
        ];
        for error in tries {
            assert_eq!(error.failure(), Failure::NotFound);
        }
        assert!(list(&pair.backend, stranger, Lang::Fr, NOW).await.unwrap().is_empty());
    }

    async fn a_star_fills_from_the_charter_and_the_pledge(db: Db) {
        let pair = a_pair(db).await;
        let before = circle::chain(&pair.backend, &pair.mentee, Lang::Fr).await.unwrap();
        assert_eq!((before.line.own.points.received, before.line.own.points.given), (0, 0));
        pair.both_sign().await;
        pair.pledge(&pair.mentee, CommandId::new()).await.unwrap();
        let after = circle::chain(&pair.backend, &pair.mentee, Lang::Fr).await.unwrap();
        assert_eq!((after.line.own.points.received, after.line.own.points.given), (1, 1));
        assert_eq!(after.line.above.len(), 1);
        let mentor = circle::chain(&pair.backend, &pair.mentor, Lang::Fr).await.unwrap();
        assert_eq!(mentor.below.len(), 1);
    }

    async fn a_mail_goes_out_unless_the_person_chose_none(db: Db) {
        let pair = a_pair(db).await;
        notifications::choose(&pair.backend, &pair.mentor, &[NoticeKind::PledgeMade]).await.unwrap();
        pair.both_sign().await;
        let mut reader = pair.backend.db.read().await.unwrap();
        assert_eq!(sql::mails(reader.conn(), pair.mentor.person).await.unwrap(), 0);
        assert_eq!(sql::mails(reader.conn(), pair.mentee.person).await.unwrap(), 1);
        drop(reader);
        pair.pledge(&pair.mentee, CommandId::new()).await.unwrap();
        let mut reader = pair.backend.db.read().await.unwrap();
        assert_eq!(sql::mails(reader.conn(), pair.mentor.person).await.unwrap(), 1);
    }

    async fn reading_notices_is_for_their_person_alone(db: Db) {
        let pair = a_pair(db).await;
        pair.both_sign().await;
        assert_eq!(notifications::unread(&pair.backend, &pair.mentor).await.unwrap(), 2);
        notifications::mark_all_read(&pair.backend, &pair.mentee, NOW).await.unwrap();
        assert_eq!(notifications::unread(&pair.backend, &pair.mentor).await.unwrap(), 2);
        assert_eq!(notifications::unread(&pair.backend, &pair.mentee).await.unwrap(), 0);
    }

    async fn an_address_never_stands_for_a_name(db: Db) {
        let pair = a_pair(db).await;
        pair.both_sign().await;
        let view = pair.view(&pair.mentor).await;
        assert_eq!((view.other.name.as_str(), view.other.short.as_str()), ("", ""), "words for nobody's name are the pages'");
        let read = charter::read(&pair.backend, &pair.mentor, pair.id, Lang::Ar).await.unwrap();
        let chain = circle::chain(&pair.backend, &pair.mentor, Lang::De).await.unwrap();
        let told = notifications::list(&pair.backend, &pair.mentor, 1).await.unwrap();
        let said = format!("{read:?} {chain:?} {told:?}");
        assert!(!said.contains("example.org"), "{said}");
    }

    async fn following_a_notice_reads_it_and_no_other_for_its_person_alone(db: Db) {
        let pair = a_pair(db).await;
        pair.both_sign().await;
        let page = notifications::list(&pair.backend, &pair.mentor, 1).await.unwrap();
        let opened = page.lines[0].id;
        let open = async |actor: &Actor| {
            notifications::open(&pair.backend, actor, opened, NOW).await.unwrap();
            notifications::unread(&pair.backend, &pair.mentor).await.unwrap()
        };
        assert_eq!(open(&pair.mentee).await, 2);
        let events = async || {
            let mut reader = pair.backend.db.read().await.unwrap();
            crate::events::sql::newest(reader.conn()).await.unwrap()
        };
        let before = events().await;
        assert_eq!((open(&pair.mentor).await, open(&pair.mentor).await), (1, 1));
        assert_eq!(events().await, before + 1, "told to other pages once");
        let page = notifications::list(&pair.backend, &pair.mentor, 1).await.unwrap();
        let unread: Vec<_> = page.lines.iter().map(|line| line.is_unread).collect();
        assert_eq!(unread, [false, true]);
    }

    async fn the_pair_that_waits_for_the_viewer_comes_first(db: Db) {
        let pair = a_pair(db).await;
        pair.propose(&pair.mentor, 0, "Export vers l’UE").await.unwrap();
        let mut tx = pair.backend.db.write().await.unwrap();
        let (mentee, mentor) = (pair.stranger.person, pair.mentor.person);
        let newer = open(tx.conn(), pair.programme, None, mentee, mentor, NOW.plus(1)).await.unwrap();
        tx.commit().await.unwrap();
        let ids = async || list(&pair.backend, &pair.mentor, Lang::Fr, NOW).await.unwrap().into_iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(ids().await, [newer, pair.id]);
        let draft = terms("Levée de fonds");
        charter::propose(&pair.backend, &pair.mentor, CommandId::new(), newer, 0, &draft, NOW).await.unwrap();
        let read = charter::read(&pair.backend, &pair.mentor, newer, Lang::Fr).await.unwrap();
        charter::sign(&pair.backend, &pair.mentor, CommandId::new(), newer, &read.hash, Lang::Fr, NOW).await.unwrap();
        assert_eq!(ids().await, [pair.id, newer]);
        let current = current(&pair.backend, &pair.mentor, Lang::Fr, NOW).await.unwrap();
        assert_eq!(current.unwrap().id, pair.id);
    }
}
