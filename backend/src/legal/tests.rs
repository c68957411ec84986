//! The public texts are there from the start as drafts, and administrators alone change them.

use super::*;
use crate::{accounts::Hasher, on_both_engines};
use domain::{Failure, PersonId, Problem, Role, mentorships::TextBlock};

const NOW: Timestamp = Timestamp(1_795_000_000_000);
const FRENCH: (PublicText, Lang) = (PublicText::Privacy, Lang::Fr);

async fn seeded(db: Db) -> Backend {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference/texts");
    seed(&db, &folder, NOW).await.unwrap();
    seed(&db, &folder, NOW).await.unwrap();
    Backend::new(db, Hasher::new(1))
}

fn an_actor(roles: Vec<Role>) -> Actor {
    Actor {
        person: PersonId::new(),
        roles,
    }
}

on_both_engines! {
    async fn every_text_is_there_in_every_language_and_says_that_it_is_a_draft(db: Db) {
        let backend = seeded(db).await;
        for text in PublicText::ALL {
            for lang in Lang::ALL {
                let shown = read(&backend, text, lang).await.unwrap();
                assert_eq!((shown.lang, shown.is_draft, shown.version), (lang, true, 1), "{text:?}");
                let headings = shown.blocks.iter().filter(|block| matches!(block, TextBlock::Heading(_))).count();
                assert!(headings >= 2, "{text:?} {lang:?}");
            }
        }
    }

    async fn a_change_is_a_new_version_and_two_at_once_are_told(db: Db) {
        let backend = seeded(db).await;
        let administrator = an_actor(vec![Role::Administrator]);
        let first = CommandId::new();
        for _ in 0..2 {
            save(&backend, &administrator, first, FRENCH, 1, "# Essai\nUn <b>texte</b>.", false, NOW).await.unwrap();
        }
        let shown = read(&backend, PublicText::Privacy, Lang::Fr).await.unwrap();
        assert_eq!((shown.version, shown.is_draft), (2, false));
        assert_eq!(shown.blocks[1], TextBlock::Paragraph("Un <b>texte</b>.".into()));
        let late = save(&backend, &administrator, CommandId::new(), FRENCH, 1, "Autre", false, NOW).await.unwrap_err();
        assert_eq!(late.failure(), Failure::Refused(Refusal::Conflict));
        let empty = save(&backend, &administrator, CommandId::new(), FRENCH, 2, " ", false, NOW).await.unwrap_err();
        assert_eq!(empty.failure(), Failure::field("body", Problem::Missing));
        let listed = list(&backend, &administrator).await.unwrap();
        assert_eq!((listed.len(), listed[0].version, listed[1].version), (16, 2, 1));
        assert_eq!(read(&backend, PublicText::Privacy, Lang::De).await.unwrap().version, 1);
    }

    async fn nobody_but_an_administrator_changes_or_lists_them(db: Db) {
        let backend = seeded(db).await;
        let member = an_actor(Vec::new());
        let refused = save(&backend, &member, CommandId::new(), FRENCH, 1, "Texte", false, NOW).await.unwrap_err();
        assert_eq!(refused.failure(), Failure::Forbidden);
        assert_eq!(list(&backend, &member).await.unwrap_err().failure(), Failure::Forbidden);
    }
}
