//! Roles and closing accounts.

use super::support::*;
use crate::{
    accounts::{self, By},
    outbox::MailContent,
};
use domain::{
    CommandId, Failure, OrganisationId, Refusal, Role,
    notifications::{NoticeFacts, NoticeKind},
    permissions::RoleKind,
    time,
};

crate::on_both_engines! {
    async fn only_an_administrator_gives_roles_and_not_to_themselves(db: Db) {
        let backend = backend(db);
        let admin = an_administrator(&backend, "admin@example.org").await;
        let (member, _) = a_member(&backend, "salma@example.org").await;
        let give = |by, to| accounts::grant_role(&backend, by, CommandId::new(), to, Role::Administrator, NOW);
        assert_eq!(failure(give(By::Person(&member), member.person).await), Failure::Forbidden);
        assert_eq!(failure(give(By::Person(&member), admin.person).await), Failure::Forbidden);
        assert_eq!(failure(give(By::Person(&admin), admin.person).await), Failure::Refused(Refusal::OwnAccount));
        assert_eq!(failure(give(By::Person(&admin), domain::PersonId::new()).await), Failure::NotFound);
        give(By::Person(&admin), member.person).await.unwrap();
        give(By::Person(&admin), member.person).await.unwrap();
        let partner = Role::Partner(OrganisationId::new());
        let nowhere = accounts::grant_role(&backend, By::Person(&admin), CommandId::new(), member.person, partner, NOW).await;
        assert_eq!(failure(nowhere), Failure::NotFound);
    }

    async fn a_changed_role_renews_the_token(db: Db) {
        let backend = backend(db);
        let admin = an_administrator(&backend, "admin@example.org").await;
        let (member, old) = a_member(&backend, "salma@example.org").await;
        accounts::grant_role(&backend, By::Person(&admin), CommandId::new(), member.person, Role::Administrator, NOW).await.unwrap();
        let session = accounts::viewer(&backend, &old, NOW).await.unwrap().unwrap();
        assert!(session.actor.is_administrator());
        let new = session.renewed.unwrap();
        assert!(accounts::viewer(&backend, &new, NOW).await.unwrap().unwrap().renewed.is_none());
        assert!(actor_of(&backend, &old, NOW.plus(30_000)).await.is_some(), "requests under way");
        assert!(actor_of(&backend, &old, NOW.plus(2 * time::MINUTE)).await.is_none());
    }

    async fn the_last_administrator_stays(db: Db) {
        let backend = backend(db);
        let admin = an_administrator(&backend, "admin@example.org").await;
        let revoke = |by, from| accounts::revoke_role(&backend, by, CommandId::new(), from, Role::Administrator, NOW);
        assert_eq!(failure(revoke(By::Operator, admin.person).await), Failure::Refused(Refusal::LastAdministrator));
        let close = accounts::deactivate(&backend, By::Operator, CommandId::new(), admin.person, NOW).await;
        assert_eq!(failure(close), Failure::Refused(Refusal::LastAdministrator));
        let second = an_administrator(&backend, "second@example.org").await;
        revoke(By::Person(&second), admin.person).await.unwrap();
        // Still holding the old roles in hand does not help.
        assert_eq!(failure(revoke(By::Person(&admin), second.person).await), Failure::Forbidden);
    }

    async fn a_closed_account_cannot_sign_in_until_it_is_opened_again(db: Db) {
        let backend = backend(db);
        let admin = an_administrator(&backend, "admin@example.org").await;
        let (member, session) = a_member(&backend, "salma@example.org").await;
        let by_member = accounts::deactivate(&backend, By::Person(&member), CommandId::new(), admin.person, NOW).await;
        assert_eq!(failure(by_member), Failure::Forbidden);
        accounts::deactivate(&backend, By::Person(&admin), CommandId::new(), member.person, NOW).await.unwrap();
        assert!(actor_of(&backend, &session, NOW).await.is_none());
        let sign_in = || accounts::sign_in(&backend, CommandId::new(), "salma@example.org", PASSWORD.into(), &ORIGIN, NOW);
        assert_eq!(failure(sign_in().await), Failure::Refused(Refusal::WrongCredentials));
        accounts::reactivate(&backend, By::Person(&admin), CommandId::new(), member.person, NOW).await.unwrap();
        sign_in().await.unwrap();
    }

    async fn what_becomes_of_an_account_is_told_once_in_the_app_and_by_mail(db: Db) {
        let backend = backend(db);
        let admin = an_administrator(&backend, "admin@example.org").await;
        let (member, _) = a_member(&backend, "salma@example.org").await;
        let programme = crate::programmes::create(&backend.db, "CIRCLE", ["Le cercle", "الحلقة", "The circle", "Der Kreis"], NOW).await.unwrap();
        let (by, to, role) = (By::Person(&admin), member.person, Role::Coordinator(programme));
        let coordinator = Some(RoleKind::Coordinator);
        for expected in [vec![("role.granted".to_owned(), coordinator, "/coordinator".to_owned())], vec![]] {
            accounts::grant_role(&backend, by, CommandId::new(), to, role, NOW).await.unwrap();
            assert_eq!(told(&backend).await, expected);
        }
        for expected in [vec![("role.revoked".to_owned(), coordinator, "/me".to_owned())], vec![]] {
            accounts::revoke_role(&backend, by, CommandId::new(), to, role, NOW).await.unwrap();
            assert_eq!(told(&backend).await, expected);
        }
        for expected in [vec![("account.closed".to_owned(), None, "/help".to_owned())], vec![]] {
            accounts::deactivate(&backend, by, CommandId::new(), to, NOW).await.unwrap();
            assert_eq!(told(&backend).await, expected);
        }
        for expected in [vec![("account.reopened".to_owned(), None, "/home".to_owned())], vec![]] {
            accounts::reactivate(&backend, by, CommandId::new(), to, NOW).await.unwrap();
            assert_eq!(told(&backend).await, expected);
        }
        let notices = crate::notifications::list(&backend, &member, 1).await.unwrap();
        let kinds: Vec<_> = notices.lines.iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [NoticeKind::AccountReopened, NoticeKind::AccountClosed, NoticeKind::RoleRevoked, NoticeKind::RoleGranted]);
        let own = notices.lines[3].facts.own.clone().unwrap();
        assert_eq!(own.name(domain::Lang::De), "Der Kreis");
    }

    async fn who_wants_no_mail_about_roles_gets_the_notice_alone(db: Db) {
        let backend = backend(db);
        let (member, _) = a_member(&backend, "salma@example.org").await;
        crate::notifications::choose(&backend, &member, &[NoticeKind::RequestReceived]).await.unwrap();
        accounts::grant_role(&backend, By::Operator, CommandId::new(), member.person, Role::Administrator, NOW).await.unwrap();
        assert!(told(&backend).await.is_empty());
        assert_eq!(crate::notifications::unread(&backend, &member).await.unwrap(), 1);
    }
}

/// Kind, role and target of each mail about the account that waits.
async fn told(backend: &crate::Backend) -> Vec<(String, Option<RoleKind>, String)> {
    let mails = mails(backend, NOW).await.into_iter();
    mails
        .map(|(_, content, _)| match content {
            MailContent::Notice {
                kind,
                payload,
                path,
            } => {
                let facts: NoticeFacts = serde_json::from_value(payload).unwrap();
                // Its link says which notice it is of.
                let target = path.split('?').next().unwrap_or_default();
                (kind, facts.own.unwrap().role, target.to_owned())
            }
            other => panic!("{other:?}"),
        })
        .collect()
}

static ORIGIN: std::sync::LazyLock<accounts::Origin> = std::sync::LazyLock::new(origin);
