//! Mail links: who gets which, once for each command, and never to or for a closed account.

use super::support::*;
use crate::{
    Backend,
    accounts::{self, By, sql},
    outbox::{self, MailContent},
};
use domain::{CommandId, Failure, Lang, PersonId, Refusal, accounts::EmailAddress};

/// Somebody whom an import made: a name, a side, nobody has proved the address.
pub async fn imported(backend: &Backend, email: &str) -> PersonId {
    let (person, mut tx) = (PersonId::new(), backend.db.write().await.unwrap());
    sql::insert_person(tx.conn(), person, email, "en", NOW)
        .await
        .unwrap();
    crate::profiles::ensure(tx.conn(), person, NOW)
        .await
        .unwrap();
    let names = ["Selma", "", "", ""];
    sql::name(
        tx.conn(),
        person,
        names,
        domain::accounts::Side::Mentee,
        NOW,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    person
}

/// Languages of the mails that wait.
async fn languages(backend: &Backend) -> Vec<String> {
    let due = outbox::take_due(&backend.db, NOW, 100).await.unwrap();
    due.into_iter().map(|due| due.mail.lang).collect()
}

crate::on_both_engines! {
    async fn signing_up_takes_over_the_account_that_an_import_made(db: Db) {
        let backend = backend(db);
        let person = imported(&backend, "salma@example.org").await;
        accounts::sign_up(&backend, CommandId::new(), &draft("salma@example.org"), Lang::Fr, &origin(), NOW).await.unwrap();
        let mails = mails(&backend, NOW).await;
        assert!(matches!(mails[0].1, MailContent::VerifyAddress { .. }), "{mails:?}");
        follow_choosing(&backend, &mails[0].2, PASSWORD, NOW).await.unwrap();
        let token = accounts::sign_in(&backend, CommandId::new(), "salma@example.org", PASSWORD.into(), &origin(), NOW).await.unwrap().token;
        let session = accounts::viewer(&backend, &token, NOW).await.unwrap().unwrap();
        assert_eq!((session.actor.person, session.lang), (person, Lang::Fr));
        let profile = crate::profiles::own(&backend, &session.actor, NOW).await.unwrap();
        assert!(profile.sides.mentor && profile.sides.mentee, "a side more, none less");
        assert_eq!((profile.names.given.as_str(), profile.names.family.as_str()), ("Selma", "Ouazzani"));
    }

    async fn an_account_gets_its_mails_in_its_own_language(db: Db) {
        let backend = backend(db);
        let (actor, _) = a_member(&backend, "salma@example.org").await;
        accounts::keep_language(&backend, actor.person, Lang::Ar).await.unwrap();
        let page = Lang::De;
        accounts::sign_up(&backend, CommandId::new(), &draft("salma@example.org"), page, &origin(), NOW).await.unwrap();
        accounts::ask_for_link(&backend, CommandId::new(), "salma@example.org", page, None, &origin(), NOW).await.unwrap();
        accounts::ask_for_reset(&backend, CommandId::new(), "salma@example.org", page, &origin(), NOW).await.unwrap();
        assert_eq!(languages(&backend).await, ["ar", "ar", "ar"]);
        accounts::ask_for_link(&backend, CommandId::new(), "nobody@example.org", page, None, &origin(), NOW).await.unwrap();
        assert_eq!(languages(&backend).await, ["de"]);
    }

    async fn a_button_pressed_twice_sends_one_mail(db: Db) {
        let backend = backend(db);
        a_member(&backend, "driss@example.org").await;
        let [up, link, reset] = [(); 3].map(|()| CommandId::new());
        // Three presses: more than the throttle would let through if repeats counted.
        for _ in 0..3 {
            accounts::sign_up(&backend, up, &draft("salma@example.org"), Lang::Fr, &origin(), NOW).await.unwrap();
            accounts::ask_for_link(&backend, link, "driss@example.org", Lang::Fr, None, &origin(), NOW).await.unwrap();
            accounts::ask_for_reset(&backend, reset, "driss@example.org", Lang::Fr, &origin(), NOW).await.unwrap();
        }
        assert_eq!(mails(&backend, NOW).await.len(), 3);
    }

    async fn a_corrected_address_gets_its_mail_though_the_browser_kept_the_command(db: Db) {
        let backend = backend(db);
        let command = CommandId::new();
        for email in ["slama@example.org", "salma@example.org"] {
            accounts::sign_up(&backend, command, &draft(email), Lang::Fr, &origin(), NOW).await.unwrap();
        }
        let to: Vec<String> = mails(&backend, NOW).await.into_iter().map(|mail| mail.0).collect();
        assert_eq!(to, ["slama@example.org", "salma@example.org"]);
    }

    async fn a_new_password_sent_twice_is_set_once_and_signs_in_once(db: Db) {
        let backend = backend(db);
        let (actor, here) = a_member(&backend, "salma@example.org").await;
        accounts::ask_for_reset(&backend, CommandId::new(), "salma@example.org", Lang::Fr, &origin(), NOW).await.unwrap();
        let (token, command) = (only_token(&backend, NOW).await, CommandId::new());
        let reset = |viewer| accounts::reset_password(&backend, command, &token, "another four words", viewer, &ORIGIN, NOW);
        let first = session(reset(None).await.unwrap());
        assert_eq!(failure(reset(None).await), Failure::Refused(Refusal::LinkExpired), "from elsewhere");
        assert_eq!(reset(Some(&actor)).await.unwrap(), accounts::Followed::Onward { next: None }, "a double tap");
        assert!(actor_of(&backend, &here, NOW).await.is_none());
        let here = accounts::viewer(&backend, &first, NOW).await.unwrap().unwrap().sign_in;
        let command = CommandId::new();
        for _ in 0..2 {
            let change = accounts::change_password(
                &backend, &actor, command, here, "another four words".into(), "yet another phrase", NOW);
            change.await.unwrap();
        }
        assert_eq!(mails(&backend, NOW).await.len(), 2, "one for each change");
    }

    async fn a_made_up_link_costs_no_hash_and_waits_after_many(db: Db) {
        let backend = backend(db);
        let reset = || accounts::reset_password(&backend, CommandId::new(), "made up", "another four words", None, &ORIGIN, NOW);
        for _ in 0..300 {
            assert_eq!(failure(reset().await), Failure::Refused(Refusal::LinkExpired));
        }
        assert_eq!(failure(reset().await), Failure::TooMany { retry_after_seconds: 900 });
        assert_eq!(backend.hasher.done(), 0);
    }

    async fn a_link_of_an_account_that_is_closed_meanwhile_opens_nothing(db: Db) {
        let backend = backend(db);
        let (actor, _) = a_member(&backend, "salma@example.org").await;
        accounts::ask_for_link(&backend, CommandId::new(), "salma@example.org", Lang::Fr, None, &origin(), NOW).await.unwrap();
        let token = only_token(&backend, NOW).await;
        let mut tx = backend.db.write().await.unwrap();
        sql::set_deactivated(tx.conn(), actor.person, Some(NOW)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(failure(accounts::link(&backend, &token, NOW).await), Failure::Refused(Refusal::LinkExpired));
        assert_eq!(failure(follow(&backend, &token, NOW).await), Failure::Refused(Refusal::LinkExpired));
    }

    async fn the_operators_closing_of_an_account_makes_its_links_useless(db: Db) {
        let backend = backend(db);
        let (actor, _) = a_member(&backend, "salma@example.org").await;
        accounts::ask_for_link(&backend, CommandId::new(), "salma@example.org", Lang::Fr, None, &origin(), NOW).await.unwrap();
        let token = only_token(&backend, NOW).await;
        let email = EmailAddress::parse("salma@example.org").unwrap();
        accounts::operator::deactivate(&backend, &email, NOW).await.unwrap();
        accounts::reactivate(&backend, By::Operator, CommandId::new(), actor.person, NOW).await.unwrap();
        assert_eq!(failure(follow(&backend, &token, NOW).await), Failure::Refused(Refusal::LinkExpired));
    }
}

static ORIGIN: std::sync::LazyLock<accounts::Origin> = std::sync::LazyLock::new(origin);
