//! The charter as one of the two reads it.

use super::{
    document::{self, Text},
    sql, terms,
};
use crate::{
    Backend, Result,
    mentorships::{Pair, names},
    notifications::wall_time,
};
use domain::{
    Actor, Lang, MentorshipId, PersonId,
    mentorships::{CharterVersion, CharterView, GivenSignature, Side, Signature, Terms, blocks},
    profiles::Names,
};

/// The charter in the language of the page, or in another one where the programme's text lacks it.
pub async fn read(
    backend: &Backend,
    actor: &Actor,
    id: MentorshipId,
    lang: Lang,
) -> Result<CharterView> {
    let mut reader = backend.db.read().await?;
    let pair = Pair::read(reader.conn(), actor, id).await?;
    let programme = pair.row.programme_id;
    let mut former = sql::charters(reader.conn(), id).await?;
    let last = former.pop();
    let signed = sql::signatures(reader.conn(), id).await?;
    let text_version = match &last {
        Some(row) => row.text_version,
        None => sql::text_version(reader.conn(), programme).await?,
    };
    let texts = document::texts(reader.conn(), programme, text_version).await?;
    let own = match &last {
        Some(row) => terms(row)?,
        None => Terms::suggested(
            sql::sought(reader.conn(), pair.row.mentee_id)
                .await?
                .unwrap_or_default(),
        ),
    };
    let reading = Reading {
        id,
        lang,
        zone: sql::person(reader.conn(), actor.person).await?.time_zone,
        mentee: named(&mut reader, pair.row.mentee_id).await?,
        mentor: named(&mut reader, pair.row.mentor_id).await?,
    };
    let current = reading.version(last.as_ref(), text_version, own, &signed, &texts)?;
    let mut kept = Vec::new();
    for row in former.iter().rev() {
        let under = document::texts(reader.conn(), programme, row.text_version).await?;
        let one = reading.version(Some(row), row.text_version, terms(row)?, &signed, &under)?;
        if one.is_agreed() {
            kept.push(one);
        }
    }
    let text = document::text_for(&texts, lang);
    let hash = match (&last, text) {
        (Some(row), Some(text)) => {
            document::fingerprint(id, row.version, text_version, text, &current.terms)?
        }
        _ => String::new(),
    };
    let (mine, other) = match pair.side {
        Side::Mentee => (&current.mentee, &reading.mentor.1),
        Side::Mentor => (&current.mentor, &reading.mentee.1),
    };
    let may_edit = pair.state.edit().is_ok();
    Ok(CharterView {
        mentorship: id,
        text: text.map(|text| blocks(&text.body)).unwrap_or_default(),
        text_lang: text.map(|text| text.lang),
        may_edit,
        may_sign: may_edit && !hash.is_empty() && mine.given.is_none(),
        hash,
        other: other.short(lang),
        current,
        kept,
    })
}

async fn named(reader: &mut crate::db::Reader, person: PersonId) -> Result<(PersonId, Names)> {
    Ok((person, names(&sql::person(reader.conn(), person).await?)))
}

/// What all versions of one pair's charter have in common for one reader.
struct Reading {
    id: MentorshipId,
    lang: Lang,
    zone: Option<String>,
    mentee: (PersonId, Names),
    mentor: (PersonId, Names),
}

impl Reading {
    /// One version with its signatures, each compared with what is kept; `row` is `None` before there are terms.
    fn version(
        &self,
        row: Option<&sql::CharterRow>,
        text_version: i64,
        terms: Terms,
        signed: &[sql::SignatureRow],
        texts: &[Text],
    ) -> Result<CharterVersion> {
        let number = row.map_or(0, |row| row.version);
        let is_redacted = row.is_some_and(|row| row.redacted_at.is_some());
        let signature = |(person, names): &(PersonId, Names)| {
            let found = signed.iter().find(|it| {
                row.is_some_and(|row| row.id == it.charter_id) && it.person_id == *person
            });
            let given = found
                .map(|it| {
                    let text = texts.iter().find(|text| text.lang.code() == it.lang);
                    let kept = text
                        .map(|text| {
                            document::fingerprint(self.id, number, text_version, text, &terms)
                        })
                        .transpose()?;
                    Ok::<_, crate::Error>(GivenSignature {
                        at: wall_time(it.signed_at, self.zone.as_deref())?,
                        lang: it.lang.clone(),
                        hash: it.hash.clone(),
                        // What was taken out on purpose is said as such, and is no alarm.
                        is_intact: is_redacted || kept.as_ref() == Some(&it.hash),
                    })
                })
                .transpose()?;
            Ok::<_, crate::Error>(Signature {
                person: *person,
                name: names.shown(self.lang),
                given,
            })
        };
        Ok(CharterVersion {
            number,
            text_version,
            mentee: signature(&self.mentee)?,
            mentor: signature(&self.mentor)?,
            is_redacted,
            terms,
        })
    }
}
