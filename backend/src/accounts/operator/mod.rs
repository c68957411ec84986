//! What the operator of the machine may do from its command line: make an account, give or take a role, close an
//! account. There is no actor: whoever can open the database could do it anyway. Everything is recorded as an event.

mod sql;

use crate::{
    Db, Error, Result,
    events::{self, NewEvent},
};
use domain::{Failure, Lang, PersonId, Refusal, Timestamp, accounts::EmailAddress};
use uuid::Uuid;

/// A role as the operator names it: by the programme's code or the organisation's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedRole {
    Coordinator { programme: String },
    Partner { organisation: String },
    Administrator,
}

impl NamedRole {
    const fn code(&self) -> &'static str {
        match self {
            NamedRole::Coordinator { .. } => "coordinator",
            NamedRole::Partner { .. } => "partner",
            NamedRole::Administrator => "administrator",
        }
    }
}

/// Makes an account whose address counts as verified. Without a password its owner asks for a link by mail.
pub async fn create(
    db: &Db,
    email: &EmailAddress,
    lang: Lang,
    password_hash: Option<&str>,
    now: Timestamp,
) -> Result<PersonId> {
    let person = PersonId::new();
    let mut tx = db.write().await?;
    sql::insert(
        tx.conn(),
        person,
        email.as_str(),
        lang.code(),
        password_hash,
        now,
    )
    .await
    .map_err(Error::unique_as(Refusal::Conflict))?;
    sql::insert_profile(tx.conn(), person, now).await?;
    record(&mut tx, "person.created", person, None, now).await?;
    tx.commit().await?;
    Ok(person)
}

/// Gives a role; `Failure::NotFound` when there is no such account or programme. A new organisation is made.
pub async fn grant(db: &Db, email: &EmailAddress, role: &NamedRole, now: Timestamp) -> Result<()> {
    let mut tx = db.write().await?;
    let person = find(&mut tx, email).await?;
    let scope = scope(&mut tx, role, now).await?;
    sql::grant(tx.conn(), person, role.code(), scope, now).await?;
    // A change of role renews sign-ins, so that an old cookie does not gain rights.
    sql::end_sign_ins(tx.conn(), person).await?;
    record(&mut tx, "role.granted", person, Some(role.code()), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a role away. Taking what was not given is no error.
pub async fn revoke(db: &Db, email: &EmailAddress, role: &NamedRole, now: Timestamp) -> Result<()> {
    let mut tx = db.write().await?;
    let person = find(&mut tx, email).await?;
    let scope = scope(&mut tx, role, now).await?;
    sql::revoke(tx.conn(), person, role.code(), scope).await?;
    sql::end_sign_ins(tx.conn(), person).await?;
    record(&mut tx, "role.revoked", person, Some(role.code()), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Closes an account: no sign-in, and everybody signed in with it is out.
pub async fn deactivate(db: &Db, email: &EmailAddress, now: Timestamp) -> Result<()> {
    let mut tx = db.write().await?;
    let person = find(&mut tx, email).await?;
    sql::deactivate(tx.conn(), person, now).await?;
    sql::end_sign_ins(tx.conn(), person).await?;
    record(&mut tx, "person.deactivated", person, None, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn find(tx: &mut crate::db::Tx, email: &EmailAddress) -> Result<PersonId> {
    sql::person(tx.conn(), email.as_str())
        .await?
        .ok_or_else(|| Failure::NotFound.into())
}

async fn scope(tx: &mut crate::db::Tx, role: &NamedRole, now: Timestamp) -> Result<Uuid> {
    match role {
        NamedRole::Administrator => Ok(Uuid::nil()),
        NamedRole::Coordinator { programme } => sql::programme(tx.conn(), programme)
            .await?
            .ok_or_else(|| Failure::NotFound.into()),
        NamedRole::Partner { organisation } => {
            sql::insert_organisation(tx.conn(), Uuid::now_v7(), organisation, now).await?;
            Ok(sql::organisation(tx.conn(), organisation).await?)
        }
    }
}

async fn record(
    tx: &mut crate::db::Tx,
    kind: &str,
    person: PersonId,
    role: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    let event = NewEvent {
        at: now,
        kind,
        actor: None,
        person: Some(person),
        subject: Some(person.0),
        payload: serde_json::json!({ "by": "operator", "role": role }),
    };
    events::record(tx.conn(), event).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::on_both_engines;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    fn email() -> EmailAddress {
        EmailAddress::parse("staff@example.org").unwrap()
    }

    on_both_engines! {
        async fn an_account_gets_and_loses_a_role(db: Db) {
            let person = create(&db, &email(), Lang::Fr, None, NOW).await.unwrap();
            grant(&db, &email(), &NamedRole::Administrator, NOW).await.unwrap();
            grant(&db, &email(), &NamedRole::Administrator, NOW).await.unwrap();
            let mut reader = db.read().await.unwrap();
            assert_eq!(crate::accounts::sql::roles(reader.conn(), person).await.unwrap().len(), 1);
            drop(reader);
            revoke(&db, &email(), &NamedRole::Administrator, NOW).await.unwrap();
            let mut reader = db.read().await.unwrap();
            assert_eq!(crate::accounts::sql::roles(reader.conn(), person).await.unwrap().len(), 0);
        }

        async fn an_address_is_taken_once(db: Db) {
            create(&db, &email(), Lang::Fr, None, NOW).await.unwrap();
            let again = create(&db, &email(), Lang::Fr, None, NOW).await.unwrap_err();
            assert_eq!(again.failure(), Failure::Refused(Refusal::Conflict));
        }

        async fn a_role_in_an_unknown_programme_is_not_given(db: Db) {
            create(&db, &email(), Lang::Fr, None, NOW).await.unwrap();
            let role = NamedRole::Coordinator { programme: "NOWHERE".into() };
            assert_eq!(grant(&db, &email(), &role, NOW).await.unwrap_err().failure(), Failure::NotFound);
        }
    }
}
