//! Notices: what happens to a person reaches them in the app and, by their choice, by mail.
//!
//! [`notify`] runs in the transaction of the cause. Reading a notice is the person's own business only.

mod sql;

use crate::{
    Backend, Result,
    db::Conn,
    outbox::{self, Mail, MailContent},
};
use domain::{
    Actor, NoticeId, PersonId, Timestamp,
    notifications::{NOTICES_PAGE, NoticeChoice, NoticeFacts, NoticeKind, NoticeLine, NoticePage},
    time::WallTime,
};
use uuid::Uuid;

/// Tells `person`: a notice, an event for their open pages, and a mail unless they chose none for this kind.
pub async fn notify(
    mut conn: Conn<'_>,
    person: PersonId,
    kind: NoticeKind,
    facts: &NoticeFacts,
    now: Timestamp,
) -> Result<()> {
    let id = NoticeId::new();
    let payload = serde_json::to_value(facts)?;
    sql::insert(
        conn.reborrow(),
        id,
        person,
        kind.code(),
        &payload.to_string(),
        facts.about(),
        now,
    )
    .await?;
    let event = crate::events::NewEvent {
        at: now,
        kind: "notice.given",
        actor: None,
        person: Some(person),
        subject: Some(id.0),
        payload: (),
    };
    crate::events::record(conn.reborrow(), event).await?;
    let Some((to, lang)) = sql::mail_address(conn.reborrow(), person, kind.code()).await? else {
        return Ok(());
    };
    let content = MailContent::Notice {
        kind: kind.code().to_owned(),
        payload,
        path: facts.path_from(id),
    };
    outbox::queue_mail(conn, Some(person), &Mail { to, lang, content }, now).await
}

/// How many notices the actor has not read.
pub async fn unread(backend: &Backend, actor: &Actor) -> Result<i64> {
    let mut reader = backend.db.read().await?;
    Ok(sql::unread(reader.conn(), actor.person).await?)
}

/// One page of the actor's notices; times are on the clock of their time zone.
pub async fn list(backend: &Backend, actor: &Actor, page: i64) -> Result<NoticePage> {
    let mut reader = backend.db.read().await?;
    let page = page.clamp(1, 10_000);
    let total = sql::total(reader.conn(), actor.person).await?;
    let unread = sql::unread(reader.conn(), actor.person).await?;
    let zone = sql::time_zone(reader.conn(), actor.person).await?;
    let rows = sql::page(
        reader.conn(),
        actor.person,
        NOTICES_PAGE,
        (page - 1) * NOTICES_PAGE,
    )
    .await?;
    let mut lines = Vec::new();
    for row in rows {
        // One that a newer program wrote must not hide all others.
        let (Some(kind), Ok(facts)) = (
            NoticeKind::from_code(&row.kind),
            serde_json::from_str(&row.payload),
        ) else {
            tracing::warn!(notice = %row.id, kind = row.kind, "a notice that this program does not know");
            continue;
        };
        lines.push(NoticeLine {
            id: row.id,
            kind,
            facts,
            at: wall_time(row.created_at, zone.as_deref())?,
            is_unread: row.read_at.is_none(),
        });
    }
    Ok(NoticePage {
        lines,
        unread,
        total,
        page,
    })
}

/// Marks all of the actor's notices as read. Harmless to repeat.
pub async fn mark_all_read(backend: &Backend, actor: &Actor, now: Timestamp) -> Result<()> {
    let mut tx = backend.db.write().await?;
    sql::mark_all_read(tx.conn(), actor.person, now).await?;
    record_read(tx.conn(), actor.person, None, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Marks one notice of the actor as read, since they followed its link. Harmless to repeat, and nothing happens for a
/// notice of somebody else or none.
pub async fn open(backend: &Backend, actor: &Actor, id: NoticeId, now: Timestamp) -> Result<()> {
    let mut reader = backend.db.read().await?;
    let is_unread = sql::is_unread(reader.conn(), actor.person, id).await?;
    drop(reader);
    // Following a link twice is reading alone.
    if !is_unread {
        return Ok(());
    }
    let mut tx = backend.db.write().await?;
    if sql::mark_read(tx.conn(), actor.person, id, now).await? > 0 {
        record_read(tx.conn(), actor.person, Some(id), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Marks as read what this person was told about a request or a mentorship, because it was dealt with there.
pub async fn handled(
    mut conn: Conn<'_>,
    person: PersonId,
    about: Uuid,
    now: Timestamp,
) -> Result<()> {
    if sql::mark_read_about(conn.reborrow(), person, about, now).await? > 0 {
        record_read(conn, person, None, now).await?;
    }
    Ok(())
}

/// For the bell of the person's other pages.
async fn record_read(
    conn: Conn<'_>,
    person: PersonId,
    notice: Option<NoticeId>,
    now: Timestamp,
) -> Result<()> {
    let event = crate::events::NewEvent {
        at: now,
        kind: "notice.read",
        actor: Some(person),
        person: Some(person),
        subject: notice.map(|id| id.0),
        payload: (),
    };
    crate::events::record(conn, event).await
}

/// The actor's choices, one for every kind; mail is on where nothing was chosen.
pub async fn choices(backend: &Backend, actor: &Actor) -> Result<Vec<NoticeChoice>> {
    let mut reader = backend.db.read().await?;
    let chosen = sql::choices(reader.conn(), actor.person).await?;
    Ok(NoticeKind::ALL
        .into_iter()
        .map(|kind| NoticeChoice {
            kind,
            mail: chosen
                .iter()
                .find(|(code, _)| code == kind.code())
                .is_none_or(|(_, mail)| *mail),
        })
        .collect())
}

/// Keeps for which kinds the actor wants mail: those named, and no others.
pub async fn choose(backend: &Backend, actor: &Actor, mail: &[NoticeKind]) -> Result<()> {
    let mut tx = backend.db.write().await?;
    for kind in NoticeKind::ALL {
        sql::choose(tx.conn(), actor.person, kind.code(), mail.contains(&kind)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// A moment on the clock of a zone; of Morocco where none is known.
pub(crate) fn wall_time(at: Timestamp, zone: Option<&str>) -> Result<WallTime> {
    let zone = jiff::tz::TimeZone::get(zone.unwrap_or("Africa/Casablanca"))
        .or_else(|_| jiff::tz::TimeZone::get("Africa/Casablanca"))?;
    let local = zone.to_datetime(jiff::Timestamp::from_millisecond(at.0)?);
    Ok(WallTime {
        day: domain::time::Day {
            year: local.year(),
            month: local.month().unsigned_abs(),
            day: local.day().unsigned_abs(),
            weekday: local.weekday().to_monday_one_offset().unsigned_abs(),
        },
        hour: local.hour().unsigned_abs(),
        minute: local.minute().unsigned_abs(),
    })
}
