//! Who it is is asked again before anything that decides who comes in.

use super::support::*;
use crate::accounts::{self, PROOF_LASTS};
use domain::{CommandId, Failure, Problem, Refusal};

crate::on_both_engines! {
    async fn a_proof_is_fresh_for_minutes_and_renewed_by_the_password(db: Db) {
        let backend = backend(db);
        let (actor, token) = a_member(&backend, "salma@example.org").await;
        let here = here(&backend, &token).await;
        accounts::fresh_proof(&backend, &actor, here, NOW).await.unwrap();
        let later = NOW.plus(PROOF_LASTS);
        let stale = accounts::fresh_proof(&backend, &actor, here, later).await;
        assert_eq!(failure(stale), Failure::Refused(Refusal::ProveAgain));
        let wrong = accounts::prove_by_password(&backend, &actor, here, "no".into(), later).await;
        assert_eq!(failure(wrong), Failure::field("current_password", Problem::WrongPassword));
        assert!(accounts::fresh_proof(&backend, &actor, here, later).await.is_err());
        accounts::prove_by_password(&backend, &actor, here, PASSWORD.into(), later).await.unwrap();
        accounts::fresh_proof(&backend, &actor, here, later).await.unwrap();
    }

    async fn the_proof_of_one_sign_in_is_none_of_another_nor_of_somebody_else(db: Db) {
        let backend = backend(db);
        let (actor, first) = a_member(&backend, "salma@example.org").await;
        let first = here(&backend, &first).await;
        let later = NOW.plus(PROOF_LASTS);
        accounts::sign_in(&backend, CommandId::new(), "salma@example.org", PASSWORD.into(), &origin(), later).await.unwrap();
        assert!(accounts::fresh_proof(&backend, &actor, first, later).await.is_err());
        let (driss, _) = a_member(&backend, "driss@example.org").await;
        assert!(accounts::fresh_proof(&backend, &driss, first, NOW).await.is_err());
    }

    async fn a_first_password_needs_a_link_followed_a_moment_ago(db: Db) {
        let backend = backend(db);
        let (actor, token) = a_member_without_password(&backend, "salma@example.org").await;
        let here = here(&backend, &token).await;
        let later = NOW.plus(PROOF_LASTS);
        let set = async |here, at| {
            accounts::change_password(&backend, &actor, CommandId::new(), here, String::new(), "another four words", at).await
        };
        assert_eq!(failure(set(here, later).await), Failure::Refused(Refusal::ProveAgain));
        let guess = accounts::prove_by_password(&backend, &actor, here, String::new(), later).await;
        assert_eq!(failure(guess), Failure::field("current_password", Problem::WrongPassword));
        accounts::ask_to_prove(&backend, &actor, CommandId::new(), Some("/fr/me/account"), later).await.unwrap();
        let link = only_token(&backend, later).await;
        let accounts::Followed::SignedIn { session, next, .. } = follow(&backend, &link, later).await.unwrap() else { panic!() };
        assert_eq!(next.as_deref(), Some("/fr/me/account"));
        let here = accounts::viewer(&backend, &session.token, later).await.unwrap().unwrap().sign_in;
        set(here, later).await.unwrap();
        accounts::sign_in(&backend, CommandId::new(), "salma@example.org", "another four words".into(), &origin(), later).await.unwrap();
    }

    async fn another_address_needs_a_proof_of_whoever_has_no_password(db: Db) {
        let backend = backend(db);
        let (actor, token) = a_member_without_password(&backend, "salma@example.org").await;
        let here = here(&backend, &token).await;
        let later = NOW.plus(PROOF_LASTS);
        let change = accounts::change_address(
            &backend, &actor, CommandId::new(), here, "new@example.org", String::new(), later);
        assert_eq!(failure(change.await), Failure::Refused(Refusal::ProveAgain));
        assert!(mails(&backend, later).await.is_empty());
    }
}
