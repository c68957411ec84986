//! Importing people: the form, and the report of one import.

use super::{Frame, from_query};
use crate::{
    platform,
    programmes::api::{ListImports, ShowImport},
    text,
    ui::{Banner, Choice, FileField, Icon, Loaded, PageHead, Segmented, path, reading, use_lang},
};
use domain::{
    Lang,
    profiles::{FileProblem, ImportAs},
    programmes::ImportView,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn ImportPage() -> impl IntoView {
    let problem = from_query("problem");
    let latest = reading(|| ListImports {});
    view! { <Loaded resource=latest view=move |latest| view! { <Form latest problem=problem.get_untracked() /> } /> }
}

fn side_name(lang: Lang, role: ImportAs) -> &'static str {
    match role {
        ImportAs::Mentors => text::programmes::mentors(lang),
        ImportAs::Mentees => text::programmes::mentees(lang),
    }
}

#[component]
fn Form(latest: Vec<ImportView>, problem: String) -> impl IntoView {
    let lang = use_lang();
    let problem = serde_json::from_str::<FileProblem>(&problem).ok();
    if problem.is_some() {
        platform::set_status(422);
    }
    let sides = ImportAs::ALL
        .into_iter()
        .map(|role| Choice::new(role.code(), side_name(lang, role)))
        .collect();
    let modes = vec![
        Choice::new("check", text::programmes::import_check(lang)),
        Choice::new("write", text::programmes::import_write(lang)),
    ];
    view! {
        <Frame current="/coordinator/import">
            <PageHead title=text::programmes::import(lang) sub=text::programmes::import_lead(lang) />
            {problem
                .map(|problem| {
                    view! {
                        <Banner kind="danger" icon="triangle-alert">
                            {text::imports::file_problem(lang, &problem)}
                        </Banner>
                    }
                })}
            <form class="form card" method="post" action="/imports" enctype="multipart/form-data">
                <input type="hidden" name="page" value=path(lang, "/coordinator/import") />
                <FileField
                    name="file"
                    label=text::programmes::import_file(lang)
                    hint=text::programmes::import_file_hint(lang)
                    accept=".csv,.txt,.tsv,.xlsx"
                    required=true
                />
                <Segmented name="side" legend=text::programmes::import_as(lang) choices=sides value="mentees" />
                <Segmented name="mode" legend=text::programmes::import_mode(lang) choices=modes value="check" />
                <label class="check">
                    <input type="checkbox" name="invite" value="yes" />
                    <span>{text::programmes::import_invite(lang)}</span>
                </label>
                <div class="actions">
                    <button class="button button--primary">{text::programmes::import_send(lang)}</button>
                </div>
            </form>
            <Latest latest />
        </Frame>
    }
}

#[component]
fn Latest(latest: Vec<ImportView>) -> impl IntoView {
    let lang = use_lang();
    (!latest.is_empty())
        .then(|| {
            view! {
                <section class="section">
                    <h2>{text::programmes::import_latest(lang)}</h2>
                    <div class="card card--flush">
                        <ul class="rows">
                            {latest
                                .into_iter()
                                .map(|one| {
                                    let href = path(lang, &format!("/coordinator/import/{}", one.id));
                                    view! {
                                        <li>
                                            <a class="row" href=href>
                                                <span class="row__text">
                                                    <b dir="auto">{one.file_name}</b>
                                                    <span>
                                                        {kind(lang, one.is_dry_run)} " · " {text::date(lang, one.on)}
                                                    </span>
                                                </span>
                                                <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                                            </a>
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    </div>
                </section>
            }
        })
}

fn kind(lang: Lang, is_dry_run: bool) -> &'static str {
    if is_dry_run {
        text::programmes::import_dry(lang)
    } else {
        text::programmes::import_done(lang)
    }
}

#[component]
pub fn ReportPage() -> impl IntoView {
    let params = use_params_map();
    let import = Memo::new(move |_| params.with(|params| params.get("import").unwrap_or_default()));
    let report = reading(move || ShowImport {
        import: import.get(),
    });
    view! { <Loaded resource=report view=|import| view! { <Report import /> } /> }
}

#[component]
fn Report(import: ImportView) -> impl IntoView {
    let lang = use_lang();
    let summary = import.report.summary.clone();
    let figures = [
        (text::programmes::import_rows(lang), summary.rows),
        (text::programmes::import_imported(lang), summary.imported),
        (text::programmes::import_warned(lang), summary.warned),
        (
            text::programmes::import_duplicates(lang),
            summary.duplicates,
        ),
        (text::programmes::import_rejected(lang), summary.rejected),
    ];
    let unknown = import.report.unknown_headings.join(" · ");
    view! {
        <Frame current="/coordinator/import">
            <PageHead
                title=import.file_name.clone()
                over=kind(lang, import.is_dry_run)
                sub=side_name(lang, import.role)
                back=path(lang, "/coordinator/import")
            />
            {import
                .is_dry_run
                .then(|| {
                    view! {
                        <Banner kind="info" icon="info">
                            {text::programmes::import_nothing(lang)}
                        </Banner>
                    }
                })}
            <dl class="stats">
                {figures
                    .into_iter()
                    .map(|(label, count)| {
                        view! {
                            <div class="stat">
                                <dt>{label}</dt>
                                <dd>
                                    <b class="figure">{count}</b>
                                </dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
            {(!unknown.is_empty())
                .then(|| view! { <p class="note">{text::programmes::import_unknown(lang, unknown)}</p> })}
            {(summary.rejected > 0)
                .then(|| {
                    view! {
                        <p>
                            <a
                                class="button button--secondary"
                                href=format!("/imports/{}", import.id)
                                rel="external"
                                download=true
                            >
                                {text::programmes::import_download(lang)}
                            </a>
                        </p>
                    }
                })}
            <Issues import />
        </Frame>
    }
}

/// Rows named on the page; the file has them all.
const SHOWN: usize = 100;

#[component]
fn Issues(import: ImportView) -> impl IntoView {
    let lang = use_lang();
    let issue = move |class: &'static str, row: u32, sentence: String| {
        view! {
            <li class=class>
                <b>{text::programmes::import_row(lang, row)}</b>
                <p dir="auto">{sentence}</p>
            </li>
        }
    };
    view! {
        <ul class="issues">
            {import
                .report
                .rejected
                .into_iter()
                .take(SHOWN)
                .map(|row| issue("issue issue--rejected", row.row, text::imports::reasons(lang, &row.notes)))
                .collect_view()}
            {import
                .report
                .warned
                .into_iter()
                .take(SHOWN)
                .flat_map(|row| { row.notes.into_iter().map(move |note| (row.row, note)).collect::<Vec<_>>() })
                .map(|(row, note)| { issue("issue issue--warned", row, text::imports::warning(lang, &note.what)) })
                .collect_view()}
        </ul>
    }
}
