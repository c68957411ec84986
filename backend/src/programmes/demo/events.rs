//! What would have been recorded if all of it had happened here, in the order of time.

use super::{
    pairs::{DemoPair, Work},
    requests::DemoRequest,
};
use domain::{PersonId, Timestamp};
use uuid::Uuid;

pub struct DemoEvent {
    pub at: Timestamp,
    pub kind: String,
    pub actor: Option<PersonId>,
    pub person: PersonId,
    pub subject: Uuid,
}

pub fn events(work: &Work) -> Vec<DemoEvent> {
    let mut events: Vec<DemoEvent> = work.requests.iter().flat_map(of_request).collect();
    events.extend(work.pairs.iter().flat_map(of_pair));
    events.sort_by_key(|event| event.at);
    events
}

fn of_request(request: &DemoRequest) -> Vec<DemoEvent> {
    let (mentee, mentor) = (request.mentee, request.mentor);
    let event = |at, kind: &str, actor, person| DemoEvent {
        at,
        kind: format!("request.{kind}"),
        actor,
        person,
        subject: request.id.0,
    };
    let mut events = vec![event(request.made, "sent", Some(mentee), mentor)];
    if let Some(closed) = request.closed {
        let (actor, person) = match (request.state, request.reason) {
            ("accepted" | "declined", _) => (Some(mentor), mentee),
            ("withdrawn", Some("by_mentee")) => (Some(mentee), mentor),
            ("withdrawn", Some("other_accepted")) => (None, mentor),
            _ => (None, mentee),
        };
        events.push(event(closed, request.state, actor, person));
    }
    events
}

fn of_pair(pair: &DemoPair) -> Vec<DemoEvent> {
    let (mentee, mentor) = (pair.mentee, pair.mentor);
    let event = |at, kind: &str, actor: PersonId| DemoEvent {
        at,
        kind: kind.to_owned(),
        actor: Some(actor),
        person: if actor == mentee { mentor } else { mentee },
        subject: pair.id.0,
    };
    let mut events = vec![event(pair.opened, "mentorship.opened", mentor)];
    if pair.charter.is_some() {
        events.push(event(pair.written(), "charter.proposed", mentee));
    }
    for (place, (person, at)) in pair.signed().into_iter().enumerate() {
        let kind = match place {
            0 => "charter.signed",
            _ => "charter.agreed",
        };
        events.push(event(at, kind, person));
    }
    if let Some(pledge) = &pair.pledge {
        events.push(event(pledge.made, "pledge.made", mentee));
    }
    events
}
