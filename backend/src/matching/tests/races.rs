//! Fifty at a time: places and open requests stay within their numbers.

use super::*;
use crate::on_both_engines;
use std::sync::Arc;
use tokio::task::JoinSet;

const CROWD: usize = 50;

on_both_engines! {
    async fn of_fifty_acceptances_for_a_last_place_one_holds(db: Db) {
        let world = Arc::new(World::new(db).await);
        let mentor = world.a_mentor("Leïla").await;
        let (mut mentees, mut requests) = (Vec::new(), Vec::new());
        for number in 0..CROWD {
            let mentee = world.a_mentee(&format!("Personne {number}")).await;
            requests.push(world.ask(mentee, mentor, NOW).await.unwrap());
            mentees.push(mentee);
        }
        let mut crowd = JoinSet::new();
        for id in requests.clone() {
            let world = world.clone();
            crowd.spawn(async move { world.accept(mentor, id, NOW).await });
        }
        let results = crowd.join_all().await;
        assert_eq!(results.iter().filter(|it| it.is_ok()).count(), 1);
        for error in results.into_iter().filter_map(Result::err) {
            assert_eq!(error.failure(), Failure::Refused(Refusal::MentorFull));
        }
        let mut reader = world.backend.db.read().await.unwrap();
        assert_eq!(sql::count_mentorships(reader.conn(), mentor).await.unwrap(), 1);
        drop(reader);
        let mut told = Vec::new();
        for mentee in mentees {
            told.extend(world.notices(mentee).await);
        }
        assert_eq!(told.iter().filter(|kind| *kind == "request.accepted").count(), 1);
        assert_eq!(told.iter().filter(|kind| *kind == "request.mentor_full").count(), CROWD - 1);
    }

    async fn of_fifty_requests_at_once_three_are_open(db: Db) {
        let world = Arc::new(World::new(db).await);
        let mentee = world.a_mentee("Salma").await;
        let mut mentors = Vec::new();
        for number in 0..CROWD {
            mentors.push(world.a_mentor(&format!("Personne {number}")).await);
        }
        let mut crowd = JoinSet::new();
        for mentor in mentors {
            let world = world.clone();
            crowd.spawn(async move { world.ask(mentee, mentor, NOW).await });
        }
        let results = crowd.join_all().await;
        assert_eq!(results.iter().filter(|it| it.is_ok()).count(), 3);
        for error in results.into_iter().filter_map(Result::err) {
            assert_eq!(error.failure(), Failure::Refused(Refusal::RequestsFull));
        }
        let mut reader = world.backend.db.read().await.unwrap();
        assert_eq!(sql::count_open(reader.conn(), mentee).await.unwrap(), 3);
    }

    async fn two_mentors_accepting_one_mentee_make_one_mentorship(db: Db) {
        let world = Arc::new(World::new(db).await);
        let mentee = world.a_mentee("Salma").await;
        let (one, other) = (world.a_mentor("Leïla").await, world.a_mentor("Driss").await);
        let first = world.ask(mentee, one, NOW).await.unwrap();
        let second = world.ask(mentee, other, NOW).await.unwrap();
        let (a, b) = tokio::join!(world.accept(one, first, NOW), world.accept(other, second, NOW));
        assert_eq!(a.is_ok() as u8 + b.is_ok() as u8, 1);
        assert_eq!(refused(if a.is_ok() { b } else { a }), Refusal::RequestClosed);
    }
}
