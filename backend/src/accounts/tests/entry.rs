//! Signing up, signing in, reset, throttle.

use super::support::*;
use crate::{accounts, outbox::MailContent};
use domain::{Actor, CommandId, Failure, Lang, Problem, Refusal, time};

crate::on_both_engines! {
    async fn following_the_mail_makes_the_account_and_signs_in(db: Db) {
        let backend = backend(db);
        accounts::sign_up(&backend, CommandId::new(), &draft("salma@example.org"), Lang::De, &origin(), NOW).await.unwrap();
        assert_eq!(person_of(&backend, "salma@example.org").await, None);
        let token = only_token(&backend, NOW).await;
        let link = accounts::link(&backend, &token, NOW).await.unwrap();
        assert_eq!((link.purpose, link.email.as_str()), (accounts::Purpose::SignUp, "salma@example.org"));
        assert_eq!(link.first.unwrap().name, "Salma Ouazzani");
        let followed = follow_choosing(&backend, &token, PASSWORD, NOW).await.unwrap();
        let accounts::Followed::SignedIn { session, new, .. } = followed else { panic!() };
        assert!(new);
        let session = session.token;
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
        end_all(&backend, &actor).await;
        let command = CommandId::new();
        let sign_in = async |email: &str| {
            accounts::sign_in(&backend, command, email, PASSWORD.into(), &origin(), NOW).await.map(|session| session.token)
        };
        let first = sign_in("salma@example.org").await.unwrap();
        let again = sign_in("salma@example.org").await.unwrap();
        let sessions = accounts::sign_ins(&backend, &actor, NOW).await.unwrap();
        assert_eq!(sessions.len(), 1);
        assert!(actor_of(&backend, &first, NOW).await.is_none(), "the browser keeps the last answer");
        assert_eq!(actor_of(&backend, &again, NOW).await.unwrap().person, actor.person);
        let wrong = accounts::sign_in(&backend, command, "salma@example.org", "no".into(), &origin(), NOW).await;
        assert_eq!(wrong.unwrap_err().failure(), Failure::Refused(Refusal::WrongCredentials));

        end_all(&backend, &actor).await;
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

    async fn a_repeat_leads_on_where_it_signed_in_and_begins_nothing(db: Db) {
        let backend = backend(db);
        accounts::sign_up(&backend, CommandId::new(), &draft("salma@example.org"), Lang::Fr, &origin(), NOW).await.unwrap();
        let token = only_token(&backend, NOW).await;
        let command = CommandId::new();
        let origin = origin();
        let follow = |token: String, viewer: Option<Actor>, at| {
            let (backend, origin) = (&backend, &origin);
            async move { accounts::follow_link(backend, command, &token, "", viewer.as_ref(), origin, at).await }
        };
        let first = session(follow(token.clone(), None, NOW).await.unwrap());
        let actor = actor_of(&backend, &first, NOW).await.unwrap();
        let moment = NOW.plus(1_000);
        let expired = Failure::Refused(Refusal::LinkExpired);
        assert_eq!(failure(follow(token.clone(), None, moment).await), expired, "from elsewhere");
        let here = follow(token.clone(), Some(actor.clone()), moment).await.unwrap();
        assert_eq!(here, accounts::Followed::Onward { next: None }, "a double tap");
        assert_eq!(failure(follow("another token".into(), Some(actor.clone()), NOW).await), expired);
        let (driss, _) = a_member(&backend, "driss@example.org").await;
        assert_eq!(failure(follow(token, Some(driss), moment).await), expired, "somebody else's browser");
        assert_eq!(accounts::sign_ins(&backend, &actor, NOW).await.unwrap().len(), 1);
    }

    async fn signing_up_with_a_known_address_tells_only_its_owner(db: Db) {
        let backend = backend(db);
        let (actor, _) = a_member(&backend, "salma@example.org").await;
        let again = draft("salma@example.org");
        accounts::sign_up(&backend, CommandId::new(), &again, Lang::Fr, &origin(), NOW).await.unwrap();
        let mails = mails(&backend, NOW).await;
        assert!(matches!(mails[0].1, MailContent::AlreadyRegistered { .. }));
        // Whoever has an account is asked for no password: one that came along changes nothing.
        follow_choosing(&backend, &mails[0].2, "somebody else chose this", NOW).await.unwrap();
        assert_eq!(person_of(&backend, "salma@example.org").await, Some(actor.person));
        accounts::sign_in(&backend, CommandId::new(), "salma@example.org", PASSWORD.into(), &origin(), NOW).await.unwrap();
    }

    async fn of_two_links_of_one_address_the_one_that_is_followed_ends_the_other(db: Db) {
        let backend = backend(db);
        for _ in 0..2 {
            accounts::sign_up(&backend, CommandId::new(), &draft("salma@example.org"), Lang::Fr, &origin(), NOW).await.unwrap();
        }
        let mails = mails(&backend, NOW).await;
        follow(&backend, &mails[1].2, NOW).await.unwrap();
        assert_eq!(failure(follow(&backend, &mails[0].2, NOW).await), Failure::Refused(Refusal::LinkExpired));
        assert!(person_of(&backend, "salma@example.org").await.is_some());
    }

    async fn a_weak_password_is_refused_and_uses_no_link_up(db: Db) {
        let backend = backend(db);
        let refused = |problem| Failure::field("new_password", problem);
        accounts::sign_up(&backend, CommandId::new(), &draft("salma@example.org"), Lang::Fr, &origin(), NOW).await.unwrap();
        let token = only_token(&backend, NOW).await;
        for (typed, problem) in [
            ("password1234", Problem::BreachedPassword),
            ("short", Problem::TooShort { min: 12 }),
            ("123456789012", Problem::GuessablePassword),
            ("Salma-Ouazzani", Problem::GuessablePassword),
            ("salma@example.org", Problem::GuessablePassword),
        ] {
            assert_eq!(failure(follow_choosing(&backend, &token, typed, NOW).await), refused(problem), "{typed}");
        }
        assert_eq!(backend.hasher.done(), 0);
        follow_choosing(&backend, &token, PASSWORD, NOW).await.unwrap();
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
        a_member_without_password(&backend, "linked@example.org").await;
        for email in ["salma@example.org", "linked@example.org", "closed@example.org", "nobody@example.org"] {
            let before = backend.hasher.done();
            let wrong = accounts::sign_in(&backend, CommandId::new(), email, "not this one".into(), &origin(), NOW).await;
            assert_eq!(failure(wrong), Failure::Refused(Refusal::WrongCredentials));
            assert_eq!(backend.hasher.done() - before, 1, "signing in as {email}");
            accounts::sign_up(&backend, CommandId::new(), &draft(email), Lang::Fr, &origin(), NOW).await.unwrap();
            assert_eq!(backend.hasher.done() - before, 1, "signing up as {email}");
            accounts::ask_for_link(&backend, CommandId::new(), email, Lang::Fr, None, &origin(), NOW).await.unwrap();
            accounts::ask_for_reset(&backend, CommandId::new(), email, Lang::Fr, &origin(), NOW).await.unwrap();
            assert_eq!(backend.hasher.done() - before, 1, "asking for links as {email}");
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
        let (_, old) = a_member(&backend, "salma@example.org").await;
        accounts::ask_for_reset(&backend, CommandId::new(), "salma@example.org", Lang::Fr, &origin(), NOW).await.unwrap();
        let token = only_token(&backend, NOW).await;
        // A reset link does not sign in by itself, nor does a weak password use it up.
        assert_eq!(failure(follow(&backend, &token, NOW).await), Failure::Refused(Refusal::LinkExpired));
        let weak = accounts::reset_password(&backend, CommandId::new(), &token, "qwertyqwerty", None, &origin(), NOW).await;
        assert_eq!(failure(weak), Failure::field("new_password", Problem::BreachedPassword));
        let fresh = session(accounts::reset_password(&backend, CommandId::new(), &token, "another four words", None, &origin(), NOW).await.unwrap());
        assert!(actor_of(&backend, &old, NOW).await.is_none());
        assert!(actor_of(&backend, &fresh, NOW).await.is_some());
        let again = accounts::reset_password(&backend, CommandId::new(), &token, "yet another phrase", None, &origin(), NOW).await;
        assert_eq!(failure(again), Failure::Refused(Refusal::LinkExpired));
        accounts::sign_in(&backend, CommandId::new(), "salma@example.org", "another four words".into(), &origin(), NOW).await.unwrap();
    }

    async fn sessions_end_here_everywhere_and_by_themselves(db: Db) {
        let backend = backend(db);
        let (actor, first) = a_member(&backend, "salma@example.org").await;
        let later = NOW.plus(time::HOUR);
        let second = accounts::sign_in(&backend, CommandId::new(), "salma@example.org", PASSWORD.into(), &origin(), later).await.unwrap().token;
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
        end_all(&backend, &actor).await;
        assert!(actor_of(&backend, &second, NOW).await.is_none());
    }
}

/// Ends every sign-in and lets nobody prove anything for it: what a test does to begin anew.
async fn end_all(backend: &crate::Backend, actor: &Actor) {
    let mut tx = backend.db.write().await.unwrap();
    accounts::sql::end_sign_ins(tx.conn(), actor.person, None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}
