use super::{reading::languages, *};
use crate::{
    FieldProblem, Problem,
    money::{Currency, Money},
    profiles::{Level, NEEDS_MAX},
};
use proptest::prelude::*;

fn fields(problems: Vec<FieldProblem>) -> Vec<String> {
    problems.into_iter().map(|p| p.field.into_owned()).collect()
}

fn a_project() -> ProjectDraft {
    ProjectDraft {
        title: "Tazart, figues séchées bio".into(),
        stage: "launch".into(),
        needs: vec!["EU_EXPORT".into(), "BANKING".into()],
        first_need: String::new(),
        investment: "4\u{202f}200\u{a0}000".into(),
        currency: "MAD".into(),
        jobs: "18".into(),
        ..ProjectDraft::default()
    }
}

#[test]
fn a_name_in_arabic_script_alone_is_enough() {
    let draft = WhoDraft {
        given_name_ar: "ليلى".into(),
        ..WhoDraft::default()
    };
    assert_eq!(draft.parse(None).unwrap().names.given_ar, "ليلى");
    assert_eq!(
        fields(WhoDraft::default().parse(None).unwrap_err()),
        ["given_name"]
    );
}

#[test]
fn every_missing_answer_of_a_step_is_named_at_once() {
    let problems = PlaceDraft::default().parse().unwrap_err();
    assert_eq!(fields(problems), ["country", "city", "languages"]);
    let problems = ProjectDraft::default().parse().unwrap_err();
    assert_eq!(fields(problems), ["title", "stage", "needs"]);
    let problems = OfferDraft::default().parse().unwrap_err();
    assert_eq!(fields(problems), ["offers", "sectors", "capacity"]);
}

#[test]
fn a_tongue_counts_once_and_silence_says_nothing() {
    let entries = ["", "fr:fluent", "fr:basic", "ar:native"].map(String::from);
    let spoken = languages(&entries).unwrap();
    assert_eq!(spoken.len(), 2);
    assert_eq!(spoken[0].level, Level::Fluent);
    assert_eq!(languages(&["xx:fluent".into()]), Err(Problem::NotInList));
}

#[test]
fn an_investment_is_kept_in_centimes() {
    let step = a_project().parse().unwrap();
    assert_eq!(
        step.project.investment,
        Some(Money {
            minor: 420_000_000,
            currency: Currency::Mad
        })
    );
    assert_eq!(step.project.jobs, Some(18));
}

#[test]
fn a_wrong_amount_is_the_only_thing_said_of_a_good_project() {
    let draft = ProjectDraft {
        investment: "beaucoup".into(),
        ..a_project()
    };
    assert_eq!(
        draft.parse(),
        Err(vec![FieldProblem {
            field: "investment".into(),
            problem: Problem::NotAnAmount
        }])
    );
}

#[test]
fn a_seventh_need_is_too_many() {
    let draft = ProjectDraft {
        needs: (0..7).map(|n| format!("NEED_{n}")).collect(),
        ..a_project()
    };
    assert_eq!(
        draft.parse().unwrap_err()[0].problem,
        Problem::TooManyChosen { max: 6 }
    );
}

#[test]
fn somebody_on_both_sides_has_both_steps() {
    let both = Sides {
        mentee: true,
        mentor: true,
    };
    assert_eq!(ProfileStep::of(both).len(), 7);
    assert_eq!(ProfileStep::Project.next(both), Some(ProfileStep::Offer));
    let mentor = Sides {
        mentee: false,
        mentor: true,
    };
    assert_eq!(ProfileStep::Place.next(mentor), Some(ProfileStep::Offer));
    assert_eq!(ProfileStep::Time.next(mentor), Some(ProfileStep::Photo));
    assert_eq!(ProfileStep::Photo.next(mentor), None);
}

#[test]
fn parts_of_the_week_are_their_bits() {
    let draft = TimeDraft {
        slots: vec!["0".into(), "27".into()],
        bio: String::new(),
    };
    assert_eq!(draft.parse().unwrap().availability.bits(), 1 | 1 << 27);
    let wrong = TimeDraft {
        slots: vec!["28".into()],
        bio: String::new(),
    };
    assert_eq!(fields(wrong.parse().unwrap_err()), ["slots"]);
}

proptest! {
    #[test]
    fn whatever_is_typed_a_step_answers_with_a_value_or_named_problems(
        text in "\\PC{0,200}", list in proptest::collection::vec("\\PC{0,12}", 0..8)
    ) {
        let who = WhoDraft { given_name: text.clone(), phone: text.clone(), ..WhoDraft::default() };
        if let Err(problems) = who.parse(None) { prop_assert!(!problems.is_empty()); }
        let project = ProjectDraft {
            title: text.clone(), investment: text.clone(), jobs: text.clone(), needs: list.clone(), ..a_project()
        };
        match project.parse() {
            Ok(step) => prop_assert!((1..=NEEDS_MAX).contains(&step.needs.len())),
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
        let place = PlaceDraft { time_zone: text, languages: list, ..PlaceDraft::default() };
        prop_assert!(!place.parse().unwrap_err().is_empty());
    }
}

#[test]
fn the_step_before_is_the_one_whose_next_this_is() {
    for (mentee, mentor) in [(true, false), (false, true), (true, true)] {
        let sides = Sides { mentee, mentor };
        let steps = ProfileStep::of(sides);
        assert_eq!(steps[0].before(sides), None);
        for step in &steps[1..] {
            let before = step.before(sides).unwrap();
            assert_eq!(before.next(sides), Some(*step));
        }
    }
}

#[test]
fn what_stands_in_a_form_from_the_start_is_nothing_typed() {
    let prefilled = ProjectDraft {
        currency: "MAD".into(),
        ..ProjectDraft::default()
    };
    assert!(prefilled.is_blank());
    assert!(!a_project().is_blank());
    let languages = vec![String::new(), "fr:fluent".into()];
    let place = PlaceDraft {
        languages,
        ..PlaceDraft::default()
    };
    assert!(!place.is_blank());
    assert!(PlaceDraft::default().is_blank() && WhoDraft::default().is_blank());
    let offer = OfferDraft {
        capacity: "1".into(),
        ..OfferDraft::default()
    };
    assert!(offer.is_blank());
}

#[test]
fn the_most_important_need_comes_first_and_the_others_keep_their_order() {
    let chosen = |first: &str| {
        let draft = ProjectDraft {
            needs: ["EU_EXPORT", "BANKING", "LEGAL"].map(String::from).into(),
            first_need: first.into(),
            ..a_project()
        };
        let step = draft.parse().unwrap();
        let needs: Vec<String> = step.needs.iter().map(ToString::to_string).collect();
        (needs.join(" "), step.first_need)
    };
    assert_eq!(chosen("LEGAL"), ("LEGAL EU_EXPORT BANKING".into(), true));
    assert_eq!(chosen(""), ("EU_EXPORT BANKING LEGAL".into(), false));
    // Ticked off again after it was called the most important.
    assert_eq!(chosen("TAX"), ("EU_EXPORT BANKING LEGAL".into(), false));
}
