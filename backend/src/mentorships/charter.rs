//! The charter of a pair: the programme's text and their own terms, signed by both in exactly one version.

use super::{Pair, names, record, sql};
use crate::{
    Backend, Error, Result,
    db::{Begun, CommandTx, Conn},
    notifications::{notify, wall_time},
};
use domain::{
    Actor, CharterId, CommandId, Lang, MentorshipId, PersonId, Refusal, Timestamp,
    mentorships::{
        Channel, CharterView, Confidentiality, MentorshipState, Rhythm, Side, Signature, Terms,
        TermsDraft, blocks,
    },
    notifications::NoticeKind,
};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// What is signed: the hash is SHA-256 over this as JSON, fields in this order.
#[derive(Serialize)]
struct Document<'a> {
    mentorship: MentorshipId,
    version: i64,
    text_version: i64,
    terms: &'a Terms,
}

fn hash(
    mentorship: MentorshipId,
    version: i64,
    text_version: i64,
    terms: &Terms,
) -> Result<String> {
    let json = serde_json::to_string(&Document {
        mentorship,
        version,
        text_version,
        terms,
    })?;
    let digest = Sha256::digest(json.as_bytes());
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The charter as one of the two reads it, in the language of the page.
pub async fn read(
    backend: &Backend,
    actor: &Actor,
    id: MentorshipId,
    lang: Lang,
) -> Result<CharterView> {
    let mut reader = backend.db.read().await?;
    let pair = Pair::read(reader.conn(), actor, id).await?;
    let last = sql::charters(reader.conn(), id).await?.pop();
    let signed = sql::signatures(reader.conn(), id).await?;
    let text_version = match &last {
        Some(row) => row.text_version,
        None => sql::text_version(reader.conn(), pair.row.programme_id).await?,
    };
    let text = sql::text(
        reader.conn(),
        pair.row.programme_id,
        text_version,
        lang.code(),
    )
    .await?;
    let terms = match &last {
        Some(row) => terms(row)?,
        None => Terms::suggested(
            sql::sought(reader.conn(), pair.row.mentee_id)
                .await?
                .unwrap_or_default(),
        ),
    };
    let charter = last.as_ref().map(|row| row.id);
    let zone = sql::person(reader.conn(), actor.person).await?.time_zone;
    let at = |person: PersonId| {
        signed
            .iter()
            .find(|(of, by, _)| Some(*of) == charter && *by == person)
            .map(|(_, _, at)| wall_time(*at, zone.as_deref()))
            .transpose()
    };
    let (mentee_at, mentor_at) = (at(pair.row.mentee_id)?, at(pair.row.mentor_id)?);
    let mentee = names(&sql::person(reader.conn(), pair.row.mentee_id).await?);
    let mentor = names(&sql::person(reader.conn(), pair.row.mentor_id).await?);
    let (mine, other) = match pair.side {
        Side::Mentee => (mentee_at.is_some(), mentor.short(lang)),
        Side::Mentor => (mentor_at.is_some(), mentee.short(lang)),
    };
    Ok(CharterView {
        mentorship: id,
        text: blocks(&text.unwrap_or_default()),
        text_version,
        version: last.as_ref().map_or(0, |row| row.version),
        terms,
        hash: last.map(|row| row.hash).unwrap_or_default(),
        mentee: Signature {
            person: pair.row.mentee_id,
            name: mentee.shown(lang),
            at: mentee_at,
        },
        mentor: Signature {
            person: pair.row.mentor_id,
            name: mentor.shown(lang),
            at: mentor_at,
        },
        may_edit: pair.state.edit().is_ok(),
        may_sign: pair.state.edit().is_ok() && charter.is_some() && !mine,
        other,
    })
}

/// Writes a new version of the terms, on top of `base` (0: there was none). Earlier signatures no longer hold.
///
/// Refused with `CharterChanged` when the other wrote a version meanwhile.
pub async fn propose(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    id: MentorshipId,
    base: i64,
    draft: &TermsDraft,
    now: Timestamp,
) -> Result<()> {
    let by = Some(actor.person);
    let mut tx = match backend
        .db
        .begin(command, by, "charter.propose", now)
        .await?
    {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let pair = Pair::lock(tx.conn(), actor, id).await?;
    pair.state.edit()?;
    let new = Terms::parse(draft)?;
    let last = sql::charters(tx.conn(), id).await?.pop();
    let version = last.as_ref().map_or(0, |row| row.version);
    if version != base {
        return Err(Refusal::CharterChanged.into());
    }
    if let Some(row) = &last
        && terms(row)? == new
    {
        // Nothing changed: what was signed still holds.
        return tx.finish(()).await;
    }
    let text_version = sql::text_version(tx.conn(), pair.row.programme_id).await?;
    let row = sql::CharterRow {
        id: CharterId::new(),
        version: version + 1,
        text_version,
        hash: hash(id, version + 1, text_version, &new)?,
        aims: new.aims,
        rhythm: new.rhythm.code().to_owned(),
        months: new.months,
        channel: new.channel.code().to_owned(),
        confidentiality: new.confidentiality.code().to_owned(),
        written_by: actor.person,
        created_at: now,
    };
    sql::insert_charter(tx.conn(), id, &row)
        .await
        .map_err(Error::unique_as(Refusal::CharterChanged))?;
    let kind = if version == 0 {
        NoticeKind::CharterProposed
    } else {
        NoticeKind::CharterChanged
    };
    tell_other(&mut tx, &pair, actor, kind, now).await?;
    tx.finish(()).await
}

/// Signs the version with this hash, for the actor alone.
pub async fn sign(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    id: MentorshipId,
    read_hash: &str,
    lang: Lang,
    now: Timestamp,
) -> Result<()> {
    let by = Some(actor.person);
    let mut tx = match backend.db.begin(command, by, "charter.sign", now).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    let pair = Pair::lock(tx.conn(), actor, id).await?;
    let last = sql::charters(tx.conn(), id).await?.pop();
    pair.state.edit()?;
    let last = last.ok_or(Refusal::NotYet)?;
    if last.hash != read_hash {
        return Err(Refusal::CharterChanged.into());
    }
    let signed = signers(tx.conn(), id, last.id).await?;
    if signed.contains(&actor.person) {
        return Err(Refusal::AlreadySigned.into());
    }
    let state = pair.state.sign(signed.contains(&pair.other()))?;
    let charter = last.id;
    sql::insert_signature(
        tx.conn(),
        charter,
        actor.person,
        lang.code(),
        &last.hash,
        now,
    )
    .await?;
    let both = state == MentorshipState::AwaitingPledge;
    sql::set_state(tx.conn(), id, state.code(), both.then_some(now)).await?;
    let kind = if both {
        NoticeKind::CharterAgreed
    } else {
        NoticeKind::CharterSigned
    };
    tell_other(&mut tx, &pair, actor, kind, now).await?;
    tx.finish(()).await
}

async fn tell_other(
    tx: &mut CommandTx,
    pair: &Pair,
    actor: &Actor,
    kind: NoticeKind,
    now: Timestamp,
) -> Result<()> {
    let (id, other) = (pair.row.id, pair.other());
    record(tx.conn(), kind.code(), actor.person, other, id, now).await?;
    let facts = pair.facts(tx.conn(), actor.person).await?;
    notify(tx.conn(), other, kind, &facts, now).await
}

/// Who signed this version.
pub(super) async fn signers(
    conn: Conn<'_>,
    id: MentorshipId,
    charter: CharterId,
) -> Result<Vec<PersonId>> {
    let all = sql::signatures(conn, id).await?;
    Ok(all
        .into_iter()
        .filter(|(of, _, _)| *of == charter)
        .map(|(_, person, _)| person)
        .collect())
}

fn terms(row: &sql::CharterRow) -> Result<Terms> {
    Ok(Terms {
        aims: row.aims.clone(),
        rhythm: Rhythm::from_code(&row.rhythm).ok_or(Error::UnknownCode("charters.rhythm"))?,
        months: row.months,
        channel: Channel::from_code(&row.channel).ok_or(Error::UnknownCode("charters.channel"))?,
        confidentiality: Confidentiality::from_code(&row.confidentiality)
            .ok_or(Error::UnknownCode("charters.confidentiality"))?,
    })
}
