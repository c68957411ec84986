//! The night card with the one thing that comes next.

use crate::{
    text::{self, mentorships as t},
    ui::{Avatar, NextPanel, path, use_lang},
};
use domain::{
    Lang,
    mentorships::{MentorshipView, NextStep, Parting, Side},
};
use leptos::prelude::*;

/// What comes next for the viewer, with one action.
#[component]
pub fn NextStepCard(mentorship: MentorshipView) -> impl IntoView {
    let lang = use_lang();
    let over = ended_sentence(lang, &mentorship).unwrap_or_default();
    let MentorshipView {
        id,
        other,
        next,
        side,
        ..
    } = mentorship;
    let name = other.short.clone();
    let at = |rest: &str| path(lang, &format!("/mentorships/{id}{rest}"));
    let charter = at("/charter");
    let title = step_title(lang, next, &name);
    let (sentence, href, label) = match next {
        NextStep::ProposeTerms => (
            t::propose_text(lang, &name),
            at("/terms"),
            t::do_propose(lang).to_owned(),
        ),
        NextStep::SignCharter => (
            t::sign_text(lang).to_owned(),
            charter,
            t::do_sign(lang).to_owned(),
        ),
        NextStep::WaitForSignature => (
            match side {
                Side::Mentee => t::wait_sign_text(lang).to_owned(),
                Side::Mentor => t::wait_sign_mentor(lang, &name),
            },
            charter,
            t::do_read(lang).to_owned(),
        ),
        NextStep::SignChange => (
            t::change_text(lang).to_owned(),
            charter,
            t::do_sign(lang).to_owned(),
        ),
        NextStep::WaitForChange => (
            t::wait_change_text(lang).to_owned(),
            charter,
            t::do_read(lang).to_owned(),
        ),
        NextStep::MakePledge => (
            t::pledge_text(lang).to_owned(),
            at("/pledge"),
            t::do_pledge(lang).to_owned(),
        ),
        NextStep::WaitForPledge => (
            t::wait_pledge_text(lang).to_owned(),
            charter,
            t::do_read(lang).to_owned(),
        ),
        NextStep::ArrangeMeeting => (
            t::meet_text(lang, &name),
            format!("mailto:{}", other.email),
            t::do_write(lang, &name),
        ),
        NextStep::FindMentor => (
            t::find_text(lang, over),
            path(lang, "/mentorship?side=receive"),
            t::do_find(lang).to_owned(),
        ),
        NextStep::PlaceIsFree => (
            t::place_text(lang, over),
            path(lang, "/requests?side=give"),
            t::do_place(lang).to_owned(),
        ),
        NextStep::SeeChain => (
            match side {
                Side::Mentee => t::closed_text(lang).to_owned(),
                Side::Mentor => t::closed_mentor(lang, &name),
            },
            path(lang, "/chain"),
            t::do_chain(lang).to_owned(),
        ),
    };
    let who = other.name.clone();
    view! {
        <NextPanel title text=sentence href label>
            <p class="next-step__with">
                <Avatar person=other.person name=who.clone() size=28 photo=other.photo.unwrap_or_default() />
                " "
                <bdi>{who}</bdi>
            </p>
        </NextPanel>
    }
}

/// How and since when a pair is over; `None` for a pair at work.
pub fn ended_sentence(lang: Lang, one: &MentorshipView) -> Option<String> {
    let ended = one.ended?;
    let on = text::date(lang, ended.on);
    Some(match ended.parting {
        Parting::Completed => t::ended_completed(lang, on),
        Parting::NoFault => t::ended_no_fault(lang, on),
        Parting::TheyLeft => t::ended_they_left(lang, &one.other.short, on),
        Parting::YouLeft => t::ended_you_left(lang, on),
    })
}

/// "Month 3 of 9 with Leïla" while the charter's time runs, "With Leïla Chraïbi" before and after.
pub fn with_whom(lang: Lang, one: &MentorshipView) -> String {
    match one.progress {
        Some(progress) => t::month_with(lang, progress.month, progress.of, &one.other.short),
        None => t::with(lang, &one.other.name),
    }
}

/// What comes next in a few words, for the head of the card and for a line.
pub fn step_title(lang: Lang, next: NextStep, name: &str) -> String {
    match next {
        NextStep::ProposeTerms => t::propose_title(lang).to_owned(),
        NextStep::SignCharter => t::sign_title(lang).to_owned(),
        NextStep::WaitForSignature => t::wait_sign_title(lang, name),
        NextStep::SignChange => t::change_title(lang).to_owned(),
        NextStep::WaitForChange => t::wait_sign_title(lang, name),
        NextStep::MakePledge => t::pledge_title(lang).to_owned(),
        NextStep::WaitForPledge => t::wait_pledge_title(lang, name),
        NextStep::ArrangeMeeting => t::meet_title(lang).to_owned(),
        NextStep::FindMentor => t::find_title(lang).to_owned(),
        NextStep::PlaceIsFree => t::place_title(lang).to_owned(),
        NextStep::SeeChain => t::closed_title(lang).to_owned(),
    }
}
