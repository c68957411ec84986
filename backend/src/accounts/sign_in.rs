//! Signing in by password, and what every sign-in begins with.

use super::{
    Origin, address::read_address, devices, new_password, password::Verdict, refused, sql,
    throttle, token,
};
use crate::{
    Backend, Result,
    db::{Begun, Conn},
};
use domain::{CommandId, Failure, PersonId, Refusal, SignInId, Timestamp, time};

/// The end of every sign-in; one that nobody uses ends sooner ([`sql::live`]).
const SIGN_IN_LASTS: i64 = 180 * time::DAY;
/// Sign-ins of one person at once; the one not used for longest ends.
const PER_PERSON: i64 = 20;

/// What a browser is given when a sign-in begins: the secret of the session, and the one it is known by later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    pub token: String,
    pub device: String,
}

/// Checks address and password and begins a sign-in session. A repeat of the same command, checked again, is the same
/// session under a new token: tokens are not kept.
///
/// The same answer and the same work for known and unknown addresses.
pub async fn sign_in(
    backend: &Backend,
    command: CommandId,
    email: &str,
    password: String,
    origin: &Origin,
    now: Timestamp,
) -> Result<NewSession> {
    // What is no address is nobody's: the same answer and work.
    let email = read_address(email).map_or_else(|_| email.trim().to_lowercase(), String::from);
    let tries = throttle::count_sign_in(backend, origin, &email, now).await?;
    let mut reader = backend.db.read().await?;
    let found = sql::credentials(reader.conn(), &email).await?;
    drop(reader);
    let hash = found.as_ref().and_then(|(_, hash)| hash.clone());
    let verdict = backend
        .hasher
        .verify(password.clone(), hash.clone())
        .await?;
    let (Some((person, _)), true) = (&found, verdict.is_right()) else {
        let about = found.map(|(person, _)| person);
        refused::wrong_password(backend, origin, about, now);
        return Err(Refusal::WrongCredentials.into());
    };
    let person = *person;
    tries.give_back(backend).await?;
    if verdict == Verdict::RightAsTyped {
        spell_anew(backend, person, hash, &password).await?;
    }
    let by = Some(person);
    match backend
        .db
        .begin::<SignInId>(command, by, SIGN_IN, now)
        .await
    {
        Ok(Begun::Fresh(mut tx)) => {
            let id = SignInId::new();
            let session = insert_session(tx.conn(), id, person, origin, now).await?;
            match tx.finish(id).await {
                Ok(_) => return Ok(session),
                Err(error) if is_conflict(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Begun::Repeated(_)) => {}
        Err(error) if is_conflict(&error) => {}
        Err(error) => return Err(error),
    }
    sign_in_again(backend, command, person, origin, now).await
}

const SIGN_IN: &str = "account.sign_in";

fn is_conflict(error: &crate::Error) -> bool {
    error.failure() == Failure::Refused(Refusal::Conflict)
}

/// A hash from before passwords had one spelling: made again, unless the password was changed meanwhile.
async fn spell_anew(
    backend: &Backend,
    person: PersonId,
    old: Option<String>,
    password: &str,
) -> Result<()> {
    let hash = backend.hasher.hash(new_password::normal(password)).await?;
    let mut tx = backend.db.write().await?;
    sql::replace_password(tx.conn(), person, &old.unwrap_or_default(), &hash).await?;
    tx.commit().await?;
    Ok(())
}

/// The session that this command began, under a new token. A new one where that is over, or where the form is one that
/// somebody else had sent from this browser before.
async fn sign_in_again(
    backend: &Backend,
    command: CommandId,
    person: PersonId,
    origin: &Origin,
    now: Timestamp,
) -> Result<NewSession> {
    let done = backend.db.repeated(command, Some(person), SIGN_IN).await;
    let begun: Option<SignInId> = match done {
        Err(error) if !is_conflict(&error) => return Err(error),
        done => done.ok().flatten(),
    };
    let mut tx = backend.db.write().await?;
    let session = match begun {
        Some(id) if sql::end_sign_in(tx.conn(), person, id).await? > 0 => {
            insert_session(tx.conn(), id, person, origin, now).await?
        }
        _ => begin_session(tx.conn(), person, origin, now).await?,
    };
    tx.commit().await?;
    Ok(session)
}

/// A new session with a new token, whatever the browser held before.
pub(super) async fn begin_session(
    conn: Conn<'_>,
    person: PersonId,
    origin: &Origin,
    now: Timestamp,
) -> Result<NewSession> {
    insert_session(conn, SignInId::new(), person, origin, now).await
}

async fn insert_session(
    mut conn: Conn<'_>,
    id: SignInId,
    person: PersonId,
    origin: &Origin,
    now: Timestamp,
) -> Result<NewSession> {
    let token = token::fresh();
    sql::insert_sign_in(
        conn.reborrow(),
        id,
        &token::hash(&token),
        person,
        &origin.device,
        now,
        now.plus(SIGN_IN_LASTS),
    )
    .await?;
    sql::end_unused_sign_ins(conn.reborrow(), person, PER_PERSON).await?;
    let device = devices::remember(conn, person, origin, now).await?;
    Ok(NewSession { token, device })
}
