//! Ten mentors who differ in nothing but their names, and eight mentees with the same need: from the files that showed it.

use super::*;
use crate::{
    on_both_engines,
    profiles::import::{self, InProcess, Invitations, Mode, Options},
};
use domain::{Lang, profiles::ImportAs};
use std::{collections::BTreeMap, io::Cursor, path::Path};

const DAYS: i64 = 50;

/// A programme with everybody of both files in it.
async fn imported(db: Db) -> World {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let reference = folder.join("../reference");
    let programme = crate::programmes::seed(&db, &reference, NOW).await.unwrap();
    for (file, role) in [
        ("ten-equal-mentors.csv", ImportAs::Mentors),
        ("eight-equal-mentees.csv", ImportAs::Mentees),
    ] {
        let bytes = std::fs::read(folder.join("tests/fixtures/people").join(file)).unwrap();
        let options = Options {
            role,
            programme,
            mode: Mode::Write,
            invitations: Invitations::None,
            encoding: None,
            workbooks: std::sync::Arc::new(InProcess),
            by: None,
            now: NOW,
        };
        let report = import::import(&db, Cursor::new(bytes), &options, None, &mut |_| {}).await;
        assert_eq!(report.unwrap().summary.rejected, 0);
    }
    let mut tx = db.write().await.unwrap();
    sql::all_agree(tx.conn(), programme, NOW).await.unwrap();
    tx.commit().await.unwrap();
    let backend = Backend::new(db, Hasher::new(1));
    World { backend, programme }
}

async fn members(world: &World, side: &str) -> Vec<PersonId> {
    let mut reader = world.backend.db.read().await.unwrap();
    sql::members(reader.conn(), world.programme, side)
        .await
        .unwrap()
}

async fn first(world: &World, mentee: PersonId, now: Timestamp) -> PersonId {
    let found = matching::suggest(&world.backend, &actor(mentee), "", Lang::Fr, now).await;
    found.unwrap().best[0].card.who.person
}

on_both_engines! {
    async fn equal_mentors_share_the_first_places_over_mentees_and_days(db: Db) {
        let world = imported(db).await;
        let (mentors, mentees) = (members(&world, "mentor").await, members(&world, "mentee").await);
        assert_eq!((mentors.len(), mentees.len()), (10, 8));
        let mut firsts: BTreeMap<PersonId, i64> = BTreeMap::new();
        for day in 0..DAYS {
            for mentee in &mentees {
                *firsts.entry(first(&world, *mentee, days(day)).await).or_default() += 1;
            }
        }
        // 40 each are expected, give or take 6.
        assert_eq!(firsts.len(), 10);
        assert!(firsts.values().all(|count| (12..=75).contains(count)), "{firsts:?}");
    }

    async fn who_is_asked_comes_later_and_who_is_asked_twice_over_is_not_suggested(db: Db) {
        let world = imported(db).await;
        let (mentors, mentees) = (members(&world, "mentor").await, members(&world, "mentee").await);
        let (asked, reader) = (mentors[0], mentees[7]);
        // Two places each.
        let place = async |mentor| {
            let found = matching::explain(&world.backend, &actor(reader), mentor, "", Lang::Fr, NOW).await;
            found.unwrap().assessment.unwrap().is_much_asked
        };
        for mentee in &mentees[..3] {
            world.ask(*mentee, asked, NOW).await.unwrap();
        }
        assert!(!place(asked).await);
        for day in 0..20 {
            assert_ne!(first(&world, reader, days(day)).await, asked);
        }
        world.ask(mentees[3], asked, NOW).await.unwrap();
        assert!(place(asked).await);
        // Whoever looks for just this person may still ask.
        world.ask(reader, asked, NOW).await.unwrap();
        for mentor in &mentors[2..] {
            with!(world, pause(*mentor, NOW));
        }
        let found = matching::suggest(&world.backend, &actor(mentees[4]), "", Lang::Fr, NOW).await.unwrap();
        let shown: Vec<_> = found.best.iter().map(|it| it.card.who.person).collect();
        assert_eq!(shown, [mentors[1]]);
    }
}
