//! Commands that are harmless to repeat: the client names each with an id, and the result is kept with it.

use super::{Conn, Db, Tx, sql};
use crate::Error;
use domain::{CommandId, PersonId, Refusal, Timestamp};
use serde::{Serialize, de::DeserializeOwned};

/// Where a command stands when it begins.
pub enum Begun<T> {
    /// Done before, by the same person: here is its result again.
    Repeated(T),
    /// Not done before: do it in this transaction and `finish` it.
    Fresh(CommandTx),
}

/// The one transaction of a command: lock, guard, write, event, outbox row; then `finish`.
pub struct CommandTx {
    tx: Tx,
    id: CommandId,
    person: Option<PersonId>,
    kind: &'static str,
    now: Timestamp,
}

impl Db {
    /// Begins command `id` of `person`. Refused when the id was used by somebody else or for another kind.
    pub async fn begin<T: DeserializeOwned>(
        &self,
        id: CommandId,
        person: Option<PersonId>,
        kind: &'static str,
        now: Timestamp,
    ) -> Result<Begun<T>, Error> {
        let mut tx = self.write().await?;
        match done(tx.conn(), id, person, kind).await? {
            Some(result) => Ok(Begun::Repeated(result)),
            None => Ok(Begun::Fresh(CommandTx {
                tx,
                id,
                person,
                kind,
                now,
            })),
        }
    }

    /// The result of command `id` of `person` if it is done: for what has to be known before slow work, which must
    /// not hold a transaction.
    pub async fn repeated<T: DeserializeOwned>(
        &self,
        id: CommandId,
        person: Option<PersonId>,
        kind: &'static str,
    ) -> Result<Option<T>, Error> {
        let mut reader = self.read().await?;
        done(reader.conn(), id, person, kind).await
    }

    /// Is the database there? For `/readyz`.
    pub async fn ping(&self) -> sqlx::Result<()> {
        let mut reader = self.read().await?;
        sql::ping(reader.conn()).await.map(drop)
    }
}

async fn done<T: DeserializeOwned>(
    conn: Conn<'_>,
    id: CommandId,
    person: Option<PersonId>,
    kind: &str,
) -> Result<Option<T>, Error> {
    match sql::done_command(conn, id).await? {
        Some((by, done, result)) if by == person && done == kind => {
            Ok(Some(serde_json::from_str(&result)?))
        }
        Some(_) => Err(Refusal::Conflict.into()),
        None => Ok(None),
    }
}

impl CommandTx {
    pub fn conn(&mut self) -> Conn<'_> {
        self.tx.conn()
    }

    /// Records the result beside the command and commits both with everything written before.
    ///
    /// When the same command was finished elsewhere meanwhile, nothing is written and `Conflict` is refused:
    /// the caller's next try finds the first result.
    pub async fn finish<T: Serialize>(mut self, result: T) -> Result<T, Error> {
        let json = serde_json::to_string(&result)?;
        sql::record_command(
            self.tx.conn(),
            self.id,
            self.person,
            self.kind,
            &json,
            self.now,
        )
        .await
        .map_err(Error::unique_as(Refusal::Conflict))?;
        self.tx.commit().await?;
        Ok(result)
    }
}
