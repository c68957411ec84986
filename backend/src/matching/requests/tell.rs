//! What people are told about requests: a notice in the app and a mail.

use super::{people_sql::PersonRow, sql};
use crate::{
    Result,
    db::Conn,
    outbox::{self, Mail, MailContent},
};
use domain::{Lang, NoticeId, PersonId, RequestId, Timestamp};
use serde_json::json;

/// What happened, from the view of the person who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// To the mentor: somebody asks.
    Received,
    /// To the mentor on day four.
    Reminder,
    Accepted,
    Declined,
    /// To the mentor: the mentee took it back.
    Withdrawn,
    /// To the mentor: the mentee found another mentor.
    OtherAccepted,
    /// To the mentee: the last place went to somebody else.
    MentorFull,
    /// To the mentee: seven days without an answer.
    Expired,
}

impl Told {
    pub const fn kind(self) -> &'static str {
        match self {
            Told::Received => "request.received",
            Told::Reminder => "request.reminder",
            Told::Accepted => "request.accepted",
            Told::Declined => "request.declined",
            Told::Withdrawn => "request.withdrawn",
            Told::OtherAccepted => "request.other_accepted",
            Told::MentorFull => "request.mentor_full",
            Told::Expired => "request.expired",
        }
    }
}

/// Tells `person` about a request; `other` is the other side, whose name the sentence has.
pub async fn request(
    mut conn: Conn<'_>,
    told: Told,
    person: PersonId,
    id: RequestId,
    other: &PersonRow,
    now: Timestamp,
) -> Result<()> {
    let payload = json!({
        "request": id,
        "person": other.person_id,
        "name": other.line(Lang::Fr).name,
        "name_ar": other.line(Lang::Ar).name,
    });
    let text = payload.to_string();
    sql::insert_notice(
        conn.reborrow(),
        NoticeId::new(),
        person,
        told.kind(),
        &text,
        now,
    )
    .await?;
    let Some((to, lang)) = sql::mail_address(conn.reborrow(), person).await? else {
        return Ok(());
    };
    let content = MailContent::Notice {
        kind: told.kind().to_owned(),
        payload,
        path: format!("/requests/{id}"),
    };
    outbox::queue_mail(conn, Some(person), &Mail { to, lang, content }, now).await
}
