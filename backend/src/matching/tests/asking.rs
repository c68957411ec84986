//! Asking a mentor: the happy path, every refusal, repeats.

use super::*;
use crate::on_both_engines;
use domain::Problem;

on_both_engines! {
    async fn a_request_reaches_the_mentor_by_notice_and_mail(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        assert_eq!(world.state(id).await, ("open".into(), None));
        assert_eq!(world.notices(mentor).await, ["request.received"]);
        let mut reader = world.backend.db.read().await.unwrap();
        assert_eq!(sql::mails(reader.conn(), mentor).await.unwrap(), 1);
    }

    async fn a_repeated_command_asks_once(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let command = CommandId::new();
        let ask = async || matching::ask(&world.backend, &actor(mentee), command, (mentor, ""), MESSAGE, NOW).await;
        let first = ask().await.unwrap();
        assert_eq!(ask().await.unwrap(), first);
        assert_eq!(world.notices(mentor).await.len(), 1);
    }

    async fn a_message_too_short_or_too_long_is_said_beside_the_field(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let long = "a".repeat(1_501);
        for (message, problem) in [
            ("Bonjour", Problem::TooShort { min: 30 }),
            (long.as_str(), Problem::TooLong { max: 1_500 }),
            ("", Problem::Missing),
        ] {
            let asked = matching::ask(&world.backend, &actor(mentee), CommandId::new(), (mentor, ""), message, NOW).await;
            assert_eq!(asked.unwrap_err().failure(), Failure::field("message", problem));
        }
    }

    async fn a_fourth_request_is_refused_until_one_is_closed(db: Db) {
        let world = World::new(db).await;
        let mentee = world.a_mentee("Salma").await;
        let mut asked = Vec::new();
        for name in ["Leïla", "Driss", "Hicham"] {
            let mentor = world.a_mentor(name).await;
            asked.push(world.ask(mentee, mentor, NOW).await.unwrap());
        }
        let fourth = world.a_mentor("Nadia").await;
        assert_eq!(refused(world.ask(mentee, fourth, NOW).await), Refusal::RequestsFull);
        matching::withdraw(&world.backend, &actor(mentee), CommandId::new(), asked[0], NOW).await.unwrap();
        world.ask(mentee, fourth, NOW).await.unwrap();
    }

    async fn the_same_mentor_is_asked_once_also_after_a_no(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        assert_eq!(refused(world.ask(mentee, mentor, NOW).await), Refusal::AlreadyAsked);
        world.decline(mentor, id, days(1)).await.unwrap();
        assert_eq!(refused(world.ask(mentee, mentor, days(2)).await), Refusal::AlreadyAsked);
    }

    async fn a_request_taken_back_may_be_sent_again(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        matching::withdraw(&world.backend, &actor(mentee), CommandId::new(), id, NOW).await.unwrap();
        world.ask(mentee, mentor, NOW).await.unwrap();
    }

    async fn a_paused_mentor_is_not_asked(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        with!(world, pause(mentor, NOW));
        assert_eq!(refused(world.ask(mentee, mentor, NOW).await), Refusal::MentorPaused);
    }

    async fn a_mentor_without_a_place_is_not_asked(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        with!(world, capacity(mentor, 0));
        assert_eq!(refused(world.ask(mentee, mentor, NOW).await), Refusal::MentorFull);
    }

    async fn a_pair_without_a_common_language_is_refused(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        with!(world, forget_languages(mentor));
        with!(world, language(mentor, "nl"));
        assert_eq!(refused(world.ask(mentee, mentor, NOW).await), Refusal::NotEligible);
    }

    async fn a_blocked_pair_is_refused_from_both_sides(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let (earlier, later) = (world.a_mentor("Driss").await, world.a_mentee("Yassine").await);
        with!(world, block(mentee, mentor));
        with!(world, block(later, earlier));
        assert_eq!(refused(world.ask(mentee, mentor, NOW).await), Refusal::NotEligible);
        assert_eq!(refused(world.ask(later, earlier, NOW).await), Refusal::NotEligible);
    }

    async fn a_conflict_of_interest_is_refused_whoever_declared_it(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let other = world.a_mentor("Driss").await;
        with!(world, declare_conflict(mentee, Some(mentor), ""));
        with!(world, declare_conflict(other, Some(mentee), ""));
        assert_eq!(refused(world.ask(mentee, mentor, NOW).await), Refusal::NotEligible);
        assert_eq!(refused(world.ask(mentee, other, NOW).await), Refusal::NotEligible);
    }

    async fn a_profile_without_project_needs_or_language_is_completed_first(db: Db) {
        let world = World::new(db).await;
        let mentor = world.a_mentor("Leïla").await;
        let (one, other) = (world.a_mentee("Salma").await, world.a_person("Yassine", "mentee").await);
        with!(world, forget_project(one));
        assert_eq!(refused(world.ask(one, mentor, NOW).await), Refusal::ProfileIncomplete);
        assert_eq!(refused(world.ask(other, mentor, NOW).await), Refusal::ProfileIncomplete);
    }

    async fn who_is_no_mentee_of_a_programme_cannot_ask(db: Db) {
        let world = World::new(db).await;
        let (stranger, mentor) = (world.a_mentor("Driss").await, world.a_mentor("Leïla").await);
        assert_eq!(refused(world.ask(stranger, mentor, NOW).await), Refusal::ProfileIncomplete);
    }

    async fn a_person_who_is_no_mentor_or_left_is_not_asked(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let no_mentor = world.a_mentee("Yassine").await;
        with!(world, deactivate(mentor, NOW));
        assert_eq!(refused(world.ask(mentee, mentor, NOW).await), Refusal::NotEligible);
        assert_eq!(refused(world.ask(mentee, no_mentor, NOW).await), Refusal::NotEligible);
        assert_eq!(refused(world.ask(mentee, PersonId::new(), NOW).await), Refusal::NotEligible);
    }

    async fn who_has_a_mentor_asks_no_other_in_the_programme(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let other = world.a_mentor("Driss").await;
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        world.accept(mentor, id, NOW).await.unwrap();
        assert_eq!(refused(world.ask(mentee, other, NOW).await), Refusal::AlreadyMentored);
    }
}
