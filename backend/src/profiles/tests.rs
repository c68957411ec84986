//! Steps are saved whole, by their owner only, and read by whom they are meant for.

use super::*;
use crate::{Db, accounts::Hasher, db::testing, on_both_engines, profiles::reference};
use domain::{
    CommandId, OrganisationId, Problem, ProgrammeId, Refusal, Role,
    profiles::{
        OfferDraft, PlaceDraft, ProfileStep, ProjectDraft, ReferenceKind, Sides, TiesDraft,
        TimeDraft, WhoDraft, Worth, completeness,
    },
};
use std::path::Path;

const NOW: Timestamp = Timestamp(1_795_000_000_000);
const MENTEE: Sides = Sides {
    mentee: true,
    mentor: false,
};
const MENTOR: Sides = Sides {
    mentee: false,
    mentor: true,
};

struct World {
    backend: Backend,
    programme: ProgrammeId,
}

impl World {
    async fn new(db: Db) -> Self {
        let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference");
        let programme = crate::programmes::seed(&db, &reference, NOW).await.unwrap();
        Self {
            backend: Backend::new(db, Hasher::new(1)),
            programme,
        }
    }

    /// A member with an account and nothing else.
    async fn a_member(&self) -> Actor {
        let person = PersonId::new();
        let mut tx = self.backend.db.write().await.unwrap();
        testing::sql::person(tx.conn(), person, NOW).await.unwrap();
        tx.commit().await.unwrap();
        Actor {
            person,
            roles: Vec::new(),
        }
    }

    async fn on_side(&self, sides: Sides) -> Actor {
        let actor = self.a_member().await;
        choose_sides(&self.backend, &actor, CommandId::new(), sides, NOW)
            .await
            .unwrap();
        actor
    }

    async fn join(&self, actor: &Actor, side: &str) {
        let mut tx = self.backend.db.write().await.unwrap();
        testing::sql::member(tx.conn(), self.programme, actor.person, side, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn become_pair(&self, mentee: &Actor, mentor: &Actor) {
        let mut tx = self.backend.db.write().await.unwrap();
        sql::insert_test_mentorship(tx.conn(), self.programme, mentee.person, mentor.person, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

fn leila() -> WhoDraft {
    WhoDraft {
        given_name: "Leïla".into(),
        family_name: "Chraïbi".into(),
        given_name_ar: "ليلى".into(),
        phone: "+212 6 12 34 56 78".into(),
        ..WhoDraft::default()
    }
}

fn tazart() -> ProjectDraft {
    ProjectDraft {
        title: "Tazart".into(),
        stage: "launch".into(),
        sector: "AGROFOOD".into(),
        region: "MA-03".into(),
        needs: vec!["BUSINESS_PLAN".into(), "MARKET_STUDY".into()],
        first_need: "MARKET_STUDY".into(),
        investment: "4 200 000".into(),
        currency: "MAD".into(),
        jobs: "18".into(),
        sought: "Exporter vers l’Allemagne".into(),
    }
}

fn meknes() -> PlaceDraft {
    PlaceDraft {
        country: "MA".into(),
        city: "Meknès".into(),
        time_zone: "Africa/Casablanca".into(),
        languages: vec!["ar:native".into(), "fr:fluent".into()],
    }
}

fn an_offer() -> OfferDraft {
    OfferDraft {
        offers: vec!["GROWTH".into()],
        sectors: vec!["AGROFOOD".into(), "TEXTILE".into()],
        years: "12".into(),
        capacity: "3".into(),
        paused: false,
    }
}

fn fields(error: crate::Error) -> Vec<String> {
    match error.failure() {
        Failure::Invalid(problems) => problems.into_iter().map(|p| p.field.into_owned()).collect(),
        other => panic!("problems with fields, not {other:?}"),
    }
}

on_both_engines! {
    async fn what_is_saved_step_by_step_comes_back_whole(db: Db) {
        let world = World::new(db).await;
        let (backend, actor) = (&world.backend, &world.on_side(Sides { mentee: true, mentor: true }).await);
        save_who(backend, actor, CommandId::new(), leila(), NOW).await.unwrap();
        save_place(backend, actor, CommandId::new(), meknes(), NOW).await.unwrap();
        save_project(backend, actor, CommandId::new(), tazart(), NOW).await.unwrap();
        save_offer(backend, actor, CommandId::new(), an_offer(), NOW).await.unwrap();
        let ties = TiesDraft { regions: vec!["MA-03".into()], federation: "FAUTO".into(), company: "Dar Zitoun".into() };
        save_ties(backend, actor, CommandId::new(), ties, NOW).await.unwrap();
        let time = TimeDraft { slots: vec!["3".into(), "7".into()], bio: "Vingt ans.".into() };
        save_time(backend, actor, CommandId::new(), time, NOW).await.unwrap();

        let profile = own(backend, actor, NOW).await.unwrap();
        assert_eq!(profile.names.given, "Leïla");
        assert_eq!(profile.city, "Meknès");
        assert_eq!(profile.languages.len(), 2);
        assert_eq!(profile.needs.iter().map(|c| c.as_str()).collect::<Vec<_>>(), ["MARKET_STUDY", "BUSINESS_PLAN"]);
        assert!(profile.first_need);
        assert_eq!(profile.offers.len(), 1);
        assert_eq!(profile.sectors[0].as_str(), "AGROFOOD");
        assert_eq!(profile.capacity, 3);
        assert_eq!(profile.company, "Dar Zitoun");
        assert_eq!(profile.availability.bits(), 1 << 3 | 1 << 7);
        let project = profile.project.clone().unwrap();
        assert_eq!(project.investment.unwrap().minor, 420_000_000);
        assert_eq!(profile.resume_at(), None);
        let meter = completeness(&profile);
        assert_eq!(meter.next, Some(Worth::Headline));
        assert!(profile.lacks().is_empty());
    }

    async fn a_profile_is_resumed_at_its_first_unsaved_step(db: Db) {
        let world = World::new(db).await;
        let actor = world.on_side(MENTEE).await;
        assert_eq!(own(&world.backend, &actor, NOW).await.unwrap().resume_at(), Some(ProfileStep::Who));
        save_who(&world.backend, &actor, CommandId::new(), leila(), NOW).await.unwrap();
        save_place(&world.backend, &actor, CommandId::new(), meknes(), NOW).await.unwrap();
        assert_eq!(own(&world.backend, &actor, NOW).await.unwrap().resume_at(), Some(ProfileStep::Project));
    }

    async fn the_time_zone_is_the_country_s_unless_another_is_said(db: Db) {
        let world = World::new(db).await;
        let actor = world.on_side(MENTEE).await;
        let unsaid = PlaceDraft { country: "ES".into(), time_zone: String::new(), ..meknes() };
        let next = save_place(&world.backend, &actor, CommandId::new(), unsaid.clone(), NOW).await.unwrap();
        assert_eq!(next, Some(ProfileStep::Project));
        let zone = |profile: Profile| profile.time_zone.unwrap();
        assert_eq!(zone(own(&world.backend, &actor, NOW).await.unwrap()), "Europe/Madrid");
        let said = PlaceDraft { time_zone: "Atlantic/Canary".into(), ..unsaid };
        save_place(&world.backend, &actor, CommandId::new(), said, NOW).await.unwrap();
        assert_eq!(zone(own(&world.backend, &actor, NOW).await.unwrap()), "Atlantic/Canary");
    }

    async fn a_step_with_an_unknown_code_stores_nothing(db: Db) {
        let world = World::new(db).await;
        let actor = world.on_side(MENTEE).await;
        let draft = ProjectDraft { needs: vec!["NO_SUCH".into()], region: "MA-99".into(), ..tazart() };
        let error = save_project(&world.backend, &actor, CommandId::new(), draft, NOW).await.unwrap_err();
        assert_eq!(fields(error), ["needs", "region"]);
        let draft = PlaceDraft { country: "XX".into(), time_zone: "Africa/Meknes".into(), ..meknes() };
        let error = save_place(&world.backend, &actor, CommandId::new(), draft, NOW).await.unwrap_err();
        assert_eq!(fields(error), ["country", "time_zone"]);
        let profile = own(&world.backend, &actor, NOW).await.unwrap();
        assert_eq!((profile.project, profile.country, profile.done.bits()), (None, None, 0));
    }

    async fn a_repeated_save_does_not_undo_a_later_one(db: Db) {
        let world = World::new(db).await;
        let actor = world.on_side(MENTEE).await;
        let first = CommandId::new();
        save_who(&world.backend, &actor, first, leila(), NOW).await.unwrap();
        let later = WhoDraft { given_name: "Leila".into(), ..leila() };
        save_who(&world.backend, &actor, CommandId::new(), later, NOW).await.unwrap();
        save_who(&world.backend, &actor, first, leila(), NOW).await.unwrap();
        assert_eq!(own(&world.backend, &actor, NOW).await.unwrap().names.given, "Leila");
    }

    async fn the_second_of_two_tabs_is_told_what_the_first_saved(db: Db) {
        let world = World::new(db).await;
        let (backend, actor) = (&world.backend, &world.on_side(MENTEE).await);
        let seen = saving(backend, actor, ProfileStep::Who).await.unwrap();
        let edit = || Edit { command: CommandId::new(), seen: Some(seen) };
        let first = edit();
        save_who(backend, actor, first, leila(), NOW).await.unwrap();
        let other = WhoDraft { given_name: "Leila".into(), ..leila() };
        let refused = save_who(backend, actor, edit(), other.clone(), NOW).await.unwrap_err();
        assert_eq!(refused.failure(), Failure::Refused(Refusal::ChangedElsewhere));
        assert_eq!(own(backend, actor, NOW).await.unwrap().names.given, "Leïla");
        // Another step is another thing; a repeat is what it was; who has seen what is saved may replace it.
        let place = Edit { command: CommandId::new(), seen: Some(0) };
        save_place(backend, actor, place, meknes(), NOW).await.unwrap();
        save_who(backend, actor, first, leila(), NOW).await.unwrap();
        let seen = saving(backend, actor, ProfileStep::Who).await.unwrap();
        let knowing = Edit { command: CommandId::new(), seen: Some(seen) };
        save_who(backend, actor, knowing, other, NOW).await.unwrap();
        assert_eq!(own(backend, actor, NOW).await.unwrap().names.given, "Leila");
    }

    async fn the_step_of_the_photo_is_done_while_there_is_one(db: Db) {
        let world = World::new(db).await;
        let (backend, actor) = (&world.backend, &world.on_side(MENTEE).await);
        let mut tx = backend.db.write().await.unwrap();
        sql::mark_step(tx.conn(), actor.person, 0b111_1111, NOW).await.unwrap();
        tx.commit().await.unwrap();
        let profile = own(backend, actor, NOW).await.unwrap();
        assert!(profile.done.contains(ProfileStep::Time) && !profile.done.contains(ProfileStep::Photo));
        let mut tx = backend.db.write().await.unwrap();
        sql::set_photo_hash(tx.conn(), actor.person, Some("0a1b"), NOW).await.unwrap();
        tx.commit().await.unwrap();
        assert!(own(backend, actor, NOW).await.unwrap().done.contains(ProfileStep::Photo));
    }

    async fn a_number_gets_the_prefix_of_the_country_that_was_told(db: Db) {
        let world = World::new(db).await;
        let (backend, actor) = (&world.backend, &world.on_side(MENTEE).await);
        let national = WhoDraft { phone: "06 12 34 56 78".into(), ..leila() };
        let error = save_who(backend, actor, CommandId::new(), national.clone(), NOW).await.unwrap_err();
        assert_eq!(error.failure(), Failure::field("phone", Problem::NoPrefix));
        save_place(backend, actor, CommandId::new(), meknes(), NOW).await.unwrap();
        save_who(backend, actor, CommandId::new(), national, NOW).await.unwrap();
        assert_eq!(own(backend, actor, NOW).await.unwrap().phone, "+212 6 12 34 56 78");
    }

    async fn a_list_saved_again_replaces_the_old_one(db: Db) {
        let world = World::new(db).await;
        let actor = world.on_side(MENTOR).await;
        save_offer(&world.backend, &actor, CommandId::new(), an_offer(), NOW).await.unwrap();
        let less = OfferDraft { sectors: vec!["FISHERIES".into()], paused: true, ..an_offer() };
        save_offer(&world.backend, &actor, CommandId::new(), less, NOW).await.unwrap();
        let profile = own(&world.backend, &actor, NOW).await.unwrap();
        assert_eq!(profile.sectors.len(), 1);
        assert_eq!(profile.paused_at, Some(NOW));
        save_offer(&world.backend, &actor, CommandId::new(), an_offer(), NOW).await.unwrap();
        assert_eq!(own(&world.backend, &actor, NOW).await.unwrap().paused_at, None);
    }

    async fn nobody_is_on_no_side(db: Db) {
        let world = World::new(db).await;
        let actor = world.a_member().await;
        let error = choose_sides(&world.backend, &actor, CommandId::new(), Sides::default(), NOW).await.unwrap_err();
        assert_eq!(fields(error), ["sides"]);
    }

    async fn cards_come_in_the_order_asked_for_with_free_places(db: Db) {
        let world = World::new(db).await;
        let (one, two) = (world.on_side(MENTOR).await, world.on_side(MENTOR).await);
        let mentee = world.on_side(MENTEE).await;
        save_offer(&world.backend, &one, CommandId::new(), an_offer(), NOW).await.unwrap();
        world.become_pair(&mentee, &one).await;
        let cards = cards(&world.backend, &[two.person, PersonId::new(), one.person]).await.unwrap();
        assert_eq!(cards.iter().map(|card| card.person).collect::<Vec<_>>(), [two.person, one.person]);
        assert_eq!((cards[1].free_places(), cards[1].active), (2, 1));
        assert!(super::cards(&world.backend, &[]).await.unwrap().is_empty());
    }

    async fn contact_is_told_within_a_mentorship_only(db: Db) {
        let world = World::new(db).await;
        let (mentor, mentee, stranger) =
            (world.on_side(MENTOR).await, world.on_side(MENTEE).await, world.on_side(MENTEE).await);
        save_who(&world.backend, &mentor, CommandId::new(), leila(), NOW).await.unwrap();
        world.become_pair(&mentee, &mentor).await;
        let told = contact(&world.backend, &mentee, mentor.person).await.unwrap();
        assert_eq!(told.phone, "+212 6 12 34 56 78");
        let coordinator = Actor { roles: vec![Role::Coordinator(world.programme)], ..stranger.clone() };
        for other in [&stranger, &coordinator] {
            let refused = contact(&world.backend, other, mentor.person).await.unwrap_err();
            assert_eq!(refused.failure(), Failure::Forbidden);
        }
    }

    async fn a_mentee_is_seen_by_staff_and_by_those_met(db: Db) {
        let world = World::new(db).await;
        let (mentor, mentee, stranger) =
            (world.on_side(MENTOR).await, world.on_side(MENTEE).await, world.on_side(MENTEE).await);
        world.become_pair(&mentee, &mentor).await;
        world.join(&mentee, "mentee").await;
        let coordinator = Actor { roles: vec![Role::Coordinator(world.programme)], ..stranger.clone() };
        for seeing in [&mentor, &mentee, &coordinator] {
            assert!(card(&world.backend, seeing, mentee.person).await.is_ok());
        }
        let another = Actor { roles: vec![Role::Coordinator(ProgrammeId::new())], ..stranger.clone() };
        let partner = Actor { roles: vec![Role::Partner(OrganisationId::new())], ..stranger.clone() };
        for other in [&stranger, &another, &partner] {
            let refused = card(&world.backend, other, mentee.person).await.unwrap_err();
            assert_eq!(refused.failure(), Failure::NotFound);
        }
    }

    async fn a_mentor_is_seen_by_the_members_of_the_programme(db: Db) {
        let world = World::new(db).await;
        let (mentor, member, outsider) =
            (world.on_side(MENTOR).await, world.on_side(MENTEE).await, world.on_side(MENTEE).await);
        world.join(&mentor, "mentor").await;
        world.join(&member, "mentee").await;
        assert!(card(&world.backend, &member, mentor.person).await.is_ok());
        let another = Actor { roles: vec![Role::Coordinator(ProgrammeId::new())], ..outsider.clone() };
        let partner = Actor { roles: vec![Role::Partner(OrganisationId::new())], ..outsider.clone() };
        for other in [&outsider, &another, &partner] {
            let refused = card(&world.backend, other, mentor.person).await.unwrap_err();
            assert_eq!(refused.failure(), Failure::NotFound);
        }
    }

    async fn a_photo_is_kept_shown_and_forgotten(db: Db) {
        let world = World::new(db).await;
        let (mentee, stranger) = (world.on_side(MENTEE).await, world.on_side(MENTEE).await);
        let mut file = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(20, 30).write_to(&mut file, image::ImageFormat::Png).unwrap();
        keep_photo(&world.backend, &mentee, CommandId::new(), file.into_inner(), NOW).await.unwrap();
        let hash = own(&world.backend, &mentee, NOW).await.unwrap().photo.unwrap();
        assert!(photo(&world.backend, &mentee, mentee.person, 96, &hash).await.is_ok());
        assert!(photo(&world.backend, &mentee, mentee.person, 97, &hash).await.is_err());
        let refused = photo(&world.backend, &stranger, mentee.person, 96, &hash).await.unwrap_err();
        assert_eq!(refused.failure(), Failure::NotFound);
        forget_photo(&world.backend, &mentee, CommandId::new(), NOW).await.unwrap();
        assert!(photo(&world.backend, &mentee, mentee.person, 96, &hash).await.is_err());
        assert_eq!(own(&world.backend, &mentee, NOW).await.unwrap().photo, None);
    }

    async fn a_file_that_is_too_long_is_refused_unread(db: Db) {
        let world = World::new(db).await;
        let actor = world.on_side(MENTEE).await;
        let file = vec![0; 8 * 1024 * 1024 + 1];
        let error = keep_photo(&world.backend, &actor, CommandId::new(), file, NOW).await.unwrap_err();
        assert_eq!(error.failure(), Failure::field("photo", Problem::FileTooBig { max_megabytes: 8 }));
    }

    async fn only_an_administrator_edits_the_lists(db: Db) {
        let world = World::new(db).await;
        let member = world.a_member().await;
        let admin = Actor { roles: vec![Role::Administrator], ..member.clone() };
        let refused = reference::list(&world.backend, &member, ReferenceKind::Sector).await.unwrap_err();
        assert_eq!(refused.failure(), Failure::Forbidden);
        let mut item = reference::list(&world.backend, &admin, ReferenceKind::Sector).await.unwrap().remove(0);
        item.name_de = "Landwirtschaft".into();
        item.active = false;
        let refused =
            reference::save_item(&world.backend, &member, CommandId::new(), item.clone(), NOW).await.unwrap_err();
        assert_eq!(refused.failure(), Failure::Forbidden);
        reference::save_item(&world.backend, &admin, CommandId::new(), item.clone(), NOW).await.unwrap();
        let saved = reference::list(&world.backend, &admin, ReferenceKind::Sector).await.unwrap().remove(0);
        assert_eq!(saved, item);
    }

    async fn a_new_entry_goes_to_the_end_of_its_list(db: Db) {
        let world = World::new(db).await;
        let admin = Actor { roles: vec![Role::Administrator], ..world.a_member().await };
        let mut item = reference::list(&world.backend, &admin, ReferenceKind::Expertise).await.unwrap().remove(0);
        item.code = "WATER".into();
        item.parent = Some("NO_FAMILY".into());
        let error =
            reference::save_item(&world.backend, &admin, CommandId::new(), item.clone(), NOW).await.unwrap_err();
        assert_eq!(fields(error), ["parent"]);
        item.parent = Some("STRATEGY".into());
        reference::save_item(&world.backend, &admin, CommandId::new(), item, NOW).await.unwrap();
        let list = reference::list(&world.backend, &admin, ReferenceKind::Expertise).await.unwrap();
        assert_eq!(list.last().unwrap().code, "WATER");
    }
}
