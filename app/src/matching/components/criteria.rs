//! "5 of your 6 criteria" as a bar, and the criteria one by one.

use super::{names, reasons};
use crate::{
    text::matching as t,
    ui::{Icon, use_lang},
};
use domain::{
    Lang,
    matching::{
        Assessment, Fit, Reason, Verdict,
        views::{Labels, RequestSide},
    },
};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriteriaSize {
    /// On a track of its own, text first: "5 of your 6 criteria".
    Boxed,
    /// "5 of 6 criteria".
    Line,
}

#[component]
pub fn CriteriaBar(fit: Fit, size: CriteriaSize) -> impl IntoView {
    let lang = use_lang();
    let (met, counted) = (fit.met(), fit.counted());
    let segments = (0..counted)
        .map(|place| {
            let class = if place < met {
                "criteria__seg is-met"
            } else {
                "criteria__seg"
            };
            view! { <span class=class></span> }
        })
        .collect_view();
    let bar = view! {
        <span class="criteria__bar" aria-hidden="true">
            {segments}
        </span>
    };
    match size {
        CriteriaSize::Boxed => {
            view! {
                <span class="criteria criteria--boxed">
                    <span class="criteria__text">{t::criteria_yours(lang, met, counted)}</span>
                    {bar}
                </span>
            }
        }
        .into_any(),
        CriteriaSize::Line => {
            view! {
                <span class="criteria">
                    {bar} <span class="criteria__text">{t::criteria_short(lang, met as u64, counted)}</span>
                </span>
            }
        }
        .into_any(),
    }
}

/// Every counted criterion with what is so: met ones first.
#[component]
pub fn CriteriaChecks(
    assessment: Assessment,
    labels: Labels,
    #[prop(default = RequestSide::Mentee)] reader: RequestSide,
) -> impl IntoView {
    let lang = use_lang();
    let mut criteria = assessment.fit.criteria.to_vec();
    criteria.sort_by_key(|it| it.verdict != Verdict::Met);
    let lines = criteria
        .into_iter()
        .filter(|it| it.verdict != Verdict::NotCounted)
        .map(|it| {
            let met = it.verdict == Verdict::Met;
            let name = names::criterion(lang, it.criterion);
            let (fact, detail) = line(lang, reader, &assessment, it.criterion, met, &labels, name);
            view! {
                <li class=if met { "is-met" } else { "is-missed" }>
                    <Icon name=if met { "check" } else { "minus" } />
                    <span>
                        <span class="visually-hidden">{if met { t::met(lang) } else { t::missed(lang) }} " "</span>
                        <b>{fact}</b>
                        {(!detail.is_empty())
                            .then(|| {
                                view! { <span class="muted">{t::list_separator(lang)} {detail}</span> }.into_any()
                            })}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="checks">{lines}</ul> }
}

/// The fact in bold and what follows it.
fn line(
    lang: Lang,
    reader: RequestSide,
    assessment: &Assessment,
    criterion: domain::matching::Criterion,
    met: bool,
    labels: &Labels,
    name: &str,
) -> (String, String) {
    let reason = assessment.reason_of(criterion);
    // A need that is met is named, however many are not.
    if met || matches!(reason, Some(Reason::MeetsNeeds { .. })) {
        return match reason {
            Some(reason) => {
                let (_, fact, because) = reasons::reason_fact(lang, reader, reason, labels);
                (fact, because)
            }
            None => (name.to_owned(), String::new()),
        };
    }
    let detail = assessment
        .limit_of(criterion)
        .map(|it| reasons::limit(lang, it, labels))
        .unwrap_or_default();
    (name.to_owned(), detail)
}
