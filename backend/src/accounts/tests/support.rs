//! Builders: a back end, somebody signed up, the mail they got.

use crate::{
    Backend, Db,
    accounts::{self, Followed, Hasher, Origin},
    outbox::{self, MailContent},
};
use domain::{
    Actor, CommandId, Failure, Lang, PersonId, SignInId, Timestamp, accounts::SignUpDraft,
};

pub const NOW: Timestamp = Timestamp(1_795_000_000_000);
pub const PASSWORD: &str = "four unrelated words";

pub fn backend(db: Db) -> Backend {
    Backend::new(db, Hasher::new(2))
}

pub fn origin() -> Origin {
    Origin {
        peer: "192.0.2.7".parse().unwrap(),
        device: "Firefox, Linux".into(),
        lang: Lang::Fr,
        known_by: None,
    }
}

pub fn draft(email: &str) -> SignUpDraft {
    SignUpDraft {
        email: email.into(),
        given_name: "Salma".into(),
        family_name: "Ouazzani".into(),
        side: "mentor".into(),
    }
}

/// Every mail that waits, as address, content and the token of its link.
pub async fn mails(backend: &Backend, now: Timestamp) -> Vec<(String, MailContent, String)> {
    let due = outbox::take_due(&backend.db, now, 100).await.unwrap();
    let mut mails = Vec::new();
    for due in due {
        outbox::mark_sent(&backend.db, due.id, now).await.unwrap();
        let path = due.mail.content.path().to_owned();
        let token = path.strip_prefix("/link?t=").unwrap_or_default().to_owned();
        mails.push((due.mail.to, due.mail.content, token));
    }
    mails
}

/// The token of the only mail that waits.
pub async fn only_token(backend: &Backend, now: Timestamp) -> String {
    let mut mails = mails(backend, now).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    mails.remove(0).2
}

/// Uses a link in a browser where nobody is signed in.
pub async fn follow(backend: &Backend, token: &str, now: Timestamp) -> crate::Result<Followed> {
    follow_choosing(backend, token, "", now).await
}

pub async fn follow_choosing(
    backend: &Backend,
    token: &str,
    password: &str,
    now: Timestamp,
) -> crate::Result<Followed> {
    let (command, origin) = (CommandId::new(), origin());
    accounts::follow_link(backend, command, token, password, None, &origin, now).await
}

/// The token of the session that following a link began.
pub fn session(followed: Followed) -> String {
    match followed {
        Followed::SignedIn { session, .. } => session.token,
        other => panic!("not signed in: {other:?}"),
    }
}

/// Signs up, follows the link, and is signed in, by mail links alone.
pub async fn a_member_without_password(backend: &Backend, email: &str) -> (Actor, String) {
    a_member_choosing(backend, email, "").await
}

/// Signs up, follows the link, chooses a password, and is signed in.
pub async fn a_member(backend: &Backend, email: &str) -> (Actor, String) {
    a_member_choosing(backend, email, PASSWORD).await
}

async fn a_member_choosing(backend: &Backend, email: &str, password: &str) -> (Actor, String) {
    let (command, draft) = (CommandId::new(), draft(email));
    accounts::sign_up(backend, command, &draft, Lang::Fr, &origin(), NOW)
        .await
        .unwrap();
    let link = only_token(backend, NOW).await;
    let token = session(
        follow_choosing(backend, &link, password, NOW)
            .await
            .unwrap(),
    );
    (actor_of(backend, &token, NOW).await.unwrap(), token)
}

/// A member whom the operator made an administrator.
pub async fn an_administrator(backend: &Backend, email: &str) -> Actor {
    let (actor, token) = a_member(backend, email).await;
    accounts::grant_role(
        backend,
        accounts::By::Operator,
        CommandId::new(),
        actor.person,
        domain::Role::Administrator,
        NOW,
    )
    .await
    .unwrap();
    // They were told; tests look at what comes after.
    mails(backend, NOW).await;
    actor_of(backend, &token, NOW).await.unwrap_or(actor)
}

pub async fn actor_of(backend: &Backend, token: &str, now: Timestamp) -> Option<Actor> {
    accounts::viewer(backend, token, now)
        .await
        .unwrap()
        .map(|session| session.actor)
}

/// The sign-in that holds this token.
pub async fn here(backend: &Backend, token: &str) -> SignInId {
    let session = accounts::viewer(backend, token, NOW).await.unwrap();
    session.unwrap().sign_in
}

pub fn failure<T: std::fmt::Debug>(result: crate::Result<T>) -> Failure {
    result.unwrap_err().failure()
}

pub async fn person_of(backend: &Backend, email: &str) -> Option<PersonId> {
    let email = domain::accounts::EmailAddress::parse(email).unwrap();
    accounts::find_person(backend, &email).await.unwrap()
}
