//! Signing up, signing in, reset, throttle.

use super::support::*;
use crate::{accounts, outbox::MailContent};
use domain::{CommandId, Failure, Lang, Problem, Refusal, time};

crate::on_both_engines! {
    async fn following_the_mail_makes_the_account_and_signs_in(db: Db) {
        let backend = backend(db);
        accounts::sign_up(&backend, CommandId::new(), &draft("salma@example.org"), Lang::De, &origin(), NOW).await.unwrap();
        assert_eq!(person_of(&backend, "salma@example.org").await, None);
        let token = only_token(&backend, NOW).await;
        let link = accounts::link(&backend, &token, NOW).await.unwrap();
        assert_eq!((link.purpose, link.email.as_str()), (accounts::Purpose::SignUp, "salma@example.org"));
        let followed = follow(&backend, &token, NOW).await.unwrap();
        let accounts::Followed::SignedIn { token: session, new, .. } = followed else { panic!() };
        assert!(new);
        let session = accounts::viewer(&backend, &session, NOW).await.unwrap().unwrap();
        assert_eq!(session.lang, Lang::De);
        assert!(session.actor.roles.is_empty());
        let person = accounts::person(&backend, &session.actor).await.unwrap();
        assert_eq!(person.name, "Salma Ouazzani");
        accounts::sign_in(&backend, CommandId::new(), " Salma@Example.org", PASSWORD.into(), &origin(), NOW).await.unwrap();
    }

    async fn a_repeated_sign_in_is_one_sign_in(db: Db) {
        let backend = backend(db);
        let (actor, _) = a_member(&backend, "salma@example.org").await;
        accounts::sign_out_everywhere(&backend, &actor).await.unwrap();
        let command = CommandId::new();
        let sign_in = async |email: &str| {
            accounts::sign_in(&backend, command, email, PASSWORD.into(), &origin(), NOW).await
        };
        let first = sign_in("salma@example.org").await.unwrap();
        let again = sign_in("salma@example.org").await.unwrap();
        let sessions = accounts::sign_ins(&backend, &actor, NOW).await.unwrap();
        assert_eq!(sessions.len(), 1);
        assert!(actor_of(&backend, &first, NOW).await.is_none(), "the browser keeps the last answer");
        assert_eq!(actor_of(&backend, &again, NOW).await.unwrap().person, actor.person);
        let wrong = accounts::sign_in(&backend, command, "salma@example.org", "no".into(), &origin(), NOW).await;
        assert_eq!(wrong.unwrap_err().failure(), Failure::Refused(Refusal::WrongCredentials));

        accounts::sign_out_everywhere(&backend, &actor).await.unwrap();
        let later = sign_in("salma@example.org").await.unwrap();
        assert!(actor_of(&backend, &later, NOW).await.is_some(), "the old form, after signing out");
        let (other, _) = a_member(&backend, "driss@example.org").await;
        let other_token = sign_in("driss@example.org").await.unwrap();
        assert_eq!(actor_of(&backend, &other_token, NOW).await.unwrap().person, other.person, "and by somebody else");
        assert!(actor_of(&backend, &later, NOW).await.is_some());
    }

    async fn a_link_works_once_and_not_for_ever(db: Db) {
        let backend = backend(db);
        accounts::sign_up(&backend, CommandId::new(), &draft("salma@example.org"), Lang::Fr, &origin(), NOW).await.unwrap();
        let token = only_token(&backend, NOW).await;
        let late = NOW.plus(3 * time::DAY);
        assert_eq!(failure(follow(&backend, &token, late).await), Failure::Refused(Refusal::LinkExpired));
        follow(&backend, &token, NOW).await.unwrap();
        assert_eq!(failure(follow(&backend, &token, NOW).await), Failure::Refused(Refusal::LinkExpired));
        assert_eq!(failure(accounts::link(&backend, &token, NOW).await), Failure::Refused(Refusal::LinkExpired));
        assert_eq!(failure(follow(&backend, "never ours", NOW).await), Failure::Refused(Refusal::LinkExpired));
    }

    async fn a_repeat_of_the_same_command_signs_in_again(db: Db) {
        let backend = backend(db);
        accounts::sign_up(&backend, CommandId::new(), &draft("salma@example.org"), Lang::Fr, &origin(), NOW).await.unwrap();
        let token = only_token(&backend, NOW).await;
        let command = CommandId::new();
        accounts::follow_link(&backend, &token, command, &origin(), NOW).await.unwrap();
        accounts::follow_link(&backend, &token, command, &origin(), NOW.plus(1_000)).await.unwrap();
        let later = accounts::follow_link(&backend, &token, command, &origin(), NOW.plus(time::HOUR)).await;
        assert_eq!(failure(later), Failure::Refused(Refusal::LinkExpired));
        let other = accounts::follow_link(&backend, "another token", command, &origin(), NOW).await;
        assert_eq!(failure(other), Failure::Refused(Refusal::LinkExpired));
    }

    async fn signing_up_with_a_known_address_tells_only_its_owner(db: Db) {
        let backend = backend(db);
        let (actor, _) = a_member(&backend, "salma@example.org").await;
        let mut again = draft("salma@example.org");
        again.password = "somebody else chose this".into();
        accounts::sign_up(&backend, CommandId::new(), &again, Lang::Fr, &origin(), NOW).await.unwrap();
        let mails = mails(&backend, NOW).await;
        assert!(matches!(mails[0].1, MailContent::AlreadyRegistered { .. }));
        follow(&backend, &mails[0].2, NOW).await.unwrap();
        assert_eq!(person_of(&backend, "salma@example.org").await, Some(actor.person));
        accounts::sign_in(&backend, CommandId::new(), "salma@example.org", PASSWORD.into(), &origin(), NOW).await.unwrap();
    }

    async fn two_links_of_one_address_make_one_account(db: Db) {
        let backend = backend(db);
        for _ in 0..2 {
            accounts::sign_up(&backend, CommandId::new(), &draft("salma@example.org"), Lang::Fr, &origin(), NOW).await.unwrap();
        }
        for (_, _, token) in mails(&backend, NOW).await {
            follow(&backend, &token, NOW).await.unwrap();
        }
        assert!(person_of(&backend, "salma@example.org").await.is_some());
    }

    async fn what_was_typed_wrong_is_said_and_nothing_is_sent(db: Db) {
        let backend = backend(db);
        let mut bad = draft("salma@example.org");
        bad.password = "password1234".into();
        let refused = failure(accounts::sign_up(&backend, CommandId::new(), &bad, Lang::Fr, &origin(), NOW).await);
        assert_eq!(refused, Failure::field("password", Problem::BreachedPassword));
        bad.password = "short".into();
        let refused = failure(accounts::sign_up(&backend, CommandId::new(), &bad, Lang::Fr, &origin(), NOW).await);
        assert_eq!(refused, Failure::field("password", Problem::TooShort { min: 12 }));
        assert!(mails(&backend, NOW).await.is_empty());
    }

    async fn wrong_password_and_unknown_address_get_the_same_answer(db: Db) {
        let backend = backend(db);
        a_member(&backend, "salma@example.org").await;
        for email in ["salma@example.org", "nobody@example.org"] {
            let refused = accounts::sign_in(&backend, CommandId::new(), email, "not this one".into(), &origin(), NOW).await;
            assert_eq!(failure(refused), Failure::Refused(Refusal::WrongCredentials));
        }
    }

    async fn known_and_unknown_addresses_cost_the_same_work(db: Db) {
        let backend = backend(db);
        a_member(&backend, "salma@example.org").await;
        let (closed, _) = a_member(&backend, "closed@example.org").await;
        accounts::deactivate(&backend, accounts::By::Operator, CommandId::new(), closed.person, NOW).await.unwrap();
        mails(&backend, NOW).await;
        let mut linked = draft("linked@example.org");
        linked.password = String::new();
        accounts::sign_up(&backend, CommandId::new(), &linked, Lang::Fr, &origin(), NOW).await.unwrap();
        follow(&backend, &only_token(&backend, NOW).await, NOW).await.unwrap();
        for email in ["salma@example.org", "linked@example.org", "closed@example.org", "nobody@example.org"] {
            let before = backend.hasher.done();
            let wrong = accounts::sign_in(&backend, CommandId::new(), email, "not this one".into(), &origin(), NOW).await;
            assert_eq!(failure(wrong), Failure::Refused(Refusal::WrongCredentials));
            assert_eq!(backend.hasher.done() - before, 1, "signing in as {email}");
            accounts::sign_up(&backend, CommandId::new(), &draft(email), Lang::Fr, &origin(), NOW).await.unwrap();
            assert_eq!(backend.hasher.done() - before, 2, "signing up as {email}");
            accounts::ask_for_link(&backend, CommandId::new(), email, Lang::Fr, None, &origin(), NOW).await.unwrap();
            accounts::ask_for_reset(&backend, CommandId::new(), email, Lang::Fr, &origin(), NOW).await.unwrap();
            assert_eq!(backend.hasher.done() - before, 2, "asking for links as {email}");
            assert_eq!(mails(&backend, NOW).await.len(), 3, "{email}");
        }
    }

    async fn a_mail_link_signs_in_and_an_unknown_address_is_told_by_mail(db: Db) {
        let backend = backend(db);
        a_member(&backend, "salma@example.org").await;
        let next = Some("/fr/requests");
        accounts::ask_for_link(&backend, CommandId::new(), "salma@example.org", Lang::Fr, next, &origin(), NOW).await.unwrap();
        let token = only_token(&backend, NOW).await;
        let followed = follow(&backend, &token, NOW).await.unwrap();
        let accounts::Followed::SignedIn { next, .. } = followed else { panic!() };
        assert_eq!(next.as_deref(), Some("/fr/requests"));
        accounts::ask_for_link(&backend, CommandId::new(), "nobody@example.org", Lang::Fr, None, &origin(), NOW).await.unwrap();
        let mails = mails(&backend, NOW).await;
        assert!(matches!(mails[0].1, MailContent::NoAccount { .. }));
        let refused = accounts::ask_for_link(&backend, CommandId::new(), "nobody", Lang::Fr, None, &origin(), NOW).await;
        assert_eq!(failure(refused), Failure::field("email", Problem::NotAnEmail));
    }

    async fn a_reset_sets_the_password_and_ends_every_session(db: Db) {
        let backend = backend(db);
        let (_, session) = a_member(&backend, "salma@example.org").await;
        accounts::ask_for_reset(&backend, CommandId::new(), "salma@example.org", Lang::Fr, &origin(), NOW).await.unwrap();
        let token = only_token(&backend, NOW).await;
        // A reset link does not sign in by itself, nor does a weak password use it up.
        assert_eq!(failure(follow(&backend, &token, NOW).await), Failure::Refused(Refusal::LinkExpired));
        let weak = accounts::reset_password(&backend, CommandId::new(), &token, "qwertyqwerty", &origin(), NOW).await;
        assert_eq!(failure(weak), Failure::field("new_password", Problem::BreachedPassword));
        let fresh = accounts::reset_password(&backend, CommandId::new(), &token, "another four words", &origin(), NOW).await.unwrap();
        assert!(actor_of(&backend, &session, NOW).await.is_none());
        assert!(actor_of(&backend, &fresh, NOW).await.is_some());
        let again = accounts::reset_password(&backend, CommandId::new(), &token, "yet another phrase", &origin(), NOW).await;
        assert_eq!(failure(again), Failure::Refused(Refusal::LinkExpired));
        accounts::sign_in(&backend, CommandId::new(), "salma@example.org", "another four words".into(), &origin(), NOW).await.unwrap();
    }

    async fn the_eleventh_try_waits_for_the_end_of_the_window(db: Db) {
        let backend = backend(db);
        a_member(&backend, "salma@example.org").await;
        for _ in 0..10 {
            let refused = accounts::sign_in(&backend, CommandId::new(), "salma@example.org", "no".into(), &origin(), NOW).await;
            assert_eq!(failure(refused), Failure::Refused(Refusal::WrongCredentials));
        }
        let at = NOW.plus(5 * time::MINUTE);
        let refused = accounts::sign_in(&backend, CommandId::new(), "salma@example.org", PASSWORD.into(), &origin(), at).await;
        assert_eq!(failure(refused), Failure::TooMany { retry_after_seconds: 600 });
        let at = NOW.plus(15 * time::MINUTE);
        accounts::sign_in(&backend, CommandId::new(), "salma@example.org", PASSWORD.into(), &origin(), at).await.unwrap();
    }

    async fn one_address_may_not_try_many_accounts(db: Db) {
        let backend = backend(db);
        let ask = |n: usize| {
            let backend = backend.clone();
            let email = format!("p{n}@example.org");
            async move { accounts::ask_for_link(&backend, CommandId::new(), &email, Lang::Fr, None, &origin(), NOW).await }
        };
        for n in 0..60 {
            ask(n).await.unwrap();
        }
        assert_eq!(failure(ask(60).await), Failure::TooMany { retry_after_seconds: 3600 });
    }

    async fn sessions_end_here_everywhere_and_by_themselves(db: Db) {
        let backend = backend(db);
        let (actor, first) = a_member(&backend, "salma@example.org").await;
        let later = NOW.plus(time::HOUR);
        let second = accounts::sign_in(&backend, CommandId::new(), "salma@example.org", PASSWORD.into(), &origin(), later).await.unwrap();
        let (stranger, _) = a_member(&backend, "driss@example.org").await;
        let all = accounts::sign_ins(&backend, &actor, NOW).await.unwrap();
        let since: Vec<_> = all.iter().map(|one| one.since).collect();
        assert_eq!(since, [later, NOW].map(|at| crate::notifications::wall_time(at, None).unwrap()));
        for one in &all {
            accounts::sign_out(&backend, &stranger, one.id).await.unwrap();
        }
        assert_eq!(accounts::sign_ins(&backend, &actor, NOW).await.unwrap(), all);
        let here = accounts::viewer(&backend, &first, NOW).await.unwrap().unwrap().sign_in;
        accounts::sign_out(&backend, &actor, here).await.unwrap();
        assert!(actor_of(&backend, &first, NOW).await.is_none());
        assert!(actor_of(&backend, &second, NOW.plus(31 * time::DAY)).await.is_none());
        accounts::sign_out_everywhere(&backend, &actor).await.unwrap();
        assert!(actor_of(&backend, &second, NOW).await.is_none());
    }
}
