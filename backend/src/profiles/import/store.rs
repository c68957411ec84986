//! People of a file into the database, a batch at a time.
//!
//! A batch is one transaction of a dozen statements, whatever its size. Accounts are inserted first, even those that
//! may exist: two imports of the same file at once then wait for each other, and the second finds duplicates.

use super::{
    person::{ImportedPerson, Part},
    run::{Invitations, Options},
    sql,
};
use crate::{
    Db, Result,
    notifications::notify,
    outbox::{Mail, MailContent},
};
use domain::{
    Lang, PersonId, ProgrammeId, Timestamp,
    notifications::{NoticeFacts, NoticeKind, OwnFacts},
    profiles::{ProfileStep, StepsDone, Tongue},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Rows of one transaction. SQLite takes at most 32,766 values in a statement, of which a person needs some 50.
pub const BATCH: usize = 250;

/// Where an invited person begins: they prove the address by asking for a link there, so that no secret waits in
/// a mail for weeks.
const INVITATION_PATH: &str = "/sign-in-link";

/// Somebody of a file who has an account already.
#[derive(sqlx::FromRow)]
pub struct Known {
    pub person_id: PersonId,
    pub email: String,
    pub is_open: bool,
    pub has_role: bool,
    pub is_member: bool,
    /// Proved the address: uses the product.
    pub is_verified: bool,
}

/// Why a person of a file is left as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    HasRole,
    AccountClosed,
}

/// An account with what the file says about its person.
pub type New<'a> = (PersonId, &'a ImportedPerson);

/// Writes those who lack the role and returns, by address, those who are left as they are.
pub async fn write(
    db: &Db,
    people: &[&ImportedPerson],
    options: &Options,
) -> Result<HashMap<String, Left>> {
    // One order for everybody: two imports at once cannot wait for each other in a circle.
    let mut people = people.to_vec();
    people.sort_by(|a, b| a.email.cmp(&b.email));
    let mut tx = db.write().await?;
    let accounts: Vec<New<'_>> = people
        .iter()
        .map(|person| (PersonId::new(), *person))
        .collect();
    sql::insert_people(tx.conn(), &accounts, options.now).await?;
    let emails: Vec<&str> = people.iter().map(|person| person.email.as_str()).collect();
    let known = sql::known(tx.conn(), &emails, options.role, options.programme).await?;
    let left = left(&known, options);
    let ids: HashMap<&str, PersonId> = known
        .iter()
        .map(|known| (known.email.as_str(), known.person_id))
        .collect();
    let new: Vec<New<'_>> = people
        .iter()
        .filter(|person| !left.contains_key(person.email.as_str()))
        .filter_map(|person| Some((*ids.get(person.email.as_str())?, *person)))
        .collect();
    sql::upsert_profiles(tx.conn(), &new, options.now).await?;
    sql::insert_languages(tx.conn(), &new).await?;
    sql::insert_sectors(tx.conn(), &new).await?;
    sql::insert_expertise(tx.conn(), &new).await?;
    sql::insert_regions(tx.conn(), &new).await?;
    sql::insert_projects(tx.conn(), &new, options.now).await?;
    if let Some(programme) = options.programme {
        sql::insert_memberships(tx.conn(), &new, programme, options.role, options.now).await?;
    }
    let payload = serde_json::json!({ "side": sql::side(options.role) }).to_string();
    sql::insert_events(tx.conn(), &new, options.by, &payload, options.now).await?;
    // Who uses the product already is told so; everybody else may be invited to it.
    let users: HashSet<PersonId> = known
        .iter()
        .filter(|it| it.is_verified)
        .map(|it| it.person_id)
        .collect();
    let (users, others): (Vec<New<'_>>, Vec<New<'_>>) =
        new.into_iter().partition(|(id, _)| users.contains(id));
    if options.invitations == Invitations::Send {
        invite(tx.conn(), &others, options.now).await?;
        let invited: Vec<PersonId> = others.iter().map(|(id, _)| *id).collect();
        sql::mark_invited(tx.conn(), &invited, options.now).await?;
    }
    if let Some(programme) = options.programme {
        tell(tx.conn(), &users, programme, options.now).await?;
    }
    tx.commit().await?;
    Ok(left)
}

/// Tells people that they belong to a programme now.
async fn tell(
    mut conn: crate::db::Conn<'_>,
    people: &[New<'_>],
    programme: ProgrammeId,
    now: Timestamp,
) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let names = crate::accounts::scope_names(conn.reborrow(), programme.0).await?;
    for (person, _) in people {
        let own = OwnFacts {
            role: None,
            names: names.clone(),
            to: "/home".into(),
        };
        let facts = NoticeFacts::own(*person, own);
        notify(
            conn.reborrow(),
            *person,
            NoticeKind::ProgrammeJoined,
            &facts,
            now,
        )
        .await?;
    }
    Ok(())
}

/// The same answer as [`write`], without writing.
pub async fn look(
    db: &Db,
    people: &[&ImportedPerson],
    options: &Options,
) -> Result<HashMap<String, Left>> {
    let emails: Vec<&str> = people.iter().map(|person| person.email.as_str()).collect();
    let mut reader = db.read().await?;
    let known = sql::known(reader.conn(), &emails, options.role, options.programme).await?;
    Ok(left(&known, options))
}

fn left(known: &[Known], options: &Options) -> HashMap<String, Left> {
    known
        .iter()
        .filter_map(|it| {
            let has_all = it.has_role && (it.is_member || options.programme.is_none());
            let why = match (it.is_open, has_all) {
                (false, _) => Left::AccountClosed,
                (true, true) => Left::HasRole,
                (true, false) => return None,
            };
            Some((it.email.clone(), why))
        })
        .collect()
}

async fn invite(conn: crate::db::Conn<'_>, people: &[New<'_>], now: Timestamp) -> Result<()> {
    let mails = people
        .iter()
        .map(|(id, person)| {
            let lang = written_language(person).code();
            invitation(*id, person.email.as_str(), lang, &person.given_name)
        })
        .collect::<Result<Vec<_>>>()?;
    sql::insert_mails(conn, &mails, now).await?;
    Ok(())
}

/// An invitation as an outbox row: id, person and payload.
pub fn invitation(
    person: PersonId,
    email: &str,
    lang: &str,
    name: &str,
) -> Result<(Uuid, PersonId, String)> {
    let mail = Mail {
        to: email.to_owned(),
        lang: lang.to_owned(),
        content: MailContent::Invitation {
            name: name.to_owned(),
            path: INVITATION_PATH.to_owned(),
        },
    };
    Ok((Uuid::now_v7(), person, serde_json::to_string(&mail)?))
}

/// The language to write to a person in: French when they speak it, else the first of ours that they speak.
pub fn written_language(person: &ImportedPerson) -> Lang {
    const OURS: [(Tongue, Lang); 4] = [
        (Tongue::French, Lang::Fr),
        (Tongue::Arabic, Lang::Ar),
        (Tongue::English, Lang::En),
        (Tongue::German, Lang::De),
    ];
    let speaks = |tongue| {
        person
            .languages
            .iter()
            .any(|spoken| spoken.tongue == tongue)
    };
    if speaks(Tongue::French) {
        return Lang::Fr;
    }
    let first = person.languages.iter().find_map(|spoken| {
        OURS.iter()
            .find(|(tongue, _)| *tongue == spoken.tongue)
            .map(|(_, lang)| *lang)
    });
    first.unwrap_or_default()
}

/// Steps of the profile that the file fills. The person begins at the first of the others.
pub fn steps_done(person: &ImportedPerson) -> StepsDone {
    let part = match person.part {
        Part::Mentor { .. } => ProfileStep::Offer,
        Part::Mentee(_) => ProfileStep::Project,
    };
    [
        (ProfileStep::Who, true),
        (
            ProfileStep::Place,
            !person.city.is_empty() && person.time_zone.is_some(),
        ),
        (part, true),
        (ProfileStep::Ties, person.home_region.is_some()),
        (ProfileStep::Time, !person.availability.is_empty()),
    ]
    .into_iter()
    .filter(|(_, is_done)| *is_done)
    .fold(StepsDone::default(), |done, (step, _)| done.with(step))
}

/// When a person joined: on the day the file says, or now.
pub fn joined(person: &ImportedPerson, now: Timestamp) -> Timestamp {
    let midnight = person
        .enrolled_on
        .and_then(|day| {
            jiff::tz::TimeZone::UTC
                .to_timestamp(day.at(0, 0, 0, 0))
                .ok()
        })
        .map(|moment| Timestamp(moment.as_millisecond()));
    midnight.map_or(now, |day| day.min(now))
}
