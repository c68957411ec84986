//! Erasing: everything about somebody, in one transaction. What must stay for others stays without their name.

use super::{
    places::{ADDRESSED, Fate, PLACES},
    sql,
    words::Words,
};
use crate::{
    Backend, Error, Result,
    accounts::{self, By},
    db::{Begun, CommandTx, Conn},
    events::{self, NewEvent},
    profiles,
    programmes::{Leaving, depart, forget},
};
use csv::{ReaderBuilder, Terminator, WriterBuilder};
use domain::{
    Actor, CommandId, Failure, PersonId, SignInId, Timestamp, mentorships::Ending, profiles::Names,
};

const KIND: &str = "privacy.erase";

/// Erases the actor, who has just proved who they are: mentorships and requests end as with a closed account, then
/// everything goes. The id stays in the counts and lines of others and leads to nobody; the address is free for a new
/// account. Refused to the last administrator.
pub async fn erase(
    backend: &Backend,
    actor: &Actor,
    sign_in: SignInId,
    command: CommandId,
    now: Timestamp,
) -> Result<()> {
    let person = actor.person;
    // A repeat has no sign-in any more that could be proved.
    let done = backend.db.repeated::<()>(command, Some(person), KIND);
    if done.await?.is_some() {
        return Ok(());
    }
    accounts::fresh_proof(backend, actor, sign_in, now).await?;
    let leaving = Leaving {
        person,
        from: None,
        ending: Ending::AccountErased,
        by: Some(person),
    };
    let offers = leaving.offers(backend, now).await?;
    let begun = backend.db.begin(command, Some(person), KIND, now).await?;
    let mut tx = match begun {
        Begun::Repeated(()) => return Ok(()),
        Begun::Fresh(tx) => tx,
    };
    accounts::keep_one_administrator(&mut tx, person, By::Operator).await?;
    depart(&mut tx, leaving, &offers, now).await?;
    for programme in sql::programmes(tx.conn(), person).await? {
        forget(&mut tx, leaving, programme, now).await?;
    }
    everything(&mut tx, person, now).await?;
    record(&mut tx, person, now).await?;
    tx.finish(()).await
}

/// All that names the person goes, or loses the name.
async fn everything(tx: &mut CommandTx, person: PersonId, now: Timestamp) -> Result<()> {
    let known = sql::known(tx.conn(), person).await?;
    let known = known.ok_or(Failure::NotFound)?;
    let email = known.email.clone();
    let names = Names {
        given: known.given_name.unwrap_or_default(),
        family: known.family_name.unwrap_or_default(),
        given_ar: known.given_name_ar.unwrap_or_default(),
        family_ar: known.family_name_ar.unwrap_or_default(),
    };
    let words = Words::of(&names, &email, &known.phone.unwrap_or_default());
    requests(tx.conn(), person, &words).await?;
    charters(tx.conn(), person, &words, now).await?;
    sql::forget_mails_to(tx.conn(), &email).await?;
    // Any of them may name the person, and none can be searched; whoever waits for one sends it again.
    sql::forget_checked_files(tx.conn()).await?;
    for (table, column) in ADDRESSED {
        sql::forget_address(tx.conn(), table, column, &email).await?;
    }
    for place in PLACES.iter().filter(|place| place.fate == Fate::Go) {
        sql::forget(tx.conn(), place.table, place.column, person).await?;
    }
    documents(tx.conn(), person, &words).await?;
    imports(tx.conn(), &email, &names, &words).await?;
    sql::empty_account(tx.conn(), person, &format!("{person}@erased.invalid"), now).await?;
    // An empty one, for the lists of the office and of those who stay.
    profiles::ensure(tx.conn(), person, now).await
}

async fn record(tx: &mut CommandTx, person: PersonId, now: Timestamp) -> Result<()> {
    let event = NewEvent {
        at: now,
        kind: "account.erased",
        actor: Some(person),
        person: Some(person),
        subject: Some(person.0),
        payload: (),
    };
    events::record(tx.conn(), event).await
}

/// What the person wrote goes; what the other wrote to them stays theirs, without the name.
async fn requests(mut conn: Conn<'_>, person: PersonId, words: &Words) -> Result<()> {
    sql::forget_messages(conn.reborrow(), person).await?;
    for (id, message, note) in sql::letters(conn.reborrow(), person).await? {
        let without = (words.out_of(&message), words.out_of(&note));
        if without == (None, None) {
            continue;
        }
        let message = without.0.unwrap_or(message);
        let note = without.1.unwrap_or(note);
        sql::set_letters(conn.reborrow(), id, &message, &note).await?;
    }
    Ok(())
}

/// What both signed is the other's copy too: it stays, without the name, and says that something was taken out. What the
/// person proposed and nobody agreed to goes.
async fn charters(
    mut conn: Conn<'_>,
    person: PersonId,
    words: &Words,
    now: Timestamp,
) -> Result<()> {
    sql::forget_proposals(conn.reborrow(), person).await?;
    for (id, aims) in sql::aims(conn.reborrow(), person).await? {
        if let Some(aims) = words.out_of(&aims) {
            sql::set_aims(conn.reborrow(), id, &aims, now).await?;
        }
    }
    Ok(())
}

/// Notices and waiting mails of others name the person they tell of.
async fn documents(mut conn: Conn<'_>, person: PersonId, words: &Words) -> Result<()> {
    let mut about = vec![person.to_string()];
    for word in words.whole() {
        // As it stands inside a JSON document.
        let quoted = serde_json::to_string(word)?;
        about.push(quoted.trim_matches('"').to_owned());
    }
    for table in [sql::Documents::Notices, sql::Documents::Outbox] {
        for one in &about {
            for (id, payload) in sql::documents(conn.reborrow(), table, one).await? {
                let Ok(mut document) = serde_json::from_str(&payload) else {
                    continue;
                };
                if words.out_of_document(&mut document) {
                    let payload = document.to_string();
                    sql::set_document(conn.reborrow(), table, id, &payload).await?;
                }
            }
        }
    }
    Ok(())
}

/// The rows of rejected people that are kept to be corrected.
async fn imports(mut conn: Conn<'_>, email: &str, names: &Names, words: &Words) -> Result<()> {
    for (id, rejected, report) in sql::imports_with(conn.reborrow(), email, &names.family).await? {
        let left = without_rows(&rejected, email, names)?;
        let report = words.out_of(&report).unwrap_or(report);
        sql::set_import(conn.reborrow(), id, &left, &report).await?;
    }
    Ok(())
}

/// Says that a file is UTF-8.
const MARK: &str = "\u{feff}";

/// A file of rejected rows without those of this person.
fn without_rows(file: &str, email: &str, names: &Names) -> Result<String> {
    let mut rows = ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(file.as_bytes());
    let mut kept = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    // The reader leaves the mark out that the file began with.
    let mark = if file.starts_with(MARK) { MARK } else { "" };
    for row in rows.records() {
        let row = row.map_err(csv_error)?;
        if !is_of(&row, email, names) {
            kept.write_record(&row).map_err(csv_error)?;
        }
    }
    let kept = kept.into_inner().map_err(|error| error.into_error())?;
    Ok(format!("{mark}{}", String::from_utf8_lossy(&kept)))
}

fn csv_error(error: csv::Error) -> Error {
    Error::Io(error.into())
}

/// Whether the row has the address, or both names.
fn is_of(row: &csv::StringRecord, email: &str, names: &Names) -> bool {
    let has = |word: &str| {
        let word = word.trim().to_lowercase();
        !word.is_empty() && row.iter().any(|cell| cell.to_lowercase().contains(&word))
    };
    let both = |given: &str, family: &str| has(given) && has(family);
    has(email) || both(&names.given, &names.family) || both(&names.given_ar, &names.family_ar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejected_rows_of_somebody_go_and_no_others() {
        let names = Names {
            given: "Ali".into(),
            family: "Mokri".into(),
            ..Names::default()
        };
        let file = "\u{feff}Nom;Courriel\r\nAli Mokri;\r\n\"Zineb; Mokri\";z@example.org\r\nA.;ALI@example.org\r\n";
        let left = without_rows(file, "ali@example.org", &names).unwrap();
        assert_eq!(
            left,
            "\u{feff}Nom;Courriel\r\n\"Zineb; Mokri\";z@example.org\r\n"
        );
    }
}
