//! How a programme weighs its criteria: one number each.

use super::{Frame, from_path};
use crate::{
    administration::{
        api::{self, ShowWeights},
        names::criterion,
    },
    text::{administration as t, profiles},
    ui::{
        Command, CommandForm, Loaded, NumberStepper, PageHead, Saved, SubmitButton, from_query,
        path, reading, use_lang,
    },
};
use domain::{
    administration::WeightsView,
    matching::{Criterion, Weights},
};
use leptos::prelude::*;

#[component]
pub fn ProgrammeWeights() -> impl IntoView {
    let (code, saved) = (from_path("code"), from_query("saved"));
    let set = Command::of::<api::SetWeights>();
    let weights = reading(move || ShowWeights { code: code.get() });
    view! { <Loaded resource=weights view=move |shown| view! { <Shown shown saved set /> } /> }
}

#[component]
fn Shown(shown: WeightsView, saved: Memo<String>, set: Command) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Frame current="/admin">
            <PageHead title=t::weights_title(lang) sub=shown.name back=path(lang, "/admin")>
                {move || (!saved.read().is_empty()).then(|| view! { <Saved /> }.into_any())}
            </PageHead>
            <div class="stack">
                <p class="measure">{t::weights_lead(lang)}</p>
                <p class="measure muted small">{t::weights_effect(lang)}</p>
                <CommandForm action=set>
                    <input type="hidden" name="code" value=shown.code />
                    <Fields weights=shown.weights />
                    <div class="actions">
                        <SubmitButton label=profiles::save(lang) />
                    </div>
                </CommandForm>
            </div>
        </Frame>
    }
}

/// A component of its own, so that the fields are made inside their form and find what was typed.
#[component]
fn Fields(weights: Weights) -> impl IntoView {
    let lang = use_lang();
    let field = |one: Criterion| {
        let (label, hint) = criterion(lang, one);
        let value = weights.of(one).to_string();
        view! { <NumberStepper name=one.code() label hint value max=i64::from(Weights::MAX) /> }
    };
    view! { <div class="grid-2">{Criterion::ALL.into_iter().map(field).collect_view()}</div> }
}
