//! Links of invitations. They prove the address as any link of a mail does; what is answered is for
//! [`crate::programmes::invitations`].

use super::{
    Origin, links,
    sign_in::{self, NewSession},
    sign_up, sql, token,
};
use crate::{Result, db::Conn};
use domain::{PersonId, Refusal, Timestamp};
use serde::{Deserialize, Serialize};

/// What a link of an invitation remembers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Invitation {
    pub programme: domain::ProgrammeId,
    /// As `Side::code`.
    pub side: String,
}

/// A link that somebody holds in their hands.
pub(crate) struct Held {
    link: links::Usable,
    pub person: PersonId,
    pub invitation: Invitation,
}

/// Writes a link for each and returns the paths for their mails, in the same order.
pub(crate) async fn issue(
    conn: Conn<'_>,
    people: &[(PersonId, &str, Invitation)],
    now: Timestamp,
) -> Result<Vec<String>> {
    let mut paths = Vec::with_capacity(people.len());
    let mut rows = Vec::with_capacity(people.len());
    for (person, email, invitation) in people {
        let token = token::fresh();
        rows.push(sql::NewLink {
            token_hash: token::hash(&token),
            purpose: links::Purpose::Invitation.code(),
            email,
            person: Some(*person),
            payload: serde_json::to_string(invitation)?,
            now,
            expires: now.plus(links::Purpose::Invitation.lasts()),
        });
        // In the query: paths are logged, queries never.
        paths.push(format!("/invitation?t={token}"));
    }
    sql::insert_links(conn, rows).await?;
    Ok(paths)
}

/// The invitation behind a token, if its link can still be used. Changes nothing.
pub(crate) async fn held(conn: Conn<'_>, token: &str, now: Timestamp) -> Result<Held> {
    let link = links::usable(conn, token, now).await?;
    match (link.purpose, link.person) {
        (links::Purpose::Invitation, Some(person)) => Ok(Held {
            invitation: serde_json::from_str(&link.payload)?,
            person,
            link,
        }),
        _ => Err(Refusal::LinkExpired.into()),
    }
}

/// Uses the link up; of two at once only one succeeds.
pub(crate) async fn use_up(conn: Conn<'_>, held: &Held, now: Timestamp) -> Result<()> {
    links::use_up(conn, &held.link, now).await
}

/// Proves the address, and signs in; the first proof ends whatever was prepared before.
pub(crate) async fn enter(
    mut conn: Conn<'_>,
    held: &Held,
    origin: &Origin,
    now: Timestamp,
) -> Result<NewSession> {
    sign_up::prove(conn.reborrow(), held.person, None, origin.lang, now).await?;
    sign_in::begin_session(conn, held.person, origin, now).await
}
