//! How much of what people send is in memory at once: one bound for all requests together.
//!
//! Bytes are counted as they come, so that a long length that is only announced takes nothing, and are given back
//! when the answer is made. What does not fit any more is refused with 503, not waited for: whoever waits holds what
//! they have sent.

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use hyper::body::{Frame, SizeHint};
use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// All bodies in flight together: three files of the largest kind and many forms.
const IN_FLIGHT: usize = 64 * 1024 * 1024;
/// When to try again, in seconds.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

/// What is left of the memory for bodies. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Room(Arc<Semaphore>);

impl Default for Room {
    fn default() -> Self {
        Self::of(IN_FLIGHT)
    }
}

impl Room {
    pub fn of(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new(bytes)))
    }
}

/// What one request holds, in its extensions: whoever keeps its bytes longer than the answer takes keeps this too.
#[derive(Clone, Debug, Default)]
pub struct Held(Arc<Mutex<Holding>>);

#[derive(Debug, Default)]
struct Holding {
    permit: Option<OwnedSemaphorePermit>,
    refused: bool,
}

impl Held {
    /// Takes room for more bytes; `false` when there is none.
    fn take(&self, room: &Room, bytes: usize) -> bool {
        let permit = u32::try_from(bytes)
            .ok()
            .and_then(|bytes| room.0.clone().try_acquire_many_owned(bytes).ok());
        let mut holding = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match (permit, &mut holding.permit) {
            (None, _) => holding.refused = true,
            (Some(more), Some(held)) => held.merge(more),
            (more, none) => *none = more,
        }
        !holding.refused
    }

    fn was_refused(&self) -> bool {
        let holding = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        holding.refused
    }
}

/// Middleware: counts the body of each request.
pub async fn count(State(room): State<Room>, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let held = Held::default();
    let counting = held.clone();
    let mut request = request.map(|body| {
        Body::new(Counted {
            body,
            room,
            held: counting,
        })
    });
    request.extensions_mut().insert(held.clone());
    let response = next.run(request).await;
    if held.was_refused() {
        let wait = [(header::RETRY_AFTER, RETRY_AFTER)];
        return (StatusCode::SERVICE_UNAVAILABLE, wait).into_response();
    }
    response
}

/// A body that takes room for each piece as it comes, and breaks off when there is none.
struct Counted {
    body: Body,
    room: Room,
    held: Held,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(bytes) = frame.data_ref()
            && !self.held.take(&self.room, bytes.len())
        {
            let full = std::io::Error::other("no room for more bodies");
            return Poll::Ready(Some(Err(axum::Error::new(full))));
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::to_bytes, middleware::from_fn_with_state, routing::post};
    use futures::future::join;
    use tokio::sync::Barrier;
    use tower::ServiceExt;

    fn request(bytes: usize) -> Request {
        Request::post("/")
            .body(Body::from(vec![b'x'; bytes]))
            .unwrap()
    }

    #[tokio::test]
    async fn bodies_that_do_not_fit_together_are_told_to_come_again() {
        // Both are read before either is answered.
        let both = Arc::new(Barrier::new(2));
        let met = both.clone();
        let handler = async move |body: Body| {
            let read = to_bytes(body, usize::MAX).await;
            met.wait().await;
            match read {
                Ok(_) => StatusCode::OK,
                Err(_) => StatusCode::BAD_REQUEST,
            }
        };
        let room = Room::of(100);
        let site = Router::new()
            .route("/", post(handler))
            .layer(from_fn_with_state(room.clone(), count));
        let send = |bytes| site.clone().oneshot(request(bytes));
        let (one, other) = join(send(60), send(60)).await;
        let mut answers = [one.unwrap(), other.unwrap()];
        answers.sort_by_key(|answer| answer.status());
        assert_eq!(answers[0].status(), StatusCode::OK);
        assert_eq!(answers[1].status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answers[1].headers()[header::RETRY_AFTER], "5");
        // All of it was given back.
        let (one, other) = join(send(50), send(50)).await;
        assert_eq!(
            (one.unwrap().status(), other.unwrap().status()),
            (StatusCode::OK, StatusCode::OK)
        );
        assert_eq!(room.0.available_permits(), 100);
    }
}
