//! The charter of a pair: the programme's text and their own terms, signed by both in exactly one version.
//!
//! Versions are only ever added. The newest that both signed is in force; a later one is a proposal until both signed it.

mod document;
mod read;

pub use read::read;

pub(crate) use document::{Text, fingerprint, texts};

use super::{Pair, record, sql};
use crate::{
    Backend, Error, Result,
    db::{Begun, CommandTx, Conn},
    notifications::notify,
};
use domain::{
    Actor, CharterId, CommandId, Lang, MentorshipId, PersonId, Refusal, Timestamp,
    mentorships::{Channel, Confidentiality, MentorshipState, Rhythm, Terms, TermsDraft},
    notifications::NoticeKind,
};

/// Proposes a new version of the terms, on top of `base` (0: there was none), which needs both signatures.
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
    let text_version = sql::text_version(tx.conn(), pair.row.programme_id).await?;
    if let Some(row) = &last
        && terms(row)? == new
        && row.text_version == text_version
    {
        // Nothing changed: what was signed still holds.
        return tx.finish(()).await;
    }
    let row = sql::CharterRow {
        id: CharterId::new(),
        version: version + 1,
        text_version,
        aims: new.aims,
        rhythm: new.rhythm.code().to_owned(),
        months: new.months,
        channel: new.channel.code().to_owned(),
        confidentiality: new.confidentiality.code().to_owned(),
        written_by: actor.person,
        created_at: now,
        redacted_at: None,
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

/// Signs what has this hash, for the actor alone: the newest terms, and the programme's text in the language in which
/// it was read.
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
    let texts = document::texts(tx.conn(), pair.row.programme_id, last.text_version).await?;
    if texts.is_empty() {
        return Err(Refusal::NoCharterText.into());
    }
    let text = texts.iter().find(|text| text.lang == lang);
    let text = text.ok_or(Refusal::CharterChanged)?;
    let hash = fingerprint(id, last.version, last.text_version, text, &terms(&last)?)?;
    if hash != read_hash {
        return Err(Refusal::CharterChanged.into());
    }
    let signed = signers(tx.conn(), id, last.id).await?;
    if signed.contains(&actor.person) {
        return Err(Refusal::AlreadySigned.into());
    }
    let state = pair.state.sign(signed.contains(&pair.other()))?;
    sql::insert_signature(tx.conn(), last.id, actor.person, lang.code(), &hash, now).await?;
    let both = signed.contains(&pair.other());
    let first = both && pair.state == MentorshipState::AwaitingCharter;
    sql::set_state(tx.conn(), id, state.code(), first.then_some(now)).await?;
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
    record(tx.conn(), kind.code(), Some(actor.person), other, id, now).await?;
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
        .filter(|it| it.charter_id == charter)
        .map(|it| it.person_id)
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
