//! What a coordinator sees, and that nobody else does.

use super::*;
use crate::{Db, accounts::Hasher, on_both_engines, programmes::demo};
use domain::OrganisationId;
use std::path::Path;

const NOW: Timestamp = Timestamp(1_795_000_000_000);

async fn with_demo(db: &Db) -> (Backend, ProgrammeId) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference");
    let programme = programmes::seed(db, &folder, NOW).await.unwrap();
    let backend = Backend::new(db.clone(), Hasher::new(1));
    demo::load(&backend, programme, NOW).await.unwrap();
    (backend, programme)
}

fn actor(roles: Vec<Role>) -> Actor {
    Actor {
        person: PersonId::new(),
        roles,
    }
}

on_both_engines! {
    async fn a_coordinator_finds_people_by_side_and_name(db: Db) {
        let (backend, programme) = with_demo(&db).await;
        let actor = actor(vec![Role::Coordinator(programme)]);
        let today = today(&backend, &actor, Lang::Fr, NOW).await.unwrap();
        assert_eq!((today.mentors, today.mentees, today.unfinished_profiles), (60, 180, 0));
        let mentors = Filter { side: Some(Side::Mentor), page: 3, ..Filter::default() };
        let page = people(&backend, &actor, &mentors, Lang::Fr).await.unwrap();
        assert_eq!((page.total, page.rows.len(), page.pages()), (60, 10, 3));
        let salma = Filter { search: "MENTEE@example.org".into(), ..Filter::default() };
        let page = people(&backend, &actor, &salma, Lang::Fr).await.unwrap();
        assert_eq!(page.rows[0].name, "Salma Benali");
        let none = Filter { search: "%".into(), ..Filter::default() };
        assert_eq!(people(&backend, &actor, &none, Lang::Fr).await.unwrap().total, 0);
        let card = person(&backend, &actor, page.rows[0].person).await.unwrap();
        assert_eq!(card.person, page.rows[0].person);
        assert_eq!((today.open_requests, today.without_charter, today.without_pledge, today.active), (27, 18, 8, 20));
        let open = Filter { state: "open".into(), page: 2, ..Filter::default() };
        assert_eq!(requests(&backend, &actor, &open, Lang::Ar).await.unwrap().rows.len(), 2);
        let half = Filter { phase: Some(PairPhase::HalfSigned), ..Filter::default() };
        let half = pairs(&backend, &actor, &half, Lang::Fr).await.unwrap();
        assert_eq!(half.total, 8);
        assert!(half.rows.iter().any(|pair| pair.mentor == "Zineb El Mokri"));
    }

    async fn to_others_the_programme_is_not_there(db: Db) {
        let (backend, _) = with_demo(&db).await;
        let found = Filter::default();
        let member = actor(vec![Role::Coordinator(ProgrammeId::new())]);
        let stranger = people(&backend, &member, &found, Lang::Fr).await.unwrap();
        assert_eq!(stranger.total, 0, "another programme's coordinator sees their own, which is empty");
        for roles in [vec![], vec![Role::Administrator], vec![Role::Partner(OrganisationId::new())]] {
            let actor = actor(roles);
            let refused = people(&backend, &actor, &found, Lang::Fr).await.unwrap_err();
            assert_eq!(refused.failure(), Failure::NotFound);
            assert!(today(&backend, &actor, Lang::Fr, NOW).await.is_err());
            assert!(requests(&backend, &actor, &found, Lang::Fr).await.is_err());
            assert!(pairs(&backend, &actor, &found, Lang::Fr).await.is_err());
        }
    }
}
