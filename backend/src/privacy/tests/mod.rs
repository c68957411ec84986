//! After erasing nothing of somebody is found anywhere, and what is somebody else's is still there.

mod sql;

use super::{
    erase, export,
    places::{ADDRESSED, PLACES},
};
use crate::{
    Backend, Db,
    accounts::{self, By},
    circle,
    matching::{
        self,
        tests::{NOW, World, actor},
    },
    mentorships::{self, charter},
    on_both_engines, outbox, trust,
};
use domain::{
    Actor, CommandId, Failure, Lang, MentorshipId, PersonId, Refusal, Role, SignInId, Timestamp,
    circle::Points,
    mentorships::{MentorshipState, Parting, TermsDraft},
    time::HOUR,
};
use std::collections::BTreeSet;

/// What nobody else is called.
const GIVEN: &str = "Zouleïkha";
const FAMILY: &str = "Ouazzani-Essai";
const GIVEN_AR: &str = "زليخة";
const PHONE: &str = "+212 611 222 333";
/// In everything that she wrote.
const WRITTEN: &str = "à effacer";

/// A mentee with a trace in every table, and the mentor of her pair.
struct Traced {
    world: World,
    mentee: PersonId,
    mentor: PersonId,
    pair: MentorshipId,
    sign_in: SignInId,
}

impl Traced {
    async fn new(db: Db) -> Self {
        let world = World::new(db).await;
        let (mentee, mentor) = (world.a_mentee(GIVEN).await, world.a_mentor("Leïla").await);
        let driss = world.a_mentor("Driss").await;
        let backend = world.backend.clone();
        let sign_in = SignInId::new();
        let mut tx = backend.db.write().await.unwrap();
        sql::name(tx.conn(), mentee, FAMILY, GIVEN_AR, PHONE, WRITTEN)
            .await
            .unwrap();
        sql::traces(tx.conn(), world.programme, mentee, mentor, WRITTEN)
            .await
            .unwrap();
        sql::sign_in(tx.conn(), sign_in, mentee, NOW).await.unwrap();
        for lang in ["fr", "ar"] {
            sql::charter_text(tx.conn(), world.programme, lang)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        // She was declined with kind words, mentors somebody's request for themselves, and works with Leïla.
        let asked = world.ask_with(mentee, driss, &letter()).await;
        let note = format!("Bonjour {GIVEN}, au printemps ?");
        world.decline_with(driss, asked, &note).await;
        let request = world.ask_with(mentee, mentor, &letter()).await;
        let command = CommandId::new();
        let pair = matching::accept(&backend, &actor(mentor), command, request, NOW)
            .await
            .unwrap();
        let traced = Self {
            world,
            mentee,
            mentor,
            pair,
            sign_in,
        };
        traced.sign().await;
        traced
    }

    fn backend(&self) -> &Backend {
        &self.world.backend
    }

    /// Terms that both signed, a pledge, a proposal of hers on top, and a declared conflict.
    async fn sign(&self) {
        let (backend, pair) = (self.backend(), self.pair);
        let (mentee, mentor) = (actor(self.mentee), actor(self.mentor));
        let aims = format!("{GIVEN} {FAMILY} exporte vers l’UE");
        self.propose(&mentor, 0, &aims).await;
        let hash = self.hash().await;
        for one in [&mentee, &mentor] {
            let command = CommandId::new();
            charter::sign(backend, one, command, pair, &hash, Lang::Fr, NOW)
                .await
                .unwrap();
        }
        let pledge = ("hours", "12", "2027-07-01");
        circle::pledge(backend, &mentee, CommandId::new(), pair, pledge, NOW)
            .await
            .unwrap();
        self.propose(&mentee, 1, &format!("Tout autre chose, {WRITTEN}"))
            .await;
        trust::declare(
            backend,
            &mentee,
            CommandId::new(),
            self.mentor,
            "other",
            NOW,
        )
        .await
        .unwrap();
    }

    async fn propose(&self, one: &Actor, base: i64, aims: &str) {
        let draft = TermsDraft {
            aims: aims.into(),
            rhythm: "fortnightly".into(),
            months: "9".into(),
            channel: "video".into(),
            confidentiality: "between_us".into(),
        };
        let command = CommandId::new();
        charter::propose(self.backend(), one, command, self.pair, base, &draft, NOW)
            .await
            .unwrap();
    }

    async fn hash(&self) -> String {
        let read = charter::read(self.backend(), &actor(self.mentor), self.pair, Lang::Fr).await;
        read.unwrap().hash
    }

    async fn erase(&self, command: CommandId) -> crate::Result<()> {
        let (backend, person) = (self.backend(), actor(self.mentee));
        erase(backend, &person, self.sign_in, command, NOW).await
    }

    /// Tables and columns in which one of the words stands.
    async fn found(&self) -> BTreeSet<String> {
        let email = format!("{}@example.org", self.mentee);
        let mut found = BTreeSet::new();
        let mut reader = self.backend().db.read().await.unwrap();
        for (table, column) in sql::texts(reader.conn()).await.unwrap() {
            let values = sql::values(reader.conn(), &table, &column).await.unwrap();
            for value in values {
                let value = value.to_lowercase();
                let words = [&email, GIVEN, FAMILY, GIVEN_AR, PHONE, WRITTEN];
                if words
                    .iter()
                    .any(|word| value.contains(&word.to_lowercase()))
                {
                    found.insert(format!("{table}.{column}"));
                }
            }
        }
        found
    }
}

fn letter() -> String {
    format!("Je suis {GIVEN} et j’exporte mes conserves vers l’Allemagne, {WRITTEN}.")
}

impl World {
    async fn ask_with(
        &self,
        mentee: PersonId,
        mentor: PersonId,
        message: &str,
    ) -> domain::RequestId {
        let command = CommandId::new();
        matching::ask(
            &self.backend,
            &actor(mentee),
            command,
            (mentor, ""),
            message,
            NOW,
        )
        .await
        .unwrap()
    }

    async fn decline_with(&self, mentor: PersonId, id: domain::RequestId, note: &str) {
        let typed = matching::Decline {
            reason: "no_time".into(),
            note: note.into(),
        };
        let command = CommandId::new();
        matching::decline(&self.backend, &actor(mentor), command, id, typed, NOW)
            .await
            .unwrap();
    }
}

on_both_engines! {
    async fn nothing_of_an_erased_person_is_found_in_any_table(db: Db) {
        let traced = Traced::new(db).await;
        let before = traced.found().await;
        for place in [
            "people.email", "profiles.given_name", "profiles.phone", "projects.sought", "requests.message",
            "requests.note", "charters.aims", "notices.payload", "outbox.payload", "mail_links.email",
            "imports.rejected_csv", "imports.report", "conflicts.company", "blocked_pairs.reason", "sign_ins.device",
        ] {
            assert!(before.contains(place), "the test leaves no trace in {place}: {before:?}");
        }
        let command = CommandId::new();
        traced.erase(command).await.unwrap();
        assert_eq!(traced.found().await, BTreeSet::new());
    }

    async fn what_both_signed_stays_readable_to_the_other_without_the_name(db: Db) {
        let traced = Traced::new(db).await;
        traced.erase(CommandId::new()).await.unwrap();
        let mentor = actor(traced.mentor);
        let read = charter::read(traced.backend(), &mentor, traced.pair, Lang::Fr).await.unwrap();
        assert_eq!(read.current.terms.aims, "… exporte vers l’UE");
        assert!(read.current.is_agreed() && read.current.is_redacted);
        assert_eq!(read.current.mentee.name, "");
        let given = read.current.mentor.given.unwrap();
        assert!(given.is_intact, "no alarm about what was taken out on purpose");
        let view = mentorships::show(traced.backend(), &mentor, traced.pair, Lang::Fr, NOW).await.unwrap();
        assert_eq!((view.state, view.ended.unwrap().parting), (MentorshipState::Closed, Parting::TheyLeft));
        assert_eq!((view.other.name.as_str(), view.other.email.as_str()), ("", ""));
        assert_eq!(view.pledge.unwrap().amount, 12);
        let mine = matching::my_requests(traced.backend(), &mentor, Lang::Fr, NOW).await.unwrap();
        assert_eq!((mine.received.len(), mine.received[0].who.name.as_str()), (1, ""), "nothing hangs");
        let told = crate::notifications::list(traced.backend(), &mentor, 1).await.unwrap();
        assert_eq!(told.lines[0].kind.code(), "mentorship.mentee_left");
        assert!(told.lines.iter().all(|line| line.facts.name.is_empty()));
    }

    async fn the_chain_keeps_its_links_without_a_name(db: Db) {
        let traced = Traced::new(db).await;
        let mentor = actor(traced.mentor);
        let chain = async || circle::chain(traced.backend(), &mentor, Lang::Fr).await.unwrap();
        let before = chain().await;
        traced.erase(CommandId::new()).await.unwrap();
        let after = chain().await;
        assert_eq!(after.below.len(), before.below.len());
        assert_eq!(after.below[0].name, "");
        assert_eq!(after.below[0].points, Points { received: 1, given: 1 });
        assert_eq!(after.line.own.points, before.line.own.points);
    }

    async fn other_mentors_letters_and_people_stay_as_they_are(db: Db) {
        let traced = Traced::new(db).await;
        let world = &traced.world;
        let (yassine, amina) = (world.a_mentee("Yassine").await, world.a_mentor("Amina").await);
        let letter = "Je cherche quelqu’un qui connaît les conserves et l’Allemagne.";
        let request = world.ask_with(yassine, amina, letter).await;
        traced.erase(CommandId::new()).await.unwrap();
        let page = matching::request(traced.backend(), &actor(amina), request, Lang::Fr, NOW).await.unwrap();
        assert_eq!((page.message.as_str(), page.line.who.name.as_str()), (letter, "Yassine Chraïbi"));
    }

    async fn the_address_makes_a_new_account_and_nobody_opens_the_old_one(db: Db) {
        let traced = Traced::new(db).await;
        let command = CommandId::new();
        traced.erase(command).await.unwrap();
        traced.erase(command).await.unwrap();
        assert!(traced.erase(CommandId::new()).await.is_err(), "there is nothing left to erase");
        let backend = traced.backend();
        let opened = accounts::reactivate(backend, By::Operator, CommandId::new(), traced.mentee, NOW).await;
        assert_eq!(opened.unwrap_err().failure(), Failure::NotFound);
        let email = domain::accounts::EmailAddress::parse(&format!("{}@example.org", traced.mentee)).unwrap();
        let again = accounts::create_person(backend, &email, None, Lang::Fr, NOW).await.unwrap();
        assert_ne!(again, traced.mentee);
    }

    async fn the_last_administrator_stays(db: Db) {
        let traced = Traced::new(db).await;
        let backend = traced.backend();
        accounts::grant_role(backend, By::Operator, CommandId::new(), traced.mentee, Role::Administrator, NOW).await.unwrap();
        let refused = traced.erase(CommandId::new()).await.unwrap_err();
        assert_eq!(refused.failure(), Failure::Refused(Refusal::LastAdministrator));
        assert!(traced.found().await.contains("people.email"), "nothing was erased by half");
        accounts::grant_role(backend, By::Operator, CommandId::new(), traced.mentor, Role::Administrator, NOW).await.unwrap();
        traced.erase(CommandId::new()).await.unwrap();
    }

    async fn files_of_others_that_may_name_the_person_go_too(db: Db) {
        let traced = Traced::new(db).await;
        let left = async || {
            let mut reader = traced.backend().db.read().await.unwrap();
            sql::checked_pieces(reader.conn()).await.unwrap()
        };
        assert_eq!(left().await, 1);
        traced.erase(CommandId::new()).await.unwrap();
        assert_eq!(left().await, 0);
    }

    async fn a_mail_that_waits_goes_with_its_address(db: Db) {
        let traced = Traced::new(db).await;
        traced.erase(CommandId::new()).await.unwrap();
        let due = outbox::take_due(&traced.backend().db, Timestamp(i64::MAX / 2), 100).await.unwrap();
        let to = format!("{}@example.org", traced.mentee);
        assert!(due.iter().all(|due| due.mail.to != to));
        assert!(due.iter().any(|due| due.mail.to.starts_with(&traced.mentor.to_string())));
    }

    async fn a_sign_in_of_an_hour_ago_is_no_proof(db: Db) {
        let traced = Traced::new(db).await;
        let (backend, person, here) = (traced.backend(), actor(traced.mentee), traced.sign_in);
        let later = NOW.plus(HOUR);
        assert!(export(backend, &person, here, Lang::Fr, later).await.is_err());
        assert!(erase(backend, &person, here, CommandId::new(), later).await.is_err());
        let other = actor(traced.mentor);
        assert!(erase(backend, &other, here, CommandId::new(), NOW).await.is_err(), "a sign-in of somebody else");
        assert!(traced.found().await.contains("people.email"));
    }

    async fn the_export_has_everything_of_ones_own_and_no_secret(db: Db) {
        let traced = Traced::new(db).await;
        let taken = export(traced.backend(), &actor(traced.mentee), traced.sign_in, Lang::Fr, NOW).await.unwrap();
        let json = taken.json().unwrap();
        for word in [GIVEN, FAMILY, GIVEN_AR, PHONE, WRITTEN, "@example.org", "EXPORT_EU", "Tazart", "2026-11-18T11:06:40Z"] {
            assert!(json.contains(word), "{word} is missing");
        }
        for secret in ["argon2", "raison du bureau"] {
            assert!(!json.contains(secret), "{secret}");
        }
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["data"]["requests"].as_array().unwrap().len(), 2);
        assert_eq!(read["data"]["profiles"][0]["mentee"], "true");
    }

    async fn every_column_that_names_people_or_addresses_has_a_fate(db: Db) {
        let mut reader = db.read().await.unwrap();
        let known: BTreeSet<(String, String)> = PLACES.iter().map(|place| (place.table.into(), place.column.into())).collect();
        let lacking: Vec<_> = sql::naming(reader.conn()).await.unwrap().into_iter().filter(|it| !known.contains(it)).collect();
        assert!(lacking.is_empty(), "say in privacy/places.rs what becomes of {lacking:?}");
        let addressed: BTreeSet<(String, String)> = ADDRESSED.iter().map(|(table, column)| ((*table).into(), (*column).into())).collect();
        let lacking: Vec<_> = sql::addresses(reader.conn()).await.unwrap().into_iter().filter(|it| !addressed.contains(it)).collect();
        assert_eq!(lacking, [("people".to_owned(), "email".to_owned())]);
    }
}
