//! Change of password and of address, settings.

use super::support::*;
use crate::accounts;
use domain::{CommandId, Failure, Lang, Problem, Refusal, accounts::Theme};

crate::on_both_engines! {
    async fn a_new_password_needs_the_present_one_and_ends_the_other_sessions(db: Db) {
        let backend = backend(db);
        let (actor, here) = a_member(&backend, "salma@example.org").await;
        let other = accounts::sign_in(&backend, CommandId::new(), "salma@example.org", PASSWORD.into(), &origin(), NOW).await.unwrap().token;
        let session = accounts::viewer(&backend, &here, NOW).await.unwrap().unwrap();
        let wrong = accounts::change_password(&backend, &actor, CommandId::new(), session.sign_in, "no".into(), "another four words", NOW).await;
        assert_eq!(failure(wrong), Failure::field("current_password", Problem::WrongPassword));
        accounts::change_password(&backend, &actor, CommandId::new(), session.sign_in, PASSWORD.into(), "another four words", NOW).await.unwrap();
        assert!(actor_of(&backend, &here, NOW).await.is_some());
        assert!(actor_of(&backend, &other, NOW).await.is_none());
    }

    async fn an_address_changes_when_both_have_confirmed(db: Db) {
        let backend = backend(db);
        let (actor, token) = a_member(&backend, "salma@example.org").await;
        let here = here(&backend, &token).await;
        let command = CommandId::new();
        for _ in 0..2 {
            accounts::change_address(&backend, &actor, command, here, "new@example.org", PASSWORD.into(), NOW).await.unwrap();
        }
        let mails = mails(&backend, NOW).await;
        assert_eq!(mails.len(), 2, "a repeat sends nothing");
        assert_eq!(follow(&backend, &mails[0].2, NOW).await.unwrap(), accounts::Followed::AddressHalfConfirmed);
        assert_eq!(person_of(&backend, "new@example.org").await, None);
        assert_eq!(follow(&backend, &mails[1].2, NOW).await.unwrap(), accounts::Followed::AddressChanged);
        assert_eq!(person_of(&backend, "new@example.org").await, Some(actor.person));
        assert_eq!(person_of(&backend, "salma@example.org").await, None);
    }

    async fn an_address_of_somebody_else_never_takes_effect(db: Db) {
        let backend = backend(db);
        let (actor, token) = a_member(&backend, "salma@example.org").await;
        let here = here(&backend, &token).await;
        let (driss, _) = a_member(&backend, "driss@example.org").await;
        let wrong = accounts::change_address(&backend, &actor, CommandId::new(), here, "driss@example.org", "no".into(), NOW).await;
        assert_eq!(failure(wrong), Failure::field("current_password", Problem::WrongPassword));
        accounts::change_address(&backend, &actor, CommandId::new(), here, "driss@example.org", PASSWORD.into(), NOW).await.unwrap();
        let mails = mails(&backend, NOW).await;
        follow(&backend, &mails[0].2, NOW).await.unwrap();
        assert_eq!(failure(follow(&backend, &mails[1].2, NOW).await), Failure::Refused(Refusal::LinkExpired));
        assert_eq!(person_of(&backend, "driss@example.org").await, Some(driss.person));
    }

    async fn language_and_theme_are_kept(db: Db) {
        let backend = backend(db);
        let (actor, token) = a_member(&backend, "salma@example.org").await;
        let here = here(&backend, &token).await;
        accounts::save_settings(&backend, &actor, Lang::Ar, Theme::Dark).await.unwrap();
        let settings = accounts::settings(&backend, &actor, here, NOW).await.unwrap();
        assert_eq!((settings.lang, settings.theme, settings.has_password), (Lang::Ar, Theme::Dark, true));
        accounts::keep_language(&backend, actor.person, Lang::En).await.unwrap();
        assert_eq!(accounts::settings(&backend, &actor, here, NOW).await.unwrap().lang, Lang::En);
    }
}
