//! Each criterion's value, its reason and its limit, one change at a time from a pair that suits in everything.

use super::super::samples::*;
use super::super::{Share, Weights};
use super::*;
use crate::profiles::{Level, Tongue, WeekHours};

/// The value of a criterion after a change to the mentor.
fn value(criterion: Criterion, change: impl FnOnce(&mut MentorOffer)) -> f64 {
    after(change).fit.of(criterion).value.as_f64()
}

fn after(change: impl FnOnce(&mut MentorOffer)) -> Assessment {
    let mut mentor = a_mentor();
    change(&mut mentor);
    assess(&a_mentee(), &mentor, &rules())
}

fn after_asking(change: impl FnOnce(&mut MenteeNeeds)) -> Assessment {
    let mut mentee = a_mentee();
    change(&mut mentee);
    assess(&mentee, &a_mentor(), &rules())
}

#[test]
fn a_mentor_who_suits_in_everything_meets_six_of_six() {
    let all = after(|_| {});
    assert_eq!((all.fit.met(), all.fit.counted()), (6, 6));
    assert_eq!(all.limit(), None);
    // All whole but the language, fluent on both sides: (90 × 1 + 10 × 0.9) / 100.
    assert_eq!(all.fit.score, Share::new(9_900));
}

#[test]
fn the_need_that_was_called_the_most_important_weighs_most_and_the_others_equally() {
    assert_eq!(
        value(Criterion::Needs, |m| m.offers =
            vec![expertise("EXPORT_EU")]),
        0.5
    );
    assert_eq!(
        value(Criterion::Needs, |m| m.offers = vec![expertise("SANITARY")]),
        0.25
    );
    assert_eq!(
        value(Criterion::Needs, |m| m.offers =
            vec![expertise("FUNDRAISING")]),
        0.25
    );
    assert_eq!(value(Criterion::Needs, |m| m.offers.clear()), 0.0);
}

#[test]
fn needs_that_nobody_ranked_weigh_the_same_whatever_their_order() {
    let mut mentor = a_mentor();
    mentor.offers.truncate(1);
    for turn in 0..3 {
        let mut mentee = a_mentee();
        mentee.first_need = false;
        mentee.needs.rotate_left(turn);
        let fit = assess(&mentee, &mentor, &rules()).fit;
        assert_eq!(fit.of(Criterion::Needs).value, Share::of(1, 3));
    }
}

#[test]
fn a_need_that_is_met_is_always_named_and_first() {
    // The last of three, and of no weight beside the rest.
    let mut rules = rules();
    rules.weights = Weights::parse([1, 100, 100, 100, 100, 100]).unwrap();
    let mut mentor = a_mentor();
    mentor.offers = vec![expertise("FUNDRAISING")];
    let assessed = assess(&a_mentee(), &mentor, &rules);
    assert_eq!(assessed.fit.of(Criterion::Needs).verdict, Verdict::Missed);
    assert_eq!(
        assessed.strongest_reasons()[0],
        Reason::MeetsNeeds {
            needs: vec![expertise("FUNDRAISING")],
            of: 3
        }
    );
}

#[test]
fn another_expertise_of_the_family_is_worth_half_and_never_added_to_the_need_itself() {
    let near =
        |m: &mut MentorOffer| m.offers = vec![expertise("EXPORT_EU"), expertise("BANK_LOANS")];
    assert_eq!(value(Criterion::Needs, near), 0.625);
    let both = |m: &mut MentorOffer| m.offers.push(expertise("BANK_LOANS"));
    assert_eq!(value(Criterion::Needs, both), 1.0);
}

#[test]
fn half_of_the_needs_by_weight_meet_the_criterion() {
    let verdict = |offer| {
        after(|m| m.offers = vec![expertise(offer)])
            .fit
            .of(Criterion::Needs)
            .verdict
    };
    assert_eq!(verdict("EXPORT_EU"), Verdict::Met);
    assert_eq!(verdict("SANITARY"), Verdict::Missed);
}

#[test]
fn needs_beyond_the_most_allowed_change_nothing() {
    let many = |count: usize| {
        after_asking(|mentee| {
            mentee.needs = (0..count).map(|i| expertise(&format!("NEED{i}"))).collect()
        })
    };
    assert_eq!(many(NEEDS_MAX), many(NEEDS_MAX + 5));
}

#[test]
fn a_related_sector_is_worth_half_and_does_not_meet_the_criterion() {
    let related = after(|m| m.sectors = vec![sector("MINING"), sector("AGRI")]);
    assert_eq!(related.fit.of(Criterion::Sector).value, Share::of(1, 2));
    assert_eq!(related.fit.of(Criterion::Sector).verdict, Verdict::Missed);
    assert_eq!(
        value(Criterion::Sector, |m| m.sectors = vec![sector("MINING")]),
        0.0
    );
    let one_of_several =
        |m: &mut MentorOffer| m.sectors = vec![sector("MINING"), sector("AGROFOOD")];
    assert_eq!(value(Criterion::Sector, one_of_several), 1.0);
}

#[test]
fn a_tie_that_only_the_mentee_shares_is_worth_half_of_the_target_region() {
    assert_eq!(
        value(Criterion::Region, |m| m.ties = vec![region("MA-09")]),
        0.5
    );
    assert_eq!(
        value(Criterion::Region, |m| m.ties = vec![region("MA-12")]),
        0.0
    );
    let without_target = after_asking(|mentee| {
        mentee.target_region = None;
        mentee.ties = vec![region("MA-03")];
    });
    assert_eq!(without_target.fit.of(Criterion::Region).value, Share::WHOLE);
}

#[test]
fn the_weaker_speaker_decides_how_well_two_people_talk() {
    let with = |level| {
        value(Criterion::Language, |m| {
            m.languages = vec![speaks(Tongue::French, level)]
        })
    };
    assert_eq!(with(Level::Basic), 0.2);
    assert_eq!(with(Level::Working), 0.6);
    assert_eq!(with(Level::Fluent), 0.9);
    assert_eq!(with(Level::Native), 0.9);
}

#[test]
fn years_beyond_those_wanted_are_not_better() {
    assert_eq!(value(Criterion::Experience, |m| m.years = Some(7)), 1.0);
    assert_eq!(value(Criterion::Experience, |m| m.years = Some(40)), 1.0);
    assert_eq!(value(Criterion::Experience, |m| m.years = Some(6)), 0.8571);
    assert_eq!(value(Criterion::Experience, |m| m.years = None), 0.0);
}

#[test]
fn two_hours_together_meet_the_criterion_and_four_are_enough() {
    let together = |count: u32| {
        after(|m| m.hours = hours(8..8 + count))
            .fit
            .of(Criterion::Hours)
    };
    assert_eq!(
        (together(1).value, together(1).verdict),
        (Share::of(1, 4), Verdict::Missed)
    );
    assert_eq!(
        (together(2).value, together(2).verdict),
        (Share::of(1, 2), Verdict::Met)
    );
    assert_eq!(together(6).value, Share::WHOLE);
}

#[test]
fn what_the_mentee_left_open_is_not_counted() {
    let open = after_asking(|mentee| {
        mentee.sector = None;
        mentee.target_region = None;
        mentee.ties.clear();
        mentee.hours = WeekHours::default();
    });
    assert_eq!((open.fit.met(), open.fit.counted()), (3, 3));
    assert_eq!(open.fit.of(Criterion::Sector).verdict, Verdict::NotCounted);
    assert!(
        open.reasons
            .iter()
            .all(|reason| reason.criterion() != Criterion::Hours)
    );
}

#[test]
fn a_criterion_without_weight_is_not_counted_either() {
    let mut rules = rules();
    rules.weights = Weights::parse([1, 1, 0, 1, 1, 1]).unwrap();
    let mut mentor = a_mentor();
    mentor.ties.clear();
    let assessed = assess(&a_mentee(), &mentor, &rules);
    assert_eq!((assessed.fit.met(), assessed.fit.counted()), (5, 5));
    assert_eq!(assessed.limit(), None);
}

#[test]
fn only_the_ratio_of_weights_matters() {
    let score = |weights| {
        let mut rules = rules();
        rules.weights = Weights::parse(weights).unwrap();
        let mut mentor = a_mentor();
        mentor.sectors.clear();
        assess(&a_mentee(), &mentor, &rules).fit.score
    };
    assert_eq!(score([4, 2, 2, 1, 1, 2]), score([40, 20, 20, 10, 10, 20]));
}

#[test]
fn the_three_strongest_reasons_come_first_and_in_order() {
    assert_eq!(
        after(|_| {}).strongest_reasons(),
        [
            Reason::MeetsNeeds {
                needs: ["EXPORT_EU", "SANITARY", "FUNDRAISING"]
                    .map(expertise)
                    .into(),
                of: 3
            },
            Reason::SameSector {
                sector: sector("AGROFOOD")
            },
            Reason::TiedToRegion {
                region: region("MA-03")
            },
        ]
    );
}

#[test]
fn each_fact_has_its_reason() {
    let mut mentor = a_mentor();
    mentor.offers = vec![expertise("BANK_LOANS")];
    mentor.sectors = vec![sector("AGRI")];
    mentor.ties = vec![region("MA-09")];
    let mut reasons = assess(&a_mentee(), &mentor, &rules()).reasons;
    reasons.sort_by_key(Reason::criterion);
    assert_eq!(
        reasons,
        [
            Reason::OffersNearNeed {
                need: expertise("FUNDRAISING"),
                offered: expertise("BANK_LOANS")
            },
            Reason::RelatedSector {
                sector: sector("AGRI"),
                yours: sector("AGROFOOD")
            },
            Reason::SharesTie {
                region: region("MA-09")
            },
            Reason::SharesLanguages {
                tongues: vec![Tongue::French]
            },
            Reason::ExperienceForStage {
                years: 8,
                stage: crate::profiles::Stage::Launch
            },
            Reason::HoursTogether { per_week: 4 },
        ]
    );
}

#[test]
fn a_need_that_is_not_offered_is_the_honest_limit_even_when_all_criteria_are_met() {
    let assessed = after(|m| m.offers.truncate(2));
    assert_eq!(assessed.fit.met(), 6);
    assert_eq!(
        assessed.limit(),
        Some(&Limit::LacksNeed {
            expertise: expertise("FUNDRAISING")
        })
    );
}

#[test]
fn a_missed_criterion_goes_before_one_met_in_part() {
    let assessed = after(|m| {
        m.offers.truncate(1);
        m.years = Some(6);
    });
    assert_eq!(
        assessed.limits,
        [
            Limit::FewerYears {
                years: 6,
                wanted: 7
            },
            Limit::LacksNeed {
                expertise: expertise("SANITARY")
            },
        ]
    );
}

#[test]
fn each_thing_missed_has_its_limit() {
    let mut limits = after(|m| {
        m.offers.clear();
        m.sectors.clear();
        m.ties.clear();
        m.languages = vec![speaks(Tongue::French, Level::Working)];
        m.years = None;
        m.hours = hours([8]);
    })
    .limits;
    limits.sort_by_key(Limit::criterion);
    assert_eq!(
        limits,
        [
            Limit::LacksNeed {
                expertise: expertise("EXPORT_EU")
            },
            Limit::OtherSector {
                yours: sector("AGROFOOD")
            },
            Limit::NoTieToRegion {
                region: region("MA-03")
            },
            Limit::LanguageNotFluent {
                tongue: Tongue::French
            },
            Limit::YearsNotTold { wanted: 7 },
            Limit::FewHoursTogether { per_week: 1 },
        ]
    );
}

#[test]
fn a_mentor_who_said_no_hours_is_not_said_to_have_none() {
    let unsaid = after(|m| m.hours = WeekHours::default());
    assert_eq!(unsaid.limit(), Some(&Limit::HoursNotTold));
}

#[test]
fn why_not_tells_the_fit_of_a_mentor_who_cannot_be_offered() {
    let full = after(|m| m.active = m.capacity);
    assert_eq!(full.ineligible, [Ineligible::NoFreePlace]);
    assert_eq!(full.fit.met(), 6);
    assert_eq!(full.free_places, 0);
}

#[test]
fn an_assessment_travels_as_json() {
    let sent = after(|m| m.offers.truncate(1));
    let text = serde_json::to_string(&sent).unwrap();
    assert_eq!(serde_json::from_str::<Assessment>(&text).unwrap(), sent);
}
