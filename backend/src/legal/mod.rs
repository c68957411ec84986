//! The public texts: read by everybody, edited by administrators. A change is a new version; the former ones stay.

mod sql;
#[cfg(test)]
mod tests;

use crate::{
    Backend, Db, Error, Result,
    access::administrators_only,
    db::{Begun, Conn},
    events,
};
use domain::{
    Actor, CommandId, Lang, Refusal, Timestamp,
    legal::{PublicText, TextSource, TextView, body},
    mentorships::blocks,
};
use std::{
    io,
    path::{Path, PathBuf},
};
use thiserror::Error as ThisError;

#[derive(Debug, ThisError)]
pub enum SeedError {
    #[error("{} cannot be read", .0.display())]
    File(PathBuf, #[source] io::Error),
    #[error("storage")]
    Storage(#[from] Error),
}

impl From<sqlx::Error> for SeedError {
    fn from(error: sqlx::Error) -> Self {
        SeedError::Storage(error.into())
    }
}

/// Writes the drafts of `folder` (`privacy/fr.md`) where there is no text yet. Safe to repeat, and for several servers at
/// once.
pub async fn seed(db: &Db, folder: &Path, now: Timestamp) -> Result<(), SeedError> {
    let mut reader = db.read().await?;
    let known = sql::all_newest(reader.conn()).await?;
    drop(reader);
    let missing: Vec<(PublicText, Lang)> = PublicText::ALL
        .into_iter()
        .flat_map(|text| Lang::ALL.map(|lang| (text, lang)))
        .filter(|(text, lang)| {
            !known
                .iter()
                .any(|row| row.text == text.code() && row.lang == lang.code())
        })
        .collect();
    if missing.is_empty() || !folder.is_dir() {
        return Ok(());
    }
    let mut tx = db.write().await?;
    for (text, lang) in missing {
        let file = folder.join(text.code()).join(format!("{}.md", lang.code()));
        let draft = std::fs::read_to_string(&file).map_err(|cause| SeedError::File(file, cause))?;
        sql::insert(tx.conn(), text, lang, 1, draft.trim(), true, None, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Which text a reader of this language is shown: its language and version, 0 where there is none at all.
pub(crate) async fn shown(mut conn: Conn<'_>, text: PublicText, lang: Lang) -> Result<(Lang, i64)> {
    let row = find(conn.reborrow(), text, lang).await?;
    Ok(row.map_or((lang, 0), |(lang, row)| (lang, row.version)))
}

/// In the reader's language; in French where that one has none.
async fn find(
    mut conn: Conn<'_>,
    text: PublicText,
    lang: Lang,
) -> Result<Option<(Lang, sql::TextRow)>> {
    for lang in [lang, Lang::Fr] {
        if let Some(row) = sql::newest(conn.reborrow(), text, lang).await? {
            return Ok(Some((lang, row)));
        }
    }
    Ok(None)
}

/// A text in the reader's language; in French where that one has none.
pub async fn read(backend: &Backend, text: PublicText, lang: Lang) -> Result<TextView> {
    let mut reader = backend.db.read().await?;
    let found = find(reader.conn(), text, lang).await?;
    Ok(match found {
        Some((lang, row)) => TextView {
            blocks: blocks(&row.body),
            lang,
            is_draft: row.is_draft,
            version: row.version,
        },
        None => TextView {
            blocks: Vec::new(),
            lang,
            is_draft: true,
            version: 0,
        },
    })
}

/// Every text in every language, for administrators.
pub async fn list(backend: &Backend, actor: &Actor) -> Result<Vec<TextSource>> {
    administrators_only(actor)?;
    let mut reader = backend.db.read().await?;
    let rows = sql::all_newest(reader.conn()).await?;
    let source = |(text, lang): (PublicText, Lang)| {
        let row = rows
            .iter()
            .find(|row| row.text == text.code() && row.lang == lang.code());
        TextSource {
            text,
            lang,
            body: row.map(|row| row.body.clone()).unwrap_or_default(),
            is_draft: row.is_none_or(|row| row.is_draft),
            version: row.map_or(0, |row| row.version),
            changed_at: row.map(|row| row.changed_at),
        }
    };
    let all = PublicText::ALL
        .into_iter()
        .flat_map(|text| Lang::ALL.map(|lang| (text, lang)));
    Ok(all.map(source).collect())
}

/// A new version of a text, unless somebody else made one since version `seen`.
pub async fn save(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    (text, lang): (PublicText, Lang),
    seen: i64,
    written: &str,
    is_draft: bool,
    now: Timestamp,
) -> Result<()> {
    administrators_only(actor)?;
    let body = body(written).map_err(|problem| Error::field("body", problem))?;
    let begun = backend
        .db
        .begin::<()>(command, Some(actor.person), "public_text.save", now)
        .await?;
    let mut tx = match begun {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    if sql::version(tx.conn(), text, lang).await? != seen {
        return Err(Refusal::Conflict.into());
    }
    let (version, by) = (seen + 1, Some(actor.person));
    let written = sql::insert(tx.conn(), text, lang, version, &body, is_draft, by, now).await?;
    // Somebody was faster by a hair.
    if written == 0 {
        return Err(Refusal::Conflict.into());
    }
    let event = events::NewEvent {
        at: now,
        kind: "public_text.changed",
        actor: Some(actor.person),
        person: None,
        subject: None,
        payload: (text.code(), lang.code(), version),
    };
    events::record(tx.conn(), event).await?;
    tx.finish(()).await
}
