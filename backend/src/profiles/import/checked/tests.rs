//! The file of a dry run on both engines: imported once, exactly, by whoever checked it, while it is kept.

use super::*;
use crate::{
    on_both_engines,
    profiles::import::{self, Codes, InProcess, forget_old, latest},
    programmes,
};
use domain::{PersonId, Role, profiles::ImportAs};
use std::{fmt::Write as _, path::Path};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

struct Stage {
    db: Db,
    programme: ProgrammeId,
    office: Actor,
}

impl Stage {
    async fn new(db: Db) -> Self {
        let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference");
        let programme = programmes::seed(&db, &reference, NOW).await.unwrap();
        let office = somebody(&db, "office@example.org", programme).await;
        Self {
            db,
            programme,
            office,
        }
    }

    /// A dry run of these people.
    async fn check(&self, people: std::ops::Range<u32>, now: Timestamp) -> ImportId {
        let upload = Upload {
            programme: self.programme,
            role: ImportAs::Mentors,
            mode: Mode::DryRun,
            invitations: Invitations::None,
            file_name: "mentors.csv".into(),
            bytes: mentors(people).into(),
            encoding: None,
        };
        import::upload(
            &self.db,
            Arc::new(InProcess),
            &self.office,
            upload,
            &Codes,
            now,
        )
        .await
        .unwrap()
    }

    async fn import(&self, id: ImportId, now: Timestamp) -> Result<Taken, ImportError> {
        self.import_as(&self.office, id, None, now).await
    }

    async fn import_as(
        &self,
        actor: &Actor,
        id: ImportId,
        programme: Option<ProgrammeId>,
        now: Timestamp,
    ) -> Result<Taken, ImportError> {
        let wanted = Wanted {
            programme,
            id,
            invitations: Invitations::None,
        };
        import_checked(&self.db, Arc::new(InProcess), actor, wanted, &Codes, now).await
    }

    async fn checked(&self, id: ImportId, now: Timestamp) -> Checked {
        checked(&self.db, &self.office, id, now).await.unwrap()
    }

    /// How many members an import brought.
    async fn members(&self) -> i64 {
        let counts = sql::testing::counts(self.db.read().await.unwrap()).await;
        counts
            .iter()
            .find(|(name, _)| *name == "members")
            .unwrap()
            .1
    }

    async fn pieces(&self) -> i64 {
        let mut reader = self.db.read().await.unwrap();
        sql::testing::pieces(reader.conn()).await.unwrap()
    }
}

async fn somebody(db: &Db, email: &str, programme: ProgrammeId) -> Actor {
    let actor = Actor {
        person: PersonId::new(),
        roles: vec![Role::Coordinator(programme)],
    };
    let mut tx = db.write().await.unwrap();
    sql::testing::insert_account(tx.conn(), actor.person, email, NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    actor
}

fn mentors(people: std::ops::Range<u32>) -> Vec<u8> {
    let mut file = String::from("Prénom;Nom;Courriel;Pays;Secteur;Langues;Expertises;Capacité\n");
    for number in people {
        writeln!(
            file,
            "Nora;Tahiri;mentor{number}@example.net;Maroc;Artisanat;Arabe;Cybersécurité;2"
        )
        .unwrap();
    }
    file.into_bytes()
}

fn refusal(done: Result<Taken, ImportError>) -> Failure {
    match done.unwrap_err() {
        ImportError::Backend(error) => error.failure(),
        ImportError::File(problem) => panic!("{problem:?}"),
    }
}

on_both_engines! {
    async fn what_was_checked_is_imported_once_however_often_it_is_asked_for(db: Db) {
        let stage = Stage::new(db).await;
        // More than one piece.
        let id = stage.check(0..4_500, NOW).await;
        assert_eq!(stage.checked(id, NOW).await, Checked::Ready { invite: false });
        assert_eq!((stage.members().await, stage.pieces().await), (0, 2));
        let done = stage.import(id, NOW).await.unwrap();
        let Taken::Done(report) = done else { panic!("{done:?}") };
        assert_eq!(stage.checked(id, NOW).await, Checked::Became(report));
        assert_eq!((stage.members().await, stage.pieces().await), (4_500, 0));
        assert_eq!(stage.import(id, NOW).await.unwrap(), done);
        let kept = latest(&stage.db, &stage.office, stage.programme).await.unwrap();
        assert_eq!(kept.iter().filter(|one| !one.is_dry_run).count(), 1);
        assert_eq!(kept.iter().find(|one| one.id == report).unwrap().report.summary.imported, 4_500);
    }

    async fn two_taps_at_once_import_once(db: Db) {
        let stage = Stage::new(db).await;
        for round in 1..=6 {
            let id = stage.check(round * 20..round * 20 + 20, NOW).await;
            let (one, other) = tokio::join!(stage.import(id, NOW), stage.import(id, NOW));
            let both = [one.unwrap(), other.unwrap()];
            assert!(both.iter().any(|taken| matches!(taken, Taken::Done(_))), "{both:?}");
            let kept = latest(&stage.db, &stage.office, stage.programme).await.unwrap();
            let made = kept.iter().filter(|one| !one.is_dry_run).count();
            assert_eq!((made, stage.members().await), (round as usize, i64::from(round) * 20));
        }
    }

    async fn a_file_is_its_own_programmes_and_whoever_checked_its(db: Db) {
        let stage = Stage::new(db).await;
        let id = stage.check(0..2, NOW).await;
        let colleague = somebody(&stage.db, "colleague@example.org", stage.programme).await;
        let by_colleague = stage.import_as(&colleague, id, None, NOW).await;
        assert_eq!(refusal(by_colleague), Failure::Refused(Refusal::CheckedByAnother));
        assert_eq!(checked(&stage.db, &colleague, id, NOW).await.unwrap(), Checked::ByAnother);
        let elsewhere = stage.import_as(&stage.office, id, Some(ProgrammeId::new()), NOW).await;
        assert_eq!(refusal(elsewhere), Failure::Refused(Refusal::CheckedForAnother));
        let stranger = somebody(&stage.db, "stranger@example.org", ProgrammeId::new()).await;
        assert_eq!(refusal(stage.import_as(&stranger, id, None, NOW).await), Failure::NotFound);
        assert_eq!(refusal(stage.import(ImportId::new(), NOW).await), Failure::NotFound);
        assert_eq!(stage.members().await, 0);
        let here = stage.import_as(&stage.office, id, Some(stage.programme), NOW).await;
        assert!(matches!(here.unwrap(), Taken::Done(_)));
    }

    async fn a_file_is_kept_for_hours_and_the_latest_three_of_each(db: Db) {
        let stage = Stage::new(db).await;
        let mut ids = Vec::new();
        for number in 0..4 {
            ids.push(stage.check(number..number + 1, NOW.plus(i64::from(number))).await);
        }
        assert_eq!((stage.checked(ids[0], NOW).await, stage.pieces().await), (Checked::Gone, 3));
        assert_eq!(refusal(stage.import(ids[0], NOW).await), Failure::Refused(Refusal::CheckedFileGone));
        let late = NOW.plus(6 * HOUR + 2);
        assert_eq!(stage.checked(ids[1], late).await, Checked::Gone);
        assert_eq!(refusal(stage.import(ids[1], late).await), Failure::Refused(Refusal::CheckedFileGone));
        forget_old(&stage.db, late).await.unwrap();
        assert_eq!(stage.pieces().await, 2);
        assert_eq!(stage.checked(ids[2], late).await, Checked::Ready { invite: false });
    }

    async fn all_files_together_are_bounded_and_the_oldest_go(db: Db) {
        let stage = Stage::new(db).await;
        let first = stage.check(0..10, NOW).await;
        let second = stage.check(10..20, NOW.plus(1)).await;
        let mut tx = stage.db.write().await.unwrap();
        sql::forget_beyond(tx.conn(), 1_200).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(stage.checked(first, NOW).await, Checked::Gone);
        assert_eq!(stage.checked(second, NOW).await, Checked::Ready { invite: false });
    }

    async fn a_file_that_is_not_whole_any_more_is_not_imported(db: Db) {
        let stage = Stage::new(db).await;
        let id = stage.check(0..4_500, NOW).await;
        let mut tx = stage.db.write().await.unwrap();
        sql::testing::spoil_pieces(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        for _ in 0..2 {
            assert_eq!(refusal(stage.import(id, NOW).await), Failure::Refused(Refusal::CheckedFileGone));
        }
        assert_eq!(stage.members().await, 0);
    }

    async fn bytes_go_with_their_row(db: Db) {
        let stage = Stage::new(db).await;
        stage.check(0..10, NOW).await;
        let mut tx = stage.db.write().await.unwrap();
        sql::testing::erase_checked_of(tx.conn(), stage.office.person).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(stage.pieces().await, 0);
    }
}
