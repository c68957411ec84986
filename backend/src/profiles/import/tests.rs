//! Files into both engines: counted, repeated, rehearsed, at once, and by whom.

use super::*;
use crate::{
    Backend, Db,
    accounts::{self, Hasher},
    notifications, on_both_engines, outbox,
    programmes::{self, invitations},
};
use domain::{
    Actor, CommandId, Failure, Lang, PersonId, ProgrammeId, Role, Timestamp,
    accounts::EmailAddress,
    notifications::NoticeKind,
    profiles::{DuplicateRow, FileProblem, ImportAs, ImportReport, ImportWarning, RejectReason},
};
use std::{io::Cursor, path::Path, sync::Arc};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/tests/fixtures/people/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

/// The programme of a fresh database, with the reference data.
async fn a_programme(db: &Db) -> ProgrammeId {
    let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference");
    programmes::seed(db, &reference, NOW).await.unwrap()
}

async fn another_programme(db: &Db) -> ProgrammeId {
    let id = ProgrammeId::new();
    let mut tx = db.write().await.unwrap();
    programmes::sql::insert_programme(tx.conn(), id, "OTHER", [""; 4], "{}", NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

fn options(role: ImportAs, programme: ProgrammeId) -> Options {
    Options {
        role,
        programme,
        mode: Mode::Write,
        invitations: Invitations::None,
        encoding: None,
        workbooks: Arc::new(InProcess),
        by: None,
        now: NOW,
    }
}

async fn import_bytes(db: &Db, bytes: &[u8], options: &Options) -> ImportReport {
    import(db, Cursor::new(bytes.to_vec()), options, None, &mut |_| {})
        .await
        .unwrap()
}

async fn counts(db: &Db) -> Vec<(&'static str, i64)> {
    sql::testing::counts(db.read().await.unwrap()).await
}

async fn count(db: &Db, of: &str) -> i64 {
    counts(db)
        .await
        .iter()
        .find(|(name, _)| *name == of)
        .unwrap()
        .1
}

async fn profile(db: &Db, email: &str) -> sql::testing::ProfileRow {
    let mut reader = db.read().await.unwrap();
    sql::testing::profile(reader.conn(), email).await.unwrap()
}

/// A mentors' file of one person.
fn one_mentor(email: &str, given: &str, capacity: &str) -> Vec<u8> {
    format!(
        "Prénom;Nom;Courriel;Pays;Secteur;Langues;Expertises;Capacité;Entreprise;Fonction\n\
         {given};Tahiri;{email};Maroc;Artisanat;Arabe;Cybersécurité;{capacity};Atlas SARL;Gérante\n"
    )
    .into_bytes()
}

on_both_engines! {
    async fn both_files_make_one_account_for_each_person(db: Db) {
        let programme = a_programme(&db).await;
        let mentors = options(ImportAs::Mentors, programme);
        let mentees = options(ImportAs::Mentees, programme);
        let first = import_bytes(&db, &fixture("mentors.csv"), &mentors).await;
        assert_eq!((first.summary.imported, first.summary.duplicates, first.summary.rejected), (291, 2, 7));
        let second = import_bytes(&db, &fixture("mentees.csv"), &mentees).await;
        assert_eq!((second.summary.imported, second.summary.duplicates, second.summary.rejected), (868, 6, 26));

        // 18 people are in both files.
        assert_eq!(count(&db, "people").await, 1_141);
        assert_eq!((count(&db, "mentors").await, count(&db, "mentees").await), (291, 868));
        assert_eq!((count(&db, "members").await, count(&db, "projects").await), (1_159, 868));
        assert_eq!((count(&db, "events").await, count(&db, "mails").await), (1_159, 0));

        let before = counts(&db).await;
        for (name, role, good, rejected) in [
            ("mentors.csv", &mentors, 293, 7),
            ("mentees.csv", &mentees, 874, 26),
            ("mentors.xlsx", &mentors, 282, 0),
            ("mentees.xlsx", &mentees, 846, 0),
        ] {
            let again = import_bytes(&db, &fixture(name), role).await.summary;
            assert_eq!((again.imported, again.warned, again.duplicates, again.rejected), (0, 0, good, rejected), "{name}");
        }
        assert_eq!(counts(&db).await, before, "a second run adds nothing");
    }

    async fn a_dry_run_gives_the_same_report_and_writes_nothing(db: Db) {
        let programme = a_programme(&db).await;
        let real = options(ImportAs::Mentors, programme);
        let dry = Options { mode: Mode::DryRun, ..real.clone() };
        import_bytes(&db, &one_mentor("samira.tahiri@example.com", "Samira", "1"), &real).await;
        let before = counts(&db).await;
        let rehearsed = import_bytes(&db, &fixture("mentors.csv"), &dry).await;
        assert_eq!(counts(&db).await, before);
        assert_eq!(import_bytes(&db, &fixture("mentors.csv"), &real).await, rehearsed);
        assert_eq!(rehearsed.duplicates[0], DuplicateRow { row: 2, first: None });
        assert_eq!((rehearsed.summary.imported, rehearsed.summary.duplicates), (290, 3));
    }

    async fn a_person_gets_a_second_role_and_keeps_what_they_wrote(db: Db) {
        let programme = a_programme(&db).await;
        import_bytes(&db, &fixture("mentees.csv"), &options(ImportAs::Mentees, programme)).await;
        let email = "tarik.elyacoubi@example.org";
        assert_eq!(profile(&db, email).await, ("Tarik".into(), "".into(), "".into(), "".into(), 0, false, true));
        let file = one_mentor("Tarik.ElYacoubi@Example.org", "Someone", "3");
        let report = import_bytes(&db, &file, &options(ImportAs::Mentors, programme)).await;
        assert_eq!(report.summary.imported, 1);
        assert_eq!(
            profile(&db, email).await,
            ("Tarik".into(), "".into(), "Gérante".into(), "Atlas SARL".into(), 3, true, true)
        );
        // Once a mentor, the capacity is theirs to change.
        let file = one_mentor(email, "Someone", "5");
        assert_eq!(import_bytes(&db, &file, &options(ImportAs::Mentors, programme)).await.summary.duplicates, 1);
        assert_eq!(profile(&db, email).await.4, 3);
    }

    async fn an_arabic_name_is_kept_as_such(db: Db) {
        let programme = a_programme(&db).await;
        import_bytes(&db, &one_mentor("a@example.org", "إلياس", "1"), &options(ImportAs::Mentors, programme)).await;
        let (latin, arabic, ..) = profile(&db, "a@example.org").await;
        assert_eq!((latin.as_str(), arabic.as_str()), ("", "إلياس"));
    }

    async fn a_person_of_another_programme_is_asked_and_nothing_else_is_written(db: Db) {
        let programme = a_programme(&db).await;
        let other = another_programme(&db).await;
        import_bytes(&db, &one_mentor("a@example.org", "Samira", "1"), &options(ImportAs::Mentors, programme)).await;
        let before = (profile(&db, "a@example.org").await, count(&db, "events").await);
        let mentee = "Prénom;Nom;Courriel;Pays;Secteur;Langues;Besoins;Titre du projet;Stade\n\
            Mallory;Tahiri;a@example.org;Maroc;Artisanat;Arabe;Cybersécurité;Tapis;Idée\n";
        for (dry, imported) in [(true, 1), (false, 1), (true, 0), (false, 0)] {
            let mode = if dry { Mode::DryRun } else { Mode::Write };
            let options = Options { mode, ..options(ImportAs::Mentees, other) };
            let report = import_bytes(&db, mentee.as_bytes(), &options).await;
            assert_eq!((report.summary.imported, report.summary.warned), (imported, imported));
            if imported == 1 {
                assert_eq!(report.warned[0].notes[0].what, ImportWarning::AskedFirst);
            }
        }
        assert_eq!((profile(&db, "a@example.org").await, count(&db, "events").await), before);
        assert_eq!((count(&db, "people").await, count(&db, "members").await, count(&db, "projects").await), (1, 1, 0));
    }

    async fn people_are_invited_only_when_asked_and_once(db: Db) {
        let programme = a_programme(&db).await;
        let invite = Options { invitations: Invitations::Send, ..options(ImportAs::Mentors, programme) };
        import_bytes(&db, &fixture("mentors.xlsx"), &Options { mode: Mode::DryRun, ..invite.clone() }).await;
        assert_eq!(count(&db, "mails").await, 0);
        import_bytes(&db, &fixture("mentors.xlsx"), &invite).await;
        import_bytes(&db, &fixture("mentors.xlsx"), &invite).await;
        assert_eq!(count(&db, "mails").await, 282);
    }

    async fn those_who_were_imported_in_silence_are_invited_later_and_once(db: Db) {
        let programme = a_programme(&db).await;
        let quiet = options(ImportAs::Mentors, programme);
        for (email, name) in [("nora@example.net", "Nora"), ("closed@example.net", "Omar")] {
            import_bytes(&db, &one_mentor(email, name, "2"), &quiet).await;
        }
        let mut tx = db.write().await.unwrap();
        sql::testing::close(tx.conn(), "closed@example.net", NOW).await.unwrap();
        tx.commit().await.unwrap();
        let everybody = invitations::Whom::Everybody(None);
        let stranger = Actor { person: PersonId::new(), roles: vec![Role::Administrator] };
        assert!(invitations::invite(&db, &stranger, CommandId::new(), programme, (&everybody, 1), NOW).await.is_err());
        let actor = Actor { roles: vec![Role::Coordinator(programme)], ..stranger };
        assert_eq!(invitations::uninvited(&db, &actor, programme).await.unwrap(), 1);
        let command = CommandId::new();
        for _ in 0..2 {
            assert_eq!(invitations::invite(&db, &actor, command, programme, (&everybody, 1), NOW).await.unwrap(), 1);
        }
        assert_eq!(invitations::invite(&db, &actor, CommandId::new(), programme, (&everybody, 0), NOW).await.unwrap(), 0);
        assert_eq!(count(&db, "mails").await, 1);
        assert_eq!(invitations::uninvited(&db, &actor, programme).await.unwrap(), 0);
    }

    async fn who_has_an_account_is_told_of_the_programme_instead_of_invited(db: Db) {
        let programme = a_programme(&db).await;
        let backend = Backend::new(db.clone(), Hasher::new(1));
        let email = EmailAddress::parse("nora@example.net").unwrap();
        let nora = accounts::create_person(&backend, &email, None, Lang::Fr, NOW).await.unwrap();
        let invite = Options { invitations: Invitations::Send, ..options(ImportAs::Mentors, programme) };
        for _ in 0..2 {
            import_bytes(&db, &one_mentor("nora@example.net", "Nora", "2"), &invite).await;
        }
        let nora = Actor { person: nora, roles: vec![] };
        let told = notifications::list(&backend, &nora, 1).await.unwrap().lines;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].kind, NoticeKind::ProgrammeInvited);
        assert_eq!(told[0].facts.own.as_ref().unwrap().name(Lang::Fr), "Le cercle du mentorat");
        let mails = outbox::take_due(&db, NOW, 9).await.unwrap();
        assert!(matches!(&mails[..], [one] if matches!(&one.mail.content, outbox::MailContent::Notice { .. })));
    }

    async fn a_closed_account_gets_no_role_and_no_invitation(db: Db) {
        let programme = a_programme(&db).await;
        let email = "closed@example.net";
        import_bytes(&db, &one_mentor(email, "Nora", "2"), &options(ImportAs::Mentors, programme)).await;
        let mut tx = db.write().await.unwrap();
        sql::testing::close(tx.conn(), email, NOW).await.unwrap();
        tx.commit().await.unwrap();
        let file = format!(
            "Prénom;Nom;Courriel;Pays;Secteur;Langues;Besoins;Titre du projet;Stade\n\
             Nora;Tahiri;{email};Maroc;Artisanat;Arabe;Cybersécurité;Tapis;Idée\n"
        );
        let invite = Options { invitations: Invitations::Send, ..options(ImportAs::Mentees, programme) };
        for options in [Options { mode: Mode::DryRun, ..invite.clone() }, invite] {
            let mut out = Vec::new();
            let rejected = Rejected { out: Box::new(&mut out), wording: &Codes };
            let source = Cursor::new(file.clone().into_bytes());
            let report = import(&db, source, &options, Some(rejected), &mut |_| {}).await.unwrap();
            assert_eq!((report.summary.imported, report.summary.rejected), (0, 1));
            assert_eq!(report.rejected[0].notes[0].what, RejectReason::AccountClosed);
            assert!(String::from_utf8(out).unwrap().contains("account_closed"));
        }
        assert_eq!((count(&db, "members").await, count(&db, "mails").await), (1, 0));
        assert!(!profile(&db, email).await.6);
    }

    async fn two_imports_of_one_file_at_once_add_each_person_once(db: Db) {
        let programme = a_programme(&db).await;
        let options = options(ImportAs::Mentees, programme);
        let file = fixture("mentees.xlsx");
        let (left, right) = tokio::join!(
            import_bytes(&db, &file, &options),
            import_bytes(&db, &file, &options)
        );
        assert_eq!(left.summary.imported + right.summary.imported, 846);
        assert_eq!(left.summary.duplicates + right.summary.duplicates, 846);
        assert_eq!((count(&db, "people").await, count(&db, "members").await), (846, 846));
    }

    async fn a_file_that_cannot_be_read_to_its_end_leaves_nothing(db: Db) {
        let programme = a_programme(&db).await;
        let mut file = fixture("mentors.csv");
        file.extend(format!("\"{}", "never closed\n".repeat(400_000)).bytes());
        let options = options(ImportAs::Mentors, programme);
        let error = import(&db, Cursor::new(file), &options, None, &mut |_| {}).await.unwrap_err();
        assert!(matches!(error, ImportError::File(FileProblem::EndlessCell { row: 304 })), "{error:?}");
        assert_eq!(count(&db, "people").await, 0);
    }

    async fn rejected_rows_come_back_as_a_file_to_correct(db: Db) {
        let programme = a_programme(&db).await;
        let options = options(ImportAs::Mentors, programme);
        let mut out = Vec::new();
        let rejected = Rejected { out: Box::new(&mut out), wording: &Codes };
        let source = Cursor::new(fixture("mentors.csv"));
        let report = import(&db, source, &options, Some(rejected), &mut |_| {}).await.unwrap();
        assert_eq!(report.summary.rejected, 7);

        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("\u{feff}Prénom;Nom;Courriel;"), "{}", lines[0]);
        assert!(lines[0].ends_with(";Reason for rejection"), "{}", lines[0]);
        assert!(lines[1].ends_with(";capacity_invalid"), "{}", lines[1]);
        assert_eq!(lines.len(), 8);

        // Unchanged, the same rows are rejected; the short ones now for the cells they lack.
        let again = import_bytes(&db, text.as_bytes(), &options).await;
        assert_eq!((again.summary.rows, again.summary.rejected), (7, 7));
        assert_eq!(again.unknown_headings, Vec::<String>::new());

        let corrected = text.replace("Chaouia-Ouardigha", "Casablanca-Settat").replace("31/02/2026", "28/02/2026");
        let corrected = import_bytes(&db, corrected.as_bytes(), &options).await;
        assert_eq!((corrected.summary.imported, corrected.summary.rejected), (2, 5));
    }

    async fn only_a_coordinator_of_the_programme_imports_and_reads_the_report(db: Db) {
        let programme = a_programme(&db).await;
        let actor = |roles| Actor { person: PersonId::new(), roles };
        let file = || Upload {
            programme,
            role: ImportAs::Mentors,
            mode: Mode::Write,
            invitations: Invitations::None,
            file_name: "mentors.csv".into(),
            bytes: fixture("mentors.csv").into(),
            encoding: None,
        };
        for stranger in [actor(vec![]), actor(vec![Role::Administrator]), actor(vec![Role::Coordinator(ProgrammeId::new())])] {
            let refused = upload(&db, Arc::new(InProcess), &stranger, file(), &Codes, NOW).await.unwrap_err();
            assert!(matches!(refused, ImportError::Backend(error) if error.failure() == Failure::NotFound));
        }
        assert_eq!(count(&db, "people").await, 0);

        let coordinator = actor(vec![Role::Coordinator(programme)]);
        let mut tx = db.write().await.unwrap();
        sql::testing::insert_account(tx.conn(), coordinator.person, "coordinator@example.org", NOW).await.unwrap();
        tx.commit().await.unwrap();
        let id = upload(&db, Arc::new(InProcess), &coordinator, file(), &Codes, NOW).await.unwrap();
        let kept_import = kept(&db, &coordinator, id).await.unwrap();
        assert_eq!(kept_import.report.summary.rejected, 7);
        assert_eq!(latest(&db, &coordinator, programme).await.unwrap(), [kept_import]);
        let (name, text) = rejected_rows(&db, &coordinator, id).await.unwrap();
        assert_eq!((name.as_str(), text.lines().count()), ("mentors-rejected.csv", 8));

        let day = domain::time::DAY;
        assert_eq!(forget_old(&db, NOW.plus(14 * day)).await.unwrap(), 0);

        let other = actor(vec![Role::Coordinator(ProgrammeId::new())]);
        assert_eq!(kept(&db, &other, id).await.unwrap_err().failure(), Failure::NotFound);
        assert_eq!(rejected_rows(&db, &other, id).await.unwrap_err().failure(), Failure::NotFound);
        assert!(latest(&db, &other, programme).await.is_err());
        assert_eq!(forget_old(&db, NOW.plus(14 * day + 1)).await.unwrap(), 1);
        assert_eq!(kept(&db, &coordinator, id).await.unwrap_err().failure(), Failure::NotFound);
    }

    async fn rejected_rows_are_kept_up_to_a_bound(db: Db) {
        let programme = a_programme(&db).await;
        let coordinator = Actor { person: PersonId::new(), roles: vec![Role::Coordinator(programme)] };
        let mut tx = db.write().await.unwrap();
        sql::testing::insert_account(tx.conn(), coordinator.person, "coordinator@example.org", NOW).await.unwrap();
        tx.commit().await.unwrap();
        let mut file = String::from("Prénom;Nom;Courriel;Pays;Secteur;Langues;Expertises;Capacité\n");
        let long = "x".repeat(3_000);
        for _ in 0..2_000 {
            file.push_str(&format!("{long};Tahiri;nobody;Maroc;Artisanat;Arabe;Cybersécurité;1\n"));
        }
        let file = Upload {
            programme,
            role: ImportAs::Mentors,
            mode: Mode::DryRun,
            invitations: Invitations::None,
            file_name: "long.csv".into(),
            bytes: file.into_bytes().into(),
            encoding: None,
        };
        let id = upload(&db, Arc::new(InProcess), &coordinator, file, &Codes, NOW).await.unwrap();
        let (_, text) = rejected_rows(&db, &coordinator, id).await.unwrap();
        assert!(text.len() > 1 << 20 && text.len() <= 2 << 20, "{}", text.len());
        assert!(text.ends_with("\r\n"), "rows are whole");
        let report = kept(&db, &coordinator, id).await.unwrap().report;
        assert_eq!(report.summary.rejected, 2_000);
    }

    async fn a_programme_is_found_by_code_or_by_being_the_only_one(db: Db) {
        assert_eq!(programme(&db, None).await.unwrap(), None);
        let only = a_programme(&db).await;
        assert_eq!(programme(&db, None).await.unwrap(), Some(only));
        assert_eq!(programme(&db, Some(programmes::DEFAULT_CODE)).await.unwrap(), Some(only));
        assert_eq!(programme(&db, Some("NONE")).await.unwrap_err().failure(), Failure::NotFound);
    }
}

#[tokio::test]
async fn progress_is_told_up_to_the_last_row() {
    let db = crate::db::testing::fresh(crate::db::testing::Engine::Sqlite)
        .await
        .unwrap();
    let programme = a_programme(&db).await;
    let mut told = Vec::new();
    let source = Cursor::new(fixture("mentees.csv"));
    let options = options(ImportAs::Mentees, programme);
    import(&db, source, &options, None, &mut |progress| {
        told.push(progress)
    })
    .await
    .unwrap();
    assert!(told.len() > 3);
    assert!(
        told.windows(2)
            .all(|pair| pair[0].percent <= pair[1].percent && pair[0].rows <= pair[1].rows)
    );
    assert_eq!(
        told.last().copied(),
        Some(Progress {
            rows: 900,
            percent: 100
        })
    );
}
