//! One mentor's page: who this is, and why or why not for the reader.

use super::{people, programme, requests, sql, suggest};
use crate::{Backend, Result, circle, trust};
use domain::{
    Actor, Failure, Lang, PersonId, Timestamp,
    matching::{
        assess,
        request::OPEN_REQUESTS_MAX,
        views::{Asking, Labels, MentorPage},
    },
    profiles::ReferenceKind,
};

/// A mentor of a programme into which the actor may look, by its code or the first, with the fit to the actor's needs,
/// whether or not they may be asked.
pub async fn explain(
    backend: &Backend,
    actor: &Actor,
    mentor: PersonId,
    code: &str,
    lang: Lang,
    now: Timestamp,
) -> Result<MentorPage> {
    let chosen = programme::of_mentor(backend, actor, mentor, code, lang).await?;
    let programme = chosen.id;
    let mut reader = backend.db.read().await?;
    let found = people::mentor(reader.conn(), programme, mentor, now).await?;
    let mentor = found.ok_or(Failure::NotFound)?;
    let all = suggest::labels(reader.conn(), lang).await?;
    let is_mentee = sql::is_on_side(reader.conn(), actor.person, programme, "mentee").await?;
    let mentee = match is_mentee {
        true => people::mentee(reader.conn(), actor.person, now).await?,
        false => None,
    };
    let open = requests::open_of(reader.conn(), actor.person).await?;
    let mentored = requests::is_mentored(reader.conn(), programme, actor.person).await?;
    let conflict = trust::declaration(reader.conn(), actor.person, mentor.offer.person).await?;
    let points = circle::points_of(reader.conn(), mentor.offer.person).await?;
    let chain = circle::around(&mut reader, mentor.offer.person, actor.person, lang).await?;
    drop(reader);
    let mut page = MentorPage {
        card: mentor.card(lang),
        points,
        chain,
        bio: mentor.row.bio.clone(),
        local_time: mentor.row.local_time(now),
        languages: mentor.offer.languages.clone(),
        sectors: mentor.offer.sectors.clone(),
        offers: mentor.offer.offers.clone(),
        ties: mentor.offer.ties.clone(),
        usual_answer_hours: mentor.offer.usual_answer_hours,
        assessment: None,
        asking: Asking::NotAMentee,
        next_best: None,
        conflict,
        programmes: chosen.choices,
        labels: Labels::default(),
    };
    if let Some(mut mentee) = mentee {
        mentee.know_companies([&mentor.offer]);
        let pool = backend.mentors.current(&backend.db, programme, now).await?;
        let assessment = assess(&mentee.needs, &mentor.offer, &pool.rules);
        drop(pool);
        let lacking = mentee.lacking();
        page.asking = match open.iter().find(|it| it.mentor == mentor.offer.person) {
            Some(request) => Asking::Waiting(request.id),
            None if !assessment.is_eligible() => {
                Asking::Impossible(assessment.clone().told_to_members().ineligible)
            }
            None if mentored => Asking::AlreadyMentored,
            None if !lacking.is_empty() => Asking::Incomplete(lacking),
            None if open.len() >= OPEN_REQUESTS_MAX => Asking::RequestsFull,
            None => Asking::Possible,
        };
        let except = mentor.offer.person;
        let next = suggest::next_best(backend, programme, &mut mentee, except, now).await?;
        page.next_best = next.map(|it| it.row.line(lang).first_name);
        page.labels = all.for_assessments([&assessment]);
        page.assessment = Some(assessment.told_to_members());
    }
    add_names(&mut page, &all);
    Ok(page)
}

fn add_names(page: &mut MentorPage, all: &Labels) {
    let sectors = page
        .sectors
        .iter()
        .map(|it| (ReferenceKind::Sector, it.as_str()));
    let offers = page
        .offers
        .iter()
        .map(|it| (ReferenceKind::Expertise, it.as_str()));
    let ties = page
        .ties
        .iter()
        .map(|it| (ReferenceKind::Region, it.as_str()));
    let country = page
        .card
        .who
        .country
        .iter()
        .map(|it| (ReferenceKind::Country, it.as_str()));
    for (kind, code) in sectors.chain(offers).chain(ties).chain(country) {
        page.labels.take(all, kind, code);
    }
}
