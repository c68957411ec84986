//! What a signature is under, and that it can be checked later.

use super::*;
use domain::mentorships::Signature;

impl Couple {
    async fn read(&self, actor: &Actor, lang: Lang) -> CharterView {
        charter::read(&self.backend, actor, self.id, lang)
            .await
            .unwrap()
    }

    async fn sign_in(&self, actor: &Actor, lang: Lang) -> Result<()> {
        let hash = self.read(actor, lang).await.hash;
        let command = CommandId::new();
        charter::sign(&self.backend, actor, command, self.id, &hash, lang, NOW).await
    }

    async fn write_text(&self, lang: &str, body: &str) {
        let mut tx = self.backend.db.write().await.unwrap();
        let row = crate::mentorships::sql::pair(tx.conn(), self.id)
            .await
            .unwrap()
            .unwrap();
        sql::text(tx.conn(), row.programme_id, lang, body)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

fn is_intact(signature: &Signature) -> bool {
    signature.given.as_ref().unwrap().is_intact
}

on_both_engines! {
    async fn each_signs_what_they_read_in_their_own_language(db: Db) {
        let pair = a_pair(db).await;
        pair.propose(&pair.mentee, 0, "Export vers l’UE").await.unwrap();
        let (french, arabic) = (pair.read(&pair.mentee, Lang::Fr).await, pair.read(&pair.mentee, Lang::Ar).await);
        assert_ne!(french.hash, arabic.hash);
        assert_eq!(french.hash, pair.read(&pair.mentor, Lang::Fr).await.hash);
        pair.sign_in(&pair.mentee, Lang::Fr).await.unwrap();
        pair.sign_in(&pair.mentor, Lang::Ar).await.unwrap();
        let kept = pair.read(&pair.mentee, Lang::De).await.current;
        let (mentee, mentor) = (kept.mentee.given.unwrap(), kept.mentor.given.unwrap());
        assert_eq!((mentee.lang.as_str(), mentee.hash), ("fr", french.hash));
        assert_eq!((mentor.lang.as_str(), mentor.hash), ("ar", arabic.hash));
        assert!(mentee.is_intact && mentor.is_intact);
    }

    async fn one_changed_character_of_the_text_breaks_the_signatures_under_it_and_no_others(db: Db) {
        let pair = a_pair(db).await;
        pair.propose(&pair.mentee, 0, "Export vers l’UE").await.unwrap();
        let before = pair.read(&pair.mentee, Lang::Fr).await.hash;
        pair.sign_in(&pair.mentee, Lang::Fr).await.unwrap();
        pair.sign_in(&pair.mentor, Lang::Ar).await.unwrap();
        pair.write_text("fr", "# But\n\nS’aider!").await;
        let after = pair.read(&pair.mentee, Lang::Fr).await;
        assert_ne!(after.hash, before);
        assert!(!is_intact(&after.current.mentee));
        assert!(is_intact(&after.current.mentor));
        pair.write_text("fr", "# But\n\nS’aider.").await;
        assert!(is_intact(&pair.read(&pair.mentee, Lang::Fr).await.current.mentee));
        let mut tx = pair.backend.db.write().await.unwrap();
        sql::change_aims(tx.conn(), "Export vers l’U.E").await.unwrap();
        tx.commit().await.unwrap();
        assert!(!is_intact(&pair.read(&pair.mentee, Lang::Fr).await.current.mentor));
    }

    async fn a_text_that_changed_after_it_was_read_is_not_signed(db: Db) {
        let pair = a_pair(db).await;
        pair.propose(&pair.mentee, 0, "Export vers l’UE").await.unwrap();
        let hash = pair.hash().await;
        pair.write_text("fr", "# But\n\nS’aider!").await;
        assert_eq!(refused(pair.sign(&pair.mentee, &hash).await), Refusal::CharterChanged);
    }

    async fn a_language_without_a_text_shows_one_that_there_is(db: Db) {
        let pair = a_pair(db).await;
        pair.write_text("de", "  ").await;
        pair.propose(&pair.mentee, 0, "Export vers l’UE").await.unwrap();
        let german = pair.read(&pair.mentee, Lang::De).await;
        assert_eq!(german.text_lang, Some(Lang::Fr));
        assert!(!german.text.is_empty() && german.may_sign);
        assert_eq!(german.hash, pair.hash().await);
        let command = CommandId::new();
        let late = charter::sign(&pair.backend, &pair.mentee, command, pair.id, &german.hash, Lang::De, NOW).await;
        assert_eq!(refused(late), Refusal::CharterChanged, "nobody read it in German");
    }

    async fn without_any_text_there_is_nothing_to_sign(db: Db) {
        let pair = a_pair(db).await;
        pair.propose(&pair.mentee, 0, "Export vers l’UE").await.unwrap();
        let hash = pair.hash().await;
        let mut tx = pair.backend.db.write().await.unwrap();
        sql::forget_texts(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        let read = pair.read(&pair.mentee, Lang::Fr).await;
        assert_eq!((read.text_lang, read.may_sign, read.hash.as_str()), (None, false, ""));
        assert_eq!(refused(pair.sign(&pair.mentee, &hash).await), Refusal::NoCharterText);
    }
}
