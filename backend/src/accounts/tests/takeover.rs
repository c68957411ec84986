//! Nobody prepares a way into an account before its owner comes, nor keeps one that should have ended.

use super::{links::imported, support::*};
use crate::{
    Backend,
    accounts::{self, By, sql},
};
use domain::{CommandId, Failure, Lang, PersonId, Refusal, time};

const STRANGERS: &str = "what a stranger chose";

/// A password in the database that nobody proved an address for, as an older program stored it.
async fn prepare_password(backend: &Backend, person: PersonId) {
    let hash = backend.hasher.hash(STRANGERS.into()).await.unwrap();
    let mut tx = backend.db.write().await.unwrap();
    sql::set_password(tx.conn(), person, &hash).await.unwrap();
    tx.commit().await.unwrap();
}

async fn sign_in(backend: &Backend, password: &str) -> crate::Result<accounts::NewSession> {
    let (command, origin) = (CommandId::new(), origin());
    accounts::sign_in(
        backend,
        command,
        "salma@example.org",
        password.into(),
        &origin,
        NOW,
    )
    .await
}

async fn ask(backend: &Backend, email: &str) -> String {
    accounts::ask_for_link(
        backend,
        CommandId::new(),
        email,
        Lang::Fr,
        None,
        &origin(),
        NOW,
    )
    .await
    .unwrap();
    only_token(backend, NOW).await
}

fn expired() -> Failure {
    Failure::Refused(Refusal::LinkExpired)
}

crate::on_both_engines! {
    async fn a_password_from_before_the_proof_opens_nothing_before_nor_after_it(db: Db) {
        let backend = backend(db);
        let person = imported(&backend, "salma@example.org").await;
        prepare_password(&backend, person).await;
        assert_eq!(failure(sign_in(&backend, STRANGERS).await), Failure::Refused(Refusal::WrongCredentials));
        let link = ask(&backend, "salma@example.org").await;
        follow(&backend, &link, NOW).await.unwrap();
        assert_eq!(failure(sign_in(&backend, STRANGERS).await), Failure::Refused(Refusal::WrongCredentials));
    }

    async fn the_owners_password_comes_with_the_proof_also_of_somebody_imported(db: Db) {
        let backend = backend(db);
        let person = imported(&backend, "salma@example.org").await;
        let link = ask(&backend, "salma@example.org").await;
        let shown = accounts::link(&backend, &link, NOW).await.unwrap();
        assert_eq!(shown.first.unwrap().name, "Selma");
        follow_choosing(&backend, &link, PASSWORD, NOW).await.unwrap();
        let session = sign_in(&backend, PASSWORD).await.unwrap();
        assert_eq!(actor_of(&backend, &session.token, NOW).await.unwrap().person, person);
    }

    async fn the_first_proof_ends_every_link_that_was_prepared(db: Db) {
        let backend = backend(db);
        let (command, origin) = (CommandId::new(), origin());
        accounts::sign_up(&backend, command, &draft("salma@example.org"), Lang::Fr, &origin, NOW).await.unwrap();
        let strangers = only_token(&backend, NOW).await;
        imported(&backend, "salma@example.org").await;
        let reset = {
            accounts::ask_for_reset(&backend, CommandId::new(), "salma@example.org", Lang::Fr, &origin, NOW).await.unwrap();
            only_token(&backend, NOW).await
        };
        let own = ask(&backend, "salma@example.org").await;
        follow(&backend, &own, NOW).await.unwrap();
        assert_eq!(failure(follow(&backend, &strangers, NOW).await), expired());
        let set = accounts::reset_password(&backend, CommandId::new(), &reset, "another four words", None, &origin, NOW);
        assert_eq!(failure(set.await), expired());
    }

    async fn a_link_to_the_old_address_ends_with_the_change_of_address(db: Db) {
        let backend = backend(db);
        let (actor, token) = a_member(&backend, "salma@example.org").await;
        let here = here(&backend, &token).await;
        let change = accounts::change_address(&backend, &actor, CommandId::new(), here, "new@example.org", PASSWORD.into(), NOW);
        change.await.unwrap();
        let both = mails(&backend, NOW).await;
        let old = ask(&backend, "salma@example.org").await;
        for (_, _, token) in both {
            follow(&backend, &token, NOW).await.unwrap();
        }
        assert_eq!(failure(follow(&backend, &old, NOW).await), expired());
    }

    async fn ending_all_sign_ins_ends_what_was_prepared(db: Db) {
        let backend = backend(db);
        let (actor, token) = a_member(&backend, "salma@example.org").await;
        let at = here(&backend, &token).await;
        let prepared = ask(&backend, "salma@example.org").await;
        let stale = accounts::sign_out_everywhere(&backend, &actor, at, NOW.plus(time::HOUR)).await;
        assert_eq!(failure(stale), Failure::Refused(Refusal::ProveAgain));
        assert!(actor_of(&backend, &token, NOW).await.is_some());
        accounts::sign_out_everywhere(&backend, &actor, at, NOW).await.unwrap();
        assert!(actor_of(&backend, &token, NOW).await.is_none());
        assert_eq!(failure(follow(&backend, &prepared, NOW).await), expired());
    }

    async fn another_sign_in_is_ended_after_a_fresh_proof_and_ones_own_at_once(db: Db) {
        let backend = backend(db);
        let (actor, first) = a_member(&backend, "salma@example.org").await;
        let second = sign_in(&backend, PASSWORD).await.unwrap().token;
        let (one, other) = (here(&backend, &first).await, here(&backend, &second).await);
        let later = NOW.plus(time::HOUR);
        let stale = accounts::end_sign_in(&backend, &actor, one, other, later).await;
        assert_eq!(failure(stale), Failure::Refused(Refusal::ProveAgain));
        accounts::end_sign_in(&backend, &actor, one, one, later).await.unwrap();
        accounts::end_sign_in(&backend, &actor, other, other, later).await.unwrap();
        assert!(accounts::sign_ins(&backend, &actor, later).await.unwrap().is_empty());
    }

    async fn an_administrator_ends_sign_ins_and_leaves_the_account_open(db: Db) {
        let backend = backend(db);
        let admin = an_administrator(&backend, "admin@example.org").await;
        let (member, token) = a_member(&backend, "salma@example.org").await;
        let prepared = ask(&backend, "salma@example.org").await;
        let end = async |by| accounts::end_sign_ins(&backend, by, CommandId::new(), member.person, NOW).await;
        assert_eq!(failure(end(By::Person(&member)).await), Failure::Forbidden);
        end(By::Person(&admin)).await.unwrap();
        assert!(actor_of(&backend, &token, NOW).await.is_none());
        assert_eq!(failure(follow(&backend, &prepared, NOW).await), expired());
        sign_in(&backend, PASSWORD).await.unwrap();
    }

    async fn a_sign_in_ends_unused_and_in_all_and_sooner_for_staff(db: Db) {
        let backend = backend(db);
        let (_, token) = a_member(&backend, "salma@example.org").await;
        let used = async |days: i64| actor_of(&backend, &token, NOW.plus(days * time::DAY)).await.is_some();
        for days in [29, 58, 87, 116, 145, 174, 179] {
            assert!(used(days).await, "{days}");
        }
        assert!(!used(180).await);
        let (_, unused) = a_member(&backend, "driss@example.org").await;
        assert!(actor_of(&backend, &unused, NOW.plus(30 * time::DAY)).await.is_none());

        an_administrator(&backend, "admin@example.org").await;
        let (command, origin) = (CommandId::new(), origin());
        let staff = accounts::sign_in(&backend, command, "admin@example.org", PASSWORD.into(), &origin, NOW).await.unwrap().token;
        let still = async |hours: i64| actor_of(&backend, &staff, NOW.plus(hours * time::HOUR)).await.is_some();
        assert!(!still(12).await, "unused");
        for hours in (11..168).step_by(11) {
            assert!(still(hours).await, "{hours}");
        }
        assert!(!still(168).await);
    }

    async fn of_twenty_one_sign_ins_the_oldest_ends(db: Db) {
        let backend = backend(db);
        let (actor, first) = a_member(&backend, "salma@example.org").await;
        for n in 1..=20 {
            let (command, origin) = (CommandId::new(), origin());
            let at = NOW.plus(n * time::MINUTE);
            accounts::sign_in(&backend, command, "salma@example.org", PASSWORD.into(), &origin, at).await.unwrap();
        }
        assert_eq!(accounts::sign_ins(&backend, &actor, NOW).await.unwrap().len(), 20);
        assert!(actor_of(&backend, &first, NOW).await.is_none());
    }

    async fn a_hash_of_another_spelling_opens_and_is_made_anew(db: Db) {
        let backend = backend(db);
        let (actor, _) = a_member(&backend, "salma@example.org").await;
        let decomposed = "cafe\u{301} de la gare";
        let old = backend.hasher.hash(decomposed.into()).await.unwrap();
        let mut tx = backend.db.write().await.unwrap();
        sql::set_password(tx.conn(), actor.person, &old).await.unwrap();
        tx.commit().await.unwrap();
        let composed = "caf\u{e9} de la gare";
        assert!(sign_in(&backend, composed).await.is_err(), "the old hash is of the other spelling");
        sign_in(&backend, decomposed).await.unwrap();
        sign_in(&backend, composed).await.unwrap();
        sign_in(&backend, decomposed).await.unwrap();
    }
}
