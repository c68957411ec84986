//! Files of people: taken from a coordinator's plain form, which works without script, and the rejected rows back.

mod checked;

pub use checked::take as take_checked;

use crate::{
    AppState, context, pages,
    uploads::{self, Sent},
};
use app::{
    context::RequestContext,
    text::{self, Lang, imports::InLanguage},
    ui::{Posted, query},
};
use axum::{
    Extension,
    extract::{Path, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use backend::{
    Db,
    profiles::import::{self, ImportError, Invitations, Mode, Upload, Workbooks},
    programmes::staff,
};
use domain::{
    Actor, Failure, ImportId, Problem, ProgrammeId,
    permissions::RoleKind,
    profiles::{FileEncoding, ImportAs},
};
use http::{StatusCode, header};
use std::{sync::Arc, time::Duration};
use tokio::{sync::OwnedSemaphorePermit, task::JoinHandle};
use tracing::Instrument;

/// Largest file taken, in megabytes of 1,048,576 bytes; what is larger is imported on the command line.
const FILE_MAX_MEGABYTES: u32 = 20;
const FILE_LIMIT: usize = FILE_MAX_MEGABYTES as usize * 1024 * 1024;
/// How long the browser waits for the report. The import itself is not bound by it.
const PATIENCE: Duration = Duration::from_secs(20);

/// `POST /imports`: checks or imports a file and goes to its report, for whoever coordinates a programme: nobody
/// else's file is read. A file that cannot be taken brings the form
/// back, with what is wrong beside the field and everything else as it was chosen.
pub async fn take(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    request: Request,
) -> Response {
    let Ok(actor) = context.actor() else {
        return context::to_sign_in(&context);
    };
    if !actor.role_kinds().contains(&RoleKind::Coordinator) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let (extensions, headers) = (request.extensions().clone(), request.headers().clone());
    let sent = uploads::read(request, "file", FILE_LIMIT).await;
    let fields = sent.as_ref().map(|sent| &*sent.fields).unwrap_or_default();
    let page = fields.iter().find(|(name, _)| name == "page");
    let lang = page
        .and_then(|(_, page)| crate::context::lang_of(page))
        .unwrap_or(context.lang);
    let code = sent.as_ref().and_then(|sent| sent.field("programme"));
    let code = code.unwrap_or_default().to_owned();
    let programme = staff::coordinated(&state.backend, actor, &code).await;
    let Ok(programme) = programme else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let values = shown_again(fields);
    let home = format!("/{}/coordinator/import", lang.code());
    let kept = |running| {
        let query = query(&[("programme", &code), ("running", running)]);
        query.trim_end_matches("?").to_owned()
    };
    match import(&state, &context, actor, programme, sent, lang).await {
        Ok(Some(id)) => Redirect::to(&format!("{home}/{id}{}", kept(""))).into_response(),
        Ok(None) => Redirect::to(&format!("{home}{}", kept("1"))).into_response(),
        Err(error) => {
            let posted = Posted {
                action: app::programmes::IMPORT_ACTION.into(),
                values,
                error,
            };
            let home = home + &kept("");
            pages::show_again(&state, context, extensions, headers, &home, posted).await
        }
    }
}

/// The import that was made; `None` while it goes on longer than a browser waits.
async fn import(
    state: &AppState,
    context: &RequestContext,
    actor: &Actor,
    programme: ProgrammeId,
    sent: Option<Sent>,
    lang: Lang,
) -> Result<Option<ImportId>, app::AppError> {
    // No form with a file at all.
    let sent = sent.ok_or_else(|| context.refuse(Failure::Invalid(Vec::new())))?;
    let upload = upload(programme, sent).map_err(|failure| context.refuse(failure))?;
    let permit = room(state, context, lang)?;
    let (db, workbooks) = parts(state);
    let (actor, now) = (actor.clone(), context.now);
    let made = start(permit, async move {
        import::upload(&db, workbooks, &actor, upload, &InLanguage(lang), now).await
    });
    ended(context, made, lang).await
}

fn parts(state: &AppState) -> (Db, Arc<dyn Workbooks>) {
    let workbooks = Arc::clone(&state.imports.workbooks);
    (state.backend.db.clone(), workbooks)
}

/// What came of it; `None` while it goes on longer than a browser waits.
async fn ended<T>(
    context: &RequestContext,
    made: JoinHandle<Result<T, ImportError>>,
    lang: Lang,
) -> Result<Option<T>, app::AppError> {
    match tokio::time::timeout(PATIENCE, made).await {
        Err(_) => Ok(None),
        Ok(Err(error)) => Err(context.fail(error.into())),
        Ok(Ok(Ok(done))) => Ok(Some(done)),
        Ok(Ok(Err(ImportError::File(problem)))) => {
            let sentence = text::imports::file_problem(lang, &problem);
            Err(context.refuse(Failure::field("file", Problem::Said(sentence))))
        }
        // Logged where it happened.
        Ok(Ok(Err(ImportError::Backend(error)))) => Err(context.refuse(error.failure())),
    }
}

/// A place among the imports that run at once.
fn room(
    state: &AppState,
    context: &RequestContext,
    lang: Lang,
) -> Result<OwnedSemaphorePermit, app::AppError> {
    let free = Arc::clone(&state.imports.at_once).try_acquire_owned();
    free.map_err(|_| {
        let sentence = text::import::busy(lang).to_owned();
        context.refuse(Failure::field("file", Problem::Said(sentence)))
    })
}

/// Runs apart from the request: an import goes on to its end, and its report is kept, when nobody waits any more.
fn start<T: Send + 'static>(
    permit: OwnedSemaphorePermit,
    import: impl Future<Output = Result<T, ImportError>> + Send + 'static,
) -> JoinHandle<Result<T, ImportError>> {
    let work = async move {
        let _permit = permit;
        let done = import.await;
        if let Err(ImportError::Backend(error)) = &done
            && error.failure() == Failure::Internal
        {
            let cause: &dyn std::error::Error = error;
            tracing::error!(error = cause, "an import failed");
        }
        done
    };
    tokio::spawn(work.instrument(tracing::Span::current()))
}

/// The form as it was filled, without what belongs to the form itself.
fn shown_again(fields: &[(String, String)]) -> Vec<(String, String)> {
    fields
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "command" | "page"))
        .cloned()
        .collect()
}

fn upload(programme: ProgrammeId, sent: Sent) -> Result<Upload, Failure> {
    let role = sent
        .field("side")
        .and_then(ImportAs::from_code)
        .ok_or_else(|| Failure::field("side", Problem::NotInList))?;
    if sent.file_name.is_empty() && sent.file.is_empty() {
        return Err(Failure::field("file", Problem::Missing));
    }
    if sent.file.len() > FILE_LIMIT {
        let problem = Problem::FileTooBig {
            max_megabytes: FILE_MAX_MEGABYTES,
        };
        return Err(Failure::field("file", problem));
    }
    Ok(Upload {
        programme,
        role,
        mode: match sent.field("mode") {
            Some("write") => Mode::Write,
            _ => Mode::DryRun,
        },
        invitations: match sent.field("invite") {
            Some(_) => Invitations::Send,
            None => Invitations::None,
        },
        encoding: sent.field("encoding").and_then(FileEncoding::from_code),
        file_name: sent.file_name,
        bytes: sent.file.into(),
    })
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
