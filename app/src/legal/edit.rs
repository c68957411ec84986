//! Where an administrator edits the public texts: the list of them by language, and the form of one.

use super::{
    api::{ListTexts, SaveText},
    name,
};
use crate::{
    administration::Frame,
    text::{legal, profiles},
    ui::{
        Check, Command, CommandForm, Icon, Loaded, NotFound, PageHead, SavedJustNow, SubmitButton,
        TextArea, from_query, path, reading, use_lang,
    },
};
use domain::{
    Lang,
    legal::{PublicText, TextSource},
};
use leptos::prelude::*;

#[component]
pub fn Texts() -> impl IntoView {
    let (text, of_lang) = (from_query("text"), from_query("lang"));
    let texts = reading(|| ListTexts {});
    let view = move |texts: Vec<TextSource>| {
        let code = text.get_untracked();
        if code.is_empty() {
            return view! { <All texts /> }.into_any();
        }
        let (text, lang) = (
            PublicText::from_code(&code),
            Lang::from_code(&of_lang.get_untracked()),
        );
        let found = texts
            .into_iter()
            .find(|one| Some(one.text) == text && Some(one.lang) == lang);
        match found {
            Some(source) => view! { <One source /> }.into_any(),
            None => view! { <NotFound /> }.into_any(),
        }
    };
    view! { <Loaded resource=texts view /> }
}

#[component]
fn All(texts: Vec<TextSource>) -> impl IntoView {
    let lang = use_lang();
    let row = |source: &TextSource| {
        let (code, of) = (source.text.code(), source.lang);
        let href = path(
            lang,
            &format!("/admin/texts?text={code}&lang={}", of.code()),
        );
        let draft = source.is_draft.then(|| {
            view! { <span class="tag tag--check">{legal::is_draft(lang)}</span> }.into_any()
        });
        view! {
            <li>
                <a class="row" href=href>
                    <span class="row__text">
                        <b lang=of.code()>{of.own_name()}</b>
                        <span>{legal::version(lang, source.version)}</span>
                    </span>
                    {draft}
                    <Icon name="chevron-right" class="icon icon--flip row__chevron" />
                </a>
            </li>
        }
        .into_any()
    };
    let section = |text: PublicText| {
        let rows = texts.iter().filter(|one| one.text == text).map(&row);
        view! {
            <section class="section">
                <h2>{name(lang, text)}</h2>
                <ul class="rows card card--flush">{rows.collect_view()}</ul>
            </section>
        }
        .into_any()
    };
    let sections = PublicText::ALL.into_iter().map(section).collect_view();
    view! {
        <Frame current="/admin">
            <PageHead title=legal::texts(lang) sub=legal::texts_lead(lang) back=path(lang, "/admin") />
            {sections}
        </Frame>
    }
}

#[component]
fn One(source: TextSource) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<SaveText>();
    let public = path(source.lang, &format!("/{}", source.text.code()));
    view! {
        <Frame current="/admin">
            <PageHead title=name(lang, source.text) sub=source.lang.own_name() back=path(lang, "/admin/texts")>
                <SavedJustNow />
            </PageHead>
            <CommandForm action>
                <input type="hidden" name="text" value=source.text.code() />
                <input type="hidden" name="lang" value=source.lang.code() />
                <input type="hidden" name="version" value=source.version />
                <TextArea
                    name="body"
                    label=legal::body(lang)
                    hint=legal::body_hint(lang)
                    value=source.body
                    rows=24
                    maxlength=30_000
                />
                <Check
                    name="draft"
                    label=legal::is_draft(lang)
                    hint=legal::is_draft_hint(lang)
                    checked=source.is_draft
                />
                <div class="actions">
                    <SubmitButton label=profiles::save(lang) />
                    <a class="button button--secondary" href=public>
                        {legal::look(lang)}
                    </a>
                </div>
            </CommandForm>
        </Frame>
    }
}
