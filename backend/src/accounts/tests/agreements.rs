//! What somebody agrees to with their account: the texts that they were shown.

use super::{links::imported, support::*};
use crate::{
    Backend, Db,
    accounts::{self, Origin, sql},
    legal,
};
use domain::{Actor, CommandId, Lang, PersonId, Role, Timestamp, legal::PublicText, time};
use std::path::Path;

async fn seeded(db: Db) -> Backend {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference/texts");
    legal::seed(&db, &folder, NOW).await.unwrap();
    backend(db)
}

/// An administrator writes another version.
async fn edit(backend: &Backend, text: PublicText, lang: Lang, seen: i64) {
    let administrator = Actor {
        person: PersonId::new(),
        roles: vec![Role::Administrator],
    };
    let (command, which) = (CommandId::new(), (text, lang));
    legal::save(
        backend,
        &administrator,
        command,
        which,
        seen,
        "Another text",
        false,
        NOW,
    )
    .await
    .unwrap();
}

/// Signs up on pages of this language.
async fn sign_up(backend: &Backend, email: &str, lang: Lang, now: Timestamp) -> PersonId {
    let origin = Origin { lang, ..origin() };
    let draft = draft(email);
    accounts::sign_up(backend, CommandId::new(), &draft, lang, &origin, now)
        .await
        .unwrap();
    let link = only_token(backend, now).await;
    let command = CommandId::new();
    let followed = accounts::follow_link(backend, command, &link, "", None, &origin, now).await;
    let accounts::Followed::SignedIn { session, .. } = followed.unwrap() else {
        panic!("not signed in");
    };
    let actor = actor_of(backend, &session.token, now).await;
    actor.unwrap().person
}

/// Text, language, version and moment of what somebody agreed to.
async fn agreed(backend: &Backend, person: PersonId) -> Vec<(String, String, i64, Timestamp)> {
    let mut reader = backend.db.read().await.unwrap();
    sql::agreed(reader.conn(), person).await.unwrap()
}

fn line(
    text: PublicText,
    lang: Lang,
    version: i64,
    at: Timestamp,
) -> (String, String, i64, Timestamp) {
    (text.code().into(), lang.code().into(), version, at)
}

crate::on_both_engines! {
    async fn the_versions_that_were_shown_are_kept_with_the_moment(db: Db) {
        let backend = seeded(db).await;
        let (legal, privacy) = (PublicText::Legal, PublicText::Privacy);
        let first = sign_up(&backend, "one@example.org", Lang::De, NOW).await;
        let as_shown = [line(legal, Lang::De, 1, NOW), line(privacy, Lang::De, 1, NOW)];
        assert_eq!(agreed(&backend, first).await, as_shown);

        edit(&backend, privacy, Lang::De, 1).await;
        edit(&backend, privacy, Lang::De, 2).await;
        edit(&backend, PublicText::Contact, Lang::De, 1).await;
        let later = NOW.plus(time::MINUTE);
        let second = sign_up(&backend, "two@example.org", Lang::De, later).await;
        assert_eq!(agreed(&backend, second).await, [line(legal, Lang::De, 1, later), line(privacy, Lang::De, 3, later)]);
        let third = sign_up(&backend, "three@example.org", Lang::Ar, later).await;
        assert_eq!(agreed(&backend, third).await, [line(legal, Lang::Ar, 1, later), line(privacy, Lang::Ar, 1, later)]);
        assert_eq!(agreed(&backend, first).await, as_shown, "what was agreed to stays");
    }

    async fn somebody_imported_agrees_when_they_come_and_once(db: Db) {
        let backend = seeded(db).await;
        let person = imported(&backend, "salma@example.org").await;
        assert_eq!(agreed(&backend, person).await, []);
        for now in [NOW, NOW.plus(time::MINUTE)] {
            let origin = origin();
            accounts::ask_for_link(&backend, CommandId::new(), "salma@example.org", Lang::Fr, None, &origin, now).await.unwrap();
            let link = only_token(&backend, now).await;
            accounts::follow_link(&backend, CommandId::new(), &link, "", None, &origin, now).await.unwrap();
        }
        let both = [PublicText::Legal, PublicText::Privacy].map(|text| line(text, Lang::Fr, 1, NOW));
        assert_eq!(agreed(&backend, person).await, both);
    }

    async fn without_a_text_it_is_said_that_there_was_none(db: Db) {
        let backend = backend(db);
        let person = sign_up(&backend, "one@example.org", Lang::En, NOW).await;
        let none = [PublicText::Legal, PublicText::Privacy].map(|text| line(text, Lang::En, 0, NOW));
        assert_eq!(agreed(&backend, person).await, none);
    }
}
