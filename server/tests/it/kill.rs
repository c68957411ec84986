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
    path::Path,
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

/// How many sign-ins of one person are looked for: of more than twenty the oldest ends, and two writers overlap.
const LOOKED_FOR: usize = 18;

#[tokio::test]
async fn no_acknowledged_write_is_lost_when_the_server_is_killed_twenty_times() {
    let folder = tempfile::tempdir().unwrap();
    let (mut writes, mut round) = (0, 0);
    // On a busy machine a round may bring no write at all.
    while round < KILLS || (writes < KILLS && round < 3 * KILLS) {
        let acknowledged = killed(folder.path(), round);
        let db = Db::open(&Db::sqlite_url(folder.path()), Migrations::Require)
            .await
            .unwrap();
        let backend = Backend::new(db, Hasher::new(1));
        for token in acknowledged.iter().rev().take(LOOKED_FOR) {
            assert!(viewer(&backend, token, now()).await.unwrap().is_some());
            writes += 1;
        }
        backend.db.close().await;
        round += 1;
    }
    assert!(
        writes >= KILLS,
        "too few writes to prove anything: {writes}"
    );
    let db = Db::open(&Db::sqlite_url(folder.path()), Migrations::Require)
        .await
        .unwrap();
    assert_eq!(db.check().await.unwrap(), "ok");
}

/// Serves under two writers, is killed, and returns what was acknowledged, the oldest first.
fn killed(folder: &Path, round: u64) -> Vec<String> {
    let acknowledged: Arc<Mutex<Vec<String>>> = Arc::default();
    let (mut child, address) = serve(folder, &["--demo"]).unwrap();
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
    acknowledged.lock().unwrap().clone()
}
