//! Stars, lines and what of them each may know, on both engines.

mod sql;

use super::*;
use crate::{
    Backend,
    accounts::Hasher,
    db::{Db, testing},
    on_both_engines,
};
use domain::{
    Lang, PersonId, ProgrammeId,
    circle::{ChainSize, ChainStar, ChainStep, ChainView},
};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

struct World {
    backend: Backend,
    programme: ProgrammeId,
}

impl World {
    async fn new(db: Db) -> Self {
        let backend = Backend::new(db, Hasher::new(1));
        let programme = ProgrammeId::new();
        let mut tx = backend.db.write().await.unwrap();
        testing::sql::programme(tx.conn(), programme, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Self { backend, programme }
    }

    async fn person(&self, given: &str, country: &str, is_mentor: bool) -> PersonId {
        let id = PersonId::new();
        let mut tx = self.backend.db.write().await.unwrap();
        sql::person(tx.conn(), id, (given, country), is_mentor, NOW)
            .await
            .unwrap();
        let side = if is_mentor { "mentor" } else { "mentee" };
        testing::sql::member(tx.conn(), self.programme, id, side, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn a_mentor(&self, given: &str) -> PersonId {
        self.person(given, "MA", true).await
    }

    async fn a_mentee(&self, given: &str) -> PersonId {
        self.person(given, "DE", false).await
    }

    /// `after` orders pairs: later ones began later.
    async fn helps(&self, mentor: PersonId, mentee: PersonId, after: i64) -> MentorshipId {
        self.pair(mentor, mentee, after, None).await
    }

    async fn pair(
        &self,
        mentor: PersonId,
        mentee: PersonId,
        after: i64,
        closed: Option<Timestamp>,
    ) -> MentorshipId {
        let mut tx = self.backend.db.write().await.unwrap();
        let at = NOW.plus(after);
        let id = sql::pair(tx.conn(), self.programme, (mentor, mentee), at, closed)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn promises(&self, pair: MentorshipId, person: PersonId, what: (&str, i64)) {
        let mut tx = self.backend.db.write().await.unwrap();
        let at = NOW.plus(10);
        sql::pledge(tx.conn(), pair, person, what, at)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn credits(&self, pair: MentorshipId, person: PersonId, amount: i64, after: i64) {
        let mut tx = self.backend.db.write().await.unwrap();
        sql::credit(tx.conn(), pair, person, amount, NOW.plus(after))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn chain(&self, person: PersonId) -> ChainView {
        chain(&self.backend, &actor(person), Lang::Fr)
            .await
            .unwrap()
    }

    async fn points(&self, person: PersonId) -> (u8, u8) {
        let points = own_points(&self.backend, &actor(person)).await.unwrap();
        (points.received, points.given)
    }

    async fn around(&self, person: PersonId, viewer: PersonId) -> Vec<ChainStar> {
        let mut reader = self.backend.db.read().await.unwrap();
        around(&mut reader, person, viewer, Lang::Fr).await.unwrap()
    }
}

fn actor(person: PersonId) -> Actor {
    Actor {
        person,
        roles: Vec::new(),
    }
}

fn names(stars: &[ChainStar]) -> Vec<&str> {
    stars.iter().map(|star| star.name.as_str()).collect()
}

on_both_engines! {
    async fn a_star_is_the_same_wherever_it_is_drawn(db: Db) {
        let world = World::new(db).await;
        let (leila, salma) = (world.a_mentor("Leïla").await, world.a_mentee("Salma").await);
        assert_eq!(world.points(leila).await, (4, 0));
        world.helps(leila, salma, 0).await;
        assert_eq!(world.points(leila).await, (4, 1));
        assert_eq!(world.points(salma).await, (1, 0));
        let chain = world.chain(salma).await;
        assert_eq!((chain.line.above[0].points.received, chain.line.above[0].points.given), (4, 1));
        assert_eq!(world.around(leila, salma).await[0].points, chain.line.above[0].points);
        let line = line(&world.backend, &actor(leila), 2, Lang::Fr).await.unwrap();
        assert_eq!(line.own.points, chain.line.above[0].points);
    }

    async fn what_is_given_counts_from_the_newest_pledge(db: Db) {
        let world = World::new(db).await;
        let (leila, salma, youssef) =
            (world.a_mentor("Leïla").await, world.a_mentee("Salma").await, world.a_mentee("Youssef").await);
        let received = world.pair(leila, salma, 0, Some(NOW.plus(20))).await;
        world.promises(received, salma, ("hours", 12)).await;
        assert_eq!(world.points(salma).await, (4, 1));
        let gives = world.helps(salma, youssef, 30).await;
        // Hours given before the promise was made are not part of it.
        world.credits(gives, salma, 12, 9).await;
        assert_eq!(world.points(salma).await, (4, 1));
        world.credits(gives, salma, 2, 40).await;
        assert_eq!(world.points(salma).await, (4, 2));
        world.credits(gives, salma, 4, 50).await;
        assert_eq!(world.points(salma).await, (4, 3));
        world.credits(gives, salma, 6, 60).await;
        assert_eq!(world.points(salma).await, (4, 4));
    }

    async fn one_mentee_promised_is_another_than_one_before(db: Db) {
        let world = World::new(db).await;
        let (leila, salma, youssef) =
            (world.a_mentor("Leïla").await, world.a_mentee("Salma").await, world.a_mentee("Youssef").await);
        world.pair(salma, youssef, 0, Some(NOW.plus(5))).await;
        let received = world.helps(leila, salma, 1).await;
        world.promises(received, salma, ("mentee", 1)).await;
        assert_eq!(world.points(salma).await, (1, 1));
        world.pair(salma, youssef, 11, Some(NOW.plus(12))).await;
        assert_eq!(world.points(salma).await, (1, 4));
    }

    async fn a_line_runs_from_the_first_to_the_last_with_branches(db: Db) {
        let world = World::new(db).await;
        let abdelhak = world.person("Abdelhak", "FR", true).await;
        let (leila, salma, youssef, ines) =
            (world.a_mentor("Leïla").await, world.a_mentee("Salma").await, world.a_mentee("Youssef").await, world.a_mentee("Inès").await);
        world.helps(abdelhak, leila, 0).await;
        world.helps(leila, salma, 1).await;
        world.helps(leila, youssef, 2).await;
        world.helps(salma, ines, 3).await;
        let chain = world.chain(leila).await;
        assert_eq!(names(&chain.line.above), ["Abdelhak Alami"]);
        assert_eq!(chain.line.own.name, "Leïla Alami");
        // Inès, whom Leïla never met, stands under Salma, who helps her.
        assert_eq!(names(&chain.below), ["Salma Alami", "", "Youssef Alami"]);
        assert_eq!(chain.below.iter().map(|star| star.step).collect::<Vec<_>>(), [1, 2, 1]);
        assert_eq!(chain.map.iter().map(|star| (star.name.as_str(), star.cell.column, star.cell.row)).collect::<Vec<_>>(), [
            ("Abdelhak Alami", 0, 0), ("Leïla Alami", 0, 1), ("Salma Alami", 0, 2), ("", 0, 3), ("Youssef Alami", 1, 2),
        ]);
        assert_eq!(chain.map[4].by, Some(chain.map[1].cell));
        assert_eq!(chain.size, ChainSize { people: 5, generations: 4, countries: 3 });
        // The same family from Youssef's place: the way to him comes first, and who is nothing to him has no name.
        let other = world.chain(youssef).await;
        assert_eq!(other.size, chain.size);
        assert_eq!(other.map.iter().map(|star| star.name.as_str()).collect::<Vec<_>>(),
            ["Abdelhak", "Leïla Alami", "Youssef Alami", "", ""]);
        assert_eq!(world.chain(salma).await.line.above.iter().map(|star| star.others).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(world.chain(salma).await.next, ChainStep::Pledge(
            crate::mentorships::sql::of_person(world.backend.db.read().await.unwrap().conn(), salma).await.unwrap()
                .iter().find(|row| row.mentee_id == salma).unwrap().id
        ));
    }

    async fn names_are_for_those_concerned(db: Db) {
        let world = World::new(db).await;
        let (abdelhak, leila, salma, youssef) =
            (world.a_mentor("Abdelhak").await, world.a_mentor("Leïla").await, world.a_mentee("Salma").await, world.a_mentee("Youssef").await);
        world.helps(abdelhak, leila, 0).await;
        world.helps(leila, salma, 1).await;
        // The mentor's mentor stands in the directory: by the given name, as there.
        assert_eq!(names(&world.chain(salma).await.line.above), ["Abdelhak", "Leïla Alami"]);
        // To somebody else of the programme the mentee has no name, no id, no place.
        let seen = world.around(leila, youssef).await;
        assert_eq!(names(&seen), ["Abdelhak", "Leïla", ""]);
        assert!(seen[2].person.0.is_nil() && seen[2].city.is_empty());
        // Out of the programme's sight, mentors have none either.
        let outside = PersonId::new();
        let mut tx = world.backend.db.write().await.unwrap();
        sql::person(tx.conn(), outside, ("Driss", "MA"), true, NOW).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(names(&world.around(leila, outside).await), ["", "", ""]);
    }

    async fn two_who_helped_each_other_stand_in_a_line_once(db: Db) {
        let world = World::new(db).await;
        let (leila, driss) = (world.a_mentor("Leïla").await, world.a_mentor("Driss").await);
        world.pair(leila, driss, 0, Some(NOW.plus(1))).await;
        world.helps(driss, leila, 2).await;
        let chain = world.chain(leila).await;
        assert_eq!((chain.line.above.len(), chain.below.len(), chain.size.people), (1, 0, 2));
    }

    async fn whom_two_helped_stands_on_the_map_once(db: Db) {
        let world = World::new(db).await;
        let (leila, driss, salma) = (world.a_mentor("Leïla").await, world.a_mentor("Driss").await, world.a_mentee("Salma").await);
        world.pair(leila, salma, 0, Some(NOW.plus(1))).await;
        world.helps(driss, salma, 2).await;
        let chain = world.chain(salma).await;
        assert_eq!(chain.map.iter().map(|star| star.name.as_str()).collect::<Vec<_>>(), ["Leïla Alami", "Salma Alami", "Driss Alami"]);
        assert_eq!(chain.size, ChainSize { people: 3, generations: 2, countries: 2 });
    }

    async fn a_star_alone_says_where_to_go(db: Db) {
        let world = World::new(db).await;
        let (leila, salma) = (world.a_mentor("Leïla").await, world.a_mentee("Salma").await);
        assert_eq!(world.chain(leila).await.next, ChainStep::SeeRequests);
        assert_eq!(world.chain(salma).await.next, ChainStep::FindMentor);
        let pair = world.helps(leila, salma, 0).await;
        assert_eq!(world.chain(salma).await.next, ChainStep::Pledge(pair));
        assert_eq!(world.chain(leila).await.next, ChainStep::Nothing);
    }
}
