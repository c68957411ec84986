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
    programmes::invitations::{self, Invited},
};
use domain::{
    Lang, PersonId, Timestamp,
    profiles::{ProfileStep, StepsDone, Tongue},
};
use std::collections::HashMap;

/// Rows of one transaction. SQLite takes at most 32,766 values in a statement, of which a person needs some 50.
pub const BATCH: usize = 250;

/// Somebody of a file who has an account.
#[derive(sqlx::FromRow)]
pub struct Known {
    pub person_id: PersonId,
    pub email: String,
    pub is_open: bool,
    pub has_role: bool,
    pub is_member: bool,
    /// Proved the address: uses the product.
    pub is_verified: bool,
    /// Belongs to another programme.
    pub is_elsewhere: bool,
    /// Was asked to take this side in this programme before.
    pub is_asked: bool,
}

impl Known {
    /// Whoever uses the product, or whom another programme brought, is asked first: until they say yes this programme
    /// makes them no member and writes nothing into their profile.
    const fn is_apart(&self) -> bool {
        self.is_verified || self.is_elsewhere
    }
}

/// What becomes of a person of a file who is not simply written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Left as they are: they have the role, or were asked before.
    HasRole,
    /// Left as they are.
    AccountClosed,
    /// Nothing is written but the question.
    Asked,
}

/// An account with what the file says about its person.
pub type New<'a> = (PersonId, &'a ImportedPerson);

/// Writes those who lack the role and returns, by address, what became of the others.
pub async fn write(
    db: &Db,
    people: &[&ImportedPerson],
    options: &Options,
) -> Result<HashMap<String, Fate>> {
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
    let fates = fates(&known);
    let ids: HashMap<&str, PersonId> = known
        .iter()
        .map(|known| (known.email.as_str(), known.person_id))
        .collect();
    let of = |fate: Option<Fate>| -> Vec<New<'_>> {
        people
            .iter()
            .filter(|person| fates.get(person.email.as_str()).copied() == fate)
            .filter_map(|person| Some((*ids.get(person.email.as_str())?, *person)))
            .collect()
    };
    let (new, asked) = (of(None), of(Some(Fate::Asked)));
    sql::upsert_profiles(tx.conn(), &new, options.now).await?;
    sql::insert_languages(tx.conn(), &new).await?;
    sql::insert_sectors(tx.conn(), &new).await?;
    sql::insert_expertise(tx.conn(), &new).await?;
    sql::insert_regions(tx.conn(), &new).await?;
    sql::insert_projects(tx.conn(), &new, options.now).await?;
    sql::insert_memberships(
        tx.conn(),
        &new,
        options.programme,
        options.role,
        options.now,
    )
    .await?;
    let payload = serde_json::json!({ "side": sql::side(options.role) }).to_string();
    sql::insert_events(tx.conn(), &new, options.by, &payload, options.now).await?;
    let all: Vec<PersonId> = new.iter().chain(&asked).map(|(id, _)| *id).collect();
    let invitations = Invited {
        programme: options.programme,
        side: sql::side(options.role),
        by: options.by,
    };
    invitations::open(tx.conn(), &invitations, &all, options.now).await?;
    if options.invitations == Invitations::Send {
        invitations::send_to(tx.conn(), options.programme, &all, options.now).await?;
    }
    tx.commit().await?;
    Ok(fates)
}

/// The same answer as [`write`], without writing.
pub async fn look(
    db: &Db,
    people: &[&ImportedPerson],
    options: &Options,
) -> Result<HashMap<String, Fate>> {
    let emails: Vec<&str> = people.iter().map(|person| person.email.as_str()).collect();
    let mut reader = db.read().await?;
    let known = sql::known(reader.conn(), &emails, options.role, options.programme).await?;
    Ok(fates(&known))
}

fn fates(known: &[Known]) -> HashMap<String, Fate> {
    known
        .iter()
        .filter_map(|it| {
            let fate = match () {
                () if !it.is_open => Fate::AccountClosed,
                () if it.has_role && it.is_member => Fate::HasRole,
                () if it.is_apart() && it.is_asked => Fate::HasRole,
                () if it.is_apart() => Fate::Asked,
                () => return None,
            };
            Some((it.email.clone(), fate))
        })
        .collect()
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
