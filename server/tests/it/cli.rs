//! The command line as an operator meets it: exit codes, and what each command says.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::program::program;
use std::{ffi::OsString, io::Write, path::Path, process::Stdio};
use tempfile::TempDir;

/// Runs `mentoring` with these arguments on a data folder of its own.
async fn run(data: &Path, arguments: &[&str]) -> (u8, String) {
    let mut all: Vec<OsString> = vec!["mentoring".into()];
    all.extend(arguments.iter().map(OsString::from));
    all.extend(["--data".into(), data.into()]);
    let mut out = Vec::new();
    let code = Box::pin(server::cli::run_with(all, &mut out)).await;
    (code, String::from_utf8(out).unwrap())
}

fn reference() -> String {
    format!("{}/../reference", env!("CARGO_MANIFEST_DIR"))
}

const ONE_MENTOR: &str = "Prénom;Nom;E-mail;Pays;Secteur;Langues;Expertise offerte;Capacité\n\
    Amal;Rifai;amal.rifai@example.net;Maroc;Énergie et renouvelables;français;Démarrage à l'export;2\n";

/// A data folder with the demo in it.
async fn demo() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = run(folder.path(), &["demo", "--reference", &reference()]).await;
    assert_eq!(code, 0, "{said}");
    folder
}

#[tokio::test]
async fn wrong_usage_is_exit_code_2() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["no-such-command"]).await.0, 2);
    assert_eq!(run(folder.path(), &["backup"]).await.0, 2);
    assert_eq!(
        run(folder.path(), &["user", "create", "not-an-address"])
            .await
            .0,
        2
    );
    let (code, _) = run(
        folder.path(),
        &["migrate", "--database", "mysql://db.example.net/x"],
    )
    .await;
    assert_eq!(code, 2);
}

#[tokio::test]
async fn the_clock_moves_for_made_up_people_only() {
    let folder = tempfile::tempdir().unwrap();
    let serve = ["serve", "--addr", "127.0.0.1:0", "--clock-ahead", "4"];
    assert_eq!(run(folder.path(), &serve).await.0, 2);
    assert!(!folder.path().join("mentoring.sqlite").exists());
    let demo = [&serve[..], &["--demo", "--print-config"]].concat();
    let (code, said) = run(folder.path(), &demo).await;
    assert_eq!(code, 0);
    assert!(said.contains("--clock-ahead"), "{said}");
}

#[tokio::test]
async fn help_is_exit_code_0() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["--help"]).await.0, 0);
}

#[tokio::test]
async fn a_mistyped_folder_does_not_become_an_empty_database() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("copy.sqlite");
    let (code, _) = run(folder.path(), &["backup", target.to_str().unwrap()]).await;
    assert_eq!(code, 2);
    assert!(!folder.path().join("mentoring.sqlite").exists());
}

#[tokio::test]
async fn the_demo_says_who_can_sign_in_and_loads_once() {
    let folder = demo().await;
    let (code, said) = run(folder.path(), &["demo", "--reference", &reference()]).await;
    assert_eq!(code, 0);
    assert!(said.contains("there already"));
    assert!(said.contains("mentee@example.org") && said.contains("circle-of-trust"));
}

#[tokio::test]
async fn a_backup_comes_back_and_replaces_only_when_told() {
    let folder = demo().await;
    let file = folder.path().join("copy.sqlite");
    let file = file.to_str().unwrap();
    assert_eq!(run(folder.path(), &["backup", file]).await.0, 0);
    assert_eq!(
        run(folder.path(), &["backup", file]).await.0,
        2,
        "the file is there"
    );
    assert_eq!(
        run(folder.path(), &["restore", file]).await.0,
        2,
        "so is a database"
    );
    assert_eq!(
        run(folder.path(), &["restore", file, "--replace"]).await.0,
        0
    );
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(run(empty.path(), &["restore", file]).await.0, 0);
    let (code, said) = run(empty.path(), &["user", "deactivate", "mentor@example.org"]).await;
    assert_eq!((code, said.trim()), (0, "Deactivated mentor@example.org."));
}

#[tokio::test]
async fn a_second_step_is_not_required_where_browsers_have_no_passkeys() {
    let folder = tempfile::tempdir().unwrap();
    let serve = ["serve", "--addr", "127.0.0.1:0", "--require-second-step"];
    assert_eq!(run(folder.path(), &serve).await.0, 2);
    assert!(!folder.path().join("mentoring.sqlite").exists());
    let named = [
        &serve[..],
        &["--base-url", "http://localhost:3000", "--print-config"],
    ]
    .concat();
    let (code, said) = run(folder.path(), &named).await;
    assert_eq!(code, 0);
    assert!(said.contains("require-second-step  true"), "{said}");
}

#[tokio::test]
async fn the_operator_lets_somebody_in_again() {
    let folder = demo().await;
    let reset = |email| ["user", "reset-second-step", email];
    let (code, said) = run(folder.path(), &reset("mentor@example.org")).await;
    assert_eq!(code, 0);
    assert!(said.contains("mentor@example.org"), "{said}");
    assert_eq!(run(folder.path(), &reset("nobody@example.org")).await.0, 2);
}

#[tokio::test]
async fn a_damaged_backup_is_exit_code_1() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.sqlite");
    std::fs::write(&file, vec![b'x'; 8192]).unwrap();
    assert_eq!(
        run(folder.path(), &["restore", file.to_str().unwrap()])
            .await
            .0,
        1
    );
    assert!(!folder.path().join("mentoring.sqlite").exists());
}

#[tokio::test]
async fn an_operator_makes_an_account_and_gives_it_a_role() {
    let folder = demo().await;
    let user = |rest: &[&'static str]| [&["user"], rest].concat();
    let create = user(&["create", "office@example.net"]);
    assert_eq!(run(folder.path(), &create).await.0, 0);
    assert_eq!(run(folder.path(), &create).await.0, 2, "twice");
    let role = user(&[
        "role",
        "office@example.net",
        "coordinator",
        "--programme",
        "CIRCLE",
    ]);
    assert_eq!(run(folder.path(), &role).await.0, 0);
    let unknown = user(&[
        "role",
        "office@example.net",
        "coordinator",
        "--programme",
        "OTHER",
    ]);
    assert_eq!(run(folder.path(), &unknown).await.0, 2);
    let without = user(&["role", "office@example.net", "coordinator"]);
    assert_eq!(run(folder.path(), &without).await.0, 2);
}

#[tokio::test]
async fn an_import_reports_rejected_rows_and_a_dry_run_writes_nothing() {
    let folder = demo().await;
    let file = folder.path().join("people.csv");
    std::fs::write(
        &file,
        "Prénom;Nom;E-mail;Pays;Secteur;Langues;Expertise offerte;Capacité\n\
         Amal;Rifai;amal.rifai@example.net;Maroc;Énergie et renouvelables;français;Démarrage à l'export;2\n\
         Omar;Tazi;not-an-address;Maroc;Énergie et renouvelables;français;Démarrage à l'export;2\n",
    )
    .unwrap();
    let rejected = folder.path().join("rejected.csv");
    let import = [
        "import",
        file.to_str().unwrap(),
        "--as",
        "mentors",
        "--json",
        "--rejected",
        rejected.to_str().unwrap(),
    ];
    let dry = [&import[..], &["--dry-run"]].concat();
    for arguments in [&dry[..], &import[..]] {
        let (code, said) = run(folder.path(), arguments).await;
        assert_eq!(code, 0);
        let summary: serde_json::Value = serde_json::from_str(said.trim()).unwrap();
        assert_eq!(
            (&summary["imported"], &summary["rejected"]),
            (&1.into(), &1.into()),
            "{said}"
        );
    }
    let (_, again) = run(folder.path(), &import).await;
    assert!(again.contains(r#""duplicates":1"#), "{again}");
    assert!(
        std::fs::read_to_string(rejected)
            .unwrap()
            .contains("not-an-address")
    );
    assert_eq!(
        run(
            folder.path(),
            &["import", "/nowhere.csv", "--as", "mentors"]
        )
        .await
        .0,
        2
    );
}

#[tokio::test]
async fn an_import_says_of_each_row_what_and_where_and_why() {
    let folder = demo().await;
    let file = folder.path().join("people.csv");
    std::fs::write(
        &file,
        "Prénom;Nom;E-mail;Pays;Secteur;Langues;Expertise offerte;Capacité\n\
         Amal;Rifai;amal.rifai@example.net;Maroc;Énergie et renouvelables;français;Démarrage à l'export;2-4\n\
         Amal;Rifai;AMAL.RIFAI@example.net;Maroc;Énergie et renouvelables;français;Démarrage à l'export;2\n\
         Omar;Tazi;not-an-address;Maroc;Énergie et renouvelables;français;Démarrage à l'export;2\n",
    )
    .unwrap();
    let arguments = ["import", file.to_str().unwrap(), "--as", "mentors"];
    let (code, said) = run(folder.path(), &arguments).await;
    assert_eq!(code, 0);
    for line in [
        "Row 2 to check. Capacité: 2-4. A range: the lower number was taken, 2.",
        "Row 3 not taken. Same address as in row 2, which was taken.",
        "Row 4 rejected. E-mail: not-an-address.",
    ] {
        assert!(said.contains(line), "{line:?} in:\n{said}");
    }
}

#[tokio::test]
async fn print_config_names_each_value_and_its_origin_and_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = run(
        folder.path(),
        &[
            "serve",
            "--print-config",
            "--addr",
            "127.0.0.1:4000",
            "--database",
            "postgres://app:s3cret@db.example.net/mentoring",
            "--metrics-token",
            "s3cret-too",
        ],
    )
    .await;
    assert_eq!(code, 0);
    let line = |name: &str| {
        said.lines()
            .find(|line| line.starts_with(name))
            .unwrap_or_else(|| panic!("no {name} in {said}"))
            .split_whitespace()
            .skip(1)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(line("addr"), "127.0.0.1:4000 --addr");
    assert_eq!(
        line("database"),
        "postgres://app:***@db.example.net/mentoring --database"
    );
    assert_eq!(line("proxy-hops"), "0 default");
    assert_eq!(line("metrics-addr"), "(not set) default");
    assert_eq!(line("metrics-token"), "*** --metrics-token");
    assert_eq!(line("base-url"), "http://127.0.0.1:4000 default");
    for name in ["site", "reference"] {
        assert!(!line(name).contains("not set"), "{}", line(name));
    }
    assert!(!said.contains("s3cret"));
}

#[tokio::test]
async fn a_fresh_server_is_ready_for_an_import_and_a_coordinator_after_migrating() {
    let folder = tempfile::tempdir().unwrap();
    let migrate = ["migrate", "--reference", &reference()];
    for _ in 0..2 {
        assert_eq!(run(folder.path(), &migrate).await.0, 0);
    }
    let email = "office@example.org";
    assert_eq!(run(folder.path(), &["user", "create", email]).await.0, 0);
    let role = [
        "user",
        "role",
        email,
        "coordinator",
        "--programme",
        "CIRCLE",
    ];
    assert_eq!(run(folder.path(), &role).await.0, 0);
    let file = folder.path().join("people.csv");
    std::fs::write(&file, ONE_MENTOR).unwrap();
    let import = [
        "import",
        file.to_str().unwrap(),
        "--as",
        "mentors",
        "--json",
    ];
    let (code, said) = run(folder.path(), &import).await;
    assert_eq!(code, 0);
    assert!(said.contains(r#""imported":1"#), "{said}");
}

#[tokio::test]
async fn the_doctor_makes_no_folder_of_a_mistyped_name() {
    let folder = tempfile::tempdir().unwrap();
    let mistyped = folder.path().join("dtaa");
    let (code, said) = run(&mistyped, &["doctor", "--reference", &reference()]).await;
    assert_eq!(code, 1);
    assert!(said.contains("BAD  configuration"), "{said}");
    assert!(!mistyped.exists());
}

#[tokio::test]
async fn the_doctor_is_content_with_a_server_that_is_set_up() {
    let folder = demo().await;
    let site = folder.path().join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    let (code, said) = run(
        folder.path(),
        &[
            "doctor",
            "--base-url",
            "http://[::1]:3000",
            "--site",
            site.to_str().unwrap(),
            "--reference",
            &reference(),
        ],
    )
    .await;
    assert_eq!(code, 0, "{said}");
    assert_eq!(
        said.lines().filter(|line| line.starts_with("ok ")).count(),
        6,
        "{said}"
    );
}

#[tokio::test]
async fn the_doctor_finds_mails_that_nobody_would_get() {
    let folder = demo().await;
    let at = |arguments: &[&'static str]| [&["doctor"], arguments].concat();
    let public = at(&["--base-url", "https://mem.example.org"]);
    let silent = at(&["--smtp-url", "smtp://127.0.0.1:1"]);
    let nobody = at(&["--mail-from", "nobody"]);
    for arguments in [public, silent, nobody] {
        let (code, said) = run(folder.path(), &arguments).await;
        assert_eq!(code, 1);
        assert!(said.contains("BAD  mail"), "{arguments:?}: {said}");
    }
    let (_, said) = run(folder.path(), &["doctor"]).await;
    assert!(said.contains("ok   mail"), "{said}");
    let url = backend::Db::sqlite_url(folder.path());
    let db = backend::Db::open(&url, backend::db::Migrations::Require)
        .await
        .unwrap();
    give_up_a_mail(&db).await;
    db.close().await;
    let (_, said) = run(folder.path(), &["doctor"]).await;
    assert!(
        said.contains("BAD  mail") && said.contains("1 mail(s)"),
        "{said}"
    );
}

/// A mail that eight tries did not deliver.
async fn give_up_a_mail(db: &backend::Db) {
    use backend::outbox::{self, Mail, MailContent};
    let mut now = domain::Timestamp(1_795_000_000_000);
    let mail = Mail {
        to: "salma@example.org".into(),
        lang: "fr".into(),
        content: MailContent::SignInLink { path: "/".into() },
    };
    let mut tx = db.write().await.unwrap();
    outbox::queue_mail(tx.conn(), None, &mail, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for _ in 0..8 {
        for due in outbox::take_due(db, now, 100).await.unwrap() {
            outbox::mark_failed(db, &due, domain::administration::MailTrouble::Refused, now)
                .await
                .unwrap();
        }
        now = now.plus(domain::time::DAY);
    }
}

#[tokio::test]
async fn the_doctor_finds_a_missing_site() {
    let folder = demo().await;
    let (code, said) = run(
        folder.path(),
        &["doctor", "--site", "/nowhere", "--reference", &reference()],
    )
    .await;
    assert_eq!(code, 1);
    assert!(said.contains("BAD  site"), "{said}");
    assert!(said.contains("ok   database"), "{said}");
    assert!(said.contains("ok   time zones"), "{said}");
}

#[test]
fn a_password_from_the_command_line_is_held_to_the_rules_of_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let create = |password: &str| {
        let mut child = program()
            .args(["user", "create", "office@example.net", "--password-stdin"])
            .arg("--data")
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{password}").unwrap();
        drop(input);
        let output = child.wait_with_output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let migrated = program()
        .args(["migrate", "--reference", &reference(), "--data"])
        .arg(folder.path())
        .status();
    assert!(migrated.unwrap().success());
    let (code, said) = create("eleven char");
    assert_eq!(code, Some(2));
    assert!(said.contains("at least 12 characters"), "{said}");
    let (code, said) = create("qwertyqwerty");
    assert_eq!(code, Some(2));
    assert!(said.contains("most common"), "{said}");
    assert_eq!(create("quatre mots sans lien").0, Some(0));
}
