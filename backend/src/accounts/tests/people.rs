//! Accounts as an administrator sees them.

use super::support::*;
use crate::accounts::{self, By, PeopleFilter, RoleDraft};
use domain::{
    Actor, CommandId, Failure, Lang, PersonId, Problem, Refusal, Role,
    accounts::EmailAddress,
    administration::{AccountCounts, AccountState},
    permissions::RoleKind,
    profiles::WhoDraft,
};

async fn name(backend: &crate::Backend, actor: &Actor, names: [&str; 4]) {
    let [given_name, family_name, given_name_ar, family_name_ar] = names.map(str::to_owned);
    let draft = WhoDraft {
        given_name,
        family_name,
        given_name_ar,
        family_name_ar,
        headline: String::new(),
        phone: String::new(),
    };
    crate::profiles::save_who(backend, actor, CommandId::new(), draft, NOW)
        .await
        .unwrap();
}

async fn found(backend: &crate::Backend, admin: &Actor, filter: PeopleFilter) -> Vec<String> {
    let page = accounts::people(backend, admin, &filter, Lang::Fr)
        .await
        .unwrap();
    assert_eq!(page.total, page.rows.len() as u64);
    page.rows.into_iter().map(|row| row.email).collect()
}

fn draft(role: &str, organisation: &str) -> RoleDraft {
    RoleDraft {
        role: role.into(),
        organisation: organisation.into(),
    }
}

crate::on_both_engines! {
    async fn people_are_found_by_folded_names_by_role_and_by_state(db: Db) {
        let backend = backend(db);
        let admin = an_administrator(&backend, "admin@example.org").await;
        name(&backend, &admin, ["Hajar", "Mansouri", "", ""]).await;
        let (salma, _) = a_member(&backend, "s.ouazzani@example.org").await;
        name(&backend, &salma, ["Salmá", "Chraïbi", "سلمى", "الشرايبي"]).await;
        accounts::create_person(&backend, &EmailAddress::parse("closed@example.org").unwrap(), None, Lang::Fr, NOW).await.unwrap();
        let closed = person_of(&backend, "closed@example.org").await.unwrap();
        accounts::deactivate(&backend, By::Person(&admin), CommandId::new(), closed, NOW).await.unwrap();

        let search = |text: &str| PeopleFilter { search: text.into(), ..Default::default() };
        for text in ["CHRAIBI", "chraïb salma", "شرايبي", "s.ouaz", "ouazzani@example"] {
            assert_eq!(found(&backend, &admin, search(text)).await, ["s.ouazzani@example.org"], "{text}");
        }
        assert!(found(&backend, &admin, search("nobody")).await.is_empty());
        let role = PeopleFilter { role: Some(RoleKind::Administrator), ..Default::default() };
        assert_eq!(found(&backend, &admin, role.clone()).await, ["admin@example.org"]);
        let neither = PeopleFilter { search: "chraibi".into(), ..role };
        assert!(found(&backend, &admin, neither).await.is_empty());
        let state = PeopleFilter { state: Some(AccountState::Closed), ..Default::default() };
        assert_eq!(found(&backend, &admin, state).await, ["closed@example.org"]);
        assert_eq!(found(&backend, &admin, PeopleFilter::default()).await.len(), 3);
        let counts = accounts::account_counts(&backend, &admin).await.unwrap();
        assert_eq!(counts, AccountCounts { active: 2, unverified: 0, closed: 1, administrators: 1 });
    }

    async fn an_account_says_who_gave_each_role(db: Db) {
        let backend = backend(db);
        let admin = an_administrator(&backend, "admin@example.org").await;
        name(&backend, &admin, ["Hajar", "Mansouri", "", ""]).await;
        let (salma, _) = a_member(&backend, "salma@example.org").await;
        let programme = crate::programmes::create(&backend.db, "CIRCLE", ["Le cercle"; 4], NOW).await.unwrap();
        let give = |draft: RoleDraft| {
            let (backend, admin) = (&backend, &admin);
            async move { accounts::give_role(backend, admin, CommandId::new(), salma.person, &draft, NOW).await }
        };
        give(draft(&Role::Coordinator(programme).to_string(), "")).await.unwrap();
        give(draft("partner", "  KAS  Rabat ")).await.unwrap();
        give(draft("partner", "KAS Rabat")).await.unwrap();
        let shown = accounts::account(&backend, &admin, salma.person, Lang::Fr, NOW).await.unwrap();
        let mut roles: Vec<_> = shown.roles.iter().map(|one| (one.role.kind().code(), one.scope.as_str(), one.by.as_deref())).collect();
        roles.sort_unstable();
        let giver = Some("Hajar Mansouri");
        assert_eq!(roles, [("coordinator", "Le cercle", giver), ("partner", "KAS Rabat", giver)]);
        assert_eq!((shown.state, shown.sign_ins, shown.is_own), (AccountState::Active, 1, false));
        let own = accounts::account(&backend, &admin, admin.person, Lang::Fr, NOW).await.unwrap();
        assert_eq!((own.is_own, own.roles[0].by.as_deref()), (true, None), "given on the machine");
    }

    async fn a_role_that_a_form_cannot_name_is_not_given(db: Db) {
        let backend = backend(db);
        let admin = an_administrator(&backend, "admin@example.org").await;
        let (salma, _) = a_member(&backend, "salma@example.org").await;
        let give = |actor: Actor, to: PersonId, draft: RoleDraft| {
            let backend = &backend;
            async move { failure(accounts::give_role(backend, &actor, CommandId::new(), to, &draft, NOW).await) }
        };
        let to = salma.person;
        let field = |name: &'static str, problem| Failure::field(name, problem);
        assert_eq!(give(admin.clone(), to, draft("", "")).await, field("role", Problem::Missing));
        assert_eq!(give(admin.clone(), to, draft("king", "")).await, field("role", Problem::NotInList));
        assert_eq!(give(admin.clone(), to, draft("partner", "")).await, field("organisation", Problem::Missing));
        assert_eq!(give(admin.clone(), admin.person, draft("partner", "")).await, Failure::Refused(Refusal::OwnAccount));
        assert_eq!(give(salma.clone(), to, draft("administrator", "")).await, Failure::Forbidden);
        let people = accounts::people(&backend, &salma, &PeopleFilter::default(), Lang::Fr).await;
        assert_eq!(failure(people), Failure::Forbidden);
        assert_eq!(failure(accounts::account(&backend, &salma, to, Lang::Fr, NOW).await), Failure::Forbidden);
        let nobody = accounts::account(&backend, &admin, PersonId::new(), Lang::Fr, NOW).await;
        assert_eq!(failure(nobody), Failure::NotFound);
    }
}
