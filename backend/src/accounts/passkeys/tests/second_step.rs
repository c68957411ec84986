//! Roles that open with a second step only, and recovery codes.

use super::*;
use crate::accounts::{By, tests::support::PASSWORD};
use domain::{CommandId, Role};

fn strict(backend: &Backend) -> Backend {
    Backend {
        passkeys: Passkeys::of_site(SITE, true),
        ..backend.clone()
    }
}

/// An administrator, signed in by password, on a site that asks for a second step.
async fn administrator(backend: &Backend, email: &str) -> Member {
    let (actor, _) = a_member(backend, email).await;
    let command = CommandId::new();
    accounts::grant_role(
        backend,
        By::Operator,
        command,
        actor.person,
        Role::Administrator,
        NOW,
    )
    .await
    .unwrap();
    mails(backend, NOW).await;
    by_password(backend, email).await
}

async fn by_password(backend: &Backend, email: &str) -> Member {
    let begun = accounts::sign_in(
        backend,
        CommandId::new(),
        email,
        PASSWORD.into(),
        &origin(),
        NOW,
    )
    .await
    .unwrap();
    let token = begun.token;
    let session = accounts::viewer(backend, &token, NOW)
        .await
        .unwrap()
        .unwrap();
    Member {
        actor: session.actor,
        here: session.sign_in,
        token,
    }
}

/// What the sign-in lacks, and whether its person is an administrator in it.
async fn standing(backend: &Backend, who: &Member) -> (Option<SecondStep>, bool) {
    // The token changes when roles open; the one before holds a moment longer.
    let session = accounts::viewer(backend, &who.token, NOW)
        .await
        .unwrap()
        .unwrap();
    (session.lacks, session.actor.is_administrator())
}

async fn prove(backend: &Backend, who: &Member, device: &mut Device) -> crate::Result<()> {
    let question = accounts::ask_for_second_step(backend, &who.actor, who.here, NOW).await?;
    let answer = answer(&question, device.get(&question.public_key));
    accounts::prove_second_step(backend, &who.actor, who.here, &answer, NOW).await
}

crate::on_both_engines! {
    async fn a_role_opens_with_the_second_step_and_not_before(db: Db) {
        let lenient = backend(db);
        let backend = strict(&lenient);
        let admin = administrator(&backend, "admin@example.org").await;
        assert_eq!(standing(&backend, &admin).await, (Some(SecondStep::Enrol), false));
        let asked = accounts::account_counts(&backend, &admin.actor).await;
        assert_eq!(failure(asked), Failure::Forbidden);
        assert_eq!(standing(&lenient, &admin).await, (None, true), "off by default");

        let mut phone = Device::new(SITE);
        add(&backend, &admin, &mut phone).await.unwrap();
        assert_eq!(standing(&backend, &admin).await, (None, true));

        let later = by_password(&backend, "admin@example.org").await;
        assert_eq!(standing(&backend, &later).await, (Some(SecondStep::Prove), false));
        prove(&backend, &later, &mut phone).await.unwrap();
        assert_eq!(standing(&backend, &later).await, (None, true));

        let session = sign_in(&backend, &mut phone).await.unwrap();
        assert!(actor_of(&backend, &session, NOW).await.unwrap().is_administrator(), "a passkey is both steps");
    }

    async fn a_member_is_not_asked(db: Db) {
        let backend = strict(&backend(db));
        let salma = member(&backend, "salma@example.org").await;
        assert_eq!(standing(&backend, &salma).await, (None, false));
        let security = accounts::security(&backend, &salma.actor, salma.here, NOW).await.unwrap();
        assert!(!security.required && security.possible);
    }

    async fn a_stolen_password_brings_no_passkey_of_its_own(db: Db) {
        let backend = strict(&backend(db));
        let admin = administrator(&backend, "admin@example.org").await;
        let mut phone = Device::new(SITE);
        add(&backend, &admin, &mut phone).await.unwrap();
        let id = only_passkey(&backend, &admin).await;

        let thief = by_password(&backend, "admin@example.org").await;
        let first = refused(Refusal::SecondStepFirst);
        assert_eq!(failure(add(&backend, &thief, &mut Device::new(SITE)).await), first);
        assert_eq!(failure(accounts::new_recovery_codes(&backend, &thief.actor, thief.here, NOW).await), first);
        assert_eq!(failure(accounts::remove_passkey(&backend, &thief.actor, thief.here, id, NOW).await), first);
        let mut another = Device::new(SITE);
        another.user = phone.user.clone();
        assert_eq!(failure(prove(&backend, &thief, &mut another).await), refused(Refusal::PasskeyNotAccepted));
        assert_eq!(standing(&backend, &thief).await, (Some(SecondStep::Prove), false));
    }

    async fn a_second_step_is_of_its_own_sign_in_and_person(db: Db) {
        let backend = strict(&backend(db));
        let admin = administrator(&backend, "admin@example.org").await;
        let other = administrator(&backend, "other@example.org").await;
        let (mut phone, mut key) = (Device::new(SITE), Device::new(SITE));
        add(&backend, &admin, &mut phone).await.unwrap();
        add(&backend, &other, &mut key).await.unwrap();
        let (here, there) = (by_password(&backend, "admin@example.org").await, by_password(&backend, "admin@example.org").await);
        let question = accounts::ask_for_second_step(&backend, &here.actor, here.here, NOW).await.unwrap();
        let shown = answer(&question, phone.get(&question.public_key));
        let crossed = accounts::prove_second_step(&backend, &there.actor, there.here, &shown, NOW).await;
        assert_eq!(failure(crossed), refused(Refusal::PasskeyNotAccepted));
        assert_eq!(failure(prove(&backend, &here, &mut key).await), refused(Refusal::PasskeyNotAccepted));
        prove(&backend, &here, &mut phone).await.unwrap();
        assert_eq!(standing(&backend, &here).await, (None, true));
        assert_eq!(standing(&backend, &there).await, (Some(SecondStep::Prove), false));
    }

    async fn the_last_passkey_of_a_role_stays(db: Db) {
        let backend = strict(&backend(db));
        let admin = administrator(&backend, "admin@example.org").await;
        add(&backend, &admin, &mut Device::new(SITE)).await.unwrap();
        let id = only_passkey(&backend, &admin).await;
        let last = accounts::remove_passkey(&backend, &admin.actor, admin.here, id, NOW).await;
        assert_eq!(failure(last), refused(Refusal::LastPasskey));
        add(&backend, &admin, &mut Device::new(SITE)).await.unwrap();
        accounts::remove_passkey(&backend, &admin.actor, admin.here, id, NOW).await.unwrap();
    }

    async fn ten_codes_open_the_role_once_each(db: Db) {
        let backend = strict(&backend(db));
        let admin = administrator(&backend, "admin@example.org").await;
        let early = accounts::new_recovery_codes(&backend, &admin.actor, admin.here, NOW).await;
        assert_eq!(failure(early), refused(Refusal::NotYet));
        add(&backend, &admin, &mut Device::new(SITE)).await.unwrap();
        let old = accounts::new_recovery_codes(&backend, &admin.actor, admin.here, NOW).await.unwrap();
        let codes = accounts::new_recovery_codes(&backend, &admin.actor, admin.here, NOW).await.unwrap();
        assert_eq!(codes.len(), 10);

        let later = by_password(&backend, "admin@example.org").await;
        let wrong = Failure::field("recovery_code", Problem::WrongRecoveryCode);
        let code = |text: String| { let (backend, later) = (&backend, &later); async move {
            accounts::use_recovery_code(backend, &later.actor, later.here, &text, NOW).await
        } };
        assert_eq!(failure(code(old[0].shown()).await), wrong, "replaced");
        assert_eq!(standing(&backend, &later).await, (Some(SecondStep::Prove), false));
        code(codes[0].shown().to_lowercase()).await.unwrap();
        assert_eq!(standing(&backend, &later).await, (None, true));
        assert_eq!(failure(code(codes[0].shown()).await), wrong, "spent");
        let security = accounts::security(&backend, &admin.actor, admin.here, NOW).await.unwrap();
        assert_eq!(security.codes_left, Some(9));
    }

    async fn codes_are_not_guessed_without_end(db: Db) {
        let backend = backend(db);
        let salma = member(&backend, "salma@example.org").await;
        for round in 0..12 {
            let tried = accounts::use_recovery_code(&backend, &salma.actor, salma.here, "0000-0000-0000-0000", NOW).await;
            let is_stopped = matches!(failure(tried), Failure::TooMany { .. });
            assert_eq!(is_stopped, round >= 10, "{round}");
        }
    }
}
