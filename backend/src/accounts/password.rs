//! Argon2id with OWASP's parameters, off the async threads, with a bound on how many run at once.

use super::new_password;
use crate::{Error, Result};
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::{SaltString, rand_core::OsRng},
};
use domain::Failure;
use std::{
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Semaphore, time::timeout};

/// OWASP Password Storage Cheat Sheet (2025): argon2id, m = 19456 KiB, t = 2, p = 1.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// How long a sign-in waits for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);

/// Verified against when there is no such account, so that both cases cost the same.
static NOBODY: LazyLock<Option<String>> =
    LazyLock::new(|| hash_now("nobody has this password").ok());

/// Whether a password belongs to a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Wrong,
    Right,
    /// Right, and its hash is of another spelling than the one that is hashed now.
    RightAsTyped,
}

impl Verdict {
    pub const fn is_right(self) -> bool {
        !matches!(self, Verdict::Wrong)
    }
}

/// Hashes and verifies passwords; clones share one bound.
#[derive(Clone, Debug)]
pub struct Hasher {
    turns: Arc<Semaphore>,
    places: usize,
    done: Arc<AtomicU64>,
    patience: Duration,
}

impl Hasher {
    /// At most `parallel` hashes at once; each takes 19 MiB.
    pub fn new(parallel: usize) -> Self {
        let places = parallel.max(1);
        Self {
            turns: Arc::new(Semaphore::new(places)),
            places,
            done: Arc::default(),
            patience: PATIENCE,
        }
    }

    /// How many hashes run now.
    pub fn busy(&self) -> usize {
        self.places - self.turns.available_permits()
    }

    /// How many hashes were worked out since the start.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    pub async fn hash(&self, password: String) -> Result<String> {
        self.run(move || hash_now(&password)).await?
    }

    /// Does `password` belong to `hash`? Without a hash it does the same work and says no.
    ///
    /// A hash from before passwords had one spelling is of what was typed, so that is tried as well where it differs.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<Verdict> {
        self.run(move || {
            let known = hash.is_some();
            let Some(hash) = hash.or_else(|| NOBODY.clone()) else {
                return Ok(Verdict::Wrong);
            };
            let parsed = PasswordHash::new(&hash)?;
            let argon2 = argon2()?;
            let opens = |text: &str| argon2.verify_password(text.as_bytes(), &parsed).is_ok();
            let normal = new_password::normal(&password);
            if opens(&normal) && known {
                Ok(Verdict::Right)
            } else if normal != password && opens(&password) && known {
                Ok(Verdict::RightAsTyped)
            } else {
                Ok(Verdict::Wrong)
            }
        })
        .await?
    }

    /// The permit moves into the task: a dropped request does not free a place that still works.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let turn = timeout(self.patience, self.turns.clone().acquire_owned()).await;
        let Ok(Ok(permit)) = turn else {
            return Err(Failure::Unavailable.into());
        };
        let done = self.done.clone();
        let result = tokio::task::spawn_blocking(move || {
            let result = work();
            done.fetch_add(1, Ordering::Relaxed);
            drop(permit);
            result
        });
        Ok(result.await?)
    }
}

fn argon2() -> Result<Argon2<'static>> {
    let params =
        Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(argon2::password_hash::Error::from)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_now(password: &str) -> Result<String, Error> {
    let salt = SaltString::generate(&mut OsRng);
    Ok(argon2()?
        .hash_password(password.as_bytes(), &salt)?
        .to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn passwords_are_hashed_with_the_stated_parameters() {
        let hasher = Hasher::new(1);
        let hash = hasher.hash("four unrelated words".into()).await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        let right = hasher.verify("four unrelated words".into(), Some(hash.clone()));
        assert!(right.await.unwrap().is_right());
        let wrong = hasher.verify("four unrelated wards".into(), Some(hash));
        assert!(!wrong.await.unwrap().is_right());
    }

    #[tokio::test]
    async fn when_all_turns_are_taken_one_is_told_to_come_back() {
        let mut hasher = Hasher::new(2);
        hasher.patience = Duration::from_millis(20);
        let taken = hasher.turns.clone().acquire_many_owned(2).await.unwrap();
        let refused = hasher.clone().hash("four unrelated words".into()).await;
        assert_eq!(refused.unwrap_err().failure(), Failure::Unavailable);
        assert_eq!(Failure::Unavailable.status(), 503);
        assert_eq!(hasher.done(), 0);
        drop(taken);
        hasher.patience = PATIENCE;
        hasher.hash("four unrelated words".into()).await.unwrap();
        assert_eq!(hasher.done(), 1);
    }
}
