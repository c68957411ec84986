//! Answers, withdrawals, reminders and the end after seven days.

use super::*;
use crate::on_both_engines;
use domain::{Problem, time::HOUR};

on_both_engines! {
    async fn accepting_opens_a_mentorship_and_takes_back_the_other_requests(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let other = world.a_mentor("Driss").await;
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        let second = world.ask(mentee, other, NOW).await.unwrap();
        world.accept(mentor, id, days(2)).await.unwrap();
        assert_eq!(world.state(id).await, ("accepted".into(), None));
        assert_eq!(world.state(second).await, ("withdrawn".into(), Some("other_accepted".into())));
        assert_eq!(world.notices(mentee).await, ["request.accepted"]);
        assert_eq!(world.notices(other).await, ["request.received", "request.other_accepted"]);
        let mut reader = world.backend.db.read().await.unwrap();
        assert_eq!(sql::count_mentorships(reader.conn(), mentor).await.unwrap(), 1);
    }

    async fn the_last_place_closes_what_others_had_open_and_tells_them(db: Db) {
        let world = World::new(db).await;
        let (first, second) = (world.a_mentee("Salma").await, world.a_mentee("Yassine").await);
        let mentor = world.a_mentor("Leïla").await;
        let id = world.ask(first, mentor, NOW).await.unwrap();
        let late = world.ask(second, mentor, NOW).await.unwrap();
        world.accept(mentor, id, NOW).await.unwrap();
        assert_eq!(world.state(late).await, ("withdrawn".into(), Some("mentor_full".into())));
        assert_eq!(world.notices(second).await, ["request.mentor_full"]);
        assert_eq!(refused(world.accept(mentor, late, NOW).await), Refusal::MentorFull);
    }

    async fn with_a_place_left_the_other_requests_stay_open(db: Db) {
        let world = World::new(db).await;
        let (first, second) = (world.a_mentee("Salma").await, world.a_mentee("Yassine").await);
        let mentor = world.a_mentor("Leïla").await;
        with!(world, capacity(mentor, 2));
        let id = world.ask(first, mentor, NOW).await.unwrap();
        let other = world.ask(second, mentor, NOW).await.unwrap();
        world.accept(mentor, id, NOW).await.unwrap();
        assert_eq!(world.state(other).await, ("open".into(), None));
    }

    async fn a_repeated_acceptance_returns_the_same_mentorship(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        let command = CommandId::new();
        let accept = async || matching::accept(&world.backend, &actor(mentor), command, id, NOW).await;
        let first = accept().await.unwrap();
        assert_eq!(accept().await.unwrap(), first);
        assert_eq!(refused(world.accept(mentor, id, NOW).await), Refusal::RequestClosed);
        assert_eq!(world.notices(mentee).await.len(), 1);
    }

    async fn a_mentor_who_paused_may_still_accept(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        with!(world, pause(mentor, NOW));
        world.accept(mentor, id, NOW).await.unwrap();
    }

    async fn who_was_beaten_to_the_last_place_is_told_whom_to_ask_next(db: Db) {
        let world = World::new(db).await;
        let mentor = world.a_mentor("Leïla").await;
        let (first, second) = (world.a_mentee("Salma").await, world.a_mentee("Driss").await);
        let next = world.a_mentor("Nadia").await;
        let id = world.ask(first, mentor, NOW).await.unwrap();
        world.ask(second, mentor, NOW).await.unwrap();
        world.accept(mentor, id, NOW).await.unwrap();
        let told = crate::notifications::list(&world.backend, &actor(second), 1).await.unwrap();
        let line = &told.lines[0];
        assert_eq!(line.kind, domain::notifications::NoticeKind::RequestMentorFull);
        assert_eq!((line.facts.person, line.facts.next.as_str()), (mentor, "Nadia Chraïbi"));
        let request = line.facts.request.unwrap();
        let page = matching::request(&world.backend, &actor(second), request, domain::Lang::Fr, NOW).await.unwrap();
        assert_eq!(page.next_best.unwrap().person, next);
    }

    async fn a_mentor_whose_capacity_shrank_cannot_accept(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        with!(world, capacity(mentor, 0));
        assert_eq!(refused(world.accept(mentor, id, NOW).await), Refusal::MentorFull);
        assert_eq!(world.state(id).await, ("open".into(), None));
    }

    async fn a_pair_blocked_since_cannot_be_accepted(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        with!(world, block(mentee, mentor));
        assert_eq!(refused(world.accept(mentor, id, NOW).await), Refusal::NotEligible);
    }

    async fn declining_needs_a_reason_from_the_list_and_tells_the_mentee(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        let typed = matching::Decline { reason: "bored".into(), note: String::new() };
        let declined = matching::decline(&world.backend, &actor(mentor), CommandId::new(), id, typed, NOW).await;
        assert_eq!(declined.unwrap_err().failure(), Failure::field("reason", Problem::NotInList));
        world.decline(mentor, id, NOW).await.unwrap();
        assert_eq!(world.state(id).await, ("declined".into(), Some("no_time".into())));
        assert_eq!(world.notices(mentee).await, ["request.declined"]);
        let page = matching::request(&world.backend, &actor(mentee), id, domain::Lang::Fr, NOW).await.unwrap();
        assert_eq!(page.note, "Au printemps ?");
    }

    async fn only_the_mentor_answers_and_only_the_mentee_takes_back(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let stranger = world.a_mentor("Driss").await;
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        let failure = |result: Result<()>| result.unwrap_err().failure();
        assert_eq!(failure(world.accept(mentee, id, NOW).await), Failure::Forbidden);
        assert_eq!(failure(world.decline(mentee, id, NOW).await), Failure::Forbidden);
        assert_eq!(failure(world.accept(stranger, id, NOW).await), Failure::NotFound);
        assert_eq!(failure(world.decline(stranger, id, NOW).await), Failure::NotFound);
        let withdraw = async |person| matching::withdraw(&world.backend, &actor(person), CommandId::new(), id, NOW).await;
        assert_eq!(failure(withdraw(mentor).await), Failure::Forbidden);
        assert_eq!(failure(withdraw(stranger).await), Failure::NotFound);
        let read = matching::request(&world.backend, &actor(stranger), id, domain::Lang::Fr, NOW).await;
        assert_eq!(read.unwrap_err().failure(), Failure::NotFound);
    }

    async fn a_request_taken_back_tells_the_mentor_and_cannot_be_answered(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        let command = CommandId::new();
        for _ in 0..2 {
            matching::withdraw(&world.backend, &actor(mentee), command, id, NOW).await.unwrap();
        }
        assert_eq!(world.notices(mentor).await, ["request.received", "request.withdrawn"]);
        assert_eq!(refused(world.accept(mentor, id, NOW).await), Refusal::RequestClosed);
        assert_eq!(refused(world.decline(mentor, id, NOW).await), Refusal::RequestClosed);
    }

    async fn a_mentor_is_reminded_once_on_day_four(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        world.ask(mentee, mentor, NOW).await.unwrap();
        assert_eq!(matching::remind_due(&world.backend, days(4).plus(-1)).await.unwrap(), 0);
        assert_eq!(matching::remind_due(&world.backend, days(4)).await.unwrap(), 1);
        assert_eq!(matching::remind_due(&world.backend, days(5)).await.unwrap(), 0);
        assert_eq!(world.notices(mentor).await, ["request.received", "request.reminder"]);
    }

    async fn a_request_expires_after_seven_days_and_once(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        assert_eq!(matching::expire_due(&world.backend, days(7).plus(-1)).await.unwrap(), 0);
        let (one, other) = tokio::join!(
            matching::expire_due(&world.backend, days(7)),
            matching::expire_due(&world.backend, days(7))
        );
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        assert_eq!(world.state(id).await, ("expired".into(), None));
        assert_eq!(world.notices(mentee).await, ["request.expired"]);
        assert_eq!(world.notices(mentor).await, ["request.received", "request.lapsed"]);
        assert_eq!(matching::remind_due(&world.backend, days(7)).await.unwrap(), 0);
    }

    async fn an_answer_after_the_deadline_is_too_late_even_before_the_worker_came(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        assert_eq!(refused(world.accept(mentor, id, days(7)).await), Refusal::RequestClosed);
        world.accept(mentor, id, days(7).plus(-HOUR)).await.unwrap();
    }

    async fn an_ended_request_and_its_notice_offer_the_next_mentor(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let (driss, hicham) = (world.a_mentor("Driss").await, world.a_mentee("Hicham").await);
        let page = async |person, id| matching::request(&world.backend, &actor(person), id, domain::Lang::Fr, days(7)).await.unwrap();
        let next = async |person| {
            let notices = crate::notifications::list(&world.backend, &actor(person), 1).await.unwrap();
            notices.lines.into_iter().next().unwrap().facts.next
        };
        let (expired, declined) = (world.ask(mentee, mentor, NOW).await.unwrap(), world.ask(hicham, mentor, NOW).await.unwrap());
        assert_eq!(page(mentee, expired).await.next_best, None, "still open");
        world.decline(mentor, declined, days(1)).await.unwrap();
        matching::expire_due(&world.backend, days(7)).await.unwrap();
        for (person, id) in [(mentee, expired), (hicham, declined)] {
            assert_eq!(page(person, id).await.next_best.unwrap().person, driss);
            assert_eq!(next(person).await, "Driss Chraïbi");
        }
        assert_eq!(page(mentor, expired).await.next_best, None, "the mentor looks for nobody");
    }

    async fn who_leaves_takes_their_open_requests_along_and_the_others_are_told(db: Db) {
        let world = World::new(db).await;
        let (mentee, other) = (world.a_mentee("Salma").await, world.a_mentee("Yassine").await);
        let (mentor, driss) = (world.a_mentor("Leïla").await, world.a_mentor("Driss").await);
        let (first, second) = (world.ask(mentee, mentor, NOW).await.unwrap(), world.ask(other, mentor, NOW).await.unwrap());
        let stays = world.ask(other, driss, NOW).await.unwrap();
        crate::accounts::deactivate(&world.backend, crate::accounts::By::Operator, CommandId::new(), mentor, NOW).await.unwrap();
        for (person, id) in [(mentee, first), (other, second)] {
            assert_eq!(world.state(id).await, ("withdrawn".into(), Some("no_longer_possible".into())));
            assert_eq!(world.notices(person).await, ["request.impossible"]);
        }
        assert_eq!(world.state(stays).await.0, "open");
    }

    async fn one_request_that_cannot_be_read_holds_up_no_other(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let driss = world.a_mentor("Driss").await;
        let bad = world.ask(mentee, mentor, NOW).await.unwrap();
        let good = world.ask(mentee, driss, NOW.plus(1)).await.unwrap();
        with!(world, break_request(bad));
        assert_eq!(matching::expire_due(&world.backend, days(8)).await.unwrap(), 1);
        assert_eq!(world.state(good).await.0, "expired");
    }

    async fn a_notice_of_an_unknown_kind_hides_no_other(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        world.ask(mentee, mentor, NOW).await.unwrap();
        let facts = domain::notifications::NoticeFacts {
            until: None,
            own: None,
            request: None,
            mentorship: None,
            person: mentee,
            name: String::new(),
            name_ar: String::new(),
            next: String::new(),
            next_ar: String::new(),
        };
        let mut tx = world.backend.db.write().await.unwrap();
        crate::notifications::notify(tx.conn(), mentor, domain::notifications::NoticeKind::PledgeMade, &facts, NOW).await.unwrap();
        sql::unknown_notices(tx.conn(), mentor, "pledge.made").await.unwrap();
        tx.commit().await.unwrap();
        let page = crate::notifications::list(&world.backend, &actor(mentor), 1).await.unwrap();
        assert_eq!((page.lines.len(), page.total), (1, 2));
    }
}
