//! `GET /metrics` for Prometheus: on an address of its own, or on the site behind a token.
//!
//! Without either nothing is recorded at all. Labels are routes, methods and states from short lists: never a path, an
//! id or a person.

use crate::AppState;
use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderMap, StatusCode, header};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use sha2::{Digest, Sha256};
use std::{sync::Arc, sync::LazyLock, time::Duration};
use subtle::ConstantTimeEq;
use tokio::{sync::watch, time::interval};

/// Upper bounds of the durations' buckets, in seconds.
const BUCKETS: [f64; 11] = [
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];
/// How often recorded durations are counted into their buckets; until then each takes memory.
const UPKEEP: Duration = Duration::from_secs(5);

/// A program has one recorder.
static RECORDER: LazyLock<Result<PrometheusHandle, BuildError>> = LazyLock::new(|| {
    let handle = PrometheusBuilder::new()
        .set_buckets(&BUCKETS)?
        .install_recorder()?;
    describe();
    Ok(handle)
});

/// What is shown to whom.
#[derive(Clone)]
pub struct Metrics {
    handle: PrometheusHandle,
    token: Option<Arc<str>>,
}

impl Metrics {
    /// Begins to record.
    pub fn install(token: Option<&str>) -> Result<Self, &'static BuildError> {
        let handle = RECORDER.as_ref()?.clone();
        Ok(Self {
            handle,
            token: token.map(Into::into),
        })
    }

    /// Keeps what is recorded small until `stop` says so.
    pub fn keep(&self, mut stop: watch::Receiver<bool>) {
        let handle = self.handle.clone();
        tokio::spawn(async move {
            let mut upkeep = interval(UPKEEP);
            loop {
                tokio::select! {
                    _ = upkeep.tick() => handle.run_upkeep(),
                    _ = stop.changed() => return,
                }
            }
        });
    }
}

fn describe() {
    use metrics::{describe_counter, describe_gauge, describe_histogram};
    describe_counter!("http_requests_total", "Answered requests");
    describe_histogram!(
        "http_request_duration_seconds",
        "Time until the head of the answer"
    );
    describe_gauge!("live_streams", "Open streams of live updates");
    describe_gauge!("outbox_mails", "Mails that are not delivered");
    describe_counter!("mails_total", "Attempts to deliver a mail");
    describe_counter!("worker_rounds_total", "Rounds of the background worker");
    describe_gauge!("password_hashes_running", "Argon2 hashes that run now");
    describe_gauge!("db_connections", "Connections to the database");
    describe_gauge!("build_info", "Always 1; the version is a label");
}

/// The metrics as a server of their own; a token is asked for there too when there is one.
pub fn router(state: AppState) -> Router {
    Router::new()
        .route("/metrics", get(on_own_address))
        .with_state(state)
}

async fn on_own_address(State(state): State<AppState>, headers: HeaderMap) -> Response {
    match &state.metrics {
        Some(metrics) if metrics.token.is_none() => show(&state, metrics).await,
        _ => on_site(State(state), headers).await,
    }
}

/// On the site itself: only with a token.
pub async fn on_site(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let metrics = state.metrics.as_ref();
    let Some((metrics, token)) =
        metrics.and_then(|metrics| Some((metrics, metrics.token.as_ref()?)))
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if !bears(&headers, token) {
        return (
            StatusCode::UNAUTHORIZED,
            [(header::WWW_AUTHENTICATE, "Bearer")],
        )
            .into_response();
    }
    show(&state, metrics).await
}

/// Compared in constant time, as hashes: not even the length shows.
fn bears(headers: &HeaderMap, token: &str) -> bool {
    headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.as_bytes().strip_prefix(b"Bearer "))
        .is_some_and(|given| Sha256::digest(given).ct_eq(&Sha256::digest(token)).into())
}

async fn show(state: &AppState, metrics: &Metrics) -> Response {
    sample(state).await;
    (
        [(
            header::CONTENT_TYPE,
            "text/plain; version=0.0.4; charset=utf-8",
        )],
        metrics.handle.render(),
    )
        .into_response()
}

/// Reads what is not counted as it happens.
async fn sample(state: &AppState) {
    let backend = &state.backend;
    set("live_streams", state.live.open());
    set("password_hashes_running", backend.hasher.busy());
    for pool in backend.db.pools() {
        let in_use = pool.open.saturating_sub(pool.idle);
        for (state, count) in [("in_use", in_use), ("idle", pool.idle)] {
            metrics::gauge!("db_connections", "pool" => pool.name, "state" => state)
                .set(count as f64);
        }
    }
    metrics::gauge!("build_info", "version" => env!("CARGO_PKG_VERSION"), "engine" => backend.db.engine())
        .set(1.0);
    match backend::outbox::backlog(&backend.db).await {
        Ok(backlog) => {
            for (state, count) in [("waiting", backlog.waiting), ("dead", backlog.dead)] {
                metrics::gauge!("outbox_mails", "state" => state).set(count as f64);
            }
        }
        Err(error) => {
            let cause: &dyn std::error::Error = &error;
            tracing::error!(error = cause, "the outbox could not be counted");
        }
    }
}

fn set(name: &'static str, count: usize) {
    metrics::gauge!(name).set(count as f64);
}
