//! What must hold of any mentee and any mentors: bounds, monotony, independence of order, and the index's exactness.

use super::samples::{a_mentee, a_turn, hours, person, rules, speaks};
use super::*;
use crate::PersonId;
use crate::profiles::{ExpertiseCode, FamilyCode, Level, RegionCode, SectorCode, Stage, Tongue};
use proptest::collection::{hash_set, vec};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

/// Few codes, so that they meet often; more than 64 kinds of expertise, so that the index's rows must grow.
fn expertise() -> impl Strategy<Value = ExpertiseCode> {
    prop_oneof![4 => 0..8_u8, 1 => 8..90_u8]
        .prop_map(|n| ExpertiseCode::parse(&format!("E{n}")).unwrap())
}

fn sector() -> impl Strategy<Value = SectorCode> {
    (0..5_u8).prop_map(|n| SectorCode::parse(&format!("S{n}")).unwrap())
}

fn region() -> impl Strategy<Value = RegionCode> {
    (1..5_u8).prop_map(|n| RegionCode::parse(&format!("MA-0{n}")).unwrap())
}

fn languages() -> impl Strategy<Value = Vec<crate::profiles::SpokenLanguage>> {
    let tongue = select(vec![Tongue::Arabic, Tongue::French, Tongue::German]);
    vec(
        (tongue, select(Level::ALL.to_vec())).prop_map(|(tongue, level)| speaks(tongue, level)),
        0..4,
    )
}

fn week() -> impl Strategy<Value = crate::profiles::WeekHours> {
    vec(0..12_u32, 0..8).prop_map(hours)
}

fn company() -> impl Strategy<Value = Option<CompanyKey>> {
    select(vec!["", "", "Dar Zitoun", "Noria"]).prop_map(CompanyKey::parse)
}

fn people() -> impl Strategy<Value = Vec<PersonId>> {
    vec((0..40_u128).prop_map(person), 0..3)
}

/// Each once, in any order.
fn distinct<T: std::fmt::Debug + Eq + std::hash::Hash>(
    one: impl Strategy<Value = T>,
    most: usize,
) -> impl Strategy<Value = Vec<T>> {
    hash_set(one, 0..=most).prop_map(|set| set.into_iter().collect())
}

prop_compose! {
    fn mentee()(
        needs in distinct(expertise(), 7), first_need in any::<bool>(), sector in proptest::option::of(sector()),
        target_region in proptest::option::of(region()), ties in distinct(region(), 2),
        languages in languages(), stage in proptest::option::of(select(Stage::ALL.to_vec())),
        hours in week(), company in company(),
        (conflicts, blocked, asked) in (people(), people(), people()),
    ) -> MenteeNeeds {
        MenteeNeeds {
            person: person(1), needs, first_need, sector, target_region, ties, languages, stage, hours, company, conflicts,
            blocked, asked,
        }
    }
}

prop_compose! {
    fn mentor()(
        id in 0..40_u128, offers in distinct(expertise(), 12), sectors in distinct(sector(), 3),
        ties in distinct(region(), 3), languages in languages(), years in proptest::option::of(0..20_u16),
        hours in week(), (capacity, active, asked) in (0..5_u16, 0..3_u16, 0..4_u16), company in company(),
        (conflicts, blocked) in (people(), people()),
        status in select(vec![
            MentorStatus::Available, MentorStatus::Available, MentorStatus::Available, MentorStatus::Paused,
            MentorStatus::NotAMentor,
        ]),
    ) -> MentorOffer {
        MentorOffer {
            person: person(id), status, offers, sectors, ties, languages, years, hours, capacity, active, asked, company,
            conflicts, blocked, usual_answer_hours: None,
        }
    }
}

prop_compose! {
    /// Any weights; expertise in families of four by number, neighbouring sectors related.
    fn any_rules()(weights in proptest::array::uniform6(0..=3_u16)) -> Rules {
        let code = |n: usize| ExpertiseCode::parse(&format!("E{n}")).unwrap();
        let family = |n: usize| FamilyCode::parse(&format!("F{}", n / 4)).unwrap();
        let sector = |n: u8| SectorCode::parse(&format!("S{n}")).unwrap();
        Rules {
            weights: Weights::parse(weights).unwrap_or_default(),
            taxonomy: Taxonomy::new(
                (0..80).map(|n| (code(n), family(n))),
                [(sector(0), sector(1)), (sector(1), sector(2))],
            ),
        }
    }
}

/// One mentor per person, in order of id: what storage would hold after all of these were saved in turn.
fn saved(mentors: Vec<MentorOffer>) -> BTreeMap<PersonId, MentorOffer> {
    mentors
        .into_iter()
        .map(|mentor| (mentor.person, mentor))
        .collect()
}

/// The mentor, better in this criterion for this mentee and otherwise the same.
fn improved(
    criterion: Criterion,
    mentee: &MenteeNeeds,
    mentor: &MentorOffer,
    pick: usize,
) -> MentorOffer {
    let mut better = mentor.clone();
    match criterion {
        Criterion::Needs => better.offers.extend(mentee.needs.get(pick % 7).cloned()),
        Criterion::Sector => better.sectors.extend(mentee.sector.clone()),
        Criterion::Region => better.ties.extend(match pick % 2 {
            0 => mentee.target_region.clone(),
            _ => mentee.ties.first().cloned(),
        }),
        Criterion::Language => {
            let tongue = mentee
                .languages
                .first()
                .map_or(Tongue::French, |it| it.tongue);
            better.languages.push(speaks(tongue, Level::ALL[pick % 4]));
        }
        Criterion::Experience => better.years = Some(mentor.years.unwrap_or(0) + pick as u16 % 9),
        Criterion::Hours => better.hours.insert(pick as u32 % 12),
    }
    better
}

proptest! {
    #[test]
    fn values_and_score_lie_between_nothing_and_the_whole(
        mentee in mentee(), mentor in mentor(), rules in any_rules(),
    ) {
        let fit = assess(&mentee, &mentor, &rules).fit;
        for it in fit.criteria {
            prop_assert!(it.value <= Share::WHOLE);
            prop_assert!((0.0..=1.0).contains(&it.value.as_f64()));
            prop_assert_eq!(it.verdict == Verdict::Met, it.verdict != Verdict::NotCounted && it.value >= it.criterion.met_from());
        }
        prop_assert!(fit.score <= Share::WHOLE);
        prop_assert!(fit.met() <= fit.counted() && fit.counted() <= Criterion::COUNT);
        let counted = || fit.criteria.iter().filter(|it| it.verdict != Verdict::NotCounted).map(|it| it.value);
        prop_assert!(counted().min().is_none_or(|least| least <= fit.score));
        prop_assert!(counted().max().is_none_or(|most| fit.score <= most));
    }

    #[test]
    fn a_mentor_who_gets_better_in_one_criterion_never_falls(
        mentee in mentee(), mentor in mentor(), rules in any_rules(),
        criterion in select(Criterion::ALL.to_vec()), pick in 0..100_usize,
    ) {
        let better = improved(criterion, &mentee, &mentor, pick);
        let (before, after) = (assess(&mentee, &mentor, &rules).fit, assess(&mentee, &better, &rules).fit);
        prop_assert!(before.of(criterion).value <= after.of(criterion).value);
        for other in Criterion::ALL.into_iter().filter(|it| *it != criterion) {
            prop_assert_eq!(before.of(other), after.of(other));
        }
        prop_assert!(before.score <= after.score);
        prop_assert!(before.met() <= after.met());
        prop_assert!(
            ranking::Standing::new(mentor.person, 1, 0, &before) <= ranking::Standing::new(mentor.person, 1, 0, &after)
        );
    }

    #[test]
    fn the_list_does_not_depend_on_the_order_of_input(
        mentee in mentee(), mentors in vec(mentor(), 0..30), rules in any_rules(), limit in 0..8_usize,
        seed in any::<prop::sample::Index>(),
    ) {
        let mut mentors: Vec<MentorOffer> = saved(mentors).into_values().collect();
        let expected = rank(&mentee, &mentors, &rules, a_turn(), limit);
        let turn = if mentors.is_empty() { 0 } else { seed.index(mentors.len()) };
        mentors.rotate_left(turn);
        mentors[turn / 2..].reverse();
        let mut mentee = mentee;
        mentee.ties.reverse();
        mentee.languages.reverse();
        for mentor in &mut mentors {
            mentor.offers.reverse();
            mentor.sectors.reverse();
            mentor.ties.reverse();
            mentor.languages.reverse();
        }
        prop_assert_eq!(rank(&mentee, &mentors, &rules, a_turn(), limit), expected);
    }

    #[test]
    fn who_may_not_be_offered_is_never_in_the_list(
        mentee in mentee(), mentors in vec(mentor(), 0..30), rules in any_rules(),
    ) {
        let mentors = saved(mentors);
        let ranked = rank(&mentee, mentors.values(), &rules, a_turn(), usize::MAX);
        let eligible = mentors.values().filter(|mentor| !mentor.is_much_asked() && ineligible(&mentee, mentor).is_empty()).count();
        prop_assert_eq!(ranked.len(), eligible);
        for it in ranked {
            prop_assert!(ineligible(&mentee, &mentors[&it.mentor]).is_empty() && !it.is_much_asked);
        }
    }

    #[test]
    fn the_index_answers_as_looking_at_each_does(
        mentee in mentee(), mentors in vec(mentor(), 0..60), rules in any_rules(), limit in 0..12_usize,
        removed in people(),
    ) {
        let mut index: MentorIndex = mentors.iter().cloned().collect();
        let mut kept = saved(mentors);
        for person in removed {
            prop_assert_eq!(index.remove(person), kept.remove(&person));
        }
        prop_assert_eq!(index.len(), kept.len());
        prop_assert_eq!(
            index.rank(&mentee, &rules, a_turn(), limit),
            rank(&mentee, kept.values(), &rules, a_turn(), limit)
        );
        for (person, mentor) in &kept {
            prop_assert_eq!(index.get(*person), Some(mentor));
        }
    }

    #[test]
    fn an_index_kept_current_equals_one_rebuilt(
        mentee in mentee(), first in vec(mentor(), 0..30), removed in people(), second in vec(mentor(), 0..30),
    ) {
        let mut current: MentorIndex = first.iter().cloned().collect();
        let mut kept = saved(first);
        for person in removed {
            current.remove(person);
            kept.remove(&person);
        }
        current.extend(second.iter().cloned());
        kept.extend(saved(second));
        let rebuilt: MentorIndex = kept.into_values().collect();
        prop_assert_eq!(current.len(), rebuilt.len());
        prop_assert_eq!(current.rank(&mentee, &rules(), a_turn(), 9), rebuilt.rank(&mentee, &rules(), a_turn(), 9));
    }
}

#[test]
fn an_empty_index_offers_nobody() {
    let index = MentorIndex::new();
    assert!(index.is_empty());
    assert_eq!(index.rank(&a_mentee(), &rules(), a_turn(), 20), []);
}
