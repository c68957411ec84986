//! Files of people: taken from a coordinator's plain form, which works without script, and the rejected rows back.

use crate::{AppState, pages};
use app::{
    context::RequestContext,
    text::{self, Lang},
};
use axum::{
    Extension,
    extract::{FromRequest, Multipart, Path, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use backend::profiles::import::{self, ImportError, Invitations, Mode, Upload, Wording};
use domain::profiles::{CellNote, FileProblem, ImportAs, ImportColumn, RejectReason};
use http::{StatusCode, header};

/// Largest file taken, in bytes; what is larger is imported on the command line.
const FILE_LIMIT: usize = 20 * 1024 * 1024;

/// Reasons in the words of the coordinator's language.
struct InLanguage(Lang);

impl Wording for InLanguage {
    fn heading(&self) -> String {
        text::imports::column(self.0, ImportColumn::RejectedBecause).to_owned()
    }

    fn reasons(&self, notes: &[CellNote<RejectReason>]) -> String {
        text::imports::reasons(self.0, notes)
    }
}

/// What the form sends.
struct Sent {
    role: ImportAs,
    mode: Mode,
    invitations: Invitations,
    file_name: String,
    bytes: Vec<u8>,
    page: String,
}

/// `POST /imports`: checks or imports a file and goes to its report.
pub async fn take(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    request: Request,
) -> Response {
    let Some(sent) = read(request).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let typed = [("page".to_owned(), sent.page.clone())];
    let page = pages::page_of(&context, &typed);
    let lang = crate::context::lang_of(&page).unwrap_or(context.lang);
    let Ok(actor) = context.actor() else {
        return Redirect::to(&format!("/{}/sign-in", lang.code())).into_response();
    };
    let Ok(programme) = backend::programmes::staff::coordinated(actor) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let upload = Upload {
        programme,
        role: sent.role,
        mode: sent.mode,
        invitations: sent.invitations,
        file_name: sent.file_name,
        bytes: sent.bytes,
    };
    let home = format!("/{}/coordinator/import", lang.code());
    let done = import::upload(
        &state.backend.db,
        actor,
        upload,
        &InLanguage(lang),
        context.now,
    )
    .await;
    match done {
        Ok(id) => Redirect::to(&format!("{home}/{id}")).into_response(),
        Err(ImportError::File(problem)) => refused(&home, &problem),
        Err(ImportError::Backend(error)) => {
            let status = context.fail(error).failure.status();
            StatusCode::from_u16(status)
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
                .into_response()
        }
    }
}

/// Back to the form, which says what is wrong with the file and answers 422.
fn refused(home: &str, problem: &FileProblem) -> Response {
    let text = serde_json::to_string(problem).unwrap_or_default();
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("problem", &text)
        .finish();
    Redirect::to(&format!("{home}?{query}")).into_response()
}

/// `None` when this is no form with a file, or too large a one.
async fn read(request: Request) -> Option<Sent> {
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    let mut sent = Sent {
        role: ImportAs::Mentees,
        mode: Mode::DryRun,
        invitations: Invitations::None,
        file_name: String::new(),
        bytes: Vec::new(),
        page: String::new(),
    };
    while let Some(mut field) = form.next_field().await.ok()? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            sent.file_name = field.file_name().unwrap_or_default().to_owned();
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.ok()? {
            if bytes.len() + chunk.len() > FILE_LIMIT {
                return None;
            }
            bytes.extend_from_slice(&chunk);
        }
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "file" => sent.bytes = bytes,
            "side" => sent.role = ImportAs::from_code(&text())?,
            "mode" if text() == "write" => sent.mode = Mode::Write,
            "invite" => sent.invitations = Invitations::Send,
            "page" => sent.page = text(),
            _ => {}
        }
    }
    Some(sent)
}

/// `GET /imports/{id}`: the rejected rows as a file to correct.
pub async fn rejected(
    Extension(context): Extension<RequestContext>,
    Path(id): Path<String>,
) -> Response {
    let (Ok(actor), Ok(id)) = (context.actor(), id.parse()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match import::rejected_rows(&context.backend.db, actor, id).await {
        Ok((name, rows)) => {
            let name: String = name
                .chars()
                .map(|sign| {
                    if sign.is_ascii_alphanumeric() || "-_.".contains(sign) {
                        sign
                    } else {
                        '_'
                    }
                })
                .collect();
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (
                    header::CONTENT_DISPOSITION,
                    format!("attachment; filename=\"{name}\""),
                ),
                (header::CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, rows).into_response()
        }
        Err(error) => {
            let status = context.fail(error).failure.status();
            StatusCode::from_u16(status)
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
                .into_response()
        }
    }
}
