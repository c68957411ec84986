//! Two administrators let somebody in again.

use super::*;
use crate::accounts::{
    operator,
    tests::support::{PASSWORD, an_administrator},
};
use domain::{CommandId, SecondStepResetId, accounts::EmailAddress};

pub(super) async fn open(backend: &Backend, by: &Actor, email: &str) -> crate::Result<()> {
    accounts::open_reset(backend, by, CommandId::new(), email, NOW).await
}

pub(super) async fn waiting(
    backend: &Backend,
    by: &Actor,
    now: Timestamp,
) -> Vec<SecondStepResetId> {
    let open = accounts::open_resets(backend, by, now).await.unwrap();
    open.into_iter().map(|reset| reset.id).collect()
}

pub(super) async fn confirm(
    backend: &Backend,
    by: &Actor,
    id: SecondStepResetId,
    now: Timestamp,
) -> crate::Result<()> {
    accounts::confirm_reset(backend, by, CommandId::new(), id, now).await
}

/// What is on record about somebody.
async fn kinds(backend: &Backend, of: &Actor) -> Vec<String> {
    let missed = crate::events::missed(backend, of, Some(0), 100).await;
    let events = missed.unwrap().events;
    events.into_iter().map(|event| event.kind).collect()
}

crate::on_both_engines! {
    async fn two_administrators_let_somebody_in_again(db: Db) {
        let backend = backend(db);
        let one = an_administrator(&backend, "one@example.org").await;
        let two = an_administrator(&backend, "two@example.org").await;
        let lost = member(&backend, "lost@example.org").await;
        let mut phone = Device::new(SITE);
        add(&backend, &lost, &mut phone).await.unwrap();
        let codes = accounts::new_recovery_codes(&backend, &lost.actor, lost.here, NOW).await.unwrap();
        mails(&backend, NOW).await;

        open(&backend, &one, "Lost@example.org").await.unwrap();
        let told = mails(&backend, NOW).await;
        assert!(matches!(&told[..], [(to, MailContent::SecondStepResetAsked { .. }, _)] if to == "lost@example.org"), "{told:?}");
        let id = waiting(&backend, &two, NOW).await[0];
        assert_eq!(failure(confirm(&backend, &one, id, NOW).await), refused(Refusal::TwoAdministrators));
        assert!(sign_in(&backend, &mut phone).await.is_ok(), "nothing has happened yet");
        confirm(&backend, &two, id, NOW).await.unwrap();

        assert!(actor_of(&backend, &lost.token, NOW).await.is_none(), "every sign-in has ended");
        assert_eq!(failure(sign_in(&backend, &mut phone).await), refused(Refusal::PasskeyNotAccepted));
        let told = mails(&backend, NOW).await;
        assert!(matches!(&told[..], [(to, MailContent::SecondStepReset { .. }, _)] if to == "lost@example.org"), "{told:?}");
        assert!(waiting(&backend, &two, NOW).await.is_empty());
        let again = accounts::sign_in(&backend, CommandId::new(), "lost@example.org", PASSWORD.into(), &origin(), NOW).await.unwrap();
        let here = here(&backend, &again.token).await;
        let spent = accounts::use_recovery_code(&backend, &lost.actor, here, &codes[0].shown(), NOW).await;
        assert_eq!(failure(spent), Failure::field("recovery_code", Problem::WrongRecoveryCode));
        let kinds = kinds(&backend, &lost.actor).await;
        for kind in ["second_step.reset_opened", "second_step.reset"] {
            assert!(kinds.iter().any(|known| known == kind), "{kind}");
        }
    }

    async fn nobody_is_let_in_again_by_themselves_by_one_or_late(db: Db) {
        let backend = backend(db);
        let one = an_administrator(&backend, "one@example.org").await;
        let two = an_administrator(&backend, "two@example.org").await;
        let salma = member(&backend, "salma@example.org").await;
        assert_eq!(failure(open(&backend, &salma.actor, "salma@example.org").await), Failure::Forbidden);
        assert_eq!(failure(open(&backend, &one, "one@example.org").await), refused(Refusal::OwnAccount));
        assert_eq!(failure(open(&backend, &one, "nobody@example.org").await), Failure::field("email", Problem::NobodyHere));

        open(&backend, &one, "two@example.org").await.unwrap();
        let own = waiting(&backend, &one, NOW).await[0];
        assert_eq!(failure(confirm(&backend, &two, own, NOW).await), refused(Refusal::TwoAdministrators));
        assert_eq!(failure(confirm(&backend, &salma.actor, own, NOW).await), Failure::Forbidden);

        open(&backend, &one, "salma@example.org").await.unwrap();
        let id = waiting(&backend, &one, NOW).await[1];
        let day_later = NOW.plus(time::DAY);
        assert!(waiting(&backend, &two, day_later).await.is_empty());
        assert_eq!(failure(confirm(&backend, &two, id, day_later).await), Failure::NotFound);
        confirm(&backend, &two, id, day_later.plus(-1)).await.unwrap();
        assert_eq!(failure(confirm(&backend, &two, id, NOW).await), Failure::NotFound);
    }

    async fn the_person_and_every_administrator_can_say_no_in_between(db: Db) {
        let backend = backend(db);
        let one = an_administrator(&backend, "one@example.org").await;
        let two = an_administrator(&backend, "two@example.org").await;
        let salma = member(&backend, "salma@example.org").await;
        let other = member(&backend, "other@example.org").await;
        let refuse = async |by: &Actor, id| {
            accounts::refuse_reset(&backend, by, salma.here, CommandId::new(), id, NOW).await
        };
        let shown = async || {
            let security = accounts::security(&backend, &salma.actor, salma.here, NOW).await;
            security.unwrap().reset.map(|asked| asked.id)
        };
        for (by, is_own) in [(&salma.actor, true), (&two, false), (&one, false)] {
            open(&backend, &one, "salma@example.org").await.unwrap();
            let id = waiting(&backend, &one, NOW).await[0];
            assert_eq!(shown().await, Some(id));
            assert_eq!(failure(refuse(&other.actor, id).await), Failure::Forbidden);
            assert_eq!(refuse(by, id).await.unwrap(), is_own);
            assert_eq!(shown().await, None);
            assert_eq!(failure(confirm(&backend, &two, id, NOW).await), Failure::NotFound);
            assert_eq!(failure(refuse(&one, id).await), Failure::NotFound);
        }
    }

    async fn whoever_runs_the_machine_needs_no_second_one(db: Db) {
        let backend = backend(db);
        let lost = member(&backend, "lost@example.org").await;
        let mut phone = Device::new(SITE);
        add(&backend, &lost, &mut phone).await.unwrap();
        let email = |text| EmailAddress::parse(text).unwrap();
        operator::reset_second_step(&backend, &email("lost@example.org"), NOW).await.unwrap();
        assert_eq!(failure(sign_in(&backend, &mut phone).await), refused(Refusal::PasskeyNotAccepted));
        let nobody = operator::reset_second_step(&backend, &email("nobody@example.org"), NOW).await;
        assert_eq!(failure(nobody), Failure::NotFound);
    }
}
