//! What a page shows, on its way from the server: asked of a server function, shown when it is there.

use super::{Answer, Answering, ErrorPage};
use crate::{AppError, platform};
use codee::string::FromToStringCodec;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use server_fn::ServerFn;
use std::{marker::PhantomData, sync::Arc};

/// A value of type `T` that a server function is asked for.
pub struct Reading<T> {
    answer: Resource<Answer, FromToStringCodec>,
    value: PhantomData<fn() -> T>,
}

impl<T> Clone for Reading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Reading<T> {}

/// Asks the server function that these are the arguments of, and again whenever a signal read in `args` changes.
pub fn reading<F>(args: impl Fn() -> F + Send + Sync + 'static) -> Reading<F::Output>
where
    F: ServerFn<Error = AppError> + Serialize + DeserializeOwned + 'static,
    F::Output: Serialize,
{
    ask(query_of(args), None, platform::ask::<F>)
}

/// A reading that also asks again whenever this number changes: how often the page's own commands were done, for a
/// page with a form.
pub fn reading_after<F>(
    again: impl Fn() -> u32 + Send + Sync + 'static,
    args: impl Fn() -> F + Send + Sync + 'static,
) -> Reading<F::Output>
where
    F: ServerFn<Error = AppError> + Serialize + DeserializeOwned + 'static,
    F::Output: Serialize,
{
    ask(query_of(args), Some(Arc::new(again)), platform::ask::<F>)
}

/// A reading that also asks again after every [`Changes`]. Not for pages with a form: a form shown anew would lose
/// what was typed.
pub fn live_reading<F>(args: impl Fn() -> F + Send + Sync + 'static) -> Reading<F::Output>
where
    F: ServerFn<Error = AppError> + Serialize + DeserializeOwned + 'static,
    F::Output: Serialize,
{
    let again =
        use_context::<Changes>().map(|changes| -> Again { Arc::new(move || changes.count()) });
    ask(query_of(args), again, platform::ask::<F>)
}

type Again = Arc<dyn Fn() -> u32 + Send + Sync>;
type Query = Arc<dyn Fn() -> String + Send + Sync>;

fn query_of<F: Serialize>(args: impl Fn() -> F + Send + Sync + 'static) -> Query {
    Arc::new(move || serde_qs::to_string(&args()).unwrap_or_default())
}

/// The one resource of the program: from a query to an answer.
fn ask<T>(query: Query, again: Option<Again>, ask: fn(String) -> Answering) -> Reading<T> {
    Reading {
        answer: resource(query, again, ask),
        value: PhantomData,
    }
}

fn resource(
    query: Query,
    again: Option<Again>,
    ask: fn(String) -> Answering,
) -> Resource<Answer, FromToStringCodec> {
    Resource::new_str(
        move || (query(), again.as_ref().map(|again| again())),
        move |(query, _)| ask(query),
    )
}

/// Counts what changed on the server as far as this page knows: its own commands, and what the server tells.
#[derive(Clone, Copy)]
pub struct Changes(RwSignal<u32>);

impl Changes {
    /// For the whole application, as a context.
    pub(crate) fn provide() -> Self {
        let changes = Self(RwSignal::new(0));
        provide_context(changes);
        changes
    }

    /// Something changed: live readings ask again.
    pub fn happened(self) {
        self.0.update(|count| *count = count.wrapping_add(1));
    }

    /// How many so far; followed by whoever asks.
    pub fn count(self) -> u32 {
        self.0.get()
    }
}

/// Shows `view` of what the reading brings, or the page of its error with the right status. While it is asked for
/// again what was there stays.
#[component]
pub fn Loaded<T, V>(
    resource: Reading<T>,
    view: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    loaded(
        resource.answer,
        Arc::new(move |answer| match answer.read() {
            Ok(value) => view(value).into_any(),
            Err(error) => view! { <ErrorPage error /> }.into_any(),
        }),
    )
}

fn loaded(
    answer: Resource<Answer, FromToStringCodec>,
    show: Arc<dyn Fn(Answer) -> AnyView + Send + Sync>,
) -> AnyView {
    view! {
        <Transition fallback=|| {
            view! { <div class="skeleton skeleton--card" aria-hidden="true"></div> }
        }>
            {move || {
                let show = show.clone();
                Suspend::new(async move { show(answer.await) })
            }}
        </Transition>
    }
    .into_any()
}
