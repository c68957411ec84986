//! How often somebody may try, and that nobody can shut out anybody else by trying.

use super::support::*;
use crate::{
    Backend,
    accounts::{self, NewSession, Origin},
};
use domain::{CommandId, Failure, Lang, Refusal, time};
use std::collections::BTreeMap;

const EMAIL: &str = "salma@example.org";

fn from(peer: &str) -> Origin {
    Origin {
        peer: peer.parse().unwrap(),
        ..origin()
    }
}

async fn try_in(backend: &Backend, password: &str, origin: &Origin) -> crate::Result<NewSession> {
    accounts::sign_in(
        backend,
        CommandId::new(),
        EMAIL,
        password.into(),
        origin,
        NOW,
    )
    .await
}

async fn ask(backend: &Backend, email: &str, origin: &Origin) -> crate::Result<()> {
    accounts::ask_for_link(
        backend,
        CommandId::new(),
        email,
        Lang::Fr,
        None,
        origin,
        NOW,
    )
    .await
}

/// Of the kind, whatever the wait.
fn is_throttled<T: std::fmt::Debug>(result: crate::Result<T>) -> bool {
    matches!(failure(result), Failure::TooMany { .. })
}

crate::on_both_engines! {
    async fn the_eleventh_try_waits_for_the_end_of_the_window(db: Db) {
        let backend = backend(db);
        a_member(&backend, EMAIL).await;
        for _ in 0..10 {
            assert_eq!(failure(try_in(&backend, "no", &origin()).await), Failure::Refused(Refusal::WrongCredentials));
        }
        let at = NOW.plus(5 * time::MINUTE);
        let refused = accounts::sign_in(&backend, CommandId::new(), EMAIL, PASSWORD.into(), &origin(), at).await;
        assert_eq!(failure(refused), Failure::TooMany { retry_after_seconds: 600 });
        let at = NOW.plus(15 * time::MINUTE);
        accounts::sign_in(&backend, CommandId::new(), EMAIL, PASSWORD.into(), &origin(), at).await.unwrap();
    }

    async fn wrong_passwords_from_elsewhere_shut_nobody_out(db: Db) {
        let backend = backend(db);
        a_member(&backend, EMAIL).await;
        let elsewhere = from("198.51.100.9");
        for _ in 0..30 {
            assert!(try_in(&backend, "no", &elsewhere).await.is_err());
        }
        assert!(is_throttled(try_in(&backend, PASSWORD, &elsewhere).await));
        try_in(&backend, PASSWORD, &from("203.0.113.5")).await.unwrap();
    }

    async fn requests_for_links_from_elsewhere_use_up_nothing_of_the_owners(db: Db) {
        let backend = backend(db);
        a_member(&backend, EMAIL).await;
        let elsewhere = from("198.51.100.9");
        for _ in 0..5 {
            ask(&backend, EMAIL, &elsewhere).await.unwrap();
        }
        assert!(is_throttled(ask(&backend, EMAIL, &elsewhere).await));
        let owner = from("203.0.113.5");
        ask(&backend, EMAIL, &owner).await.unwrap();
        accounts::ask_for_reset(&backend, CommandId::new(), EMAIL, Lang::Fr, &owner, NOW).await.unwrap();
    }

    async fn a_browser_that_signed_in_before_gets_in_when_the_address_is_shut(db: Db) {
        let backend = backend(db);
        a_member(&backend, EMAIL).await;
        let device = try_in(&backend, PASSWORD, &origin()).await.unwrap().device;
        // Two hundred tries of a botnet, each network below its own limit.
        for n in 0..200 {
            assert!(try_in(&backend, "no", &from(&format!("198.51.{}.9", n / 8))).await.is_err());
        }
        // Signing up was the first of twenty.
        for n in 0..19 {
            ask(&backend, EMAIL, &from(&format!("198.51.{n}.9"))).await.unwrap();
        }
        let nowhere_known = from("203.0.113.5");
        assert!(is_throttled(try_in(&backend, PASSWORD, &nowhere_known).await));
        assert!(is_throttled(ask(&backend, EMAIL, &nowhere_known).await));
        // One way in is left even so: the last links lie in the mailbox and hold.
        let links = mails(&backend, NOW).await;
        accounts::link(&backend, &links.last().unwrap().2, NOW).await.unwrap();
        let known = Origin { known_by: Some(device), ..nowhere_known };
        ask(&backend, EMAIL, &known).await.unwrap();
        try_in(&backend, PASSWORD, &known).await.unwrap();
        for _ in 0..10 {
            assert!(try_in(&backend, "no", &known).await.is_err());
        }
        assert!(is_throttled(try_in(&backend, PASSWORD, &known).await), "it is no licence to guess");
    }

    async fn a_browser_is_known_for_those_who_signed_in_with_it_alone(db: Db) {
        let backend = backend(db);
        a_member(&backend, EMAIL).await;
        let (driss, _) = a_member(&backend, "driss@example.org").await;
        let device = try_in(&backend, PASSWORD, &origin()).await.unwrap().device;
        let shared = Origin { known_by: Some(device.clone()), ..origin() };
        let key = async |email| accounts::devices::key(&backend, &shared, email).await.unwrap().is_some();
        assert!(key(EMAIL).await && !key("driss@example.org").await);
        let other = accounts::sign_in(&backend, CommandId::new(), "driss@example.org", PASSWORD.into(), &shared, NOW).await.unwrap();
        assert_eq!(other.device, device, "one cookie for both");
        assert!(key(EMAIL).await && key("driss@example.org").await);
        let made_up = Origin { known_by: Some("made up".into()), ..origin() };
        assert_ne!(try_in(&backend, PASSWORD, &made_up).await.unwrap().device, "made up");
        accounts::end_sign_ins(&backend, accounts::By::Operator, CommandId::new(), driss.person, NOW).await.unwrap();
        assert!(key(EMAIL).await && !key("driss@example.org").await);
    }

    async fn a_hall_of_sixty_signs_up_behind_one_address(db: Db) {
        let backend = backend(db);
        for n in 0..60 {
            let email = format!("p{n}@example.org");
            accounts::sign_up(&backend, CommandId::new(), &draft(&email), Lang::Fr, &origin(), NOW).await.unwrap();
            // They look for the mail, and ask once more.
            accounts::sign_up(&backend, CommandId::new(), &draft(&email), Lang::Fr, &origin(), NOW).await.unwrap();
        }
        let links: BTreeMap<String, String> = mails(&backend, NOW).await.into_iter().map(|(to, _, link)| (to, link)).collect();
        for link in links.values() {
            follow(&backend, link, NOW).await.unwrap();
        }
    }

    async fn one_network_may_not_try_very_many_addresses(db: Db) {
        let backend = backend(db);
        for n in 0..300 {
            ask(&backend, &format!("p{n}@example.org"), &origin()).await.unwrap();
        }
        assert_eq!(failure(ask(&backend, "p300@example.org", &origin()).await), Failure::TooMany { retry_after_seconds: 3600 });
    }

    async fn a_repeated_command_hashes_nothing_and_counts_as_no_try(db: Db) {
        let backend = backend(db);
        let (command, origin) = (CommandId::new(), origin());
        for _ in 0..20 {
            accounts::sign_up(&backend, command, &draft(EMAIL), Lang::Fr, &origin, NOW).await.unwrap();
        }
        assert_eq!(backend.hasher.done(), 0);
        let link = only_token(&backend, NOW).await;
        let command = CommandId::new();
        for _ in 0..20 {
            let _ = accounts::follow_link(&backend, command, &link, PASSWORD, None, &origin, NOW).await;
        }
        assert_eq!(backend.hasher.done(), 1);
    }
}
