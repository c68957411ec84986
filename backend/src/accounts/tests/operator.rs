//! What the operator may do from the command line.

use super::support::*;
use crate::{
    Backend, Result,
    accounts::{
        create_person,
        operator::{NamedRole, deactivate, grant, revoke},
        sql,
    },
};
use domain::{Failure, Lang, PersonId, Refusal, accounts::EmailAddress};

fn email() -> EmailAddress {
    EmailAddress::parse("staff@example.org").unwrap()
}

async fn create(backend: &Backend) -> Result<PersonId> {
    create_person(backend, &email(), None, Lang::Fr, NOW).await
}

async fn roles(backend: &Backend, person: PersonId) -> usize {
    let mut reader = backend.db.read().await.unwrap();
    sql::roles(reader.conn(), person).await.unwrap().len()
}

crate::on_both_engines! {
    async fn an_account_gets_and_loses_a_role(db: Db) {
        let backend = backend(db);
        let person = create(&backend).await.unwrap();
        let partner = NamedRole::Partner { organisation: "A foundation".into() };
        assert_eq!(failure(revoke(&backend, &email(), &partner, NOW).await), Failure::NotFound);
        for _ in 0..2 {
            grant(&backend, &email(), &partner, NOW).await.unwrap();
        }
        assert_eq!(roles(&backend, person).await, 1);
        revoke(&backend, &email(), &partner, NOW).await.unwrap();
        assert_eq!(roles(&backend, person).await, 0);
    }

    async fn an_address_is_taken_once(db: Db) {
        let backend = backend(db);
        create(&backend).await.unwrap();
        assert_eq!(failure(create(&backend).await), Failure::Refused(Refusal::Conflict));
    }

    async fn the_last_administrator_stays_for_the_operator_too(db: Db) {
        let backend = backend(db);
        create(&backend).await.unwrap();
        grant(&backend, &email(), &NamedRole::Administrator, NOW).await.unwrap();
        let refused = Failure::Refused(Refusal::LastAdministrator);
        assert_eq!(failure(revoke(&backend, &email(), &NamedRole::Administrator, NOW).await), refused);
        assert_eq!(failure(deactivate(&backend, &email(), NOW).await), refused);
    }

    async fn a_role_in_an_unknown_programme_is_not_given(db: Db) {
        let backend = backend(db);
        create(&backend).await.unwrap();
        let role = NamedRole::Coordinator { programme: "NOWHERE".into() };
        assert_eq!(failure(grant(&backend, &email(), &role, NOW).await), Failure::NotFound);
    }
}
