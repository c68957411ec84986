//! Importing people: the form, and the report of one import.

use super::{Frame, Head, in_programme};
use crate::{
    programmes::{
        IMPORT_ACTION,
        api::{ListImports, ShowImport},
    },
    text,
    ui::{
        Banner, Check, Choice, ChoiceGroup, FileField, FileForm, Icon, Loaded, PageHead, Segmented,
        Select, SubmitButton, from_query, path, reading, use_lang,
    },
};
use domain::{
    Lang,
    profiles::{FileEncoding, ImportAs, ImportReport},
    programmes::{ImportView, Office},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn ImportPage() -> impl IntoView {
    let (programme, running) = (from_query("programme"), from_query("running"));
    let latest = reading(move || ListImports {
        programme: programme.get(),
    });
    view! {
        <Loaded
            resource=latest
            view=move |latest| {
                let is_running = !running.get_untracked().is_empty();
                view! { <Form latest is_running /> }
            }
        />
    }
}

fn side_name(lang: Lang, role: ImportAs) -> &'static str {
    match role {
        ImportAs::Mentors => text::programmes::mentors(lang),
        ImportAs::Mentees => text::programmes::mentees(lang),
    }
}

#[component]
fn Form(latest: Office<Vec<ImportView>>, is_running: bool) -> impl IntoView {
    let lang = use_lang();
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
            <Head
                title=text::programmes::import(lang)
                sub=text::programmes::import_lead(lang)
                programmes=latest.programmes
            />
            {is_running
                .then(|| {
                    view! {
                        <Banner kind="info" icon="info">
                            {text::programmes::import_running(lang)}
                        </Banner>
                    }
                        .into_any()
                })}
            <FileForm action=IMPORT_ACTION class="form card">
                <input type="hidden" name="programme" value=from_query("programme").get_untracked() />
                <FileField
                    name="file"
                    label=text::programmes::import_file(lang)
                    hint=text::programmes::import_file_hint(lang)
                    accept=".csv,.txt,.tsv,.xlsx"
                    required=true
                />
                <Segmented name="side" legend=text::programmes::import_as(lang) choices=sides value="mentees" />
                <Segmented name="mode" legend=text::programmes::import_mode(lang) choices=modes value="check" />
                <Select
                    name="encoding"
                    label=text::import::encoding_label(lang)
                    groups=vec![encodings(lang)]
                    empty=text::import::encoding_auto(lang)
                />
                <Check name="invite" label=text::programmes::import_invite(lang) />
                <div class="actions">
                    <SubmitButton label=text::programmes::import_send(lang) />
                </div>
            </FileForm>
            <Latest latest=latest.shown />
        </Frame>
    }
}

fn encodings(lang: Lang) -> ChoiceGroup {
    let known = FileEncoding::ALL.into_iter();
    let known = known.map(|one| Choice::new(one.code(), text::imports::encoding(lang, one)));
    known.collect::<Vec<_>>().into()
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
                                    let href = path(lang, &format!("/coordinator/import/{}", one.id)) + &in_programme();
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
            }.into_any()
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
        (text::programmes::import_ignored(lang), summary.ignored),
    ];
    let unknown = import.report.unknown_headings.join(" · ");
    view! {
        <Frame current="/coordinator/import">
            <PageHead
                title=import.file_name.clone()
                over=kind(lang, import.is_dry_run)
                sub=side_name(lang, import.role)
                back=path(lang, "/coordinator/import") + &in_programme()
            />
            {import
                .is_dry_run
                .then(|| {
                    view! {
                        <Banner kind="info" icon="info">
                            {text::programmes::import_nothing(lang)}
                        </Banner>
                    }
                        .into_any()
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
                            .into_any()
                    })
                    .collect_view()}
            </dl>
            {text::imports::told(lang, &import.report.told)
                .into_iter()
                .map(|line| {
                    view! {
                        <p class="note" dir="auto">
                            {line}
                        </p>
                    }
                        .into_any()
                })
                .collect_view()}
            {(!unknown.is_empty())
                .then(|| view! { <p class="note">{text::programmes::import_unknown(lang, unknown)}</p> }.into_any())}
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
                        .into_any()
                })}
            {(!import.is_dry_run && summary.imported > 0)
                .then(|| {
                    view! {
                        <p>
                            <a class="link" href=path(lang, "/coordinator/people") + &in_programme()>
                                {text::programmes::import_invite_later(lang)}
                            </a>
                        </p>
                    }
                        .into_any()
                })}
            <Issues report=import.report />
        </Frame>
    }
}

/// Rows of each kind that the page names.
const SHOWN: usize = 100;

/// One line of the report: which kind, which row, whose cell and what is to say.
struct Issue {
    class: &'static str,
    row: u32,
    cell: String,
    sentence: String,
}

#[component]
fn Issues(report: ImportReport) -> impl IntoView {
    let lang = use_lang();
    let named = [
        report.rejected.len(),
        report.warned.len(),
        report.duplicates.len(),
    ];
    let hidden: usize = named.iter().map(|rows| rows.saturating_sub(SHOWN)).sum();
    let hidden = report.details_left_out.saturating_add(hidden as u64);
    view! {
        <ul class="issues">
            {issues(lang, report)
                .into_iter()
                .map(|issue| {
                    view! {
                        <li class=issue.class>
                            <b>{text::programmes::import_row(lang, issue.row)}</b>
                            <span dir="auto">{issue.cell}</span>
                            <p>{issue.sentence}</p>
                        </li>
                    }
                        .into_any()
                })
                .collect_view()}
        </ul>
        {(hidden > 0)
            .then(|| view! { <p class="muted">{text::programmes::import_hidden(lang, hidden)}</p> }.into_any())}
    }
}

/// Rejected rows, then what was decided for others, then who was there already.
fn issues(lang: Lang, report: ImportReport) -> Vec<Issue> {
    let mut issues = Vec::new();
    let mut add = |class, row, cell, sentence| {
        issues.push(Issue {
            class,
            row,
            cell,
            sentence,
        });
    };
    for row in report.rejected.into_iter().take(SHOWN) {
        for note in row.notes {
            let sentence = text::imports::reason(lang, &note.what);
            add(
                "issue issue--rejected",
                row.row,
                text::imports::cell(lang, &note),
                sentence,
            );
        }
    }
    for row in report.warned.into_iter().take(SHOWN) {
        for note in row.notes {
            let sentence = text::imports::warning(lang, &note.what);
            add(
                "issue issue--warned",
                row.row,
                text::imports::cell(lang, &note),
                sentence,
            );
        }
    }
    for row in report.duplicates.into_iter().take(SHOWN) {
        let sentence = text::imports::duplicate(lang, &row);
        add("issue", row.row, String::new(), sentence);
    }
    issues
}
