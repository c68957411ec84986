//! What was asked for by mail: shown, sent again, sent to a corrected address.

use super::support::*;
use crate::{accounts, outbox::MailContent};
use domain::{CommandId, Failure, Lang, Problem, time};

crate::on_both_engines! {
    async fn a_sign_up_is_sent_to_the_corrected_address_as_it_was_typed(db: Db) {
        let backend = backend(db);
        let (command, origin) = (CommandId::new(), origin());
        accounts::sign_up(&backend, command, &draft("slama@example.org"), Lang::Fr, &origin, NOW).await.unwrap();
        assert_eq!(accounts::asked(&backend, command).await.unwrap().as_deref(), Some("slama@example.org"));
        let again = CommandId::new();
        let bad = accounts::send_again(&backend, again, command, "salma", Lang::Fr, &origin, NOW).await;
        assert_eq!(failure(bad), Failure::field("email", Problem::NotAnEmail));
        mails(&backend, NOW).await;
        accounts::send_again(&backend, again, command, "salma@example.org", Lang::Fr, &origin, NOW).await.unwrap();
        assert_eq!(accounts::asked(&backend, again).await.unwrap().as_deref(), Some("salma@example.org"));
        let link = only_token(&backend, NOW).await;
        let first = accounts::link(&backend, &link, NOW).await.unwrap().first.unwrap();
        assert_eq!((first.name.as_str(), first.side), ("Salma Ouazzani", Some(domain::accounts::Side::Mentor)));
    }

    async fn a_link_is_sent_again_and_nothing_tells_who_has_an_account(db: Db) {
        let backend = backend(db);
        a_member(&backend, "salma@example.org").await;
        let origin = origin();
        for (email, known) in [("salma@example.org", true), ("nobody@example.org", false)] {
            let (command, again) = (CommandId::new(), CommandId::new());
            accounts::ask_for_link(&backend, command, email, Lang::Fr, Some("/fr/requests"), &origin, NOW).await.unwrap();
            assert_eq!(accounts::asked(&backend, command).await.unwrap().as_deref(), Some(email));
            mails(&backend, NOW).await;
            accounts::send_again(&backend, again, command, email, Lang::Fr, &origin, NOW).await.unwrap();
            let sent = mails(&backend, NOW).await;
            assert_eq!(matches!(sent[0].1, MailContent::SignInLink { .. }), known);
            if known {
                let accounts::Followed::SignedIn { next, .. } = follow(&backend, &sent[0].2, NOW).await.unwrap() else { panic!() };
                assert_eq!(next.as_deref(), Some("/fr/requests"));
            }
        }
    }

    async fn what_was_asked_is_forgotten_after_a_day(db: Db) {
        let backend = backend(db);
        let (command, origin) = (CommandId::new(), origin());
        accounts::ask_for_reset(&backend, command, "salma@example.org", Lang::Fr, &origin, NOW).await.unwrap();
        accounts::forget_expired(&backend, NOW.plus(time::DAY)).await.unwrap();
        assert_eq!(accounts::asked(&backend, command).await.unwrap(), None);
        let again = accounts::send_again(&backend, CommandId::new(), command, "salma@example.org", Lang::Fr, &origin, NOW).await;
        assert_eq!(failure(again), Failure::NotFound);
    }
}
