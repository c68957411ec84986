//! What is signed: the programme's text in the language that was read, the pair's own terms, and one hash over both.

use super::sql;
use crate::{Result, db::Conn};
use domain::{Lang, MentorshipId, ProgrammeId, mentorships::Terms};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The programme's text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub lang: Lang,
    pub body: String,
}

/// One version of the programme's text, in every language it has. One without a letter in it is none.
pub(crate) async fn texts(
    conn: Conn<'_>,
    programme: ProgrammeId,
    version: i64,
) -> Result<Vec<Text>> {
    let rows = sql::texts(conn, programme, version).await?;
    Ok(rows
        .into_iter()
        .filter(|(_, body)| !body.trim().is_empty())
        .filter_map(|(code, body)| Lang::from_code(&code).map(|lang| Text { lang, body }))
        .collect())
}

/// The text for somebody who reads `lang`: in that language, else in the first that there is.
pub(super) fn text_for(texts: &[Text], lang: Lang) -> Option<&Text> {
    [lang]
        .into_iter()
        .chain(Lang::ALL)
        .find_map(|wanted| texts.iter().find(|text| text.lang == wanted))
}

/// The hash is SHA-256 over this as JSON, fields in this order (`docs/decisions/what-is-signed.md`).
#[derive(Serialize)]
struct Document<'a> {
    mentorship: MentorshipId,
    version: i64,
    text_version: i64,
    lang: &'static str,
    text: &'a str,
    terms: &'a Terms,
}

/// The hash of one version of a pair's terms together with the text they stand under.
pub(crate) fn fingerprint(
    mentorship: MentorshipId,
    version: i64,
    text_version: i64,
    text: &Text,
    terms: &Terms,
) -> Result<String> {
    let json = serde_json::to_string(&Document {
        mentorship,
        version,
        text_version,
        lang: text.lang.code(),
        text: &text.body,
        terms,
    })?;
    let digest = Sha256::digest(json.as_bytes());
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
