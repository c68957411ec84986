//! Background work: delivers mails from the outbox, closes requests whose time is up, reminds mentors, writes refusals
//! into the journal, and forgets what has expired. Several workers may run; each mail
//! is leased by one of them, and one that stops half-way leaves its mails to the others.

use crate::{
    post::{PATIENCE, Post},
    state::Clock,
};
use backend::{
    Backend,
    outbox::{self, Due},
};
use std::time::{Duration, Instant};
use tokio::{sync::watch, task::JoinHandle, time::sleep};

/// How often the outbox is looked into.
const PAUSE: Duration = Duration::from_millis(500);
/// Mails taken at once.
const BATCH: i64 = 20;
/// Rounds between two writings of refusals into the journal: some ten seconds.
const JOURNAL_EVERY: u32 = 20;
/// Rounds between two looks at the requests' deadlines: about a minute.
const DEADLINES_EVERY: u32 = 120;
/// Rounds between two clean-ups: about an hour.
const CLEAN_EVERY: u32 = 7_200;

/// What the worker works with.
#[derive(Clone)]
pub struct Worker {
    pub backend: Backend,
    pub post: Post,
    pub base_url: String,
    pub clock: Clock,
}

impl Worker {
    /// Works until `stop` says so, ending the mail in hand first.
    pub fn start(self, mut stop: watch::Receiver<bool>) -> JoinHandle<()> {
        tokio::spawn(async move {
            let mut round = 0_u32;
            while !*stop.borrow() {
                if round.is_multiple_of(CLEAN_EVERY) {
                    self.clean().await;
                }
                if round.is_multiple_of(DEADLINES_EVERY) {
                    self.keep_deadlines().await;
                }
                if round.is_multiple_of(JOURNAL_EVERY) {
                    self.write_journal().await;
                }
                round = round.wrapping_add(1);
                metrics::counter!("worker_rounds_total").increment(1);
                let found = self.deliver_due(&stop).await;
                if found == 0 {
                    tokio::select! {
                        () = sleep(PAUSE) => {}
                        _ = stop.changed() => {}
                    }
                }
            }
            self.write_journal().await;
        })
    }

    /// Delivers what is due now and says how many mails that were.
    async fn deliver_due(&self, stop: &watch::Receiver<bool>) -> usize {
        let taken = Instant::now();
        let due = match outbox::take_due(&self.backend.db, self.clock.now(), BATCH).await {
            Ok(due) => due,
            Err(error) => {
                log(&error, "the outbox could not be read");
                return 0;
            }
        };
        for one in &due {
            if *stop.borrow() || !may_begin(taken.elapsed()) {
                break;
            }
            self.deliver(one).await;
        }
        due.len()
    }

    async fn deliver(&self, due: &Due) {
        let written = app::mail::write(&due.mail, &self.base_url);
        let sent = self.post.deliver(due.id, &due.mail.to, written).await;
        let now = self.clock.now();
        let result = if sent.is_ok() { "sent" } else { "failed" };
        metrics::counter!("mails_total", "result" => result).increment(1);
        let noted = match sent {
            Ok(()) => outbox::mark_sent(&self.backend.db, due.id, now).await,
            Err(error) => {
                log(&error, "a mail was not delivered");
                outbox::mark_failed(&self.backend.db, due, error.trouble(), now).await
            }
        };
        if let Err(error) = noted {
            log(&error, "the outbox could not be written");
        }
    }

    /// Expires requests after seven days and reminds on the fourth; publishes the partners' figures on Mondays.
    async fn keep_deadlines(&self) {
        let now = self.clock.now();
        if let Err(error) = backend::matching::expire_due(&self.backend, now).await {
            log(&error, "overdue requests could not be closed");
        }
        if let Err(error) = backend::matching::remind_due(&self.backend, now).await {
            log(&error, "mentors could not be reminded");
        }
        if let Err(error) = backend::impact::publish_due(&self.backend, now).await {
            log(&error, "the partners' figures could not be published");
        }
    }

    async fn write_journal(&self) {
        if let Err(error) = backend::trust::journal::write(&self.backend).await {
            log(&error, "refusals could not be written into the journal");
        }
    }

    async fn clean(&self) {
        if let Err(error) = backend::accounts::forget_expired(&self.backend, self.clock.now()).await
        {
            log(&error, "expired sessions and links could not be removed");
        }
        let now = self.clock.now();
        if let Err(error) = backend::trust::journal::forget_old(&self.backend.db, now).await {
            log(&error, "old refusals could not be removed");
        }
        if let Err(error) = backend::profiles::import::forget_old(&self.backend.db, now).await {
            log(&error, "old reports of imports could not be removed");
        }
    }
}

/// May another mail be begun so long after they were taken? It must have ended before its lease does, or another worker
/// sends it a second time; what is left is taken again then.
fn may_begin(since_taken: Duration) -> bool {
    let lease = Duration::from_millis(outbox::LEASE.unsigned_abs());
    since_taken + PATIENCE < lease
}

fn log(error: &(dyn std::error::Error + 'static), message: &str) {
    tracing::error!(error, "{message}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mail_is_begun_that_could_outlast_its_lease() {
        assert!(may_begin(Duration::ZERO));
        assert!(may_begin(Duration::from_secs(99)));
        assert!(!may_begin(Duration::from_secs(100)));
    }
}
