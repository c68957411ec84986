//! What is served with which options, and when the program refuses to serve.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::program::{program, serve};
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::Child,
};

/// Status of a GET at this address, with what stands in its head.
fn status(address: &str, path: &str, head: &str) -> u16 {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\n{head}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

fn end(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// The exit code and the log of a server that does not serve.
fn refused(data: &Path, arguments: &[&str]) -> (i32, String) {
    match serve(data, arguments) {
        Ok((child, _)) => {
            end(child);
            panic!("it serves with {arguments:?}");
        }
        Err((code, log)) => (code.unwrap(), log),
    }
}

#[test]
fn demo_people_are_served_with_the_demo_only() {
    let folder = tempfile::tempdir().unwrap();
    end(serve(folder.path(), &["--demo"]).unwrap().0);
    let (code, log) = refused(folder.path(), &[]);
    assert_eq!(code, 2, "{log}");
    assert!(log.contains("--demo") && log.contains("--data"), "{log}");
    end(serve(folder.path(), &["--demo"]).unwrap().0);
}

#[test]
fn the_demo_does_not_come_among_real_people() {
    let folder = tempfile::tempdir().unwrap();
    end(serve(folder.path(), &[]).unwrap().0);
    let made = program()
        .args(["user", "create", "office@example.net", "--data"])
        .arg(folder.path())
        .status();
    assert!(made.unwrap().success());
    let (code, log) = refused(folder.path(), &["--demo"]);
    assert_eq!(code, 2, "{log}");
    assert!(log.contains("--data"), "{log}");
    end(serve(folder.path(), &[]).unwrap().0);
}

#[test]
fn mails_are_shown_on_this_machine_alone() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, host, expected) in [
        (&[][..], "127.0.0.1:3000", 200),
        (&[], "localhost", 200),
        (&[], "[::1]:80", 200),
        // A name that leads here, and a proxy in front.
        (&[], "mem.example.org", 404),
        (&[], "localhost\r\nX-Forwarded-For: 203.0.113.9", 404),
        (&[], "localhost\r\nForwarded: for=203.0.113.9", 404),
        (&[], "localhost\r\nVia: 1.1 proxy", 404),
        (&["--base-url", "http://localhost:3000"], "localhost", 200),
        (
            &["--base-url", "https://mem.example.org"],
            "mem.example.org",
            404,
        ),
        (&["--base-url", "http://192.0.2.1:3000"], "192.0.2.1", 404),
        (&["--addr", "0.0.0.0:0"], "localhost", 404),
        (&["--smtp-url", "smtp://127.0.0.1:1"], "localhost", 404),
    ] {
        let (child, address) = serve(folder.path(), arguments).unwrap();
        let address = address.replace("0.0.0.0", "127.0.0.1");
        let answer = status(&address, "/dev/mail", &format!("Host: {host}"));
        assert_eq!(answer, expected, "{arguments:?} for {host}");
        end(child);
    }
}

#[test]
fn a_site_with_a_name_answers_to_that_name_alone() {
    let folder = tempfile::tempdir().unwrap();
    let name = ["--base-url", "https://mem.example.org"];
    let (child, address) = serve(folder.path(), &name).unwrap();
    for (head, path, expected) in [
        ("Host: mem.example.org", "/fr", 200),
        ("Host: MEM.example.org:443", "/fr", 200),
        ("Host: elsewhere.example.net", "/fr", 421),
        ("Host: mem.example.org.example.net", "/fr", 421),
        ("Host: 127.0.0.1", "/icons.svg", 421),
        ("Accept: */*", "/fr", 400),
        // Asked for by address.
        ("Host: 10.0.0.7", "/healthz", 200),
        ("Host: 10.0.0.7", "/readyz", 200),
    ] {
        assert_eq!(status(&address, path, head), expected, "{head} {path}");
    }
    end(child);
}

#[cfg(unix)]
#[test]
fn what_the_server_writes_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let loosen = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    for round in 0..2 {
        let (child, address) = serve(&data, &[]).unwrap();
        let form = "command=01990f41-e200-7033-9abe-b7f710f41455&email=salma%40example.net";
        let mut stream = TcpStream::connect(&address).unwrap();
        write!(
            stream,
            "POST /api/accounts/ask_for_link HTTP/1.1\r\nHost: {address}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n{form}",
            form.len()
        )
        .unwrap();
        stream.read_to_string(&mut String::new()).unwrap();
        while !data
            .join("mail")
            .read_dir()
            .is_ok_and(|mut mails| mails.next().is_some())
        {
            std::thread::yield_now();
        }
        assert_eq!(mode(&data), 0o700, "in round {round}");
        assert_eq!(mode(&data.join("mail")), 0o700);
        let files = |folder: &Path| {
            folder
                .read_dir()
                .unwrap()
                .map(|entry| entry.unwrap().path())
        };
        let database = files(&data).filter(|path| path.is_file());
        let mut seen = 0;
        for file in database.chain(files(&data.join("mail")).filter(|_| round == 0)) {
            seen += 1;
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
        assert!(seen >= 3, "the database with its log, and a mail");
        end(child);
        let copy = folder.path().join(format!("copy{round}"));
        let made = program()
            .args(["backup", "--data"])
            .arg(&data)
            .arg(&copy)
            .status();
        assert!(made.unwrap().success());
        assert_eq!(mode(&copy), 0o600);
        // As an older version left them.
        for file in files(&data).filter(|path| path.is_file()) {
            loosen(&file, 0o644);
        }
        loosen(&data, 0o755);
        loosen(&data.join("mail"), 0o755);
    }
}

#[test]
fn what_cannot_be_used_is_bad_usage_and_named() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, named) in [
        (["--database", "mysql://db.example.net/x"], "sqlite:"),
        (["--smtp-url", "post.example.net"], "--smtp-url"),
        (["--mail-from", "nobody"], "--mail-from"),
        (["--base-url", "localhost:3000"], "--base-url"),
    ] {
        let (code, log) = refused(folder.path(), &arguments);
        assert_eq!(code, 2, "{arguments:?}: {log}");
        assert!(log.contains(named), "{arguments:?}: {log}");
    }
}

#[test]
fn without_migrating_an_empty_database_is_refused_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let (code, log) = refused(folder.path(), &["--no-migrate"]);
    assert_eq!(code, 2, "{log}");
    assert!(log.contains("mentoring migrate"), "{log}");
    assert!(!folder.path().join("mentoring.sqlite").exists());
    end(serve(folder.path(), &[]).unwrap().0);
    end(serve(folder.path(), &["--no-migrate"]).unwrap().0);
}

#[test]
fn switches_are_variables_too_as_one_writes_them() {
    let folder = tempfile::tempdir().unwrap();
    for (value, expected) in [
        ("1", "true"),
        ("yes", "true"),
        ("true", "true"),
        ("0", "false"),
        ("", "false"),
    ] {
        let said = program()
            .args(["serve", "--print-config", "--data"])
            .arg(folder.path())
            .envs([("MENTORING_DEMO", value), ("MENTORING_NO_MIGRATE", value)])
            .output()
            .unwrap();
        let text = String::from_utf8(said.stdout).unwrap();
        for name in ["demo", "no-migrate"] {
            let line = text.lines().find(|line| line.starts_with(name)).unwrap();
            let shown = line.split_whitespace().nth(1).unwrap();
            assert_eq!(shown, expected, "{name} with {value:?}: {line}");
        }
    }
}
