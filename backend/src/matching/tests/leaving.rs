//! Every way out: whoever stays is told, goes on at once, and finds the places free again.

use super::*;
use crate::{
    accounts::{self, By},
    mentorships, on_both_engines, programmes,
};
use domain::{
    Lang, MentorshipId, Role,
    mentorships::{MentorshipState, NextStep, Parting},
};
use std::sync::Arc;
use tokio::task::JoinSet;

impl World {
    async fn a_pair(&self, mentee: PersonId, mentor: PersonId) -> MentorshipId {
        let id = self.ask(mentee, mentor, NOW).await.unwrap();
        let command = CommandId::new();
        matching::accept(&self.backend, &actor(mentor), command, id, NOW)
            .await
            .unwrap()
    }

    async fn close(&self, person: PersonId) {
        accounts::deactivate(&self.backend, By::Operator, CommandId::new(), person, NOW)
            .await
            .unwrap();
    }

    async fn leave(&self, person: PersonId) -> Result<()> {
        let command = CommandId::new();
        programmes::leave(&self.backend, &actor(person), command, self.programme, NOW).await
    }

    async fn view(
        &self,
        person: PersonId,
        id: MentorshipId,
    ) -> domain::mentorships::MentorshipView {
        mentorships::show(&self.backend, &actor(person), id, Lang::Fr, NOW)
            .await
            .unwrap()
    }

    /// Whom the newest notice of this person offers next.
    async fn offered(&self, person: PersonId) -> String {
        let page = crate::notifications::list(&self.backend, &actor(person), 1).await;
        page.unwrap().lines[0].facts.next.clone()
    }

    async fn free_places(&self, mentor: PersonId) -> u16 {
        let mut reader = self.backend.db.read().await.unwrap();
        let found = matching::people::mentor(reader.conn(), self.programme, mentor, NOW).await;
        found.unwrap().unwrap().offer.free_places()
    }

    async fn suggested(&self, mentee: PersonId) -> Vec<PersonId> {
        let found = matching::suggest(&self.backend, &actor(mentee), "", Lang::Fr, NOW).await;
        found
            .unwrap()
            .best
            .iter()
            .map(|it| it.card.who.person)
            .collect()
    }
}

on_both_engines! {
    async fn a_mentor_whose_account_is_closed_leaves_no_pair_behind(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let driss = world.a_mentor("Driss").await;
        let pair = world.a_pair(mentee, mentor).await;
        world.close(mentor).await;
        let view = world.view(mentee, pair).await;
        assert_eq!((view.state, view.next), (MentorshipState::Closed, NextStep::FindMentor));
        assert_eq!(view.other.email, "");
        assert_eq!(world.notices(mentee).await, ["request.accepted", "mentorship.mentor_left"]);
        assert_eq!(world.offered(mentee).await, "Driss Chraïbi");
        assert_eq!(world.suggested(mentee).await, [driss]);
        world.ask(mentee, driss, NOW).await.unwrap();
        assert_eq!(world.view(mentee, pair).await.next, NextStep::SeeChain, "somebody was asked");
    }

    async fn a_mentee_whose_account_is_closed_frees_the_place(db: Db) {
        let world = World::new(db).await;
        let (mentee, other) = (world.a_mentee("Salma").await, world.a_mentee("Yassine").await);
        let mentor = world.a_mentor("Leïla").await;
        let pair = world.a_pair(mentee, mentor).await;
        assert_eq!((world.free_places(mentor).await, world.suggested(other).await), (0, vec![]));
        world.close(mentee).await;
        assert_eq!(world.view(mentor, pair).await.next, NextStep::PlaceIsFree);
        assert_eq!(world.notices(mentor).await, ["request.received", "mentorship.mentee_left"]);
        assert_eq!((world.free_places(mentor).await, world.suggested(other).await), (1, vec![mentor]));
    }

    async fn an_account_opened_again_does_not_bring_the_pair_back(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let pair = world.a_pair(mentee, mentor).await;
        world.close(mentor).await;
        accounts::reactivate(&world.backend, By::Operator, CommandId::new(), mentor, NOW).await.unwrap();
        assert_eq!(world.view(mentee, pair).await.state, MentorshipState::Closed);
        assert_eq!(world.view(mentor, pair).await.ended.unwrap().parting, Parting::YouLeft);
        assert_eq!(world.free_places(mentor).await, 1);
        world.close(mentor).await;
        assert_eq!(world.notices(mentee).await.len(), 2, "told once");
    }

    async fn the_command_line_closes_an_account_in_the_same_way(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let pair = world.a_pair(mentee, mentor).await;
        let email = domain::accounts::EmailAddress::parse(&format!("{mentor}@example.org")).unwrap();
        accounts::operator::deactivate(&world.backend, &email, NOW).await.unwrap();
        assert_eq!(world.view(mentee, pair).await.state, MentorshipState::Closed);
    }

    async fn whoever_leaves_the_programme_leaves_pair_and_requests(db: Db) {
        let world = World::new(db).await;
        let (mentee, waits) = (world.a_mentee("Salma").await, world.a_mentee("Yassine").await);
        let (mentor, driss) = (world.a_mentor("Leïla").await, world.a_mentor("Driss").await);
        with!(world, capacity(mentor, 2));
        let pair = world.a_pair(mentee, mentor).await;
        let request = world.ask(waits, mentor, NOW).await.unwrap();
        let looks = world.a_mentee("Amal").await;
        assert!(world.suggested(looks).await.contains(&mentor));
        world.leave(mentor).await.unwrap();
        assert_eq!(world.view(mentee, pair).await.state, MentorshipState::Closed);
        assert_eq!(world.state(request).await, ("withdrawn".into(), Some("no_longer_possible".into())));
        assert_eq!(world.notices(waits).await, ["request.impossible"]);
        assert_eq!(world.offered(waits).await, "Driss Chraïbi");
        assert_eq!(world.suggested(looks).await, [driss]);
        let pool = world.backend.mentors.current(&world.backend.db, world.programme, NOW).await.unwrap();
        assert!(!pool.known.contains_key(&mentor), "gone from memory at once");
        drop(pool);
        assert_eq!(world.leave(mentor).await.unwrap_err().failure(), Failure::NotFound);
        assert_eq!(refused(world.ask(waits, mentor, NOW).await), Refusal::NotEligible);
    }

    async fn what_belongs_to_another_programme_stays(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let pair = world.a_pair(mentee, mentor).await;
        let elsewhere = ProgrammeId::new();
        let mut tx = world.backend.db.write().await.unwrap();
        testing::sql::programme(tx.conn(), elsewhere, NOW).await.unwrap();
        testing::sql::member(tx.conn(), elsewhere, mentor, "mentor", NOW).await.unwrap();
        tx.commit().await.unwrap();
        let command = CommandId::new();
        programmes::leave(&world.backend, &actor(mentor), command, elsewhere, NOW).await.unwrap();
        programmes::leave(&world.backend, &actor(mentor), command, elsewhere, NOW).await.unwrap();
        assert_eq!(world.view(mentee, pair).await.state, MentorshipState::AwaitingCharter);
    }

    async fn the_office_takes_out_its_own_members_alone_and_they_are_told(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let pair = world.a_pair(mentee, mentor).await;
        let take_out = async |roles: Vec<Role>, command| {
            let actor = Actor { person: PersonId::new(), roles };
            programmes::take_out(&world.backend, &actor, command, mentee.into(), NOW).await
        };
        let elsewhere = Role::Coordinator(ProgrammeId::new());
        for roles in [vec![], vec![elsewhere], vec![Role::Administrator]] {
            let refused = take_out(roles, CommandId::new()).await.unwrap_err();
            assert_eq!(refused.failure(), Failure::NotFound);
        }
        assert_eq!(world.view(mentor, pair).await.state, MentorshipState::AwaitingCharter);
        take_out(vec![Role::Coordinator(world.programme)], CommandId::new()).await.unwrap();
        assert_eq!(world.view(mentor, pair).await.state, MentorshipState::Closed);
        assert_eq!(world.notices(mentee).await, ["request.accepted", "programme.left"]);
        assert_eq!(world.notices(mentor).await, ["request.received", "mentorship.mentee_left"]);
    }

    async fn a_mentor_who_leaves_while_fifty_are_accepted_has_no_open_pair(db: Db) {
        let world = Arc::new(World::new(db).await);
        let mentor = world.a_mentor("Leïla").await;
        with!(world, capacity(mentor, 50));
        let mut requests = Vec::new();
        for number in 0..25 {
            let mentee = world.a_mentee(&format!("Personne {number}")).await;
            requests.push((mentee, world.ask(mentee, mentor, NOW).await.unwrap()));
        }
        let mut crowd = JoinSet::new();
        for (place, (_, id)) in requests.clone().into_iter().enumerate() {
            let asked = world.clone();
            crowd.spawn(async move { asked.accept(mentor, id, NOW).await.is_ok() });
            if place == 12 {
                let world = world.clone();
                crowd.spawn(async move { world.leave(mentor).await.unwrap(); false });
            }
        }
        let accepted = crowd.join_all().await.into_iter().filter(|it| *it).count();
        let mut reader = world.backend.db.read().await.unwrap();
        assert_eq!(mentorships::sql::open_of(reader.conn(), mentor).await.unwrap().len(), 0);
        assert_eq!(sql::count_mentorships(reader.conn(), mentor).await.unwrap(), accepted as i64);
        drop(reader);
        for (mentee, id) in requests {
            let told = world.notices(mentee).await;
            let last = told.last().map(String::as_str);
            match world.state(id).await.0.as_str() {
                "accepted" => assert_eq!(last, Some("mentorship.mentor_left"), "{told:?}"),
                "withdrawn" => assert_eq!(last, Some("request.impossible"), "{told:?}"),
                other => panic!("a request left {other}"),
            }
        }
    }

    async fn two_who_leave_each_other_at_once_end_one_pair_once(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let pair = world.a_pair(mentee, mentor).await;
        let (one, other) = tokio::join!(world.leave(mentee), world.leave(mentor));
        one.unwrap();
        other.unwrap();
        assert_eq!(world.view(mentor, pair).await.state, MentorshipState::Closed);
        let mut told = world.notices(mentee).await;
        told.extend(world.notices(mentor).await);
        assert_eq!(told.iter().filter(|kind| kind.starts_with("mentorship.")).count(), 1);
    }
}
