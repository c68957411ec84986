//! Suggestions, the directory and a mentor's page; the mentors in memory stay current.

use super::*;
use crate::on_both_engines;
use domain::{
    Lang,
    matching::{
        Ineligible,
        views::{Asking, DirectoryFilter, Lacking},
    },
};

async fn suggested(world: &World, mentee: PersonId) -> Vec<PersonId> {
    let found = matching::suggest(&world.backend, &actor(mentee), "", Lang::Fr, NOW)
        .await
        .unwrap();
    found
        .best
        .into_iter()
        .map(|it| it.card.who.person)
        .collect()
}

async fn listed(world: &World, reader: PersonId, filter: DirectoryFilter) -> Vec<PersonId> {
    let page = matching::directory(&world.backend, &actor(reader), &filter, Lang::Fr, NOW).await;
    page.unwrap()
        .mentors
        .into_iter()
        .map(|it| it.who.person)
        .collect()
}

fn text(text: &str) -> DirectoryFilter {
    DirectoryFilter {
        text: text.into(),
        ..DirectoryFilter::default()
    }
}

on_both_engines! {
    async fn a_mentee_sees_mentors_with_reasons(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let found = matching::suggest(&world.backend, &actor(mentee), "", Lang::Fr, NOW).await.unwrap();
        assert_eq!(found.project, "Tazart");
        assert_eq!(found.best[0].card.who.person, mentor);
        assert_eq!(found.best[0].card.who.first_name, "Leïla");
        assert!(!found.best[0].assessment.reasons.is_empty());
        assert_eq!(found.lacking, []);
    }

    async fn a_mentor_who_became_full_or_paused_or_asked_is_not_suggested(db: Db) {
        let world = World::new(db).await;
        let mentee = world.a_mentee("Salma").await;
        let mentor = world.a_mentor("Leïla").await;
        let (paused, asked) = (world.a_mentor("Driss").await, world.a_mentor("Hicham").await);
        assert_eq!(suggested(&world, mentee).await.len(), 3);
        // Without any event: memory knows nothing of it, the last look into the database does.
        with!(world, capacity(mentor, 0));
        with!(world, pause(paused, NOW));
        world.ask(mentee, asked, NOW).await.unwrap();
        assert_eq!(suggested(&world, mentee).await, []);
    }

    async fn a_change_that_an_event_tells_reaches_the_mentors_in_memory(db: Db) {
        let world = World::new(db).await;
        let mentee = world.a_mentee("Salma").await;
        assert_eq!(suggested(&world, mentee).await, []);
        let mentor = world.a_mentor("Leïla").await;
        assert_eq!(suggested(&world, mentee).await, []);
        let mut tx = world.backend.db.write().await.unwrap();
        let event = crate::events::NewEvent {
            at: NOW, kind: "profile.saved", actor: Some(mentor), person: None, subject: None, payload: (),
        };
        crate::events::record(tx.conn(), event).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(suggested(&world, mentee).await, [mentor]);
    }

    async fn a_person_outside_every_programme_is_told_what_is_missing(db: Db) {
        let world = World::new(db).await;
        let nobody = actor(PersonId::new());
        let found = matching::suggest(&world.backend, &nobody, "", Lang::Fr, NOW).await.unwrap();
        assert_eq!(found.lacking, [Lacking::Programme]);
        let filter = DirectoryFilter::default();
        let directory = matching::directory(&world.backend, &nobody, &filter, Lang::Fr, NOW).await;
        assert_eq!(directory.unwrap_err().failure(), Failure::Forbidden);
    }

    async fn the_directory_searches_without_accents_and_filters(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let full = world.a_mentor("Driss").await;
        with!(world, capacity(full, 0));
        assert_eq!(listed(&world, mentee, DirectoryFilter::default()).await, [full, mentor]);
        assert_eq!(listed(&world, mentee, text("leila MEKNES")).await, [mentor]);
        assert_eq!(listed(&world, mentee, text("nobody")).await, []);
        let free = DirectoryFilter { free: true, ..DirectoryFilter::default() };
        assert_eq!(listed(&world, mentee, free).await, [mentor]);
        let sector = |code| DirectoryFilter {
            sector: domain::profiles::SectorCode::parse(code),
            ..DirectoryFilter::default()
        };
        assert_eq!(listed(&world, mentee, sector("AGROFOOD")).await.len(), 2);
        assert_eq!(listed(&world, mentee, sector("TEXTILE")).await, []);
    }

    async fn the_directory_finds_expertise_sector_and_place_in_any_language_and_script(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        with!(world, named(("expertise", "EXPORT_EU"), "Douane et export vers l’Europe", "الجمارك والتصدير"));
        with!(world, named(("sector", "AGROFOOD"), "Agroalimentaire", "الصناعات الغذائية"));
        with!(world, named(("expertise", "LAW"), "Droit des sociétés", "قانون الشركات"));
        with!(world, named(("country", "MA"), "Maroc", "المغرب"));
        for found in ["douane", "جمارك", "agroalim", "مكناس", "maroc leïla", "EXPORT europe", "المغرب"] {
            assert_eq!(listed(&world, mentee, text(found)).await, [mentor], "{found}");
        }
        for not_found in ["sociétés", "الدار البيضاء", "douane droit"] {
            assert_eq!(listed(&world, mentee, text(not_found)).await, [], "{not_found}");
        }
    }

    async fn the_directory_is_read_page_by_page(db: Db) {
        let world = World::new(db).await;
        let mentee = world.a_mentee("Salma").await;
        for number in 0..21 {
            world.a_mentor(&format!("Personne {number}")).await;
        }
        let page = |page| DirectoryFilter { page, ..DirectoryFilter::default() };
        assert_eq!(listed(&world, mentee, page(1)).await.len(), 20);
        assert_eq!(listed(&world, mentee, page(2)).await.len(), 1);
        assert_eq!(listed(&world, mentee, page(99)).await.len(), 1);
    }

    async fn a_mentor_s_page_says_why_and_why_not(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let blocked = world.a_mentor("Driss").await;
        with!(world, block(mentee, blocked));
        let explain = async |who| matching::explain(&world.backend, &actor(mentee), who, "", Lang::Fr, NOW).await.unwrap();
        let page = explain(mentor).await;
        assert_eq!(page.asking, Asking::Possible);
        assert_eq!(page.next_best, None);
        let page = explain(blocked).await;
        assert_eq!(page.asking, Asking::Impossible(vec![]), "a block is never told");
        assert_eq!(page.assessment.unwrap().ineligible, []);
        assert_eq!(page.next_best, Some("Leïla".into()));
        with!(world, pause(mentor, NOW));
        assert_eq!(explain(mentor).await.asking, Asking::Impossible(vec![Ineligible::Paused]));
    }

    async fn a_mentor_of_another_programme_is_not_found(db: Db) {
        let world = World::new(db).await;
        let mentor = world.a_mentor("Leïla").await;
        let stranger = actor(PersonId::new());
        let page = matching::explain(&world.backend, &stranger, mentor, "", Lang::Fr, NOW).await;
        assert_eq!(page.unwrap_err().failure(), Failure::NotFound);
    }

    async fn the_usual_answer_is_learned_from_past_requests(db: Db) {
        let world = World::new(db).await;
        let mentor = world.a_mentor("Leïla").await;
        for (name, after) in [("Salma", 1), ("Yassine", 3)] {
            let mentee = world.a_mentee(name).await;
            let id = world.ask(mentee, mentor, NOW).await.unwrap();
            world.decline(mentor, id, days(after)).await.unwrap();
        }
        let reader = world.a_mentee("Ines").await;
        let page = matching::explain(&world.backend, &actor(reader), mentor, "", Lang::Fr, NOW).await.unwrap();
        assert_eq!(page.usual_answer_hours, Some(48));
    }

    async fn each_side_sees_its_own_requests(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        let mine = matching::my_requests(&world.backend, &actor(mentee), Lang::Fr, NOW).await.unwrap();
        assert_eq!(mine.sent.iter().map(|it| it.id).collect::<Vec<_>>(), [id]);
        let theirs = matching::my_requests(&world.backend, &actor(mentor), Lang::Fr, NOW).await.unwrap();
        assert_eq!(theirs.received.iter().map(|it| it.id).collect::<Vec<_>>(), [id]);
        assert_eq!(theirs.received[0].project, "Tazart");
        let found = matching::suggest(&world.backend, &actor(mentor), "", Lang::Fr, NOW).await.unwrap();
        assert_eq!(found.to_answer, Some(1));
    }
}
