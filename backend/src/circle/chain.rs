//! Stars and lines: what each person received and gave, and who helped whom, as far as the viewer may know.

use super::{
    sql::{self, StarRow},
    view,
};
use crate::{
    Backend, Error, Result,
    db::{Conn, Reader},
    mentorships,
    notifications::wall_time,
};
use domain::{
    Actor, Failure, Lang, MentorshipId, PersonId,
    circle::{
        ChainFacts, ChainSize, ChainStar, ChainStep, ChainView, Kin, Line, MAP_COLUMNS, MapStar,
        PledgeForm, PledgeView, Points, Record, cells,
    },
    mentorships::{MentorshipState, Side},
    profiles::Names,
};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// How much of each of these people's stars is filled.
pub(crate) async fn points(
    conn: Conn<'_>,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Points>> {
    // Who looks does not matter for this.
    let Some((first, others)) = people.split_first() else {
        return Ok(HashMap::new());
    };
    let rows = sql::stars(conn, *first, others.iter().copied()).await?;
    let points = rows.iter();
    points
        .map(|row| Ok((row.person_id, Points::of(&record(row)?))))
        .collect()
}

/// How much of one person's star is filled.
pub(crate) async fn points_of(conn: Conn<'_>, person: PersonId) -> Result<Points> {
    let mut points = points(conn, &[person]).await?;
    Ok(points.remove(&person).ok_or(Failure::NotFound)?)
}

/// How much of the actor's own star is filled.
pub async fn own_points(backend: &Backend, actor: &Actor) -> Result<Points> {
    let mut reader = backend.db.read().await?;
    points_of(reader.conn(), actor.person).await
}

/// The actor's own line: everybody who helped on the way to them, themselves, and everybody helped since; and the map
/// of the family that the line belongs to.
pub async fn chain(backend: &Backend, actor: &Actor, lang: Lang) -> Result<ChainView> {
    let me = actor.person;
    let mut reader = backend.db.read().await?;
    let above = sql::above(reader.conn(), me).await?;
    let edges = sql::below(reader.conn(), me).await?;
    let branches = in_branches(&edges, me, 0, &HashSet::new());
    let family = family(&mut reader, &above, me).await?;
    let people = above.iter().map(|(person, _)| *person);
    let people = people.chain(branches.iter().chain(&family).map(|place| place.person));
    let mut stars = Stars::load(&mut reader, me, people, lang).await?;

    let mut line_above = Vec::with_capacity(above.len());
    for (person, up) in &above {
        line_above.extend(stars.add(*person, -up)?);
    }
    let own = stars.shown(me, 0)?;
    let mut below = Vec::with_capacity(branches.len());
    for place in &branches {
        below.extend(stars.add(place.person, place.step)?);
    }
    let map = stars.map(&family)?;
    let own_row = stars.row(me)?;
    let is_mentor = own_row.mentor.unwrap_or(false) || own_row.helped > 0;
    let pledge = pledge(reader.conn(), me).await?;
    let next = ChainStep::of(ChainFacts {
        awaits_pledge: awaits_pledge(reader.conn(), me).await?,
        has_pledged: pledge.is_some(),
        is_mentor,
        is_alone: line_above.is_empty() && below.is_empty(),
    });
    Ok(ChainView {
        size: stars.size(),
        line: Line {
            above: line_above,
            own,
            pledge,
        },
        below,
        map,
        next,
    })
}

/// The mentorship in which this person's pledge is to be made now.
async fn awaits_pledge(conn: Conn<'_>, person: PersonId) -> Result<Option<MentorshipId>> {
    for row in mentorships::sql::of_person(conn, person).await? {
        if let Some(pair) = mentorships::Pair::of(row, person)?
            && pair.side == Side::Mentee
            && pair.state == MentorshipState::AwaitingPledge
        {
            return Ok(Some(pair.row.id));
        }
    }
    Ok(None)
}

/// All whom those above led to, line by line from the oldest; the way to this person comes first in each.
async fn family(
    reader: &mut Reader,
    above: &[(PersonId, i64)],
    person: PersonId,
) -> Result<Vec<Place>> {
    let spine: HashSet<PersonId> = above.iter().map(|(it, _)| *it).chain([person]).collect();
    let mut family: Vec<Place> = Vec::new();
    for (root, up) in above.iter().copied().chain([(person, 0)]) {
        if family.iter().any(|place| place.person == root) {
            continue;
        }
        let edges = sql::below(reader.conn(), root).await?;
        // Where everybody of this tree stands in the family; who stands in an earlier tree is not drawn twice.
        let mut places = vec![Some(family.len())];
        family.push(Place {
            person: root,
            step: -up,
            by: None,
        });
        for mut place in in_branches(&edges, root, -up, &spine) {
            place.by = place.by.and_then(|by| places[by]);
            let is_known = family.iter().any(|other| other.person == place.person);
            if is_known || place.by.is_none() {
                places.push(None);
            } else {
                places.push(Some(family.len()));
                family.push(place);
            }
        }
    }
    Ok(family)
}

/// The end of the actor's line: at most `nearest` generations before them, and themselves.
pub async fn line(backend: &Backend, actor: &Actor, nearest: usize, lang: Lang) -> Result<Line> {
    let me = actor.person;
    let mut reader = backend.db.read().await?;
    let mut above = sql::above(reader.conn(), me).await?;
    let near = above.split_off(above.len().saturating_sub(nearest));
    let people = near.iter().map(|(person, _)| *person);
    let mut stars = Stars::load(&mut reader, me, people, lang).await?;
    let mut above = Vec::with_capacity(near.len());
    for (person, up) in near {
        above.extend(stars.add(person, -up)?);
    }
    Ok(Line {
        above,
        own: stars.shown(me, 0)?,
        pledge: pledge(reader.conn(), me).await?,
    })
}

/// The neighbours of somebody's star, for a page about them: their last mentor, themselves, their first two mentees.
pub(crate) async fn around(
    reader: &mut Reader,
    person: PersonId,
    viewer: PersonId,
    lang: Lang,
) -> Result<Vec<ChainStar>> {
    let before = sql::above(reader.conn(), person).await?.pop();
    let after = sql::below(reader.conn(), person).await?;
    let after = after.into_iter().filter(|(_, by, _)| *by == person).take(2);
    let before = before.into_iter().map(|(mentor, up)| (mentor, -up));
    let after = after.map(|(mentee, _, step)| (mentee, step));
    let places: Vec<_> = before.chain([(person, 0)]).chain(after).collect();
    let people = places.iter().map(|(person, _)| *person);
    let mut stars = Stars::load(reader, viewer, people, lang).await?;
    let mut around = Vec::with_capacity(places.len());
    for (person, step) in places {
        around.extend(stars.add(person, step)?);
    }
    Ok(around)
}

/// The newest pledge of a person.
async fn pledge(conn: Conn<'_>, person: PersonId) -> Result<Option<PledgeView>> {
    sql::of_person(conn, person)
        .await?
        .map(|(form, amount, by)| view(&form, amount, &by))
        .transpose()
}

/// Somebody in a line.
struct Place {
    person: PersonId,
    step: i64,
    /// Who helped them: 0 is the root, else one more than an index of the list.
    by: Option<usize>,
}

/// Everybody helped since, each followed by those whom they help, those of `first` before the others. Somebody helped
/// by two stands with the first.
fn in_branches(
    edges: &[(PersonId, PersonId, i64)],
    root: PersonId,
    step: i64,
    first: &HashSet<PersonId>,
) -> Vec<Place> {
    let mut placed: Vec<Place> = Vec::new();
    let mut seen = HashSet::from([root]);
    let mut waiting = vec![(root, step, None)];
    while let Some((person, step, by)) = waiting.pop() {
        let place = match by {
            None => 0,
            Some(_) => {
                placed.push(Place { person, step, by });
                placed.len()
            }
        };
        let mut helped: Vec<PersonId> = edges
            .iter()
            .filter(|(_, by, _)| *by == person)
            .map(|(helped, _, _)| *helped)
            .filter(|helped| seen.insert(*helped))
            .collect();
        helped.sort_by_key(|person| !first.contains(person));
        waiting.extend(
            helped
                .into_iter()
                .rev()
                .map(|helped| (helped, step + 1, Some(place))),
        );
    }
    placed
}

/// Stars as one viewer may see them, each person once, counted as they are added.
struct Stars {
    viewer: PersonId,
    lang: Lang,
    rows: HashMap<PersonId, StarRow>,
    people: HashSet<PersonId>,
    steps: BTreeSet<i64>,
    countries: HashSet<String>,
}

impl Stars {
    /// What the tables hold of the viewer and of these people, who may be named several times.
    async fn load(
        reader: &mut Reader,
        viewer: PersonId,
        people: impl Iterator<Item = PersonId>,
        lang: Lang,
    ) -> Result<Self> {
        let people: HashSet<PersonId> = people.filter(|person| *person != viewer).collect();
        let rows = sql::stars(reader.conn(), viewer, people).await?;
        Ok(Self {
            viewer,
            lang,
            rows: rows.into_iter().map(|row| (row.person_id, row)).collect(),
            people: HashSet::new(),
            steps: BTreeSet::new(),
            countries: HashSet::new(),
        })
    }

    fn row(&self, person: PersonId) -> Result<&StarRow> {
        Ok(self.rows.get(&person).ok_or(Failure::NotFound)?)
    }

    /// `None` for somebody who is in the line already: two who helped each other.
    fn add(&mut self, person: PersonId, step: i64) -> Result<Option<ChainStar>> {
        if self.people.contains(&person) {
            return Ok(None);
        }
        self.shown(person, step).map(Some)
    }

    /// The map of a family, everybody of which counts; empty where it is too wide.
    fn map(&mut self, family: &[Place]) -> Result<Vec<MapStar>> {
        let kin: Vec<Kin> = family
            .iter()
            .map(|place| Kin {
                row: place.step,
                by: place.by,
            })
            .collect();
        let cells = cells(&kin);
        let mut map = Vec::with_capacity(family.len());
        for (place, cell) in family.iter().zip(&cells) {
            let star = self.shown(place.person, place.step)?;
            map.push(MapStar {
                person: star.person,
                name: star.name,
                is_viewer: star.is_viewer,
                cell: *cell,
                by: place.by.and_then(|by| cells.get(by)).copied(),
            });
        }
        let is_wide = cells.iter().any(|cell| cell.column >= MAP_COLUMNS);
        Ok(if is_wide { Vec::new() } else { map })
    }

    fn shown(&mut self, person: PersonId, step: i64) -> Result<ChainStar> {
        let row = self.row(person)?.clone();
        self.people.insert(person);
        self.steps.insert(step);
        self.countries.extend(row.country.clone());
        let is_viewer = person == self.viewer;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let names = Names {
            given: text(&row.given_name),
            family: text(&row.family_name),
            given_ar: text(&row.given_name_ar),
            family_ar: text(&row.family_name_ar),
        };
        let name = if is_viewer || row.with_viewer > 0 {
            names.shown(self.lang)
        } else if row.in_directory > 0 && row.mentor == Some(true) {
            names.short(self.lang)
        } else {
            String::new()
        };
        let is_known = !name.is_empty() || is_viewer;
        let others = match step {
            ..0 => row.helped.saturating_sub(1),
            _ => 0,
        };
        Ok(ChainStar {
            person: if is_known {
                person
            } else {
                PersonId(Uuid::nil())
            },
            name,
            city: text(&row.city.clone().filter(|_| is_known)),
            year: wall_time(row.joined_at, None)?.day.year,
            points: Points::of(&record(&row)?),
            is_viewer,
            step,
            others: others.unsigned_abs(),
        })
    }

    fn size(&self) -> ChainSize {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        ChainSize {
            people: count(self.people.len()),
            generations: count(self.steps.len()),
            countries: count(self.countries.len()),
        }
    }
}

fn record(row: &StarRow) -> Result<Record> {
    let form = |code: &str| PledgeForm::from_code(code).ok_or(Error::UnknownCode("pledges.form"));
    let form = row.pledge_form.as_deref().map(form).transpose()?;
    Ok(Record {
        is_mentee: row.mentee_sides > 0,
        is_mentor: row.mentor_sides > 0,
        was_chartered: row.was_chartered > 0,
        was_accompanied: row.was_accompanied > 0,
        pledge: form.zip(row.pledge_amount),
        credit: row.credit,
        has_chartered: row.helped > 0,
        has_accompanied: row.has_accompanied > 0,
    })
}
