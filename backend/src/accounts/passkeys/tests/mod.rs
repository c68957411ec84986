//! Passkeys with a device made of software.

mod authenticator;
mod journal;
mod reset;
mod second_step;

use crate::{
    Backend, Db,
    accounts::{
        self, Answer, Passkeys, Question,
        tests::support::{
            NOW, a_member, actor_of, backend as plain_backend, failure, here, mails, origin,
        },
    },
    outbox::MailContent,
};
use authenticator::Device;
use domain::{
    Actor, Failure, PasskeyId, Problem, Refusal, SignInId, Timestamp,
    accounts::{MAX_PASSKEYS, SecondStep},
    time,
};
use serde_json::Value;

const SITE: &str = "https://mem.example.org";

fn backend(db: Db) -> Backend {
    Backend {
        passkeys: Passkeys::of_site(SITE, false),
        ..plain_backend(db)
    }
}

/// Somebody signed in by other means, here.
struct Member {
    actor: Actor,
    here: SignInId,
    token: String,
}

async fn member(backend: &Backend, email: &str) -> Member {
    let (actor, token) = a_member(backend, email).await;
    let here = here(backend, &token).await;
    Member { actor, here, token }
}

fn answer(question: &Question, credential: Value) -> Answer {
    Answer {
        question: question.question.clone(),
        credential,
    }
}

async fn add(backend: &Backend, who: &Member, device: &mut Device) -> crate::Result<()> {
    let question = accounts::ask_to_add(backend, &who.actor, who.here, NOW).await?;
    let made = device.create(&question.public_key);
    let answer = answer(&question, made);
    accounts::add(
        backend,
        &who.actor,
        who.here,
        &answer,
        "",
        "Firefox, Linux",
        NOW,
    )
    .await
}

async fn sign_in(backend: &Backend, device: &mut Device) -> crate::Result<String> {
    let question = accounts::ask_to_sign_in(backend, &origin(), NOW).await?;
    let answer = answer(&question, device.get(&question.public_key));
    let session = accounts::sign_in_with_passkey(backend, &answer, &origin(), NOW).await?;
    Ok(session.token)
}

async fn names(backend: &Backend, who: &Member) -> Vec<String> {
    let security = accounts::security(backend, &who.actor, who.here, NOW).await;
    let passkeys = security.unwrap().passkeys;
    passkeys.into_iter().map(|line| line.name).collect()
}

async fn only_passkey(backend: &Backend, who: &Member) -> PasskeyId {
    let security = accounts::security(backend, &who.actor, who.here, NOW).await;
    security.unwrap().passkeys[0].id
}

fn refused(refusal: Refusal) -> Failure {
    Failure::Refused(refusal)
}

crate::on_both_engines! {
    async fn a_passkey_is_added_and_signs_in_without_an_address(db: Db) {
        let backend = backend(db);
        let salma = member(&backend, "salma@example.org").await;
        let mut phone = Device::new(SITE);
        let question = accounts::ask_to_add(&backend, &salma.actor, salma.here, NOW).await.unwrap();
        assert_eq!(question.public_key["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(question.public_key["authenticatorSelection"]["userVerification"], "required");
        add(&backend, &salma, &mut phone).await.unwrap();
        assert_eq!(names(&backend, &salma).await, ["Firefox, Linux"]);
        let told = mails(&backend, NOW).await;
        assert!(matches!(&told[..], [(to, MailContent::SignInChanged { .. }, _)] if to == "salma@example.org"), "{told:?}");

        let session = sign_in(&backend, &mut phone).await.unwrap();
        assert_eq!(actor_of(&backend, &session, NOW).await, Some(salma.actor.clone()));
        assert_ne!(session, salma.token);
    }

    async fn an_answer_is_good_once_for_its_own_question_and_for_minutes(db: Db) {
        let backend = backend(db);
        let salma = member(&backend, "salma@example.org").await;
        let mut phone = Device::new(SITE);
        add(&backend, &salma, &mut phone).await.unwrap();
        let question = accounts::ask_to_sign_in(&backend, &origin(), NOW).await.unwrap();
        let other = accounts::ask_to_sign_in(&backend, &origin(), NOW).await.unwrap();
        let shown = phone.get(&question.public_key);

        let crossed = accounts::sign_in_with_passkey(&backend, &answer(&other, shown.clone()), &origin(), NOW).await;
        assert_eq!(failure(crossed), refused(Refusal::PasskeyNotAccepted));
        let right = answer(&question, shown);
        accounts::sign_in_with_passkey(&backend, &right, &origin(), NOW).await.unwrap();
        let again = accounts::sign_in_with_passkey(&backend, &right, &origin(), NOW).await;
        assert_eq!(failure(again), refused(Refusal::PasskeyNotAccepted));

        let question = accounts::ask_to_sign_in(&backend, &origin(), NOW).await.unwrap();
        let late = answer(&question, phone.get(&question.public_key));
        let late = accounts::sign_in_with_passkey(&backend, &late, &origin(), NOW.plus(5 * time::MINUTE)).await;
        assert_eq!(failure(late), refused(Refusal::PasskeyNotAccepted));
    }

    async fn a_wrong_answer_uses_the_question_up(db: Db) {
        let backend = backend(db);
        let salma = member(&backend, "salma@example.org").await;
        let mut phone = Device::new(SITE);
        add(&backend, &salma, &mut phone).await.unwrap();
        let question = accounts::ask_to_sign_in(&backend, &origin(), NOW).await.unwrap();
        phone.origin = "https://mem.example.net".into();
        for origin_of_page in ["https://mem.example.net", SITE] {
            phone.origin = origin_of_page.into();
            let shown = answer(&question, phone.get(&question.public_key));
            let refusal = accounts::sign_in_with_passkey(&backend, &shown, &origin(), NOW).await;
            assert_eq!(failure(refusal), refused(Refusal::PasskeyNotAccepted), "{origin_of_page}");
        }
    }

    async fn another_site_an_unverified_user_and_another_owner_are_refused(db: Db) {
        let backend = backend(db);
        let salma = member(&backend, "salma@example.org").await;
        let driss = member(&backend, "driss@example.org").await;
        let mut phone = Device::new(SITE);
        add(&backend, &salma, &mut phone).await.unwrap();

        let spoiled: [fn(&mut Device); 3] = [
            |device| device.origin = "https://mem.example.net".into(),
            |device| device.verifies = false,
            |device| device.user = PasskeyId::new().0.as_bytes().to_vec(),
        ];
        for spoil in spoiled {
            let (origin, user) = (phone.origin.clone(), phone.user.clone());
            spoil(&mut phone);
            assert_eq!(failure(sign_in(&backend, &mut phone).await), refused(Refusal::PasskeyNotAccepted));
            (phone.origin, phone.user, phone.verifies) = (origin, user, true);
        }
        phone.user = driss.actor.person.0.as_bytes().to_vec();
        assert_eq!(failure(sign_in(&backend, &mut phone).await), refused(Refusal::PasskeyNotAccepted));
        phone.user = salma.actor.person.0.as_bytes().to_vec();
        sign_in(&backend, &mut phone).await.unwrap();

        let mut careless = Device::new(SITE);
        careless.verifies = false;
        assert_eq!(failure(add(&backend, &salma, &mut careless).await), refused(Refusal::PasskeyNotAccepted));
    }

    async fn a_counter_that_does_not_grow_is_a_copied_device(db: Db) {
        let backend = backend(db);
        let salma = member(&backend, "salma@example.org").await;
        let mut key = Device::new(SITE);
        key.counter = 5;
        add(&backend, &salma, &mut key).await.unwrap();
        key.counter = 7;
        sign_in(&backend, &mut key).await.unwrap();
        for counter in [7, 6, 0] {
            key.counter = counter;
            assert_eq!(failure(sign_in(&backend, &mut key).await), refused(Refusal::PasskeyNotAccepted), "{counter}");
        }
        key.counter = 8;
        sign_in(&backend, &mut key).await.unwrap();
    }

    async fn a_device_is_added_once_and_ten_at_most(db: Db) {
        let backend = backend(db);
        let salma = member(&backend, "salma@example.org").await;
        let driss = member(&backend, "driss@example.org").await;
        let mut phone = Device::new(SITE);
        add(&backend, &salma, &mut phone).await.unwrap();
        let question = accounts::ask_to_add(&backend, &salma.actor, salma.here, NOW).await.unwrap();
        assert_eq!(question.public_key["excludeCredentials"].as_array().unwrap().len(), 1);
        assert_eq!(failure(add(&backend, &salma, &mut phone).await), refused(Refusal::PasskeyNotAccepted));
        assert_eq!(failure(add(&backend, &driss, &mut phone).await), refused(Refusal::PasskeyNotAccepted));
        for _ in 1..MAX_PASSKEYS {
            add(&backend, &salma, &mut Device::new(SITE)).await.unwrap();
        }
        assert_eq!(failure(add(&backend, &salma, &mut Device::new(SITE)).await), refused(Refusal::PasskeysFull));
    }

    async fn only_the_owner_renames_and_removes(db: Db) {
        let backend = backend(db);
        let salma = member(&backend, "salma@example.org").await;
        let driss = member(&backend, "driss@example.org").await;
        let mut phone = Device::new(SITE);
        add(&backend, &salma, &mut phone).await.unwrap();
        let id = only_passkey(&backend, &salma).await;
        assert_eq!(failure(accounts::rename_passkey(&backend, &driss.actor, id, "mine").await), Failure::NotFound);
        accounts::remove_passkey(&backend, &driss.actor, driss.here, id, NOW).await.unwrap();
        let long = accounts::rename_passkey(&backend, &salma.actor, id, &"x".repeat(61)).await;
        assert_eq!(failure(long), Failure::field("name", Problem::TooLong { max: 60 }));
        accounts::rename_passkey(&backend, &salma.actor, id, "my phone").await.unwrap();
        assert_eq!(names(&backend, &salma).await, ["my phone"]);
        sign_in(&backend, &mut phone).await.unwrap();
        for _ in 0..2 {
            accounts::remove_passkey(&backend, &salma.actor, salma.here, id, NOW).await.unwrap();
        }
        assert!(names(&backend, &salma).await.is_empty());
        assert_eq!(failure(sign_in(&backend, &mut phone).await), refused(Refusal::PasskeyNotAccepted));
    }

    async fn who_it_is_is_asked_again_before_passkeys_change(db: Db) {
        let backend = backend(db);
        let salma = member(&backend, "salma@example.org").await;
        let mut phone = Device::new(SITE);
        add(&backend, &salma, &mut phone).await.unwrap();
        let id = only_passkey(&backend, &salma).await;
        let (actor, here, later) = (&salma.actor, salma.here, NOW.plus(accounts::PROOF_LASTS));
        let again = refused(Refusal::ProveAgain);
        assert_eq!(failure(accounts::ask_to_add(&backend, actor, here, later).await), again);
        assert_eq!(failure(accounts::new_recovery_codes(&backend, actor, here, later).await), again);
        assert_eq!(failure(accounts::remove_passkey(&backend, actor, here, id, later).await), again);
        // Showing a passkey is a proof.
        let question = accounts::ask_for_second_step(&backend, actor, here, later).await.unwrap();
        let shown = answer(&question, phone.get(&question.public_key));
        accounts::prove_second_step(&backend, actor, here, &shown, later).await.unwrap();
        accounts::remove_passkey(&backend, actor, here, id, later).await.unwrap();
    }

    async fn a_closed_account_does_not_open_by_its_passkey(db: Db) {
        let backend = backend(db);
        let salma = member(&backend, "salma@example.org").await;
        let mut phone = Device::new(SITE);
        add(&backend, &salma, &mut phone).await.unwrap();
        let email = domain::accounts::EmailAddress::parse("salma@example.org").unwrap();
        accounts::operator::deactivate(&backend, &email, NOW).await.unwrap();
        assert_eq!(failure(sign_in(&backend, &mut phone).await), refused(Refusal::PasskeyNotAccepted));
    }

    async fn a_site_without_a_name_has_no_passkeys_and_says_so(db: Db) {
        for address in ["http://127.0.0.1:3000", "http://[::1]:3000"] {
            assert!(!Passkeys::of_site(address, false).is_possible(), "{address}");
        }
        assert!(Passkeys::of_site("http://localhost:3000", false).is_possible());
        let backend = plain_backend(db);
        let refusal = accounts::ask_to_sign_in(&backend, &origin(), NOW).await;
        assert_eq!(failure(refusal), refused(Refusal::NoPasskeysHere));
    }
}
