//! The server is killed at any moment under writes: no acknowledged write is missing, the database opens clean.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise; the kill has to come at some moment"
)]

use crate::program::serve;
use backend::{
    Backend, Db,
    accounts::{Hasher, viewer},
    db::Migrations,
};
use domain::Timestamp;
use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

const KILLS: u64 = 20;

/// Signs in and returns the session's token when the server acknowledged it.
pub fn sign_in(address: &str) -> Option<String> {
    let body = format!(
        "command={}&email=mentee%40example.org&password=circle-of-trust",
        domain::CommandId::new()
    );
    let mut stream = TcpStream::connect(address).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .ok()?;
    write!(
        stream,
        "POST /api/accounts/sign_in HTTP/1.1\r\nHost: {address}\r\nAccept: application/json\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = String::new();
    // A connection cut in the middle still may have brought the whole head.
    let _ = stream.read_to_string(&mut answer);
    let (head, _) = answer.split_once("\r\n\r\n")?;
    let cookie = head.split("session=").nth(1)?;
    Some(cookie.split(';').next()?.to_owned())
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Timestamp(i64::try_from(since.as_millis()).unwrap())
}

#[tokio::test]
async fn no_acknowledged_write_is_lost_when_the_server_is_killed_twenty_times() {
    let folder = tempfile::tempdir().unwrap();
    let acknowledged: Arc<Mutex<Vec<String>>> = Arc::default();
    for round in 0..KILLS {
        let (mut child, address) = serve(folder.path(), &["--demo"]).unwrap();
        let writers: Vec<_> = (0..2)
            .map(|_| {
                let (address, acknowledged) = (address.clone(), acknowledged.clone());
                let until = Instant::now() + Duration::from_secs(20);
                thread::spawn(move || {
                    while Instant::now() < until
                        && let Some(token) = sign_in(&address)
                    {
                        acknowledged.lock().unwrap().push(token);
                    }
                })
            })
            .collect();
        // A moment that differs each round, in the middle of whatever is going on.
        thread::sleep(Duration::from_millis(60 + (round * 7_919) % 300));
        child.kill().unwrap();
        child.wait().unwrap();
        for writer in writers {
            writer.join().unwrap();
        }
    }
    let db = Db::open(&Db::sqlite_url(folder.path()), Migrations::Require)
        .await
        .unwrap();
    assert_eq!(db.check().await.unwrap(), "ok");
    let backend = Backend::new(db, Hasher::new(1));
    let tokens = acknowledged.lock().unwrap().clone();
    assert!(
        tokens.len() >= 20,
        "too few writes to prove anything: {}",
        tokens.len()
    );
    for token in tokens {
        assert!(viewer(&backend, &token, now()).await.unwrap().is_some());
    }
}
