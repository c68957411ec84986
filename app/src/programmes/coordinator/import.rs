//! Importing people: the form, and the latest imports.

use super::{Frame, Head, in_programme};
use crate::{
    programmes::{IMPORT_ACTION, api::ListImports},
    text,
    ui::{
        Banner, Check, Choice, ChoiceGroup, FileField, FileForm, Icon, Loaded, Segmented, Select,
        SubmitButton, from_query, path, reading, use_lang,
    },
};
use domain::{
    Lang,
    profiles::{FileEncoding, ImportAs},
    programmes::{ImportView, Office},
};
use leptos::prelude::*;

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

pub(super) fn side_name(lang: Lang, role: ImportAs) -> &'static str {
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

pub(super) fn kind(lang: Lang, is_dry_run: bool) -> &'static str {
    if is_dry_run {
        text::programmes::import_dry(lang)
    } else {
        text::programmes::import_done(lang)
    }
}
