//! Somebody in two programmes: suggestions, a mentor's page, the request and its answer judge by the same one.

use super::*;
use crate::{on_both_engines, programmes};
use domain::{
    Lang,
    matching::{
        Criterion, Verdict,
        views::{Asking, DirectoryFilter, ProgrammeChoice},
    },
};

/// The other programme counts nothing but the sector.
const ONLY_SECTOR: &str =
    r#"{"needs":0,"sector":1,"region":0,"language":0,"experience":0,"hours":0}"#;

struct Two {
    world: World,
    first: String,
    second: ProgrammeId,
    mentee: PersonId,
}

impl Two {
    /// The mentee joined the first programme, then the second.
    async fn new(db: Db) -> Self {
        let world = World::new(db).await;
        let second = ProgrammeId::new();
        let mut tx = world.backend.db.write().await.unwrap();
        programmes::sql::insert_programme(
            tx.conn(),
            second,
            "SECOND",
            ["Second"; 4],
            ONLY_SECTOR,
            NOW,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut reader = world.backend.db.read().await.unwrap();
        let all = crate::matching::sql::programmes(reader.conn())
            .await
            .unwrap();
        drop(reader);
        let first = all
            .into_iter()
            .find(|one| one.0 == world.programme)
            .unwrap();
        let mentee = world.a_mentee("Salma").await;
        let two = Self {
            world,
            first: first.1,
            second,
            mentee,
        };
        two.joins(mentee, "mentee").await;
        two
    }

    async fn joins(&self, person: PersonId, side: &str) {
        let mut tx = self.world.backend.db.write().await.unwrap();
        testing::sql::member(tx.conn(), self.second, person, side, days(1))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// A mentor of the second programme alone.
    async fn a_mentor_of_the_second(&self, name: &str) -> PersonId {
        let mentor = self.world.a_mentor(name).await;
        self.joins(mentor, "mentor").await;
        with!(self.world, leave(mentor, self.world.programme));
        mentor
    }

    async fn suggested(&self, code: &str) -> (Vec<PersonId>, Vec<ProgrammeChoice>) {
        let found = matching::suggest(
            &self.world.backend,
            &actor(self.mentee),
            code,
            Lang::Fr,
            NOW,
        )
        .await
        .unwrap();
        let best = found.best.into_iter().map(|it| it.card.who.person);
        (best.collect(), found.programmes)
    }

    async fn page(
        &self,
        mentor: PersonId,
        code: &str,
    ) -> Result<domain::matching::views::MentorPage> {
        matching::explain(
            &self.world.backend,
            &actor(self.mentee),
            mentor,
            code,
            Lang::Fr,
            NOW,
        )
        .await
    }

    async fn ask(&self, mentor: PersonId, code: &str) -> Result<RequestId> {
        let command = CommandId::new();
        let whom = (mentor, code);
        matching::ask(
            &self.world.backend,
            &actor(self.mentee),
            command,
            whom,
            MESSAGE,
            NOW,
        )
        .await
    }

    async fn programme_of(&self, request: RequestId) -> ProgrammeId {
        let mut reader = self.world.backend.db.read().await.unwrap();
        sql::programme_of(reader.conn(), request).await.unwrap()
    }
}

fn shown(choices: &[ProgrammeChoice]) -> Vec<&str> {
    let shown = choices.iter().filter(|it| it.is_shown);
    shown.map(|it| it.code.as_str()).collect()
}

on_both_engines! {
    async fn suggestions_are_of_the_programme_that_the_page_names(db: Db) {
        let two = Two::new(db).await;
        let first = two.world.a_mentor("Leïla").await;
        let second = two.a_mentor_of_the_second("Driss").await;
        let (best, choices) = two.suggested("").await;
        assert_eq!((best, shown(&choices), choices.len()), (vec![second], vec!["SECOND"], 2));
        let (best, choices) = two.suggested(&two.first).await;
        assert_eq!((best, shown(&choices)), (vec![first], vec![two.first.as_str()]));
        let foreign = matching::suggest(&two.world.backend, &actor(two.mentee), "NOWHERE", Lang::Fr, NOW).await;
        assert_eq!(foreign.unwrap_err().failure(), Failure::NotFound);
    }

    async fn the_directory_shows_the_programme_that_its_address_names(db: Db) {
        let two = Two::new(db).await;
        let first = two.world.a_mentor("Leïla").await;
        let second = two.a_mentor_of_the_second("Driss").await;
        for (code, mentor) in [("", second), ("SECOND", second), (two.first.as_str(), first)] {
            let filter = DirectoryFilter { programme: code.into(), ..DirectoryFilter::default() };
            let page = matching::directory(&two.world.backend, &actor(two.mentee), &filter, Lang::Fr, NOW).await.unwrap();
            assert_eq!(page.mentors.iter().map(|it| it.who.person).collect::<Vec<_>>(), [mentor]);
            assert_eq!(page.programmes.len(), 2);
        }
    }

    async fn a_mentor_of_both_is_judged_by_the_one_that_is_named_on_the_page_and_in_the_request(db: Db) {
        let two = Two::new(db).await;
        let mentor = two.world.a_mentor("Leïla").await;
        two.joins(mentor, "mentor").await;
        with!(two.world, capacity(mentor, 2));
        let needs = async |code| {
            let page = two.page(mentor, code).await.unwrap();
            let fit = page.assessment.unwrap().fit;
            (page.programmes.len(), fit.of(Criterion::Needs).verdict)
        };
        assert_eq!(needs(&two.first).await, (2, Verdict::Met));
        assert_eq!(needs("SECOND").await, (2, Verdict::NotCounted));
        assert_eq!(needs("").await, (2, Verdict::NotCounted));
        let request = two.ask(mentor, &two.first).await.unwrap();
        assert_eq!(two.programme_of(request).await, two.world.programme);
        let page = matching::request(&two.world.backend, &actor(mentor), request, Lang::Fr, NOW).await.unwrap();
        assert_eq!(page.assessment.unwrap().fit.of(Criterion::Needs).verdict, Verdict::Met);
        two.world.accept(mentor, request, NOW).await.unwrap();
        // A mentor in one programme is no mentor in the other.
        assert_eq!(two.page(mentor, &two.first).await.unwrap().asking, Asking::AlreadyMentored);
        let other = two.a_mentor_of_the_second("Driss").await;
        assert_eq!(two.page(other, "").await.unwrap().asking, Asking::Possible);
        let request = two.ask(other, "SECOND").await.unwrap();
        two.world.accept(other, request, NOW).await.unwrap();
    }

    async fn a_request_without_a_name_is_judged_as_the_page_without_one(db: Db) {
        let two = Two::new(db).await;
        // The reader joined the second programme last; this mentor is in the first alone.
        let mentor = two.world.a_mentor("Leïla").await;
        let page = two.page(mentor, "").await.unwrap();
        assert_eq!((page.asking, shown(&page.programmes)), (Asking::Possible, vec![two.first.as_str()]));
        let request = two.ask(mentor, "").await.unwrap();
        assert_eq!(two.programme_of(request).await, two.world.programme);
    }

    async fn a_programme_that_is_not_the_readers_or_the_mentors_is_refused(db: Db) {
        let two = Two::new(db).await;
        let mentor = two.world.a_mentor("Leïla").await;
        assert_eq!(two.page(mentor, "SECOND").await.unwrap_err().failure(), Failure::NotFound);
        assert_eq!(refused(two.ask(mentor, "SECOND").await), Refusal::NotEligible);
        assert_eq!(two.ask(mentor, "NOWHERE").await.unwrap_err().failure(), Failure::NotFound);
        with!(two.world, leave(two.mentee, two.world.programme));
        assert_eq!(two.page(mentor, &two.first).await.unwrap_err().failure(), Failure::NotFound);
        assert_eq!(two.ask(mentor, &two.first).await.unwrap_err().failure(), Failure::NotFound);
    }
}
