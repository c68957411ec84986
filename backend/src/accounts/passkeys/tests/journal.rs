//! What an administrator reads of passkeys, recovery codes and the way back.

use super::{
    reset::{confirm, open, waiting},
    *,
};
use crate::{accounts::tests::support::an_administrator, trust::journal};
use domain::{
    CommandId, Lang, PersonId,
    trust::{JournalKind, JournalLine},
};

/// The newest line of a kind: who, and about whom.
async fn newest(
    backend: &Backend,
    by: &Actor,
    kind: JournalKind,
) -> Option<(Option<PersonId>, Option<PersonId>)> {
    let read = journal::read(backend, by, Some(kind), 1, Lang::Fr).await;
    let line: Option<JournalLine> = read.unwrap().rows.into_iter().next();
    line.map(|line| (line.by.map(|by| by.0), line.about.map(|about| about.0)))
}

crate::on_both_engines! {
    async fn what_changes_a_second_step_is_read_by_administrators(db: Db) {
        let backend = backend(db);
        let one = an_administrator(&backend, "one@example.org").await;
        let two = an_administrator(&backend, "two@example.org").await;
        let salma = member(&backend, "salma@example.org").await;
        let person = salma.actor.person;
        let by = |who: &Actor| Some((Some(who.person), Some(person)));
        let mut phone = Device::new(SITE);

        add(&backend, &salma, &mut phone).await.unwrap();
        assert_eq!(newest(&backend, &one, JournalKind::PasskeyAdded).await, by(&salma.actor));

        let codes = accounts::new_recovery_codes(&backend, &salma.actor, salma.here, NOW).await.unwrap();
        assert_eq!(newest(&backend, &one, JournalKind::RecoveryCodesMade).await, by(&salma.actor));
        accounts::use_recovery_code(&backend, &salma.actor, salma.here, &codes[0].shown(), NOW).await.unwrap();
        assert_eq!(newest(&backend, &one, JournalKind::RecoveryCodeUsed).await, by(&salma.actor));

        sign_in(&backend, &mut phone).await.unwrap();
        assert_eq!(newest(&backend, &one, JournalKind::SecondStepShown).await, None, "a member's sign-in is their own");
        let question = accounts::ask_for_second_step(&backend, &salma.actor, salma.here, NOW).await.unwrap();
        let shown = answer(&question, phone.get(&question.public_key));
        accounts::prove_second_step(&backend, &salma.actor, salma.here, &shown, NOW).await.unwrap();
        assert_eq!(newest(&backend, &one, JournalKind::SecondStepShown).await, by(&salma.actor));

        let passkey = only_passkey(&backend, &salma).await;
        accounts::remove_passkey(&backend, &salma.actor, salma.here, passkey, NOW).await.unwrap();
        assert_eq!(newest(&backend, &one, JournalKind::PasskeyRemoved).await, by(&salma.actor));

        open(&backend, &one, "salma@example.org").await.unwrap();
        assert_eq!(newest(&backend, &one, JournalKind::ResetAsked).await, by(&one));
        let id = waiting(&backend, &two, NOW).await[0];
        accounts::refuse_reset(&backend, &two, salma.here, CommandId::new(), id, NOW).await.unwrap();
        assert_eq!(newest(&backend, &one, JournalKind::ResetRefused).await, by(&two));

        open(&backend, &one, "salma@example.org").await.unwrap();
        let id = waiting(&backend, &two, NOW).await[0];
        confirm(&backend, &two, id, NOW).await.unwrap();
        assert_eq!(newest(&backend, &one, JournalKind::ResetConfirmed).await, by(&two));
    }

    async fn a_passkey_that_signs_staff_in_is_their_second_step(db: Db) {
        let lenient = backend(db);
        let one = an_administrator(&lenient, "one@example.org").await;
        let backend = Backend {
            passkeys: Passkeys::of_site(SITE, true),
            ..lenient.clone()
        };
        let admin = member(&backend, "admin@example.org").await;
        let mut phone = Device::new(SITE);
        add(&backend, &admin, &mut phone).await.unwrap();
        let (command, role) = (CommandId::new(), domain::Role::Administrator);
        accounts::grant_role(&backend, accounts::By::Operator, command, admin.actor.person, role, NOW).await.unwrap();
        sign_in(&backend, &mut phone).await.unwrap();
        let person = Some(admin.actor.person);
        assert_eq!(newest(&backend, &one, JournalKind::SecondStepShown).await, Some((person, person)));
    }
}
