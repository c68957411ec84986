//! The report of one import; of a dry run, with the button that imports the file as it was checked.

use super::{
    Frame,
    import::{kind, side_name},
    in_programme,
};
use crate::{
    programmes::{CHECKED_ACTION, api::ShowImport},
    text,
    ui::{
        Banner, Check, FileForm, Loaded, PageHead, SubmitButton, from_query, path, reading,
        use_lang,
    },
};
use domain::{
    ImportId, Lang,
    profiles::ImportReport,
    programmes::{Checked, ImportView},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

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
            {(import.is_dry_run && !matches!(import.checked, Some(Checked::Became(_))))
                .then(|| {
                    view! {
                        <div class="banners">
                            <Banner kind="info" icon="info">
                                {text::programmes::import_nothing(lang)}
                            </Banner>
                        </div>
                    }
                        .into_any()
                })}
            {import.checked.map(|checked| view! { <Ready id=import.id checked people=summary.imported /> }.into_any())}
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

/// What can be done with the file that was checked.
#[component]
fn Ready(id: ImportId, checked: Checked, people: u64) -> impl IntoView {
    let lang = use_lang();
    let to = |page: &str| path(lang, page) + &in_programme();
    let way = |href, label| {
        view! {
            <div class="actions">
                <a class="button button--secondary" href=href>
                    {label}
                </a>
            </div>
        }
        .into_any()
    };
    let again = || {
        way(
            to("/coordinator/import"),
            text::programmes::import_again(lang),
        )
    };
    let (title, sentence, next) = match checked {
        Checked::Ready { invite } => (
            text::programmes::import_ready(lang),
            text::programmes::import_ready_text(lang),
            view! {
                <FileForm action=CHECKED_ACTION class="form">
                    <input type="hidden" name="import" value=id.to_string() />
                    <input type="hidden" name="programme" value=from_query("programme").get_untracked() />
                    <Check name="invite" label=text::programmes::import_invite(lang) checked=invite />
                    <div class="actions">
                        <SubmitButton label=text::programmes::import_these(lang, people) />
                    </div>
                </FileForm>
            }
            .into_any(),
        ),
        Checked::Became(done) => (
            text::programmes::import_became(lang),
            "",
            way(
                to(&format!("/coordinator/import/{done}")),
                text::programmes::import_see(lang),
            ),
        ),
        Checked::Running => (
            text::programmes::import_going(lang),
            text::programmes::import_running(lang),
            way(
                to("/coordinator/import"),
                text::programmes::import_latest(lang),
            ),
        ),
        Checked::ByAnother => (
            text::programmes::import_ready(lang),
            text::errors::checked_by_another(lang),
            again(),
        ),
        Checked::Gone => (
            text::programmes::import_not_kept(lang),
            text::errors::checked_file_gone(lang),
            again(),
        ),
    };
    view! {
        <section class="card stack stack--12">
            <h2>{title}</h2>
            {(!sentence.is_empty()).then(|| view! { <p>{sentence}</p> }.into_any())}
            {next}
        </section>
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
