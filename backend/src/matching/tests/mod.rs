//! Suggestions, the directory and the whole life of a request, on both engines and a fixed clock.

mod answering;
mod asking;
mod fair;
mod fewer;
mod finding;
mod leaving;
mod programmes;
mod races;
mod sql;

use crate::{Backend, Db, Result, accounts::Hasher, db::testing, matching};
use domain::{
    Actor, CommandId, Failure, PersonId, ProgrammeId, Refusal, RequestId, Timestamp, time::DAY,
};

/// Sunday 18 November 2026, 20:53 UTC.
pub const NOW: Timestamp = Timestamp(1_795_000_000_000);
const MESSAGE: &str = "Bonjour, je prépare l’export de mes conserves vers l’Allemagne.";

/// A programme with nobody in it.
pub struct World {
    pub backend: Backend,
    pub programme: ProgrammeId,
}

impl World {
    pub async fn new(db: Db) -> Self {
        let programme = ProgrammeId::new();
        let mut tx = db.write().await.unwrap();
        testing::sql::programme(tx.conn(), programme, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let backend = Backend::new(db, Hasher::new(1));
        Self { backend, programme }
    }

    /// Speaks French, offers export, has one place.
    pub async fn a_mentor(&self, name: &str) -> PersonId {
        let id = self.a_person(name, "mentor").await;
        let mut tx = self.backend.db.write().await.unwrap();
        sql::expertise(tx.conn(), id, "offered", "EXPORT_EU")
            .await
            .unwrap();
        sql::sector(tx.conn(), id, "AGROFOOD").await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Speaks French, needs export, has a project.
    pub async fn a_mentee(&self, name: &str) -> PersonId {
        let id = self.a_person(name, "mentee").await;
        let mut tx = self.backend.db.write().await.unwrap();
        sql::expertise(tx.conn(), id, "needed", "EXPORT_EU")
            .await
            .unwrap();
        sql::project(tx.conn(), id, "Tazart").await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn a_person(&self, name: &str, side: &str) -> PersonId {
        let id = PersonId::new();
        let mut tx = self.backend.db.write().await.unwrap();
        testing::sql::person(tx.conn(), id, NOW).await.unwrap();
        sql::profile(tx.conn(), id, (name, "Chraïbi"), "", 1)
            .await
            .unwrap();
        testing::sql::member(tx.conn(), self.programme, id, side, NOW)
            .await
            .unwrap();
        sql::language(tx.conn(), id, "fr").await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    pub async fn ask(
        &self,
        mentee: PersonId,
        mentor: PersonId,
        now: Timestamp,
    ) -> Result<RequestId> {
        let command = CommandId::new();
        let whom = (mentor, "");
        matching::ask(&self.backend, &actor(mentee), command, whom, MESSAGE, now).await
    }

    pub async fn accept(&self, mentor: PersonId, id: RequestId, now: Timestamp) -> Result<()> {
        let command = CommandId::new();
        let accepted = matching::accept(&self.backend, &actor(mentor), command, id, now).await;
        accepted.map(drop)
    }

    async fn decline(&self, mentor: PersonId, id: RequestId, now: Timestamp) -> Result<()> {
        let typed = matching::Decline {
            reason: "no_time".into(),
            note: "Au printemps ?".into(),
        };
        let command = CommandId::new();
        matching::decline(&self.backend, &actor(mentor), command, id, typed, now).await
    }

    pub async fn state(&self, id: RequestId) -> (String, Option<String>) {
        let mut reader = self.backend.db.read().await.unwrap();
        sql::state(reader.conn(), id).await.unwrap()
    }

    pub async fn notices(&self, person: PersonId) -> Vec<String> {
        let mut reader = self.backend.db.read().await.unwrap();
        sql::notices(reader.conn(), person).await.unwrap()
    }
}

/// `with!(world, pause(mentor, NOW))`: one statement of `sql` in a transaction of its own.
macro_rules! with {
    ($world:expr, $what:ident($($argument:expr),*)) => {{
        let mut tx = $world.backend.db.write().await.unwrap();
        $crate::matching::tests::sql::$what(tx.conn(), $($argument),*).await.unwrap();
        tx.commit().await.unwrap();
    }};
}
use with;

pub fn actor(person: PersonId) -> Actor {
    Actor {
        person,
        roles: vec![],
    }
}

pub fn refused<T: std::fmt::Debug>(result: Result<T>) -> Refusal {
    match result.unwrap_err().failure() {
        Failure::Refused(refusal) => refusal,
        other => panic!("not a refusal: {other:?}"),
    }
}

const fn days(count: i64) -> Timestamp {
    NOW.plus(count * DAY)
}
