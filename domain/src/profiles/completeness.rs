//! What is still worth adding to a profile: a count, and the next most useful thing.
//!
//! The order is that of use for a good match: what mentors and mentees are compared by comes before what
//! makes a page pleasant to read. Nothing here is required; see [`Profile::lacks`] for what a request needs.

use super::{Profile, ProfileStep};
use serde::{Deserialize, Serialize};

/// One thing worth adding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Worth {
    Sides,
    Name,
    Project,
    Needs,
    Offers,
    Languages,
    Place,
    Sectors,
    TargetRegion,
    Hours,
    Regions,
    Headline,
    Years,
    Investment,
    Photo,
    Bio,
}

impl Worth {
    /// Where it is added; `None`: on the page of sides.
    pub const fn step(self) -> Option<ProfileStep> {
        match self {
            Worth::Sides => None,
            Worth::Name | Worth::Headline => Some(ProfileStep::Who),
            Worth::Photo => Some(ProfileStep::Photo),
            Worth::Languages | Worth::Place => Some(ProfileStep::Place),
            Worth::Project | Worth::Needs | Worth::TargetRegion | Worth::Investment => {
                Some(ProfileStep::Project)
            }
            Worth::Offers | Worth::Sectors | Worth::Years => Some(ProfileStep::Offer),
            Worth::Regions => Some(ProfileStep::Ties),
            Worth::Hours | Worth::Bio => Some(ProfileStep::Time),
        }
    }
}

/// How much of what is worth adding is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    pub there: u8,
    pub of: u8,
    /// The most useful thing that is not there.
    pub next: Option<Worth>,
}

/// Counts what applies to this person, most useful first.
pub fn completeness(profile: &Profile) -> Completeness {
    let items = items(profile);
    let there = items.iter().filter(|(_, there)| *there).count();
    Completeness {
        there: there as u8,
        of: items.len() as u8,
        next: items
            .into_iter()
            .find_map(|(worth, there)| (!there).then_some(worth)),
    }
}

impl Profile {
    /// The first step that was not saved yet; `None` when all were.
    pub fn open_step(&self) -> Option<ProfileStep> {
        ProfileStep::open(self.sides, self.done)
    }

    /// Path of the page on which this profile goes on: where it was left, then where the most useful thing is
    /// missing; `None` when nothing is.
    pub fn goes_on_at(&self) -> Option<String> {
        let next = completeness(self).next;
        if next == Some(Worth::Sides) {
            return Some("/profile".into());
        }
        let step = self.open_step().or(next?.step())?;
        Some(format!("/profile/{}", step.slug()))
    }

    /// What a mentee must have told before asking a mentor: name, languages, project and needs.
    pub fn lacks(&self) -> Vec<Worth> {
        items(self)
            .into_iter()
            .filter(|(worth, there)| {
                let needed = matches!(
                    worth,
                    Worth::Name | Worth::Languages | Worth::Project | Worth::Needs
                );
                needed && !there
            })
            .map(|(worth, _)| worth)
            .collect()
    }
}

fn items(profile: &Profile) -> Vec<(Worth, bool)> {
    let (mentee, mentor) = (profile.sides.mentee, profile.sides.mentor);
    let project = profile.project.as_ref();
    let everyone = |worth, there| Some((worth, there));
    let of_mentee = |worth, there: bool| mentee.then_some((worth, there));
    let of_mentor = |worth, there: bool| mentor.then_some((worth, there));
    [
        everyone(Worth::Sides, mentee || mentor),
        everyone(Worth::Name, !profile.names.is_empty()),
        of_mentee(Worth::Project, project.is_some()),
        of_mentee(Worth::Needs, !profile.needs.is_empty()),
        of_mentor(Worth::Offers, !profile.offers.is_empty()),
        everyone(Worth::Languages, !profile.languages.is_empty()),
        everyone(
            Worth::Place,
            profile.country.is_some() && profile.time_zone.is_some(),
        ),
        of_mentor(Worth::Sectors, !profile.sectors.is_empty()),
        of_mentee(
            Worth::TargetRegion,
            project.is_some_and(|project| project.region.is_some()),
        ),
        everyone(Worth::Hours, !profile.availability.is_empty()),
        everyone(Worth::Regions, !profile.regions.is_empty()),
        everyone(Worth::Headline, !profile.headline.is_empty()),
        of_mentor(Worth::Years, profile.years.is_some()),
        of_mentee(
            Worth::Investment,
            project.is_some_and(|project| project.investment.is_some()),
        ),
        everyone(Worth::Photo, profile.photo.is_some()),
        everyone(Worth::Bio, !profile.bio.is_empty()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        PersonId,
        profiles::{Availability, Level, Names, Sides, SpokenLanguage, StepsDone, Tongue},
    };

    fn an_empty_profile(sides: Sides) -> Profile {
        Profile {
            person: PersonId::new(),
            names: Names::default(),
            headline: String::new(),
            bio: String::new(),
            company: String::new(),
            phone: String::new(),
            country: None,
            city: String::new(),
            time_zone: None,
            federation: None,
            years: None,
            availability: Availability::default(),
            sides,
            capacity: 1,
            paused_at: None,
            photo: None,
            done: StepsDone::default(),
            languages: Vec::new(),
            sectors: Vec::new(),
            offers: Vec::new(),
            needs: Vec::new(),
            first_need: false,
            regions: Vec::new(),
            project: None,
        }
    }

    const MENTOR: Sides = Sides {
        mentee: false,
        mentor: true,
    };
    const MENTEE: Sides = Sides {
        mentee: true,
        mentor: false,
    };

    #[test]
    fn the_next_thing_is_the_most_useful_one() {
        let empty = completeness(&an_empty_profile(Sides::default()));
        assert_eq!((empty.there, empty.next), (0, Some(Worth::Sides)));
        let named = Profile {
            names: Names {
                given: "Driss".into(),
                ..Names::default()
            },
            ..an_empty_profile(MENTOR)
        };
        assert_eq!(completeness(&named).next, Some(Worth::Offers));
    }

    #[test]
    fn a_profile_goes_on_where_it_was_left() {
        let sideless = an_empty_profile(Sides::default());
        assert_eq!(sideless.goes_on_at().as_deref(), Some("/profile"));
        let mut profile = an_empty_profile(MENTOR);
        for (step, next) in [
            (ProfileStep::Who, "/profile/place"),
            (ProfileStep::Place, "/profile/offer"),
            (ProfileStep::Ties, "/profile/offer"),
            (ProfileStep::Offer, "/profile/time"),
            // Everything was saved: back to the most useful of what is still empty.
            (ProfileStep::Time, "/profile/who"),
        ] {
            profile.done = profile.done.with(step);
            assert_eq!(profile.goes_on_at().as_deref(), Some(next));
        }
    }

    #[test]
    fn a_mentor_is_not_asked_for_a_project() {
        let worths: Vec<Worth> = items(&an_empty_profile(MENTOR))
            .into_iter()
            .map(|(worth, _)| worth)
            .collect();
        assert!(!worths.contains(&Worth::Project));
        assert!(worths.contains(&Worth::Years));
    }

    #[test]
    fn adding_something_never_lowers_the_count() {
        let before = an_empty_profile(MENTEE);
        let after = Profile {
            bio: "Vingt ans dans l’huile d’olive.".into(),
            ..before.clone()
        };
        assert_eq!(completeness(&after).there, completeness(&before).there + 1);
    }

    #[test]
    fn a_mentee_who_speaks_but_has_no_project_cannot_ask_yet() {
        let profile = Profile {
            languages: vec![SpokenLanguage {
                tongue: Tongue::French,
                level: Level::Fluent,
            }],
            ..an_empty_profile(MENTEE)
        };
        assert_eq!(profile.lacks(), [Worth::Name, Worth::Project, Worth::Needs]);
    }
}
