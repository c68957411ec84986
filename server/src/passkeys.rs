//! What `public/passkeys.js` asks and answers for a device, as JSON: the one thing here that no form can do. And the page that
//! shows recovery codes, once.
//!
//! Under `/api/`, where the language of an answer is that of the page it was asked from.

use crate::{AppState, pages};
use app::{
    AppError,
    accounts::{FreshCodes, RECOVERY_CODES},
    context::RequestContext,
    text,
    ui::Posted,
};
use axum::{
    Extension, Json,
    body::to_bytes,
    extract::{Path, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use backend::accounts::{self, Answer};
use domain::{Failure, Refusal, accounts::safe_next};
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

/// The largest answers, of attested keys, take some kilobytes.
const BODY_LIMIT: usize = 32 * 1024;

/// What a device is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    Add,
    SignIn,
    SecondStep,
}

/// `POST /api/passkeys/{what}/ask`: a question to pass on to the device; or where to say first who it is.
pub async fn ask(
    Extension(context): Extension<RequestContext>,
    Path(what): Path<What>,
) -> Response {
    match question(&context, what).await {
        Ok(Some(question)) => Json(question).into_response(),
        Ok(None) => {
            let next = context.response.wishes().redirect;
            Json(json!({ "next": next })).into_response()
        }
        Err(error) => said(&context, &error),
    }
}

async fn question(
    context: &RequestContext,
    what: What,
) -> Result<Option<accounts::Question>, AppError> {
    let (backend, now) = (&context.backend, context.now);
    let asked = match what {
        What::SignIn => {
            let origin = app::accounts::api::origin(context);
            accounts::ask_to_sign_in(backend, &origin, now).await
        }
        What::Add => {
            let viewer = context.viewer()?;
            accounts::ask_to_add(backend, &viewer.actor, viewer.sign_in, now).await
        }
        What::SecondStep => {
            let viewer = context.viewer()?;
            accounts::ask_for_second_step(backend, &viewer.actor, viewer.sign_in, now).await
        }
    };
    match asked {
        Ok(question) => Ok(Some(question)),
        Err(error) => context.fail_or_prove(error, "/me/security").map(|()| None),
    }
}

/// What the script sends beside the device's answer.
#[derive(Deserialize)]
struct Sent {
    #[serde(flatten)]
    answer: Answer,
    #[serde(default)]
    name: String,
    #[serde(default)]
    next: String,
}

/// `POST /api/passkeys/{what}`: the device's answer. Says where to go next.
pub async fn answer(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    Path(what): Path<What>,
    request: Request,
) -> Response {
    // Who, before anything is read.
    if what != What::SignIn
        && let Err(error) = context.viewer()
    {
        return said(&context, &error);
    }
    let Ok(body) = to_bytes(request.into_body(), BODY_LIMIT).await else {
        return said(&context, &context.refuse(Failure::TooLarge));
    };
    let done = match serde_json::from_slice::<Sent>(&body) {
        Ok(sent) => take(&context, what, &sent).await,
        Err(_) => Err(context.refuse(Failure::Refused(Refusal::PasskeyNotAccepted))),
    };
    if let Err(error) = done {
        return said(&context, &error);
    }
    let wishes = context.response.wishes();
    let next = wishes.redirect.clone().unwrap_or_default();
    let mut response = Json(json!({ "next": next })).into_response();
    pages::carry_out(&wishes, state.settings.secure, response.headers_mut());
    response
}

async fn take(context: &RequestContext, what: What, sent: &Sent) -> Result<(), AppError> {
    let (backend, now) = (&context.backend, context.now);
    let next = safe_next(&sent.next);
    match what {
        What::SignIn => {
            let origin = app::accounts::api::origin(context);
            let session = accounts::sign_in_with_passkey(backend, &sent.answer, &origin, now)
                .await
                .map_err(|error| context.fail(error))?;
            return app::accounts::api::begin(context, session, next).await;
        }
        What::Add => {
            let viewer = context.viewer()?;
            let (actor, here) = (&viewer.actor, viewer.sign_in);
            let device = &context.device;
            accounts::add(backend, actor, here, &sent.answer, &sent.name, device, now)
                .await
                .map_err(|error| context.fail(error))?;
            context.redirect("/me/security?saved=1");
        }
        What::SecondStep => {
            let viewer = context.viewer()?;
            let (actor, here) = (&viewer.actor, viewer.sign_in);
            accounts::prove_second_step(backend, actor, here, &sent.answer, now)
                .await
                .map_err(|error| context.fail(error))?;
            match next {
                Some(next) => context.response.redirect(next),
                None => context.redirect("/home"),
            }
        }
    }
    Ok(())
}

/// The sentence that the script shows; of a field's problem its own.
fn said(context: &RequestContext, error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.failure.status());
    let sentence = match &error.failure {
        Failure::Invalid(problems) if let [only] = &problems[..] => {
            text::sentences::problem(context.lang, &only.problem)
        }
        _ => text::sentences::error(context.lang, error),
    };
    let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(json!({ "sentence": sentence }))).into_response()
}

/// `POST /api/recovery-codes`: the page with ten new codes. It is the answer itself, not a page to go to: they are shown once.
pub async fn new_codes(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    request: Request,
) -> Response {
    let (mut extensions, headers) = (request.extensions().clone(), request.headers().clone());
    let page = format!("/{}/me/security", context.lang.code());
    let made = async {
        let viewer = context.viewer()?;
        let (actor, here) = (&viewer.actor, viewer.sign_in);
        match accounts::new_recovery_codes(&context.backend, actor, here, context.now).await {
            Ok(codes) => Ok(Some(codes)),
            Err(error) => context.fail_or_prove(error, "/me/security").map(|()| None),
        }
    };
    match made.await {
        Ok(Some(codes)) => {
            let shown = codes.iter().map(|code| code.shown()).collect();
            extensions.insert(FreshCodes(shown));
            pages::show_page(&state, context, extensions, headers, &page, None).await
        }
        Ok(None) => {
            let next = context.response.wishes().redirect.unwrap_or(page);
            Redirect::to(&next).into_response()
        }
        Err(error) => {
            let posted = Posted {
                action: RECOVERY_CODES.into(),
                values: Vec::new(),
                error,
            };
            pages::show_again(&state, context, extensions, headers, &page, posted).await
        }
    }
}
