//! The best mentors for a mentee, with everything there is to say about each.

use super::{
    people::{self, Mentee, Mentor},
    pool::Pool,
    programme, requests, sql,
};
use crate::{Backend, Result, circle, db::Conn};
use domain::{
    Actor, Lang, PersonId, ProgrammeId, Timestamp,
    matching::{
        Turn, assess,
        views::{Labels, Lacking, SUGGESTIONS_SHOWN, Suggestion, Suggestions},
    },
    profiles::ReferenceKind,
};

/// Candidates out of memory for each suggestion shown: some may have become full since.
const CANDIDATES: usize = 4;

/// The best mentors for the actor in the programme of this code or their first, checked in the database a moment ago.
/// Empty for who is no mentee of a programme.
pub async fn suggest(
    backend: &Backend,
    actor: &Actor,
    code: &str,
    lang: Lang,
    now: Timestamp,
) -> Result<Suggestions> {
    let person = actor.person;
    let chosen = programme::as_mentee(backend, actor, code, lang).await?;
    let mut reader = backend.db.read().await?;
    let mentors = sql::programmes_of(reader.conn(), person, "mentor").await?;
    let to_answer = match mentors.is_empty() {
        false => Some(requests::waiting_for(reader.conn(), person).await?),
        true => None,
    };
    let mentee = people::mentee(reader.conn(), person, now).await?;
    let (Some(chosen), Some(mut mentee)) = (chosen, mentee) else {
        return Ok(nothing_yet(to_answer));
    };
    let programme = chosen.id;
    let labels = labels(reader.conn(), lang).await?;
    let sent = requests::waiting_of(reader.conn(), person, lang, now).await?;
    drop(reader);
    let pool = backend.mentors.current(&backend.db, programme, now).await?;
    let best = best(
        backend,
        &pool,
        programme,
        &mut mentee,
        SUGGESTIONS_SHOWN,
        now,
    )
    .await?;
    let mut reader = backend.db.read().await?;
    let people: Vec<_> = best.iter().map(|mentor| mentor.offer.person).collect();
    let points = circle::points(reader.conn(), &people).await?;
    let mut suggestions = Vec::with_capacity(best.len());
    for mentor in best {
        suggestions.push(Suggestion {
            card: mentor.card(lang),
            points: points
                .get(&mentor.offer.person)
                .copied()
                .unwrap_or_default(),
            assessment: assess(&mentee.needs, &mentor.offer, &pool.rules).told_to_members(),
        });
    }
    let best = suggestions;
    Ok(Suggestions {
        project: mentee
            .project
            .as_ref()
            .map(|it| it.title.clone())
            .unwrap_or_default(),
        lacking: mentee.lacking(),
        sent,
        to_answer,
        programmes: chosen.choices,
        labels: labels.for_assessments(best.iter().map(|it| &it.assessment)),
        best,
    })
}

fn nothing_yet(to_answer: Option<usize>) -> Suggestions {
    Suggestions {
        project: String::new(),
        best: Vec::new(),
        lacking: vec![Lacking::Programme],
        sent: Vec::new(),
        to_answer,
        programmes: Vec::new(),
        labels: Labels::default(),
    }
}

/// The best `limit` mentors: ranked in memory, each read again and kept only if the rules still allow it.
pub async fn best(
    backend: &Backend,
    pool: &Pool,
    programme: ProgrammeId,
    mentee: &mut Mentee,
    limit: usize,
    now: Timestamp,
) -> Result<Vec<Mentor>> {
    mentee.know_companies(pool.index.iter());
    let turn = Turn::of(programme, mentee.needs.person, now);
    let ranked = pool
        .index
        .rank(&mentee.needs, &pool.rules, turn, limit * CANDIDATES);
    let mut reader = backend.db.read().await?;
    let mut best = Vec::with_capacity(limit);
    for candidate in ranked {
        if best.len() == limit {
            break;
        }
        // A dozen at the most: three unless places were taken a moment ago.
        let mentor = people::mentor(reader.conn(), programme, candidate.mentor, now).await?;
        if let Some(mentor) = mentor
            && !mentor.offer.is_much_asked()
            && assess(&mentee.needs, &mentor.offer, &pool.rules).is_eligible()
        {
            best.push(mentor);
        }
    }
    Ok(best)
}

/// The best mentor other than `except`.
pub async fn next_best(
    backend: &Backend,
    programme: ProgrammeId,
    mentee: &mut Mentee,
    except: PersonId,
    now: Timestamp,
) -> Result<Option<Mentor>> {
    let pool = backend.mentors.current(&backend.db, programme, now).await?;
    let best = best(backend, &pool, programme, mentee, 2, now).await?;
    Ok(best.into_iter().find(|it| it.offer.person != except))
}

/// Names of countries, regions, sectors and expertise.
pub async fn labels(conn: Conn<'_>, lang: Lang) -> Result<Labels> {
    let mut labels = Labels::default();
    for (kind, code, _, fr, ar, en, de) in sql::reference(conn).await? {
        let name = match lang {
            Lang::Fr => fr,
            Lang::Ar => ar,
            Lang::En => en,
            Lang::De => de,
        };
        if let Some(kind) = ReferenceKind::from_code(&kind) {
            labels.insert(kind, &code, name);
        }
    }
    Ok(labels)
}
