//! How often somebody may try: per account and per network address, in windows of fixed length.
//!
//! A try is counted before the work and in a transaction of its own, so that several servers share one count and a
//! failing request counts too. What succeeded is given back, so that an office behind one address is not shut out.

use super::sql;
use crate::{Backend, Result};
use domain::{Failure, Timestamp, time};
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// One thing that may be done so often.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    pub name: &'static str,
    pub tries: i64,
    pub window: i64,
}

pub(super) const SIGN_IN_ACCOUNT: Limit = Limit {
    name: "sign-in:account",
    tries: 10,
    window: 15 * time::MINUTE,
};
pub(super) const SIGN_IN_PEER: Limit = Limit {
    name: "sign-in:peer",
    tries: 60,
    window: 15 * time::MINUTE,
};
pub(super) const MAIL_ACCOUNT: Limit = Limit {
    name: "mail:account",
    tries: 5,
    window: time::HOUR,
};
pub(super) const MAIL_PEER: Limit = Limit {
    name: "mail:peer",
    tries: 60,
    window: time::HOUR,
};
pub(super) const RESET_PEER: Limit = Limit {
    name: "reset:peer",
    tries: 60,
    window: 15 * time::MINUTE,
};
pub(super) const PASSWORD_CHECK: Limit = Limit {
    name: "password-check",
    tries: 10,
    window: 15 * time::MINUTE,
};

/// Counts a try; `TooMany` with the wait when there were enough in this window.
pub(super) async fn count(
    backend: &Backend,
    limit: Limit,
    subject: &str,
    now: Timestamp,
) -> Result<()> {
    let mut tx = backend.db.write().await?;
    let (tries, started) = sql::count_try(
        tx.conn(),
        &key(limit, subject),
        now,
        now.plus(-limit.window),
    )
    .await?;
    tx.commit().await?;
    if tries <= limit.tries {
        return Ok(());
    }
    let wait = started.plus(limit.window).since(now).max(1_000);
    Err(Failure::TooMany {
        retry_after_seconds: u32::try_from((wait + 999) / 1_000).unwrap_or(u32::MAX),
    }
    .into())
}

/// Takes back the try that succeeded; `all` of them for an account that has proved itself.
pub(super) async fn give_back(
    backend: &Backend,
    limit: Limit,
    subject: &str,
    all: bool,
) -> Result<()> {
    let mut tx = backend.db.write().await?;
    let key = key(limit, subject);
    if all {
        sql::forget_tries(tx.conn(), &key).await?;
    } else {
        sql::give_back_try(tx.conn(), &key).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Counts a mail to an address that anybody may have typed.
pub(super) async fn count_mail(
    backend: &Backend,
    peer: IpAddr,
    email: &str,
    now: Timestamp,
) -> Result<()> {
    count(backend, MAIL_PEER, &network(peer), now).await?;
    count(backend, MAIL_ACCOUNT, email, now).await
}

/// No mail was sent after all.
pub(super) async fn give_back_mail(backend: &Backend, peer: IpAddr, email: &str) -> Result<()> {
    give_back(backend, MAIL_PEER, &network(peer), false).await?;
    give_back(backend, MAIL_ACCOUNT, email, false).await
}

/// The network of an address: IPv6 by /64, which one household or server has to itself.
pub(super) fn network(peer: IpAddr) -> String {
    match peer.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// Hashed, so that the table names nobody.
fn key(limit: Limit, subject: &str) -> String {
    let hash: String = Sha256::digest(subject.as_bytes())
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{}:{hash}", limit.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_in_one_ipv6_network_share_a_count() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), "192.0.2.1");
    }
}
