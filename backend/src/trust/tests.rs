//! Pairs that are not matched, by their own word or the office's, on both engines.

use super::*;
use crate::{
    Backend, Error,
    matching::{
        self,
        tests::{NOW, World, actor, refused},
    },
    on_both_engines,
};
use domain::{
    Actor, CommandId, Failure, Lang, Problem, ProgrammeId, Refusal, Role,
    matching::views::{Asking, MentorPage},
    trust::{Blocks, ConflictKind, Declaration},
};

const DECLARED: Declaration = Declaration::Declared(ConflictKind::Family);

async fn says(world: &World, one: PersonId, other: PersonId) -> Result<()> {
    declare(
        &world.backend,
        &actor(one),
        CommandId::new(),
        other,
        "family",
        NOW,
    )
    .await
}

async fn unsays(world: &World, one: PersonId, other: PersonId) {
    take_back(&world.backend, &actor(one), CommandId::new(), other, NOW)
        .await
        .unwrap();
}

async fn page(world: &World, reader: PersonId, mentor: PersonId) -> MentorPage {
    matching::explain(&world.backend, &actor(reader), mentor, "", Lang::Fr, NOW)
        .await
        .unwrap()
}

async fn suggested(world: &World, mentee: PersonId) -> usize {
    let found = matching::suggest(&world.backend, &actor(mentee), "", Lang::Fr, NOW).await;
    found.unwrap().best.len()
}

fn office(programme: ProgrammeId) -> Actor {
    Actor {
        person: PersonId::new(),
        roles: vec![Role::Coordinator(programme)],
    }
}

/// The office, as somebody with an account.
async fn of(world: &World) -> Actor {
    let person = world.a_mentor("Bureau").await;
    Actor {
        person,
        ..office(world.programme)
    }
}

async fn keeps_apart(world: &World, by: &Actor, person: PersonId, other: &str) -> Result<()> {
    let typed = NewBlock {
        programme: String::new(),
        person,
        other: other.into(),
        reason: "Un litige ancien".into(),
    };
    block(&world.backend, by, CommandId::new(), typed, NOW).await
}

async fn listed(backend: &Backend, by: &Actor, person: PersonId) -> Result<Blocks> {
    blocks(backend, by, person, None, Lang::Fr).await
}

on_both_engines! {
    async fn two_with_a_conflict_are_not_matched_until_it_is_taken_back(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        assert_eq!(suggested(&world, mentee).await, 1);
        for declarer in [mentee, mentor] {
            let other = if declarer == mentee { mentor } else { mentee };
            says(&world, declarer, other).await.unwrap();
            assert_eq!(suggested(&world, mentee).await, 0);
            assert_eq!(refused(world.ask(mentee, mentor, NOW).await), Refusal::NotEligible);
            unsays(&world, declarer, other).await;
            assert_eq!(suggested(&world, mentee).await, 1);
        }
        world.ask(mentee, mentor, NOW).await.unwrap();
    }

    async fn the_other_side_is_not_told_who_said_it_or_why(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        says(&world, mentor, mentee).await.unwrap();
        let seen = page(&world, mentee, mentor).await;
        assert_eq!((&seen.asking, seen.conflict), (&Asking::Impossible(vec![]), Declaration::NotDeclared));
        says(&world, mentee, mentor).await.unwrap();
        let own = page(&world, mentee, mentor).await;
        assert_eq!((own.asking, own.conflict), (seen.asking.clone(), DECLARED));
        unsays(&world, mentor, mentee).await;
        assert_eq!(page(&world, mentee, mentor).await.conflict, DECLARED, "each takes back their own");
        unsays(&world, mentee, mentor).await;
        let by = of(&world).await;
        keeps_apart(&world, &by, mentee, &mentor.to_string()).await.unwrap();
        assert_eq!(page(&world, mentee, mentor).await.asking, seen.asking, "nor that it was the office");
        let mut reader = world.backend.db.read().await.unwrap();
        let seen = crate::events::sql::of_person(reader.conn(), mentee, 0, 100).await.unwrap();
        assert!(seen.is_empty(), "{seen:?}");
    }

    async fn an_open_request_ends_and_only_the_other_side_is_told(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        says(&world, mentor, mentee).await.unwrap();
        assert_eq!(world.state(id).await, ("withdrawn".into(), Some("no_longer_possible".into())));
        assert_eq!(world.notices(mentee).await, ["request.impossible"]);
        assert_eq!(world.notices(mentor).await, ["request.received"]);
        let shown = matching::request(&world.backend, &actor(mentee), id, Lang::Fr, NOW).await.unwrap();
        assert_eq!(shown.conflict, Declaration::NotDeclared);
        let own = matching::request(&world.backend, &actor(mentor), id, Lang::Fr, NOW).await.unwrap();
        assert_eq!(own.conflict, DECLARED);
    }

    async fn a_repeat_tells_once_and_another_kind_replaces_the_first(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        world.ask(mentee, mentor, NOW).await.unwrap();
        let command = CommandId::new();
        for _ in 0..2 {
            declare(&world.backend, &actor(mentor), command, mentee, "business", NOW).await.unwrap();
        }
        says(&world, mentor, mentee).await.unwrap();
        assert_eq!(world.notices(mentee).await, ["request.impossible"]);
        let mut reader = world.backend.db.read().await.unwrap();
        assert_eq!(declaration(reader.conn(), mentor, mentee).await.unwrap(), DECLARED);
    }

    async fn only_a_mentor_and_a_mentee_of_one_programme_declare(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let other = world.a_mentor("Driss").await;
        for (one, two) in [(other, mentor), (mentee, mentee), (PersonId::new(), mentor), (mentor, PersonId::new())] {
            let failure = says(&world, one, two).await.unwrap_err().failure();
            assert_eq!(failure, Failure::NotFound);
        }
        let command = CommandId::new();
        let odd = declare(&world.backend, &actor(mentee), command, mentor, "envy", NOW).await;
        assert_eq!(odd.unwrap_err().failure(), Failure::field("kind", Problem::NotInList));
    }

    async fn the_office_keeps_two_apart_and_lets_them_meet_again(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let id = world.ask(mentee, mentor, NOW).await.unwrap();
        let by = of(&world).await;
        keeps_apart(&world, &by, mentor, &mentee.to_string()).await.unwrap();
        assert_eq!(world.state(id).await.0, "withdrawn");
        assert_eq!(world.notices(mentee).await, ["request.impossible"]);
        assert_eq!(world.notices(mentor).await, ["request.received", "request.impossible"]);
        for (person, other) in [(mentee, mentor), (mentor, mentee)] {
            let lines = listed(&world.backend, &by, person).await.unwrap().blocked;
            assert_eq!((lines.len(), lines[0].person, lines[0].reason.as_str()), (1, other, "Un litige ancien"));
            assert_eq!(lines[0].by, "Bureau Chraïbi");
        }
        assert_eq!(refused(world.ask(mentee, mentor, NOW).await), Refusal::NotEligible);
        unblock(&world.backend, &by, CommandId::new(), (mentee, mentor), NOW).await.unwrap();
        assert!(listed(&world.backend, &by, mentee).await.unwrap().blocked.is_empty());
        world.ask(mentee, mentor, NOW).await.unwrap();
        let mut reader = world.backend.db.read().await.unwrap();
        let events = crate::events::sql::after(reader.conn(), 0, 100).await.unwrap();
        let kinds: Vec<_> = events.iter().map(|it| it.kind.as_str()).filter(|kind| kind.starts_with("pair.")).collect();
        assert_eq!(kinds, ["pair.blocked", "pair.unblocked"]);
    }

    async fn a_block_needs_a_member_and_a_reason(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let by = of(&world).await;
        for (other, field) in [("nobody@example.org", "other"), ("?", "other"), (mentee.to_string().as_str(), "other")] {
            match keeps_apart(&world, &by, mentee, other).await {
                Err(Error::Failure(Failure::Invalid(problems))) => assert_eq!(problems[0].field, field),
                answer => panic!("{other}: {answer:?}"),
            }
        }
        let typed = NewBlock { person: mentee, programme: String::new(), other: mentor.to_string(), reason: " ".into() };
        let without = block(&world.backend, &by, CommandId::new(), typed, NOW).await;
        assert_eq!(without.unwrap_err().failure(), Failure::field("reason", Problem::Missing));
    }

    async fn for_others_there_is_nobody_to_keep_apart(db: Db) {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee("Salma").await, world.a_mentor("Leïla").await);
        let elsewhere = office(ProgrammeId::new());
        for by in [elsewhere, actor(mentor), Actor { roles: vec![Role::Administrator], ..actor(mentor) }] {
            let apart = keeps_apart(&world, &by, mentee, &mentor.to_string()).await.unwrap_err();
            let again = unblock(&world.backend, &by, CommandId::new(), (mentee, mentor), NOW).await.unwrap_err();
            let list = listed(&world.backend, &by, mentee).await.unwrap_err();
            for error in [apart, again, list] {
                assert_eq!(error.failure(), Failure::NotFound);
            }
        }
    }
}
