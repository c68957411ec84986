//! The charter: what it comes to and the signature to give, then the programme's text, the pair's own terms, and the
//! signatures. Made to be printed as well.

use super::id_of_path;
use crate::{
    mentorships::{
        api::{ReadCharter, SignCharter},
        names::{channel, confidentiality, rhythm},
    },
    text::{self, mentorships as t},
    ui::{
        Avatar, Command, CommandForm, Icon, Loaded, PageHead, Shell, SubmitButton, Tab,
        live_reading, path, use_lang,
    },
};
use domain::{
    Lang,
    mentorships::{CharterVersion, CharterView, GivenSignature, Signature, Terms, TextBlock},
};
use leptos::prelude::*;

#[component]
pub fn Charter() -> impl IntoView {
    let charter = live_reading(|| ReadCharter { id: id_of_path() });
    view! { <Loaded resource=charter view=|charter| view! { <Page charter /> } /> }
}

#[component]
fn Page(charter: CharterView) -> impl IntoView {
    let lang = use_lang();
    let action = Command::of::<SignCharter>();
    let id = charter.mentorship;
    let at = move |rest: &str| path(lang, &format!("/mentorships/{id}{rest}"));
    let in_force = charter
        .kept
        .first()
        .filter(|_| !charter.current.is_agreed());
    let in_force =
        in_force.map(|version| t::in_force(lang, version.number, agreed_on(lang, version)));
    let CharterVersion {
        number,
        text_version,
        terms,
        is_redacted,
        mentee,
        mentor,
    } = charter.current;
    let has_terms = number > 0;
    let edit_label = if has_terms {
        t::edit_terms(lang)
    } else {
        t::do_propose(lang)
    };
    // Writing the first terms is what to do now; changing them never is.
    let edit_class = if has_terms {
        "button button--secondary"
    } else {
        "button button--primary"
    };
    view! {
        <Shell tab=Tab::Mentorship class="main main--narrow">
            <PageHead title=t::charter(lang) back=at("") />
            {in_force
                .map(|sentence| {
                    view! {
                        <p class="note">
                            <Icon name="info" />
                            <span>{sentence}</span>
                        </p>
                    }
                        .into_any()
                })}
            {charter
                .may_sign
                .then(|| {
                    view! {
                        <section class="card stack no-print">
                            <h2>{t::in_short(lang)}</h2>
                            <TermsList terms=terms.clone() short=true />
                            <CommandForm action>
                                <input type="hidden" name="mentorship" value=id.to_string() />
                                <input type="hidden" name="hash" value=charter.hash.clone() />
                                <input type="hidden" name="text_lang" value=charter.text_lang.map(Lang::code) />
                                <p>{t::sign_covers(lang)} " " <a href="#charter">{t::read_text(lang)}</a></p>
                                <div class="actions">
                                    <SubmitButton label=t::sign(lang) />
                                </div>
                                <p class="muted small">
                                    {t::fingerprint(lang)} " " <code dir="ltr">{short(&charter.hash)}</code>
                                </p>
                            </CommandForm>
                        </section>
                    }
                        .into_any()
                })}
            <article class="prose charter" id="charter">
                <Text blocks=charter.text written=charter.text_lang />
                <h2>{t::your_terms(lang)}</h2>
                <TermsList terms />
                {has_terms
                    .then(|| {
                        view! { <p class="muted">{t::charter_version(lang, number, text_version)}</p> }.into_any()
                    })}
                {is_redacted.then(|| view! { <p class="muted">{text::privacy::redacted(lang)}</p> }.into_any())}
                <h2>{t::signatures(lang)}</h2>
                <section class="signatures">
                    <Signed signature=mentee />
                    <Signed signature=mentor />
                </section>
            </article>
            {charter
                .may_edit
                .then(|| {
                    view! {
                        <div class="actions">
                            <a class=edit_class href=at("/terms")>
                                {edit_label}
                            </a>
                        </div>
                        {has_terms.then(|| view! { <p class="muted">{t::edit_note(lang)}</p> }.into_any())}
                    }
                        .into_any()
                })}
            {(!charter.kept.is_empty()).then(|| view! { <Kept versions=charter.kept /> }.into_any())}
        </Shell>
    }
}

/// What both signed before, with when and under which fingerprints.
#[component]
fn Kept(versions: Vec<CharterVersion>) -> impl IntoView {
    let lang = use_lang();
    let folds = versions
        .into_iter()
        .map(|version| {
            let head = t::kept(lang, version.number, agreed_on(lang, &version));
            view! {
                <details class="disclosure">
                    <summary>{head}</summary>
                    <div>
                        <TermsList terms=version.terms />
                        {version
                            .is_redacted
                            .then(|| view! { <p class="muted">{text::privacy::redacted(lang)}</p> }.into_any())}
                        <p class="muted">{t::charter_version(lang, version.number, version.text_version)}</p>
                        <section class="signatures">
                            <Signed signature=version.mentee />
                            <Signed signature=version.mentor />
                        </section>
                    </div>
                </details>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2>{t::kept_head(lang)}</h2>
            {folds}
        </section>
    }
}

/// The day of the second signature.
fn agreed_on(lang: Lang, version: &CharterVersion) -> String {
    let days =
        [&version.mentee, &version.mentor].map(|it| it.given.as_ref().map(|given| given.at.day));
    let last = days
        .into_iter()
        .flatten()
        .max_by_key(|day| (day.year, day.month, day.day));
    last.map(|day| text::date(lang, day)).unwrap_or_default()
}

#[component]
fn TermsList(
    terms: Terms,
    /// Long aims are cut: they stand whole below.
    #[prop(optional)]
    short: bool,
) -> impl IntoView {
    let lang = use_lang();
    let aims = if short { "typed clamp" } else { "typed" };
    let fact = |label: &'static str, value: String| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd dir="auto">{value}</dd>
            </div>
        }
    };
    view! {
        <dl class="facts">
            <div>
                <dt>{t::aims(lang)}</dt>
                <dd class=aims dir="auto">
                    {terms.aims}
                </dd>
            </div>
            {fact(t::rhythm(lang), rhythm(lang, terms.rhythm).to_owned())}
            {fact(t::months(lang), terms.months.to_string())}
            {fact(t::channel(lang), channel(lang, terms.channel).to_owned())}
            {fact(t::confidentiality(lang), confidentiality(lang, terms.confidentiality).to_owned())}
        </dl>
    }
}

/// The programme's own text, marked with its language where that is not the reader's.
#[component]
fn Text(blocks: Vec<TextBlock>, written: Option<Lang>) -> impl IntoView {
    let lang = use_lang();
    let written_in = written.unwrap_or(lang);
    let said = match written {
        None => Some(t::text_none(lang).to_owned()),
        Some(written) if written != lang => Some(t::text_other(lang, written.own_name())),
        Some(_) => None,
    };
    view! {
        {said
            .map(|said| {
                view! {
                    <p class="note">
                        <Icon name="info" />
                        <span>{said}</span>
                    </p>
                }
                    .into_any()
            })}
        <div class="prose" lang=written_in.code() dir=written_in.dir()>
            {blocks.into_iter().map(block).collect_view()}
        </div>
    }
}

#[component]
fn Signed(signature: Signature) -> impl IntoView {
    let lang = use_lang();
    let class = if signature.given.is_some() {
        "signature is-signed"
    } else {
        "signature"
    };
    view! {
        <div class=class>
            <Avatar person=signature.person name=signature.name.clone() />
            <p>
                <b>
                    <bdi>{signature.name.clone()}</bdi>
                </b>
            </p>
            {match signature.given {
                None => view! { <p>{t::not_signed(lang)}</p> }.into_any(),
                Some(given) => seal(lang, given).into_any(),
            }}
        </div>
    }
}

/// When, in which language, and the fingerprint to compare with.
fn seal(lang: Lang, given: GivenSignature) -> impl IntoView {
    let read_in = Lang::from_code(&given.lang).unwrap_or(lang).own_name();
    view! {
        <p>
            <Icon name="check" class="icon icon--16" />
            " "
            {t::signed_on(lang, text::date(lang, given.at.day))}
        </p>
        <p>{t::signed_in(lang, read_in)} " " <code dir="ltr">{short(&given.hash)}</code></p>
        {(!given.is_intact).then(|| view! { <p role="alert">{t::not_intact(lang)}</p> }.into_any())}
    }
}

fn block(block: TextBlock) -> AnyView {
    match block {
        TextBlock::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        TextBlock::Paragraph(text) => view! { <p>{text}</p> }.into_any(),
        TextBlock::List(items) => {
            let items = items
                .into_iter()
                .map(|item| view! { <li>{item}</li> }.into_any());
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
    }
}

/// Enough of the fingerprint to compare two prints by eye.
fn short(hash: &str) -> String {
    hash.chars().take(16).collect()
}
