//! The night card with the one thing that comes next.

use crate::{
    text::mentorships as t,
    ui::{Avatar, path, use_lang},
};
use domain::mentorships::{MentorshipView, NextStep};
use leptos::prelude::*;

/// What comes next for the viewer, with one action.
#[component]
pub fn NextStepCard(mentorship: MentorshipView) -> impl IntoView {
    let lang = use_lang();
    let MentorshipView {
        id, other, next, ..
    } = mentorship;
    let name = other.short.clone();
    let at = |rest: &str| path(lang, &format!("/mentorships/{id}{rest}"));
    let charter = at("/charter");
    let (title, sentence, href, label) = match next {
        NextStep::ProposeTerms => (
            t::propose_title(lang).to_owned(),
            t::propose_text(lang, &name),
            at("/terms"),
            t::do_propose(lang).to_owned(),
        ),
        NextStep::SignCharter => (
            t::sign_title(lang).to_owned(),
            t::sign_text(lang).to_owned(),
            charter,
            t::do_sign(lang).to_owned(),
        ),
        NextStep::WaitForSignature => (
            t::wait_sign_title(lang, &name),
            t::wait_sign_text(lang).to_owned(),
            charter,
            t::do_read(lang).to_owned(),
        ),
        NextStep::SignChange => (
            t::change_title(lang).to_owned(),
            t::change_text(lang).to_owned(),
            charter,
            t::do_sign(lang).to_owned(),
        ),
        NextStep::WaitForChange => (
            t::wait_sign_title(lang, &name),
            t::wait_change_text(lang).to_owned(),
            charter,
            t::do_read(lang).to_owned(),
        ),
        NextStep::MakePledge => (
            t::pledge_title(lang).to_owned(),
            t::pledge_text(lang).to_owned(),
            at("/pledge"),
            t::do_pledge(lang).to_owned(),
        ),
        NextStep::WaitForPledge => (
            t::wait_pledge_title(lang, &name),
            t::wait_pledge_text(lang).to_owned(),
            charter,
            t::do_read(lang).to_owned(),
        ),
        NextStep::ArrangeMeeting => (
            t::meet_title(lang).to_owned(),
            t::meet_text(lang, &name),
            format!("mailto:{}", other.email),
            t::do_write(lang, &name),
        ),
        NextStep::SeeChain => (
            t::closed_title(lang).to_owned(),
            t::closed_text(lang).to_owned(),
            path(lang, "/chain"),
            t::do_chain(lang).to_owned(),
        ),
    };
    view! {
        <section class="night next-step" aria-labelledby="next-step">
            <div class="next-step__top">
                <p class="next-step__label">{t::next(lang)}</p>
            </div>
            <h2 class="next-step__title" id="next-step">
                {title}
            </h2>
            <p class="next-step__with">
                <Avatar person=other.person name=other.name.clone() size=28 photo=other.photo.unwrap_or_default() />
                " "
                <bdi>{other.name.clone()}</bdi>
            </p>
            <p class="next-step__text">{sentence}</p>
            <div class="actions actions--grow">
                <a class="button button--night" href=href>
                    {label}
                </a>
            </div>
        </section>
    }
}
