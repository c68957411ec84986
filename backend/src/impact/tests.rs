//! Figures that stand for a week, and that nobody made up can move.

use super::*;
use crate::{Db, accounts::Hasher, on_both_engines, programmes};
use domain::{OrganisationId, PersonId, ProgrammeId, Role, time::DAY};
use std::path::Path;

/// A Thursday.
const NOW: Timestamp = Timestamp(1_795_000_000_000);

async fn with_demo(db: &Db) -> (Backend, ProgrammeId) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference");
    let programme = programmes::seed(db, &folder, NOW).await.unwrap();
    let backend = Backend::new(db.clone(), Hasher::new(1));
    programmes::demo::load(&backend, programme, NOW)
        .await
        .unwrap();
    (backend, programme)
}

fn actor(role: Role) -> Actor {
    Actor {
        person: PersonId::new(),
        roles: vec![role],
    }
}

async fn seen(backend: &Backend) -> Overview {
    let partner = actor(Role::Partner(OrganisationId::new()));
    let seen = overview(backend, &partner, Lang::Fr).await.unwrap();
    seen.unwrap()
}

on_both_engines! {
    async fn a_partner_sees_counts_and_others_nothing(db: Db) {
        let (backend, _) = with_demo(&db).await;
        let nobody = Actor { person: PersonId::new(), roles: vec![] };
        let refused = overview(&backend, &nobody, Lang::Fr).await.unwrap_err();
        assert_eq!(refused.failure(), Failure::NotFound);
        let partner = actor(Role::Partner(OrganisationId::new()));
        assert_eq!(overview(&backend, &partner, Lang::Fr).await.unwrap(), None);
        assert!(publish_due(&backend, NOW).await.unwrap());
        let seen = seen(&backend).await;
        assert_eq!((seen.funnel[0], seen.mentors), (Count::Shown(180), Count::Shown(60)));
        assert_eq!(seen.regions.len(), 12);
        assert!(seen.regions.iter().all(|region| region.name.len() > 4));
        let days = [seen.counted, seen.next].map(|day| (day.year, day.month, day.day, day.weekday));
        assert_eq!(days, [(2026, 11, 18, 3), (2026, 11, 23, 1)]);
    }

    async fn figures_stand_for_a_week_whatever_happens(db: Db) {
        let (backend, _) = with_demo(&db).await;
        assert!(publish_due(&backend, NOW).await.unwrap());
        let first = seen(&backend).await;
        let mut writer = backend.db.write().await.unwrap();
        sql::deactivate_some(writer.conn(), NOW).await.unwrap();
        writer.commit().await.unwrap();
        // Until the Sunday of that week nothing moves; on Monday it does.
        for days in 0..5 {
            assert!(!publish_due(&backend, NOW.plus(days * DAY)).await.unwrap(), "{days}");
            assert_eq!(seen(&backend).await, first);
        }
        let monday = NOW.plus(5 * DAY);
        assert!(publish_due(&backend, monday).await.unwrap());
        assert!(!publish_due(&backend, monday).await.unwrap());
        let second = seen(&backend).await;
        assert_ne!(second.funnel, first.funnel);
        assert_eq!(second.counted, first.next);
        // A clock that goes back publishes nothing.
        assert!(!publish_due(&backend, NOW).await.unwrap());
    }

    async fn made_up_accounts_move_no_figure(db: Db) {
        let (backend, programme) = with_demo(&db).await;
        let region = "MA-09";
        let mut writer = backend.db.write().await.unwrap();
        sql::empty_region(writer.conn(), region).await.unwrap();
        // Three people whom the office knows: a hidden group.
        for place in 0..3 {
            let person = sql::make_mentee(writer.conn(), programme, region, place, NOW).await.unwrap();
            sql::confirm(writer.conn(), programme, person, NOW).await.unwrap();
        }
        // Two who only signed up, with an address that they proved.
        for place in 3..5 {
            sql::make_mentee(writer.conn(), programme, region, place, NOW).await.unwrap();
        }
        writer.commit().await.unwrap();
        assert!(publish_due(&backend, NOW).await.unwrap());
        let of_region = |seen: &Overview| {
            let found = seen.regions.iter().find(|it| it.name == "Souss-Massa");
            found.map(|it| it.count)
        };
        let hidden = |seen: &Overview| {
            let regions = seen.regions.iter();
            regions.filter(|it| it.count == Count::Hidden).count()
        };
        let first = seen(&backend).await;
        assert_eq!(of_region(&first), Some(Count::Hidden));
        // A second one hides it, so that the total does not tell.
        assert!(hidden(&first) >= 2);
        assert_eq!(first.funnel[0], Count::Shown(185));
        // Confirmed, they count.
        let mut writer = backend.db.write().await.unwrap();
        sql::confirm_everybody(writer.conn(), programme, NOW).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(of_region(&seen(&backend).await), Some(Count::Hidden));
        assert!(publish_due(&backend, NOW.plus(7 * DAY)).await.unwrap());
        assert_eq!(of_region(&seen(&backend).await), Some(Count::Shown(5)));
    }

    async fn whoever_never_came_or_closed_their_account_is_in_no_count(db: Db) {
        let (backend, _) = with_demo(&db).await;
        let mut writer = backend.db.write().await.unwrap();
        sql::nobody_came(writer.conn()).await.unwrap();
        writer.commit().await.unwrap();
        // Nobody to count: an empty release would stand for a week.
        assert!(!publish_due(&backend, NOW).await.unwrap());
    }
}
