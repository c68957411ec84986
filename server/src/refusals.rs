//! What the middleware says no with: a body too large, a method or a site that may not, a time limit, a panic.
//!
//! Those layers answer with a bare status. Here it gets a sentence in the reader's language and the request's id: as
//! a page for who reads pages, as an [`AppError`] for a server function's caller, as a line of text for anybody else.

use crate::{
    AppState, context,
    requests::{self, RequestId},
};
use app::{
    AppError,
    text::{self, common, errors},
    wire::Wire,
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use backend::trust::journal;
use domain::{Failure, Lang, trust::JournalKind};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use server_fn::{ContentType, Encodes, error::SERVER_FN_ERROR_HEADER};

/// The page needs its style sheet and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";
/// Answers for programs, which have their own short words.
pub const MACHINES: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Who asked, and how.
struct Asked {
    lang: Lang,
    method: Method,
    /// A server function, as the browser's program calls it.
    is_call: bool,
    reads_pages: bool,
    id: RequestId,
}

/// Middleware outside of everything that may refuse; inside of what names the request.
pub async fn explain(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let route = requests::route(&request);
    let from = context::peer(&request, state.settings.proxy_hops);
    let response = answered(request, next, &state.site.assets.stylesheet).await;
    if let Some(kind) = noted(&response) {
        let refusal = journal::Refusal {
            kind,
            by: None,
            about: None,
            from,
            what: &route,
        };
        state.backend.journal.note(refusal, state.clock.now());
    }
    response
}

/// What of these refusals is for the journal; what pages and server functions refuse they note themselves.
fn noted(response: &Response) -> Option<JournalKind> {
    response.extensions().get::<Explained>()?;
    match response.status() {
        StatusCode::FORBIDDEN => Some(JournalKind::CrossSite),
        StatusCode::MISDIRECTED_REQUEST => Some(JournalKind::WrongHost),
        _ => None,
    }
}

/// On answers whose sentence is from here.
#[derive(Clone, Copy)]
struct Explained;

async fn answered(request: Request, next: Next, stylesheet: &str) -> Response {
    if MACHINES.contains(&request.uri().path()) {
        return next.run(request).await;
    }
    let asked = Asked::of(&request);
    let response = next.run(request).await;
    let status = response.status();
    let is_full = response.headers().contains_key(header::RETRY_AFTER);
    let sentence = match status {
        StatusCode::SERVICE_UNAVAILABLE if is_full => Some(errors::busy(asked.lang).to_owned()),
        _ => sentence(asked.lang, status),
    };
    match sentence {
        Some(sentence) if is_bare(response.headers()) => {
            let said = asked.answer(status, &sentence, stylesheet);
            // Headers such as `Allow` and `Retry-After` stay.
            let (mut parts, _) = response.into_parts();
            parts.headers.remove(header::CONTENT_LENGTH);
            let (new, body) = said.into_parts();
            parts.headers.extend(new.headers);
            parts.extensions.insert(Explained);
            Response::from_parts(parts, body)
        }
        _ => response,
    }
}

/// Nothing of ours: no page, no answer of a server function.
fn is_bare(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let is_text = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    is_text && !headers.contains_key(SERVER_FN_ERROR_HEADER)
}

fn sentence(lang: Lang, status: StatusCode) -> Option<String> {
    let sentence = match status {
        StatusCode::FORBIDDEN => errors::cross_site(lang),
        StatusCode::METHOD_NOT_ALLOWED => errors::wrong_method(lang),
        StatusCode::SERVICE_UNAVAILABLE => errors::took_too_long(lang),
        StatusCode::MISDIRECTED_REQUEST => errors::wrong_host(lang),
        _ => return failure(status).map(|failure| text::sentences::failure(lang, &failure)),
    };
    Some(sentence.to_owned())
}

/// The nearest word that the browser's program knows.
fn failure(status: StatusCode) -> Option<Failure> {
    match status {
        StatusCode::FORBIDDEN => Some(Failure::Forbidden),
        StatusCode::BAD_REQUEST
        | StatusCode::METHOD_NOT_ALLOWED
        | StatusCode::MISDIRECTED_REQUEST
        | StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(Failure::Invalid(Vec::new())),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Failure::TooLarge),
        StatusCode::SERVICE_UNAVAILABLE => Some(Failure::Unavailable),
        StatusCode::INTERNAL_SERVER_ERROR => Some(Failure::Internal),
        _ => None,
    }
}

impl Asked {
    fn of(request: &Request) -> Self {
        let headers = request.headers();
        let accepts = |kind: &str| {
            let accept = headers.get(header::ACCEPT).and_then(|it| it.to_str().ok());
            accept.is_some_and(|accept| accept.contains(kind))
        };
        let reads_pages = accepts("text/html");
        Self {
            lang: context::lang(request),
            method: request.method().clone(),
            is_call: request.uri().path().starts_with("/api/") && !reads_pages,
            reads_pages,
            id: request
                .extensions()
                .get::<RequestId>()
                .cloned()
                .unwrap_or_else(RequestId::fresh),
        }
    }

    fn answer(&self, status: StatusCode, sentence: &str, stylesheet: &str) -> Response {
        let id = &*self.id.0;
        if let Some(failure) = failure(status).filter(|_| self.is_call) {
            return packed(status, &AppError::new(failure, id));
        }
        let code = errors::code(self.lang, id);
        if !self.reads_pages {
            return format!("{sentence}\n{code}\n").into_response();
        }
        let mut page = Html(self.page(sentence, &code, stylesheet)).into_response();
        let headers = page.headers_mut();
        let policy = HeaderValue::from_static(POLICY);
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        page
    }

    /// Without the program, which may be what failed. Every word is ours or the id.
    fn page(&self, sentence: &str, code: &str, stylesheet: &str) -> String {
        let lang = self.lang;
        let (lang_code, dir, name) = (lang.code(), lang.dir(), common::app_name(lang));
        let (title, home) = (common::error_title(lang), common::go_home(lang));
        // What was sent is not sent again by a link.
        let again = match self.method {
            Method::GET => format!(
                "<a class=\"button button--primary\" href=\"\">{}</a>",
                text::pwa::retry(lang)
            ),
            _ => String::new(),
        };
        format!(
            "<!DOCTYPE html><html lang=\"{lang_code}\" dir=\"{dir}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"robots\" content=\"noindex\"><title>{title} – {name}</title>\
             <link rel=\"stylesheet\" href=\"{stylesheet}\"></head><body class=\"plain\">\
             <header class=\"plain__bar\"><a class=\"brand\" href=\"/{lang_code}\">{name}</a></header>\
             <main class=\"plain__main\" id=\"main\"><h1>{title}</h1><p class=\"plain__lead\">{sentence}</p>\
             <p class=\"request-id\">{code}</p><div class=\"actions\">{again}\
             <a class=\"button button--secondary\" href=\"/{lang_code}\">{home}</a></div></main></body></html>"
        )
    }
}

/// As the program reads it.
pub fn packed(status: StatusCode, error: &AppError) -> Response {
    let kind = [(header::CONTENT_TYPE, Wire::CONTENT_TYPE)];
    match Wire::encode(error) {
        Ok(bytes) => (status, kind, bytes).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::Body};
    use http_body_util::BodyExt;
    use server_fn::{Bytes, Decodes};
    use std::{future::pending, time::Duration};
    use tower::ServiceExt;
    use tower_http::{catch_panic::CatchPanicLayer, timeout::TimeoutLayer};

    /// The layers around two handlers: one panics, one never answers.
    async fn ask(path: &str, accept: &str) -> (StatusCode, String, Bytes) {
        let layer = axum::middleware::from_fn(async |request: Request, next: Next| {
            answered(request, next, "/pkg/site.css").await
        });
        let handler = async |request: Request| match request.uri().path() {
            "/ar/late" => pending().await,
            _ => Vec::<&str>::new().remove(0),
        };
        let late = TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            Duration::from_millis(1),
        );
        let router = Router::new()
            .fallback(handler)
            .layer(late)
            .layer(CatchPanicLayer::new())
            .layer(layer);
        let request = Request::builder()
            .uri(path)
            .header("accept", accept)
            .header("accept-language", "en")
            .body(Body::empty())
            .unwrap();
        let response = router.oneshot(request).await.unwrap();
        let status = response.status();
        let kind = response.headers()[header::CONTENT_TYPE].to_str().unwrap();
        let kind = kind.to_owned();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, kind, body)
    }

    async fn read(path: &str, accept: &str) -> (StatusCode, String, String) {
        let (status, kind, body) = ask(path, accept).await;
        (status, kind, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_is_a_page_with_a_sentence_and_an_id() {
        let (status, kind, body) = read("/de/boom", "text/html,*/*").await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(kind.starts_with("text/html"));
        let sentence = text::sentences::failure(Lang::De, &Failure::Internal);
        assert!(
            body.contains("lang=\"de\"") && body.contains(&sentence),
            "{body}"
        );
        assert!(
            !body.contains(&format!(">{}<", errors::code(Lang::De, ""))),
            "{body}"
        );
    }

    #[tokio::test]
    async fn a_call_that_panics_gets_an_error_that_the_program_reads() {
        let (status, kind, body) = ask("/api/boom", Wire::CONTENT_TYPE).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(kind, Wire::CONTENT_TYPE);
        let error: AppError = Wire::decode(body).unwrap();
        assert_eq!(error.failure, Failure::Internal);
        assert!(!error.request_id.is_empty());
    }

    #[tokio::test]
    async fn the_time_limit_says_so_in_the_language_of_the_path() {
        let (status, _, body) = read("/ar/late", "text/html").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(body.contains("dir=\"rtl\"") && body.contains(errors::took_too_long(Lang::Ar)));
        let (_, kind, body) = read("/ar/late", "*/*").await;
        assert!(kind.starts_with("text/plain"));
        assert!(body.starts_with(errors::took_too_long(Lang::Ar)));
    }
}
