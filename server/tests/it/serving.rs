//! What is served with which options, and when the program refuses to serve.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::program::{program, serve};
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::Child,
};

/// Status of a GET at this address.
fn status(address: &str, path: &str) -> u16 {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
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
    for (arguments, expected) in [
        (&[][..], 200),
        (&["--base-url", "http://localhost:3000"], 200),
        (&["--base-url", "https://mem.example.org"], 404),
        (&["--base-url", "http://192.0.2.1:3000"], 404),
        (&["--addr", "0.0.0.0:0"], 404),
        (&["--smtp-url", "smtp://127.0.0.1:1"], 404),
    ] {
        let (child, address) = serve(folder.path(), arguments).unwrap();
        let address = address.replace("0.0.0.0", "127.0.0.1");
        assert_eq!(status(&address, "/dev/mail"), expected, "{arguments:?}");
        end(child);
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
