//! Forms with a file: read by pieces, with a limit on every part and on the number of parts.
//!
//! Whoever takes one looks at who sent it first: not a byte is read for somebody who may not send it.

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{FromRequest, Multipart, Request, multipart::Field},
};
use hyper::body::Frame;
use std::{
    pin::Pin,
    task::{Context, Poll},
};

/// Parts of a form; ours have six at most.
const PARTS_MAX: usize = 32;
/// Bytes of a field that is no file.
const FIELD_LIMIT: usize = 4 * 1024;

/// What a form sent.
#[derive(Default)]
pub struct Sent {
    pub file_name: String,
    /// One byte more than the limit when the file was longer; the rest is let go by, so that the answer reaches
    /// the browser.
    pub file: Vec<u8>,
    /// Everything but the file: what the form shows again when it comes back.
    pub fields: Vec<(String, String)>,
}

impl Sent {
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Reads a form whose file is called `file` and has `limit` bytes at most. `None` when this is no such form: no file
/// can be in it, or it has more parts or longer fields than any of ours.
pub async fn read(request: Request, file: &str, limit: usize) -> Option<Sent> {
    let request = request.map(|body| Body::new(Paced { body, rests: true }));
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    let mut sent = Sent::default();
    let mut parts = 0;
    while let Some(field) = form.next_field().await.ok()? {
        parts += 1;
        if parts > PARTS_MAX {
            return None;
        }
        let name = field.name().unwrap_or_default().to_owned();
        if name == file {
            sent.file_name = field.file_name().unwrap_or_default().to_owned();
            sent.file = bytes(field, limit + 1).await?;
        } else {
            let value = bytes(field, FIELD_LIMIT + 1).await?;
            if value.len() > FIELD_LIMIT {
                return None;
            }
            let value = String::from_utf8_lossy(&value).into_owned();
            sent.fields.push((name, value));
        }
    }
    Some(sent)
}

/// A body that rests after each piece: the reader of the form would else take in all that has come before it looks at
/// the first part.
struct Paced {
    body: Body,
    rests: bool,
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.rests = !self.rests;
        if self.rests {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Pin::new(&mut self.body).poll_frame(context)
    }
}

/// The first `limit` bytes of a field.
async fn bytes(mut field: Field<'_>, limit: usize) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    while let Some(chunk) = field.chunk().await.ok()? {
        let room = limit - kept.len();
        kept.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Some(kept)
}
