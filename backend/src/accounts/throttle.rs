//! How often somebody may try, in windows of fixed length: first for one address from one network, then for the network,
//! and far higher for the address alone, since that is what anybody elsewhere could use up for its owner.
//!
//! Always one way in is left. A browser that its owner signed in with before has a count of its own. And while asking for
//! links to an address is refused to everybody, the last ones are in its mailbox and good: the window is no longer than
//! a link holds.
//!
//! Tries are counted before the work and in a transaction of their own, so that several servers share one count and a
//! failing request counts too. What succeeded is given back, so that a hall behind one address is not shut out.

use super::{Origin, devices, sql};
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
    /// A success forgets all tries, not only its own.
    pub forgiven: bool,
}

const fn limit(name: &'static str, tries: i64, window: i64, forgiven: bool) -> Limit {
    Limit {
        name,
        tries,
        window,
        forgiven,
    }
}

const QUARTER: i64 = 15 * time::MINUTE;

const SIGN_IN_DEVICE: Limit = limit("sign-in:device", 10, QUARTER, true);
const SIGN_IN_PAIR: Limit = limit("sign-in:pair", 10, QUARTER, true);
const SIGN_IN_PEER: Limit = limit("sign-in:peer", 300, QUARTER, false);
const SIGN_IN_ACCOUNT: Limit = limit("sign-in:account", 200, QUARTER, true);
const MAIL_DEVICE: Limit = limit("mail:device", 10, time::HOUR, false);
const MAIL_PAIR: Limit = limit("mail:pair", 5, time::HOUR, false);
const MAIL_PEER: Limit = limit("mail:peer", 300, time::HOUR, false);
/// As long as a link to sign in holds.
const MAIL_ACCOUNT: Limit = limit("mail:account", 20, QUARTER, false);
const LINK_PEER: Limit = limit("link:peer", 300, QUARTER, false);
/// Questions to devices: anybody may ask for one, and each is a row.
const PASSKEY_PEER: Limit = limit("passkey:peer", 300, QUARTER, false);
const RECOVERY_CODE: Limit = limit("recovery-code", 10, QUARTER, true);
const PASSWORD_CHECK: Limit = limit("password-check", 10, QUARTER, true);

/// What was counted, to be given back.
#[must_use = "what succeeded is given back"]
#[derive(Debug)]
pub(super) struct Tries(Vec<(Limit, String)>);

impl Tries {
    /// It succeeded.
    pub async fn give_back(self, backend: &Backend) -> Result<()> {
        let mut tx = backend.db.write().await?;
        for (limit, key) in self.0 {
            match limit.forgiven {
                true => sql::forget_tries(tx.conn(), &key).await?,
                false => sql::give_back_try(tx.conn(), &key).await?,
            };
        }
        tx.commit().await?;
        Ok(())
    }
}

/// Counts a try to sign in with a password.
pub(super) async fn count_sign_in(
    backend: &Backend,
    origin: &Origin,
    email: &str,
    now: Timestamp,
) -> Result<Tries> {
    let limits = match devices::key(backend, origin, email).await? {
        Some(device) => vec![(SIGN_IN_DEVICE, device)],
        None => apart(origin, email, [SIGN_IN_PAIR, SIGN_IN_PEER, SIGN_IN_ACCOUNT]),
    };
    count(backend, limits, now).await
}

/// Counts a mail to an address that anybody may have typed.
pub(super) async fn count_mail(
    backend: &Backend,
    origin: &Origin,
    email: &str,
    now: Timestamp,
) -> Result<Tries> {
    let limits = match devices::key(backend, origin, email).await? {
        Some(device) => vec![(MAIL_DEVICE, device)],
        None => apart(origin, email, [MAIL_PAIR, MAIL_PEER, MAIL_ACCOUNT]),
    };
    count(backend, limits, now).await
}

/// Counts a mail that somebody signed in asked for to their own address: nobody else's asking counts.
pub(super) async fn count_own_mail(
    backend: &Backend,
    person: &str,
    now: Timestamp,
) -> Result<Tries> {
    count(backend, vec![(MAIL_DEVICE, person.to_owned())], now).await
}

/// Counts the use of a link, which may be made up.
pub(super) async fn count_link(
    backend: &Backend,
    origin: &Origin,
    now: Timestamp,
) -> Result<Tries> {
    let limits = vec![(LINK_PEER, network(origin.peer))];
    count(backend, limits, now).await
}

/// Counts a try to name the password of whoever is signed in.
pub(super) async fn count_password(
    backend: &Backend,
    person: &str,
    now: Timestamp,
) -> Result<Tries> {
    count(backend, vec![(PASSWORD_CHECK, person.to_owned())], now).await
}

/// Counts a question to whatever device is there.
pub(super) async fn count_question(
    backend: &Backend,
    origin: &Origin,
    now: Timestamp,
) -> Result<Tries> {
    let limits = vec![(PASSKEY_PEER, network(origin.peer))];
    count(backend, limits, now).await
}

/// Counts a try to name a recovery code of whoever is signed in.
pub(super) async fn count_code(backend: &Backend, person: &str, now: Timestamp) -> Result<Tries> {
    count(backend, vec![(RECOVERY_CODE, person.to_owned())], now).await
}

/// For the pair of address and network, for the network, for the address.
fn apart(origin: &Origin, email: &str, [pair, peer, account]: [Limit; 3]) -> Vec<(Limit, String)> {
    let network = network(origin.peer);
    vec![
        (pair, format!("{network} {email}")),
        (peer, network),
        (account, email.to_owned()),
    ]
}

/// Counts by each limit in turn; `TooMany` with the wait at the first that had enough in its window. The ones after it are
/// not counted: one network cannot use up what an address has.
async fn count(backend: &Backend, limits: Vec<(Limit, String)>, now: Timestamp) -> Result<Tries> {
    let mut counted = Vec::new();
    let mut tx = backend.db.write().await?;
    for (limit, subject) in limits {
        let key = key(limit, &subject);
        let old = now.plus(-limit.window);
        let (tries, started) = sql::count_try(tx.conn(), &key, now, old).await?;
        if tries > limit.tries {
            tx.commit().await?;
            let wait = started.plus(limit.window).since(now).max(1_000);
            return Err(Failure::TooMany {
                retry_after_seconds: u32::try_from((wait + 999) / 1_000).unwrap_or(u32::MAX),
            }
            .into());
        }
        counted.push((limit, key));
    }
    tx.commit().await?;
    Ok(Tries(counted))
}

/// The network of an address: IPv6 by /64, which one household or server has to itself.
fn network(peer: IpAddr) -> String {
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
