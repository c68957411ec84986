//! The demo is complete, loads once, and never among real people.

use super::*;
use crate::{Db, accounts::Hasher, on_both_engines, programmes};
use domain::{
    circle::PledgeForm,
    matching::request::{DeclineReason, WithdrawReason},
    mentorships::MentorshipState,
};
use std::path::Path;

const NOW: Timestamp = Timestamp(1_795_000_000_000);

async fn prepared(db: &Db) -> (Backend, ProgrammeId) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference");
    let programme = programmes::seed(db, &folder, NOW).await.unwrap();
    let backend = Backend::new(db.clone(), Hasher::new(1));
    (backend, programme)
}

on_both_engines! {
    async fn the_demo_is_loaded_once(db: Db) {
        let (backend, programme) = prepared(&db).await;
        assert_eq!(load(&backend, programme, NOW).await.unwrap(), Loaded::Now);
        assert_eq!(load(&backend, programme, NOW).await.unwrap(), Loaded::Before);
        let mut reader = db.read().await.unwrap();
        assert_eq!(sql::people(reader.conn(), true).await.unwrap(), 3 + 60 + 180);
    }

    async fn there_is_something_of_every_kind_to_see(db: Db) {
        let (backend, programme) = prepared(&db).await;
        load(&backend, programme, NOW).await.unwrap();
        let mut reader = db.read().await.unwrap();
        let kinds = sql::kinds(reader.conn()).await.unwrap();
        let has = |table: &str, kind: &str| kinds.iter().any(|(a, b)| a == table && b == kind);
        for state in MentorshipState::ALL {
            assert!(has("pair", state.code()), "{state:?}");
        }
        for state in ["open:", "accepted:", "expired:"] {
            assert!(has("request", state), "{state}");
        }
        for reason in DeclineReason::ALL {
            assert!(has("request", &format!("declined:{}", reason.code())), "{reason:?}");
        }
        for reason in WithdrawReason::ALL {
            assert!(has("request", &format!("withdrawn:{}", reason.code())), "{reason:?}");
        }
        for form in PledgeForm::ALL {
            assert!(has("pledge", form.code()), "{form:?}");
        }
        assert!(kinds.iter().filter(|(table, _)| table == "day").count() > 10);
        for kind in ["request.sent", "request.accepted", "mentorship.opened", "charter.agreed", "pledge.made"] {
            assert!(has("event", kind), "{kind}");
        }
        assert_eq!(sql::hopeless_requests(reader.conn()).await.unwrap(), 0);
    }

    async fn what_the_demo_signed_can_be_checked(db: Db) {
        let (backend, programme) = prepared(&db).await;
        load(&backend, programme, NOW).await.unwrap();
        let mut reader = db.read().await.unwrap();
        let pairs = sql::active_pairs(reader.conn()).await.unwrap();
        drop(reader);
        assert_eq!(pairs.len(), 20);
        for (mentorship, person) in pairs {
            let actor = domain::Actor { person, roles: Vec::new() };
            let read = charter::read(&backend, &actor, mentorship, Lang::Ar).await.unwrap();
            for signature in [read.current.mentee, read.current.mentor] {
                assert!(signature.given.unwrap().is_intact);
            }
        }
    }

    async fn whoever_was_helped_helps_and_the_stars_say_so(db: Db) {
        let (backend, programme) = prepared(&db).await;
        load(&backend, programme, NOW).await.unwrap();
        let everybody = people::everybody(&mut Random::new(SEED), NOW);
        let chain = async |person: &DemoPerson| {
            let actor = domain::Actor { person: person.id, roles: Vec::new() };
            crate::circle::chain(&backend, &actor, domain::Lang::Fr).await.unwrap()
        };
        // The mentor who can sign in was helped by one who began, and helps on.
        let host = chain(&everybody.mentors[0]).await;
        assert_eq!(host.line.above.len(), 1);
        assert_eq!((host.line.above[0].points.received, host.line.above[0].points.given), (4, 4));
        assert_eq!((host.line.own.points.received, host.line.own.points.given), (4, 1));
        assert!(!host.below.is_empty() && host.size.generations == 3);
        // The mentee who can sign in has everything to come.
        let mentee = chain(&everybody.mentees[0]).await;
        assert_eq!((mentee.line.own.points.received, mentee.line.own.points.given), (0, 0));
    }

    async fn real_people_are_not_mixed_with_the_demo(db: Db) {
        let (backend, programme) = prepared(&db).await;
        let mut person = people::everybody(&mut Random::new(1), NOW).mentees.remove(0);
        person.email = "somebody@example.net".into();
        let mut tx = db.write().await.unwrap();
        sql::insert_people(tx.conn(), &[&person], |_| None).await.unwrap();
        sql::unmark_people(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(load(&backend, programme, NOW).await, Err(DemoError::RealPeople)));
    }
}

#[test]
fn the_same_seed_makes_the_same_people() {
    let emails = |people: &Everybody| -> Vec<(PersonId, String)> {
        people
            .all()
            .map(|person| (person.id, person.email.clone()))
            .collect()
    };
    let (a, b) = (
        people::everybody(&mut Random::new(SEED), NOW),
        people::everybody(&mut Random::new(SEED), NOW),
    );
    assert_eq!(emails(&a), emails(&b));
}

#[test]
fn every_address_of_the_demo_ends_in_example_org() {
    let people = people::everybody(&mut Random::new(SEED), NOW);
    assert!(
        people
            .all()
            .all(|person| person.email.ends_with("@example.org"))
    );
    for email in SIGN_INS {
        assert!(people.all().any(|person| person.email == email), "{email}");
    }
}
