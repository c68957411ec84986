//! What people are told about requests.

use super::people_sql::PersonRow;
use crate::{Result, db::Conn, notifications};
use domain::{
    Lang, PersonId, RequestId, Timestamp,
    notifications::{NoticeFacts, NoticeKind},
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
    let facts = NoticeFacts {
        request: Some(id),
        mentorship: None,
        person: other.person_id,
        name: other.line(Lang::Fr).name,
        name_ar: other.line(Lang::Ar).name,
    };
    notifications::notify(conn, person, kind, &facts, now).await
}
