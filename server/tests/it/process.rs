//! The program as a process: how it stops, and what its log looks like.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::{kill::sign_in, program::serve};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Only an answer that never comes waits this long.
const PATIENCE: Duration = Duration::from_secs(20);

fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Reads until this appears.
fn read_until(stream: &mut TcpStream, wanted: &str) -> String {
    let mut text = String::new();
    let mut piece = [0; 1024];
    while !text.contains(wanted) {
        let length = stream.read(&mut piece).unwrap();
        assert!(length > 0, "no {wanted:?} in {text:?}");
        text.push_str(&String::from_utf8_lossy(&piece[..length]));
    }
    text
}

fn terminate(child: &Child) {
    let pid = child.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn a_request_under_way_ends_before_the_server_does() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, address) = serve(folder.path(), &["--demo"]).unwrap();
    let token = sign_in(&address).unwrap();
    let mut live = connect(&address);
    write!(
        live,
        "GET /live HTTP/1.1\r\nHost: {address}\r\nCookie: session={token}\r\n\r\n"
    )
    .unwrap();
    read_until(&mut live, "standing");

    // The server says "continue" when it waits for the body: the request is under way.
    let body = format!(
        "command={}&email=mentee%40example.org&password=circle-of-trust",
        domain::CommandId::new()
    );
    let mut slow = connect(&address);
    write!(
        slow,
        "POST /api/accounts/sign_in HTTP/1.1\r\nHost: {address}\r\nAccept: application/json\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .unwrap();
    read_until(&mut slow, "100 Continue");

    terminate(&child);
    // The live stream ends by itself, and soon nobody new is let in.
    live.read_to_string(&mut String::new()).unwrap();
    let until = Instant::now() + PATIENCE;
    while TcpStream::connect(&address).is_ok() {
        assert!(Instant::now() < until, "new connections are still taken");
        thread::yield_now();
    }
    assert_eq!(child.try_wait().unwrap(), None);

    slow.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("session="), "{answer}");
    assert!(child.wait().unwrap().success());
}

#[test]
fn the_log_is_json_with_the_request_id_of_the_answer() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_mentoring"))
        .args(["serve", "--log", "json", "--addr", "127.0.0.1:0", "--data"])
        .arg(folder.path())
        .arg("--reference")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../reference"))
        .env("RUST_LOG", "info,server::requests=debug")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut next = || -> serde_json::Value {
        let line = lines.next().unwrap().unwrap();
        serde_json::from_str(&line).unwrap()
    };
    let address = loop {
        let line = next();
        let message = line["fields"]["message"].as_str().unwrap().to_owned();
        if let Some(address) = message.strip_prefix("serving on http://") {
            break address.to_owned();
        }
    };
    let mut stream = connect(&address);
    write!(
        stream,
        "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let id = answer.split("x-request-id: ").nth(1).unwrap();
    let id = id.lines().next().unwrap();
    let line = loop {
        let line = next();
        if line["fields"]["message"] == "answered" {
            break line;
        }
    };
    assert_eq!(line["span"]["id"], id);
    assert_eq!(line["fields"]["status"], 200);
    terminate(&child);
    // Somebody must read on, or the server waits for its log.
    lines.for_each(drop);
    assert!(child.wait().unwrap().success());
}
