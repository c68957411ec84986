//! A form that is one command: it works before and without script, shows what is wrong beside each field, and
//! keeps what was typed.

use super::{
    Changes, Icon,
    posted::{Posted, carried, posted_to},
    states::sign_in_path,
    use_lang,
};
use crate::{AppError, platform, text};
use domain::{CommandId, Failure, Problem};
use leptos::{prelude::*, task::spawn_local, web_sys::SubmitEvent};
use server_fn::ServerFn;

/// The field in which a form that signs in carries another one, which was sent after its sign-in had ended. Such a form
/// goes by itself, also where there is script (`public/watchdog.js`): the answer is the other one's page.
pub const KEPT_FIELD: &str = "kept";

/// What the fields of a form know of it.
#[derive(Clone, Copy)]
pub struct FormScope {
    pub error: Signal<Option<AppError>>,
    pub pending: Signal<bool>,
    posted: StoredValue<Vec<(String, String)>>,
    labels: StoredValue<Vec<(String, String)>>,
}

impl FormScope {
    /// The scope of a form without an action of its own: a file was posted, and this came back.
    pub(super) fn of_posted(posted: Option<Posted>) -> Self {
        let (error, values) = posted.map(|posted| (posted.error, posted.values)).unzip();
        Self {
            error: Signal::stored(error),
            pending: Signal::stored(false),
            posted: StoredValue::new(values.unwrap_or_default()),
            labels: StoredValue::new(Vec::new()),
        }
    }

    /// What was typed into `name` before the form came back, else `None`.
    pub fn typed(&self, name: &str) -> Option<String> {
        self.posted.with_value(|values| {
            values
                .iter()
                .find(|(field, _)| field == name)
                .map(|(_, value)| value.clone())
        })
    }

    /// Every value of a repeated field such as `needs[]`; `None` when the form was not posted.
    pub fn typed_all(&self, name: &str) -> Option<Vec<String>> {
        self.posted.with_value(|values| {
            (!values.is_empty()).then(|| {
                values
                    .iter()
                    .filter(|(field, _)| field == name)
                    .map(|(_, value)| value.clone())
                    .collect()
            })
        })
    }

    /// The problem of one field.
    pub fn problem(&self, name: &str) -> Option<Problem> {
        self.error.with(|error| match &error.as_ref()?.failure {
            Failure::Invalid(problems) => problems
                .iter()
                .find(|problem| problem.field == name)
                .map(|problem| problem.problem.clone()),
            _ => None,
        })
    }

    /// Tells the summary how a field is called.
    pub(super) fn register(&self, name: &str, label: &str) {
        self.labels
            .update_value(|labels| labels.push((name.to_owned(), label.to_owned())));
    }

    fn label(&self, name: &str) -> String {
        self.labels.with_value(|labels| {
            labels
                .iter()
                .find(|(field, _)| field == name)
                .map(|(_, label)| label.clone())
                .unwrap_or_default()
        })
    }
}

/// A server function that a form sends to, and what came of it. It knows the function by its path alone: all forms
/// share the same code (`docs/decisions/code-size.md`).
#[derive(Clone, Copy)]
pub struct Command {
    path: &'static str,
    pending: RwSignal<bool>,
    outcome: RwSignal<Option<Result<(), AppError>>>,
    done: RwSignal<u32>,
    changes: Option<Changes>,
}

impl Command {
    pub fn of<F: ServerFn<Error = AppError>>() -> Self {
        Self {
            path: F::PATH,
            pending: RwSignal::new(false),
            outcome: RwSignal::new(None),
            done: RwSignal::new(0),
            changes: use_context(),
        }
    }

    /// How often it was done; followed by whoever asks.
    pub fn done(self) -> u32 {
        self.done.get()
    }

    /// Was it posted without script, and came back with its error? Its form is shown again then, whatever else holds,
    /// so that nothing typed is lost.
    pub fn came_back(self) -> bool {
        posted_to(self.path).is_some()
    }

    /// Sends the form; not a second time while the first is on its way.
    fn send(self, event: SubmitEvent) {
        if event.default_prevented() {
            return;
        }
        event.prevent_default();
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        spawn_local(async move {
            let outcome = platform::send_form(self.path, event).await.outcome();
            // The answer may have led to another page, and this form be gone.
            let done = outcome.is_ok();
            self.outcome.try_set(Some(outcome));
            self.pending.try_set(false);
            if done {
                self.done.try_update(|count| *count += 1);
                if let Some(changes) = self.changes {
                    changes.happened();
                }
            }
        });
    }
}

/// A form for one command. Inside it, fields of `ui` find their error and what was typed.
///
/// It sends two fields of its own: `command`, the id that makes a repeat harmless, and `page`, where a form posted
/// without script is shown again; and a third if it `carries` another form that waits for its reader to sign in.
#[component]
pub fn CommandForm(
    action: Command,
    #[prop(default = "form")] class: &'static str,
    /// For buttons that stand outside of the form.
    #[prop(optional)]
    id: Option<&'static str>,
    #[prop(optional)] carries: bool,
    children: Children,
) -> impl IntoView {
    let posted = posted_to(action.path);
    let before = posted.as_ref().map(|posted| posted.error.clone());
    let error = Signal::derive(move || {
        action.outcome.with(|outcome| match outcome {
            Some(Ok(())) => None,
            Some(Err(error)) => Some(error.clone()),
            None => before.clone(),
        })
    });
    let scope = FormScope {
        error,
        pending: action.pending.into(),
        posted: StoredValue::new(posted.map(|posted| posted.values).unwrap_or_default()),
        labels: StoredValue::new(Vec::new()),
    };
    provide_context(scope);
    // A new command after each success; the same one again after an error, whose retry must not count twice.
    let command = Memo::new(move |_| {
        action.done.track();
        CommandId::new().to_string()
    });
    let kept = carries.then(|| carried(KEPT_FIELD)).flatten();
    let kept =
        kept.map(|kept| view! { <input type="hidden" name=KEPT_FIELD value=kept /> }.into_any());
    view! {
        <form
            action=action.path
            method="post"
            class=class
            id=id
            novalidate=true
            on:submit=move |event| action.send(event)
        >
            <input type="hidden" name="command" value=move || command.get() />
            <input type="hidden" name="page" value=platform::page_path() />
            <ErrorSummary scope />
            {kept}
            {children()}
        </form>
    }
}

/// What is wrong, at the top, with links to the fields; takes the focus when it appears, without script by `autofocus`.
#[component]
pub(super) fn ErrorSummary(scope: FormScope) -> impl IntoView {
    let lang = use_lang();
    Effect::new(move |_| {
        if scope.error.with(Option::is_some) {
            platform::focus("errors");
        }
    });
    let lines = move |failure: &Failure| match failure {
        Failure::Invalid(problems) => problems
            .iter()
            .map(|problem| {
                let sentence = text::sentences::problem_of(lang, &problem.field, &problem.problem);
                let label = scope.label(&problem.field);
                let line = if label.is_empty() {
                    sentence
                } else {
                    // A label that asks ends with its own sign.
                    let label = label.trim_end_matches(['?', '؟', ':', ' ', '\u{a0}']);
                    text::errors::summary_link(lang, label, sentence)
                };
                view! {
                    <li>
                        <a href=format!("#{}", problem.field) rel="external">
                            {line}
                        </a>
                    </li>
                }
            })
            .collect_view()
            .into_any(),
        _ => ().into_any(),
    };
    move || {
        scope.error.get().map(|error| {
            // In another page, from which one comes back: what is typed here is kept for then (`public/watchdog.js`).
            let sign_in = (error.failure == Failure::NotSignedIn
                && scope.typed(KEPT_FIELD).is_none())
            .then(|| {
                view! {
                    <a href=sign_in_path(lang) rel="external" data-keeps="">
                        {text::common::sign_in(lang)}
                    </a>
                }
                .into_any()
            });
            view! {
                <div class="error-summary" role="alert" tabindex="-1" id="errors" autofocus=true>
                    <Icon name="triangle-alert" />
                    <div>
                        <h2>{text::sentences::error(lang, &error)}</h2>
                        <ul>{lines(&error.failure)}</ul>
                        {sign_in}
                        {text::sentences::code(lang, &error)
                            .map(|code| view! { <p class="request-id">{code}</p> }.into_any())}
                    </div>
                </div>
            }
            .into_any()
        })
    }
}

/// The button of a form; it says that it is busy, and keeps its label.
#[component]
pub fn SubmitButton(
    #[prop(into)] label: String,
    #[prop(default = "button button--primary")] class: &'static str,
    /// Path of another server function than the form's own.
    #[prop(optional)]
    sends_to: Option<&'static str>,
) -> impl IntoView {
    let pending = use_context::<FormScope>().map(|scope| scope.pending);
    let busy = move || {
        pending
            .is_some_and(|pending| pending.get())
            .then_some("true")
    };
    view! {
        <button type="submit" class=class aria-busy=busy formaction=sends_to>
            {label}
        </button>
    }
}
