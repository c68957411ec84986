//! `/dev/mail`: the mails that were written to files because no mail server is configured. There only then, and only
//! for whoever asks this machine by its own name and not through a proxy.

use crate::host;
use app::platform::escape;
use axum::{
    Router,
    extract::{Path, State},
    middleware::from_fn,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use http::{HeaderValue, StatusCode, header};
use std::path::PathBuf;
use uuid::Uuid;

/// The page needs its style sheet and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";
/// Mails listed, the newest first.
const LISTED: usize = 100;

#[derive(Clone)]
struct Mailbox {
    folder: PathBuf,
    stylesheet: String,
}

/// Routes of the page; `folder` holds the mails.
pub fn routes<S: Clone + Send + Sync + 'static>(folder: PathBuf, stylesheet: String) -> Router<S> {
    Router::new()
        .route("/dev/mail", get(list))
        .route("/dev/mail/{id}", get(show))
        .with_state(Mailbox { folder, stylesheet })
        .layer(from_fn(host::on_this_machine))
}

async fn list(State(mailbox): State<Mailbox>) -> Response {
    let items: Vec<String> = mailbox
        .ids()
        .await
        .into_iter()
        .map(|id| (id, mailbox.folder.join(format!("{id}.eml"))))
        .filter_map(|(id, file)| Some((id, Letter::parse(&std::fs::read(file).ok()?))))
        .map(|(id, letter)| {
            format!(
                "<li><a class=\"row\" href=\"/dev/mail/{id}\"><span class=\"row__text\"><b dir=\"auto\">{}</b>\
                 <span class=\"ltr\" dir=\"ltr\">{}</span></span></a></li>",
                escape(&letter.subject),
                escape(&letter.to)
            )
        })
        .collect();
    let body = if items.is_empty() {
        "<p>—</p>".to_owned()
    } else {
        format!("<ul class=\"rows\">{}</ul>", items.concat())
    };
    mailbox.page(&body)
}

async fn show(State(mailbox): State<Mailbox>, Path(id): Path<Uuid>) -> Response {
    let Ok(bytes) = tokio::fs::read(mailbox.folder.join(format!("{id}.eml"))).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let letter = Letter::parse(&bytes);
    mailbox.page(&format!(
        "<p><a href=\"/dev/mail\">/dev/mail</a></p><article class=\"mail\"><dl class=\"facts mail__head\">\
         <div><dt>To</dt><dd dir=\"ltr\">{}</dd></div><div><dt>Subject</dt><dd dir=\"auto\">{}</dd></div></dl>\
         <pre class=\"mail__text\" dir=\"auto\">{}</pre></article>",
        escape(&letter.to),
        escape(&letter.subject),
        linked(&letter.text)
    ))
}

impl Mailbox {
    /// Ids sort by time.
    async fn ids(&self) -> Vec<Uuid> {
        let mut ids = Vec::new();
        if let Ok(mut entries) = tokio::fs::read_dir(&self.folder).await {
            while let Ok(Some(entry)) = entries.next_entry().await {
                let name = entry.file_name().to_string_lossy().into_owned();
                ids.extend(
                    name.strip_suffix(".eml")
                        .and_then(|id| id.parse::<Uuid>().ok()),
                );
            }
        }
        ids.sort_unstable();
        ids.reverse();
        ids.truncate(LISTED);
        ids
    }

    fn page(&self, body: &str) -> Response {
        let title = app::text::mail::inbox_title(domain::Lang::En);
        let html = format!(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <link rel=\"stylesheet\" href=\"{}\"></head><body class=\"app\"><main class=\"main\" id=\"main\">\
             <h1>{title}</h1><div class=\"mailbox\">{body}</div></main></body></html>",
            self.stylesheet
        );
        let mut response = Html(html).into_response();
        response.headers_mut().insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        );
        response
    }
}

/// What the page shows of a mail file of ours.
#[derive(Debug, PartialEq, Eq)]
struct Letter {
    to: String,
    subject: String,
    text: String,
}

impl Letter {
    fn parse(bytes: &[u8]) -> Self {
        let source = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        let (head, body) = source.split_once("\n\n").unwrap_or((&source, ""));
        let head = head.replace("\n ", " ").replace("\n\t", " ");
        let header = |name: &str| {
            head.lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.trim().to_owned())
                .unwrap_or_default()
        };
        Self {
            to: header("to"),
            subject: words(&header("subject")),
            text: plain_part(body),
        }
    }
}

/// The first part of a `multipart/alternative` body, decoded.
fn plain_part(body: &str) -> String {
    let Some((boundary, rest)) = body.trim_start().split_once('\n') else {
        return body.to_owned();
    };
    let part = rest.split(boundary).next().unwrap_or_default();
    let (head, text) = part.split_once("\n\n").unwrap_or(("", part));
    let head = head.to_ascii_lowercase();
    let bytes = if head.contains("base64") {
        base64(&text.split_whitespace().collect::<String>())
    } else if head.contains("quoted-printable") {
        quoted(&text.replace("=\n", ""))
    } else {
        text.as_bytes().to_vec()
    };
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

/// Encoded words of a header (RFC 2047), base64 or Q in UTF-8, as `lettre` writes them.
fn words(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    let mut after_word = false;
    while let Some(start) = rest.find("=?utf-8?") {
        if !(after_word && rest[..start].trim().is_empty()) {
            bytes.extend_from_slice(&rest.as_bytes()[..start]);
        }
        let inner = &rest[start + 8..];
        let Some((kind, inner)) = inner.split_once('?') else {
            break;
        };
        let Some((word, tail)) = inner.split_once("?=") else {
            break;
        };
        bytes.extend(match kind {
            "b" | "B" => base64(word),
            _ => quoted(&word.replace('_', " ")),
        });
        rest = tail;
        after_word = true;
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

fn base64(text: &str) -> Vec<u8> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.decode(text).unwrap_or_default()
}

fn quoted(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = (*first == b'=')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match hex {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    bytes
}

/// Escaped text whose lines that are an address are links.
fn linked(text: &str) -> String {
    text.lines()
        .map(|line| {
            let line = escape(line);
            if line.starts_with("http://") || line.starts_with("https://") {
                format!("<a href=\"{line}\">{line}</a>\n")
            } else {
                format!("{line}\n")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::Post;

    #[tokio::test]
    async fn a_mail_written_to_a_file_reads_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let post = Post::new(None, "MeM <mem@example.org>", folder.path().into()).unwrap();
        let id = Uuid::now_v7();
        let written = app::mail::Written {
            subject: "أكد عنوانك, confirmé".into(),
            text: "Bonjour é\n\nhttp://127.0.0.1:3000/fr/link?t=abc_-1\n".into(),
            html: "<p>x</p>".into(),
        };
        post.deliver(id, "salma@example.org", written)
            .await
            .unwrap();
        let bytes = std::fs::read(folder.path().join(format!("{id}.eml"))).unwrap();
        let letter = Letter::parse(&bytes);
        assert_eq!(letter.to, "salma@example.org");
        assert_eq!(letter.subject, "أكد عنوانك, confirmé");
        assert!(
            linked(&letter.text).contains("<a href=\"http://127.0.0.1:3000/fr/link?t=abc_-1\">"),
            "{}",
            letter.text
        );
    }
}
