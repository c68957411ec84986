//! What people are told about requests.

use super::people_sql::PersonRow;
use crate::{Result, db::Conn, notifications};
use domain::{
    Lang, PersonId, RequestId, Timestamp,
    notifications::{NoticeFacts, NoticeKind},
    time::Day,
};

/// Tells `person` about a request; `other` is the other side, whose name the sentence has.
pub async fn request(
    conn: Conn<'_>,
    kind: NoticeKind,
    person: PersonId,
    id: RequestId,
    other: &PersonRow,
    now: Timestamp,
) -> Result<()> {
    let facts = facts(id, other, None);
    notifications::notify(conn, person, kind, &facts, now).await
}

/// Reminds the mentor, who is told until which day of theirs there is time.
pub async fn reminder(
    conn: Conn<'_>,
    person: PersonId,
    id: RequestId,
    other: &PersonRow,
    until: Option<Day>,
    now: Timestamp,
) -> Result<()> {
    let facts = NoticeFacts {
        until,
        ..facts(id, other, None)
    };
    notifications::notify(conn, person, NoticeKind::RequestReminder, &facts, now).await
}

/// Like [`request`], and names the mentor who is offered next.
pub async fn ended(
    conn: Conn<'_>,
    kind: NoticeKind,
    person: PersonId,
    id: RequestId,
    other: &PersonRow,
    next: Option<&PersonRow>,
    now: Timestamp,
) -> Result<()> {
    let facts = facts(id, other, next);
    notifications::notify(conn, person, kind, &facts, now).await
}

fn facts(id: RequestId, other: &PersonRow, next: Option<&PersonRow>) -> NoticeFacts {
    let next_in = |lang| next.map(|it| it.line(lang).name).unwrap_or_default();
    NoticeFacts {
        own: None,
        request: Some(id),
        mentorship: None,
        person: other.person_id,
        name: other.line(Lang::Fr).name,
        name_ar: other.line(Lang::Ar).name,
        next: next_in(Lang::Fr),
        next_ar: next_in(Lang::Ar),
        until: None,
    }
}
