//! Follows the record as it grows, without losing what becomes visible late.
//!
//! PostgreSQL numbers an event when it is written and shows it when its transaction commits, so a lower number can
//! appear after a higher one. The tail therefore reads the last moments again each time and leaves out what it gave
//! already. An event whose transaction was open for longer than [`OVERLAP`] can be missed: no request may take that
//! long, and what live streams say is only that something changed.

use super::{Happened, sql};
use crate::{Db, Result};
use domain::Timestamp;
use std::collections::BTreeMap;

/// How long after a higher number a lower one may still appear, in milliseconds; requests are cut after 30 s.
const OVERLAP: i64 = 35_000;
/// How many numbers before the newest may still be missing when the following begins.
const LOOK_BACK: i64 = 1_000;
/// Events read by one statement.
const BATCH: i64 = 500;

/// Where a follower of the record stands.
#[derive(Debug)]
pub struct Tail {
    /// Everything up to this number was given, or is given up.
    floor: i64,
    /// What was given above the floor, and when.
    given: BTreeMap<i64, Timestamp>,
}

impl Tail {
    /// Follows from now on: nothing that is there already is given.
    pub async fn from_here(db: &Db, now: Timestamp) -> Result<Self> {
        let mut reader = db.read().await?;
        let newest = sql::newest(reader.conn()).await?;
        drop(reader);
        let mut tail = Self {
            floor: (newest - LOOK_BACK).max(0),
            given: BTreeMap::new(),
        };
        tail.next(db, now).await?;
        Ok(tail)
    }

    /// What appeared since the last call, in the order of its numbers.
    pub async fn next(&mut self, db: &Db, now: Timestamp) -> Result<Vec<Happened>> {
        let mut fresh = Vec::new();
        let mut reader = db.read().await?;
        let mut from = self.floor;
        loop {
            let batch = sql::after(reader.conn(), from, BATCH).await?;
            let is_last = i64::try_from(batch.len()).unwrap_or(BATCH) < BATCH;
            from = batch.last().map_or(from, |event| event.seq);
            fresh.extend(
                batch
                    .into_iter()
                    .filter(|event| !self.given.contains_key(&event.seq)),
            );
            if is_last {
                break;
            }
        }
        self.given
            .extend(fresh.iter().map(|event| (event.seq, now)));
        self.settle(now);
        Ok(fresh)
    }

    /// Raises the floor over what was given long enough ago.
    fn settle(&mut self, now: Timestamp) {
        while let Some((&seq, &at)) = self.given.first_key_value()
            && now.since(at) > OVERLAP
        {
            self.floor = seq;
            self.given.remove(&seq);
        }
    }
}
