//! What an administrator sees of the outbox, and trying again.

use super::{
    Due, Mail, MailContent,
    administration::{Which, counts, retry, view},
    mark_failed, mark_sent, queue_mail, take_due,
};
use crate::{Backend, accounts::Hasher};
use domain::{
    Actor, CommandId, Failure, PersonId, ProgrammeId, Refusal, Role, Timestamp,
    administration::{MailCounts, MailKind, MailTrouble},
    time::{DAY, HOUR, MINUTE},
};
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_795_000_000_000);
const SECRET: &str = "a-secret-token";

fn actor(role: Role) -> Actor {
    Actor {
        person: PersonId::new(),
        roles: vec![role],
    }
}

async fn queue(backend: &Backend, to: &str, now: Timestamp) {
    let mail = Mail {
        to: to.into(),
        lang: "fr".into(),
        content: MailContent::SignInLink {
            path: format!("/link?t={SECRET}"),
        },
    };
    let mut tx = backend.db.write().await.unwrap();
    queue_mail(tx.conn(), None, &mail, now).await.unwrap();
    tx.commit().await.unwrap();
}

/// A mail whose last try failed; the moment after.
async fn give_up(backend: &Backend, to: &str) -> Timestamp {
    queue(backend, to, NOW).await;
    let mut now = NOW;
    for _ in 0..8 {
        for due in take_due(&backend.db, now, 10).await.unwrap() {
            mark_failed(&backend.db, &due, MailTrouble::Refused, now)
                .await
                .unwrap();
        }
        now = now.plus(3 * HOUR);
    }
    now
}

async fn due(backend: &Backend, now: Timestamp) -> Vec<Due> {
    take_due(&backend.db, now, 10).await.unwrap()
}

crate::on_both_engines! {
    async fn a_mail_given_up_is_shown_without_its_words_and_tried_again(db: Db) {
        let backend = Backend::new(db, Hasher::new(1));
        let admin = actor(Role::Administrator);
        let now = give_up(&backend, "salma@example.org").await;
        let seen = view(&backend, &admin, 1, now).await.unwrap();
        let mail = &seen.undelivered.rows[0];
        assert_eq!((mail.to.as_str(), mail.kind, mail.tries), ("salma@example.org", MailKind::SignInLink, 8));
        assert_eq!(mail.trouble, MailTrouble::Refused);
        assert!(!serde_json::to_string(&seen).unwrap().contains(SECRET));
        assert!(due(&backend, now).await.is_empty());

        let command = CommandId::new();
        retry(&backend, &admin, command, Which::One(mail.id), now).await.unwrap();
        retry(&backend, &admin, command, Which::One(mail.id), now).await.unwrap();
        let again = due(&backend, now).await;
        assert_eq!((again.len(), again[0].attempts), (1, 0), "from the start");
        let gone = retry(&backend, &admin, CommandId::new(), Which::One(mail.id), now).await;
        assert_eq!(gone.unwrap_err().failure(), Failure::Refused(Refusal::Conflict));
    }

    async fn all_given_up_mails_are_tried_again_and_no_other(db: Db) {
        let backend = Backend::new(db, Hasher::new(1));
        let admin = actor(Role::Administrator);
        give_up(&backend, "salma@example.org").await;
        let now = give_up(&backend, "idriss@example.org").await;
        queue(&backend, "later@example.org", now).await;
        for taken in due(&backend, now).await {
            mark_sent(&backend.db, taken.id, now).await.unwrap();
        }
        retry(&backend, &admin, CommandId::new(), Which::All, now).await.unwrap();
        let mut again: Vec<String> = due(&backend, now).await.into_iter().map(|due| due.mail.to).collect();
        again.sort();
        assert_eq!(again, ["idriss@example.org", "salma@example.org"]);
        let after = counts(&backend, &admin, now).await.unwrap();
        assert_eq!((after.sent_today, after.undelivered), (1, 0));
    }

    async fn mails_are_counted_by_how_they_stand(db: Db) {
        let backend = Backend::new(db, Hasher::new(1));
        let admin = actor(Role::Administrator);
        let now = give_up(&backend, "dead@example.org").await;
        for sent in [now.plus(-8 * DAY), now.plus(-2 * DAY), now] {
            queue(&backend, "sent@example.org", sent).await;
            for taken in due(&backend, sent).await {
                mark_sent(&backend.db, taken.id, sent).await.unwrap();
            }
        }
        queue(&backend, "late@example.org", now.plus(-16 * MINUTE)).await;
        queue(&backend, "fresh@example.org", now).await;
        let expected = MailCounts { waiting: 2, late: 1, sent_today: 1, sent_this_week: 2, undelivered: 1 };
        assert_eq!(counts(&backend, &admin, now).await.unwrap(), expected);
    }

    async fn nobody_else_sees_or_moves_mails(db: Db) {
        let backend = Backend::new(db, Hasher::new(1));
        let now = give_up(&backend, "salma@example.org").await;
        let other = actor(Role::Coordinator(ProgrammeId::new()));
        assert_eq!(view(&backend, &other, 1, now).await.unwrap_err().failure(), Failure::Forbidden);
        assert_eq!(counts(&backend, &other, now).await.unwrap_err().failure(), Failure::Forbidden);
        for which in [Which::All, Which::One(Uuid::now_v7())] {
            let refused = retry(&backend, &other, CommandId::new(), which, now).await;
            assert_eq!(refused.unwrap_err().failure(), Failure::Forbidden);
        }
        assert!(due(&backend, now).await.is_empty());
    }
}
