//! What the server provides to every page and server function: the request as the use cases need it.
//!
//! Deliberately absent: cookies, headers, the environment. Only `server` knows those; it reads them into a
//! [`RequestContext`] and carries out what [`ResponseSlot`] was told.

use crate::{AppError, ui::Posted};
use backend::{Backend, Error, trust::journal};
use domain::{
    Actor, Failure, FieldProblem, Lang, Problem, Refusal, SignInId, Timestamp,
    accounts::{SecondStep, Theme},
    trust::JournalKind,
};
use leptos::prelude::use_context;
use std::{
    net::IpAddr,
    str::FromStr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Who is signed in, through which sign-in session.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub actor: Actor,
    pub sign_in: SignInId,
    /// What this sign-in lacks before the roles of its person open.
    pub lacks: Option<SecondStep>,
    /// The person's own choices.
    pub lang: Lang,
    pub theme: Theme,
}

/// One request.
#[derive(Clone)]
pub struct RequestContext {
    pub backend: Backend,
    pub viewer: Option<Viewer>,
    pub lang: Lang,
    /// The moment the request came in.
    pub now: Timestamp,
    /// Path and query of the page (of the page a form was on, for a posted form).
    pub path: Arc<str>,
    pub request_id: Arc<str>,
    /// Address of the client, as far as the configured proxies can be trusted.
    pub peer: IpAddr,
    /// Short description of the browser, for the list of sign-ins.
    pub device: Arc<str>,
    /// The secret that this browser is known by, if somebody signed in with it before.
    pub known_by: Option<Arc<str>>,
    /// The people of this database are made up, which every page says.
    pub demo: bool,
    pub response: ResponseSlot,
}

/// What a server function wants done to the response beside its result.
#[derive(Clone, Debug, Default)]
pub struct ResponseSlot(Arc<Mutex<ResponseWishes>>);

#[derive(Clone, Debug, Default)]
pub struct ResponseWishes {
    pub status: Option<u16>,
    /// A path of this site to go to next, with its language segment.
    pub redirect: Option<String>,
    pub session: Option<SessionChange>,
    /// The secret that this browser is known by from now on.
    pub known_by: Option<String>,
    /// The failure of the server function, for a form posted without script.
    pub failure: Option<AppError>,
}

/// A change of the session cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionChange {
    /// Begin the session with this secret token.
    Begin(String),
    End,
}

impl ResponseSlot {
    pub fn set_status(&self, status: u16) {
        self.lock().status = Some(status);
    }

    pub fn redirect(&self, path: impl Into<String>) {
        self.lock().redirect = Some(path.into());
    }

    pub fn change_session(&self, change: SessionChange) {
        self.lock().session = Some(change);
    }

    pub fn know_browser(&self, secret: String) {
        self.lock().known_by = Some(secret);
    }

    pub fn wishes(&self) -> ResponseWishes {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, ResponseWishes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// First move of every server function: the request's context.
pub fn context() -> Result<RequestContext, AppError> {
    use_context::<RequestContext>().ok_or_else(|| Failure::Internal.into())
}

impl RequestContext {
    /// Second move: the signed-in person, or 401.
    pub fn actor(&self) -> Result<&Actor, AppError> {
        self.viewer().map(|viewer| &viewer.actor)
    }

    /// The same with the sign-in, for what concerns it.
    pub fn viewer(&self) -> Result<&Viewer, AppError> {
        match &self.viewer {
            Some(viewer) => Ok(viewer),
            None => Err(self.refuse(Failure::NotSignedIn)),
        }
    }

    /// Fourth move of what decides who comes in: as [`Self::fail`], but whoever has to prove again who they are is led to
    /// the page for it, and from there to `next`.
    pub fn fail_or_prove(&self, error: Error, next: &str) -> Result<(), AppError> {
        if error.failure() != Failure::Refused(Refusal::ProveAgain) {
            return Err(self.fail(error));
        }
        self.redirect(&format!("/prove?next=/{}{next}", self.lang.code()));
        Ok(())
    }

    /// An id out of an address or a form; what is none is "not found".
    pub fn id<T: FromStr>(&self, text: &str) -> Result<T, AppError> {
        text.parse().map_err(|_| self.refuse(Failure::NotFound))
    }

    /// Fourth move: maps the error of a use case to the answer, sets the status and logs a fault of ours once.
    pub fn fail(&self, error: Error) -> AppError {
        let failure = error.failure();
        if matches!(failure, Failure::Internal) {
            let cause: &dyn std::error::Error = &error;
            tracing::error!(request_id = %self.request_id, error = cause, "a use case failed");
        }
        self.refuse(failure)
    }

    /// Answers with `failure` without a use case having been asked.
    pub fn refuse(&self, failure: Failure) -> AppError {
        self.note(&failure);
        let status = failure.status();
        let error = AppError::new(failure, self.request_id.to_string());
        let mut wishes = self.response.lock();
        wishes.status = Some(status);
        wishes.failure = Some(error.clone());
        error
    }

    /// Some refusals are for the journal. Of the page its path alone: a query may hold a secret.
    fn note(&self, failure: &Failure) {
        let kind = match failure {
            Failure::Forbidden => JournalKind::Forbidden,
            Failure::TooMany { .. } => JournalKind::Throttled,
            Failure::Refused(
                Refusal::PasskeyNotAccepted | Refusal::SecondStepFirst | Refusal::TwoAdministrators,
            ) => JournalKind::SecondStepRefused,
            Failure::Invalid(problems) if is_wrong_code(problems) => JournalKind::SecondStepRefused,
            _ => return,
        };
        let refusal = journal::Refusal {
            kind,
            by: self.viewer.as_ref().map(|viewer| viewer.actor.person),
            about: None,
            from: self.peer,
            what: self.path.split('?').next().unwrap_or_default(),
        };
        self.backend.journal.note(refusal, self.now);
    }

    /// Goes to a page of the site in the reader's language: `/home` becomes `/fr/home`.
    pub fn redirect(&self, path: &str) {
        self.response
            .redirect(format!("/{}{path}", self.lang.code()));
    }
}

fn is_wrong_code(problems: &[FieldProblem]) -> bool {
    let mut problems = problems.iter();
    problems.any(|one| one.problem == Problem::WrongRecoveryCode)
}

/// The posted form that a page is rendered with again; provided by `server`.
pub fn provide_posted(posted: Posted) {
    leptos::prelude::provide_context(posted);
}
