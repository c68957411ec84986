//! `GET /live`: one stream of server-sent events for each signed-in page that is open.
//!
//! While anybody listens, one task of this process follows the `events` table and hands what is new to all streams;
//! each lets through what concerns its own person. The table is read every second, because other copies of the
//! server write to it too; a request that may have written here has it read at once. A stream resumes after
//! `Last-Event-ID`, and always begins with where things stand, so that whatever a number overtook still shows.
//! Deliberately absent: what happened in words. A page that wants to know asks for it, and is asked who it is.

use crate::{AppState, state::Clock};
use app::context::RequestContext;
use axum::{
    Extension,
    extract::State,
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use backend::{
    Backend, Db, Result,
    events::{Happened, Tail},
};
use domain::{Actor, PersonId, SignInId, live};
use futures::stream;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use rand::Rng;
use std::{
    collections::{HashMap, VecDeque},
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{Notify, broadcast},
    time::{Instant, Interval, MissedTickBehavior, interval_at, sleep},
};
use tokio_util::sync::CancellationToken;

/// How often the table is read while somebody listens.
const PAUSE: Duration = Duration::from_secs(1);
/// How often a silent stream shows that it is alive, and looks whether its person is still signed in.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// Streams of one person at once; browsers keep one for each page that is shown.
const STREAMS_OF_ONE: usize = 12;
/// Missed events that are told one by one.
const REPLAY: usize = 50;
/// Signals that a stream may lag behind before it only says "refresh".
const WAITING: usize = 1_024;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// All streams of this process. Cheap to clone.
#[derive(Clone)]
pub struct Live(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    signals: broadcast::Sender<Signal>,
    /// Somebody may have written: read the table now.
    wake: Notify,
    is_followed: tokio::sync::Mutex<bool>,
    streams: Mutex<HashMap<PersonId, usize>>,
    closed: CancellationToken,
}

#[derive(Clone)]
enum Signal {
    Happened(Arc<Happened>),
    /// The person sent something: it may have ended a sign-in.
    Acted(PersonId),
}

impl Live {
    pub fn new(db: Db, clock: Clock) -> Self {
        Self(Arc::new(Inner {
            db,
            clock,
            signals: broadcast::Sender::new(WAITING),
            wake: Notify::new(),
            is_followed: tokio::sync::Mutex::new(false),
            streams: Mutex::default(),
            closed: CancellationToken::new(),
        }))
    }

    /// To be called after every request that may have written.
    pub fn acted(&self, person: Option<PersonId>) {
        self.0.wake.notify_one();
        if let Some(person) = person {
            // Without a stream nobody needs to know.
            let _ = self.0.signals.send(Signal::Acted(person));
        }
    }

    /// Ends every stream, so that the server can stop; browsers come back to another copy, or to the next one.
    pub fn close(&self) {
        self.0.closed.cancel();
    }

    /// How many streams are open.
    pub fn open(&self) -> usize {
        self.streams().values().sum()
    }

    /// Signals from now on; begins to follow the table when nobody did.
    async fn subscribe(&self) -> Result<broadcast::Receiver<Signal>> {
        let mut is_followed = self.0.is_followed.lock().await;
        let signals = self.0.signals.subscribe();
        if !*is_followed {
            let tail = Tail::from_here(&self.0.db, self.0.clock.now()).await?;
            tokio::spawn(self.clone().follow(tail));
            *is_followed = true;
        }
        Ok(signals)
    }

    /// Hands on what is new until nobody listens.
    async fn follow(self, mut tail: Tail) {
        loop {
            tokio::select! {
                () = self.0.closed.cancelled() => return,
                () = self.0.wake.notified() => {}
                () = sleep(PAUSE) => {}
            }
            {
                let mut is_followed = self.0.is_followed.lock().await;
                if self.0.signals.receiver_count() == 0 {
                    *is_followed = false;
                    return;
                }
            }
            match tail.next(&self.0.db, self.0.clock.now()).await {
                Ok(events) => {
                    for event in events {
                        let _ = self.0.signals.send(Signal::Happened(Arc::new(event)));
                    }
                }
                Err(error) => log(&error, "the events could not be read"),
            }
        }
    }

    /// A place for one more stream of this person, while there is room.
    fn place(&self, person: PersonId) -> Option<Place> {
        let mut streams = self.streams();
        let count = streams.entry(person).or_default();
        if *count >= STREAMS_OF_ONE {
            return None;
        }
        *count += 1;
        Some(Place {
            live: self.clone(),
            person,
        })
    }

    fn streams(&self) -> MutexGuard<'_, HashMap<PersonId, usize>> {
        self.0
            .streams
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// One of a person's streams is open as long as this is kept.
struct Place {
    live: Live,
    person: PersonId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut streams = self.live.streams();
        if let Some(count) = streams.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                streams.remove(&self.person);
            }
        }
    }
}

/// `GET /live`.
pub async fn listen(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    headers: HeaderMap,
) -> Response {
    let Some(viewer) = context.viewer else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let Some(place) = state.live.place(viewer.actor.person) else {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    };
    let heard = headers
        .get(LAST_EVENT_ID)
        .and_then(|id| id.to_str().ok()?.parse().ok());
    let opened = Listener::open(place, context.backend, viewer.actor, viewer.sign_in, heard);
    match opened.await {
        Ok(listener) => answer(listener),
        Err(error) => {
            log(&error, "a live stream could not begin");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn answer(listener: Listener) -> Response {
    let events = stream::unfold(listener, |mut listener| async {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    let mut response = Sse::new(events).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would otherwise keep small pieces back.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// One stream.
struct Listener {
    backend: Backend,
    actor: Actor,
    sign_in: SignInId,
    signals: broadcast::Receiver<Signal>,
    /// What the stream begins with.
    first: VecDeque<Event>,
    /// Events told in the beginning, which may come as signals too.
    replayed: Vec<i64>,
    /// The highest number told: where the browser resumes.
    last: i64,
    /// Notices not read, as last counted.
    unread: u64,
    heartbeat: Interval,
    place: Place,
}

impl Listener {
    async fn open(
        place: Place,
        backend: Backend,
        actor: Actor,
        sign_in: SignInId,
        heard: Option<i64>,
    ) -> Result<Self> {
        // First the signals, then the table: what comes between the two is told twice rather than never.
        let signals = place.live.subscribe().await?;
        let limit = REPLAY as i64 + 1;
        let missed = backend::events::missed(&backend, &actor, heard, limit).await?;
        let mut heartbeat = interval_at(Instant::now() + HEARTBEAT, HEARTBEAT);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut listener = Self {
            backend,
            actor,
            sign_in,
            signals,
            first: VecDeque::new(),
            replayed: Vec::new(),
            last: 0,
            unread: 0,
            heartbeat,
            place,
        };
        listener.begin(missed).await?;
        Ok(listener)
    }

    /// What was missed, then where things stand.
    async fn begin(&mut self, missed: backend::events::Missed) -> Result<()> {
        self.count().await?;
        if missed.events.len() > REPLAY {
            let event = self.say(live::REFRESH, missed.newest);
            self.first.push_back(event);
        } else {
            for event in missed.events {
                let said = self.say(&event.kind, event.seq);
                self.replayed.push(event.seq);
                self.first.push_back(said);
            }
        }
        // Browsers that all lost the server at once come back one after the other.
        let retry = Duration::from_millis(rand::rng().random_range(3_000..6_000));
        let standing = self.say(live::STANDING, missed.newest).retry(retry);
        self.first.push_back(standing);
        Ok(())
    }

    /// The next event of the stream; `None` ends it.
    async fn next(&mut self) -> Option<Event> {
        if let Some(event) = self.first.pop_front() {
            return Some(event);
        }
        let closed = self.place.live.0.closed.clone();
        loop {
            tokio::select! {
                () = closed.cancelled() => return None,
                _ = self.heartbeat.tick() => {
                    let alive = Event::default().comment("");
                    return self.is_signed_in().await.then_some(alive);
                }
                signal = self.signals.recv() => match signal {
                    Ok(Signal::Happened(event)) if self.concerns(&event) => {
                        return self.tell(&event.kind, event.seq).await;
                    }
                    Ok(Signal::Acted(person)) if person == self.actor.person => {
                        if !self.is_signed_in().await {
                            return None;
                        }
                    }
                    Ok(_) => {}
                    Err(broadcast::error::RecvError::Lagged(_)) => {
                        return self.tell(live::REFRESH, self.last).await;
                    }
                    Err(broadcast::error::RecvError::Closed) => return None,
                },
            }
        }
    }

    fn concerns(&self, event: &Happened) -> bool {
        event.person_id == Some(self.actor.person) && !self.replayed.contains(&event.seq)
    }

    /// As [`Self::say`], counted anew where the kind may have changed the count; without the database the stream ends,
    /// and the browser resumes it.
    async fn tell(&mut self, kind: &str, seq: i64) -> Option<Event> {
        if (kind == live::REFRESH || kind.starts_with("notice."))
            && let Err(error) = self.count().await
        {
            log(&error, "a live stream was ended");
            return None;
        }
        Some(self.say(kind, seq))
    }

    async fn count(&mut self) -> Result<()> {
        let unread = backend::notifications::unread(&self.backend, &self.actor).await?;
        self.unread = unread.unsigned_abs();
        Ok(())
    }

    fn say(&mut self, kind: &str, seq: i64) -> Event {
        self.last = self.last.max(seq);
        Event::default()
            .id(self.last.to_string())
            .data(live::write(self.unread, kind))
    }

    /// Asked of the database; while that does not answer, nothing can be told either.
    async fn is_signed_in(&self) -> bool {
        let now = self.place.live.0.clock.now();
        match backend::accounts::is_open(&self.backend, self.sign_in, now).await {
            Ok(is_open) => is_open,
            Err(error) => {
                log(&error, "a sign-in could not be looked up");
                true
            }
        }
    }
}

fn log(error: &(dyn std::error::Error + 'static), message: &str) {
    tracing::error!(error, "{message}");
}
