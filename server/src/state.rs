//! What the handlers share.

use crate::{assets::Site, bodies::Room, live::Live, metrics::Metrics};
use axum::extract::FromRef;
use backend::{Backend, profiles::import::Workbooks};
use domain::Timestamp;
use leptos_config::LeptosOptions;
use std::{
    path::PathBuf,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};
use tokio::sync::Semaphore;

#[derive(Clone)]
pub struct AppState {
    pub backend: Backend,
    pub site: Arc<Site>,
    pub options: LeptosOptions,
    pub settings: Arc<Settings>,
    pub clock: Clock,
    pub live: Live,
    pub imports: Imports,
    /// `None`: nothing is recorded.
    pub metrics: Option<Metrics>,
    /// For the bodies of all requests together.
    pub room: Room,
}

/// What an import takes of the machine.
#[derive(Clone, Debug)]
pub struct Imports {
    pub workbooks: Arc<dyn Workbooks>,
    /// A permit for each that may go on at once.
    pub at_once: Arc<Semaphore>,
}

impl Imports {
    const AT_ONCE: usize = 2;

    pub fn new(workbooks: impl Workbooks + 'static) -> Self {
        Self {
            workbooks: Arc::new(workbooks),
            at_once: Arc::new(Semaphore::new(Self::AT_ONCE)),
        }
    }
}

/// Settings that requests look at.
#[derive(Clone, Debug)]
pub struct Settings {
    pub base_url: String,
    /// The name that requests must be for; `None` where the site has none, on loopback.
    pub host: Option<String>,
    pub proxy_hops: usize,
    pub demo: bool,
    /// Where mails are written when no mail server is configured.
    pub mail_folder: Option<PathBuf>,
    /// Behind TLS: `__Host-` cookies and HSTS.
    pub secure: bool,
}

/// The one clock of the program; fixed in tests.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    System,
    /// The system's clock, so many milliseconds ahead: to see on demo data what days bring.
    Ahead(i64),
    Fixed(Timestamp),
}

impl Clock {
    pub fn now(self) -> Timestamp {
        match self {
            Clock::Fixed(now) => now,
            Clock::Ahead(milliseconds) => Clock::System.now().plus(milliseconds),
            Clock::System => {
                let since = SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or_default();
                Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
        }
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}
