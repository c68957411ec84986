//! What a worker is given, and what it is spared.

use super::{Mail, MailContent, backlog, mark_sent, queue_mail, sql, take_due};
use domain::Timestamp;
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn mail() -> Mail {
    Mail {
        to: "salma@example.org".into(),
        lang: "fr".into(),
        content: MailContent::SignInLink { path: "/".into() },
    }
}

crate::on_both_engines! {
    async fn a_mail_that_cannot_be_read_holds_up_no_other(db: Db) {
        let mut tx = db.write().await.unwrap();
        sql::insert(tx.conn(), Uuid::now_v7(), "mail", None, "{\"to\":1}", NOW).await.unwrap();
        queue_mail(tx.conn(), None, &mail(), NOW).await.unwrap();
        tx.commit().await.unwrap();
        let due = take_due(&db, NOW, 10).await.unwrap();
        assert_eq!(due.iter().map(|due| &due.mail).collect::<Vec<_>>(), [&mail()]);
        mark_sent(&db, due[0].id, NOW).await.unwrap();
        let later = NOW.plus(domain::time::DAY);
        assert!(take_due(&db, later, 10).await.unwrap().is_empty());
        assert_eq!(backlog(&db).await.unwrap().dead, 1);
    }
}
