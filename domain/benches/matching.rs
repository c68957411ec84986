//! How long one mentee waits: one pair assessed, and the best twenty of 1,000, 10,000 and 100,000 mentors, by looking
//! at each in turn and through the index; and what an event costs the index.
//!
//! `cargo bench -p domain --bench matching`. The people are made by a fixed rule, so that runs can be compared.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use domain::matching::{
    MenteeNeeds, MentorIndex, MentorOffer, MentorStatus, Rules, Taxonomy, Turn, assess, rank,
};
use domain::profiles::{
    Availability, DayPart, ExpertiseCode, FamilyCode, Level, RegionCode, SectorCode,
    SpokenLanguage, Stage, Tongue, WeekHours, Weekday,
};
use domain::{PersonId, ProgrammeId, Timestamp};
use std::hint::black_box;
use uuid::Uuid;

/// As many as the reference data has.
const EXPERTISE: u64 = 71;
const FAMILIES: u64 = 12;
const SECTORS: u64 = 33;
const REGIONS: u64 = 12;
const BEST: usize = 20;

fn matching(criterion: &mut Criterion) {
    let rules = rules();
    let mentee = mentee();
    let turn = Turn::of(ProgrammeId(Uuid::nil()), mentee.person, Timestamp(0));
    let mut group = criterion.benchmark_group("matching");
    group.sample_size(20);

    let one = mentor(7);
    group.bench_function("score/one pair", |b| {
        b.iter(|| assess(black_box(&mentee), black_box(&one), &rules));
    });

    for count in [1_000, 10_000, 100_000_u64] {
        let mentors: Vec<MentorOffer> = (0..count).map(mentor).collect();
        let mut index: MentorIndex = mentors.iter().cloned().collect();
        group.throughput(Throughput::Elements(count));
        group.bench_with_input(
            BenchmarkId::new("score each and rank", count),
            &mentors,
            |b, mentors| {
                b.iter(|| rank(black_box(&mentee), mentors, &rules, turn, BEST));
            },
        );
        group.bench_with_input(
            BenchmarkId::new("rank through the index", count),
            &index,
            |b, index| {
                b.iter(|| index.rank(black_box(&mentee), &rules, turn, BEST));
            },
        );
        group.throughput(Throughput::Elements(1));
        group.bench_function(BenchmarkId::new("upsert into the index", count), |b| {
            b.iter(|| index.upsert(black_box(&one).clone()));
        });
    }
    group.finish();
}

criterion_group!(benches, matching);
criterion_main!(benches);

fn rules() -> Rules {
    let families = (0..EXPERTISE).filter_map(|n| {
        let family = FamilyCode::parse(&format!("FAMILY_{}", n % FAMILIES))?;
        Some((expertise(n)?, family))
    });
    let related = (0..SECTORS).filter_map(|n| Some((sector(n)?, sector(n + 1)?)));
    Rules {
        weights: Default::default(),
        taxonomy: Taxonomy::new(families, related),
    }
}

/// Three needs, and something said for every criterion.
fn mentee() -> MenteeNeeds {
    MenteeNeeds {
        person: PersonId(Uuid::from_u128(u128::MAX)),
        needs: [3, 17, 40].into_iter().filter_map(expertise).collect(),
        first_need: true,
        sector: sector(5),
        target_region: region(3),
        ties: region(9).into_iter().collect(),
        languages: languages(0),
        stage: Some(Stage::Launch),
        hours: hours(4, 60),
        company: None,
        conflicts: vec![],
        blocked: vec![],
        asked: vec![],
    }
}

/// The mentor of this number: five to nine kinds of expertise, one or two sectors, one in ten full, one in twenty paused.
fn mentor(number: u64) -> MentorOffer {
    let mut dice = Dice(number);
    let offers = 5 + dice.below(5);
    let sectors = 1 + dice.below(2);
    let mut picks = |count, one_of: u64| (0..count).map(|_| dice.below(one_of)).collect::<Vec<_>>();
    let (offers, sectors, ties) = (
        picks(offers, EXPERTISE),
        picks(sectors, SECTORS),
        picks(1, REGIONS),
    );
    MentorOffer {
        person: PersonId(Uuid::from_u128(u128::from(number))),
        status: match dice.below(20) {
            0 => MentorStatus::Paused,
            _ => MentorStatus::Available,
        },
        offers: offers.into_iter().filter_map(expertise).collect(),
        sectors: sectors.into_iter().filter_map(sector).collect(),
        ties: ties.into_iter().filter_map(region).collect(),
        languages: languages(dice.below(3)),
        years: Some(dice.below(30) as u16),
        hours: hours(dice.below(28), 0),
        capacity: 3,
        active: if dice.below(10) == 0 {
            3
        } else {
            dice.below(3) as u16
        },
        asked: dice.below(3) as u16,
        company: None,
        conflicts: vec![],
        blocked: vec![],
        usual_answer_hours: Some(48),
    }
}

fn languages(kind: u64) -> Vec<SpokenLanguage> {
    let spoken = match kind {
        0 => vec![
            (Tongue::French, Level::Fluent),
            (Tongue::Arabic, Level::Native),
        ],
        1 => vec![
            (Tongue::German, Level::Native),
            (Tongue::French, Level::Working),
        ],
        _ => vec![
            (Tongue::English, Level::Fluent),
            (Tongue::Arabic, Level::Basic),
        ],
    };
    spoken
        .into_iter()
        .map(|(tongue, level)| SpokenLanguage { tongue, level })
        .collect()
}

/// Three parts of the week, the first given, at a place so many minutes east of UTC.
fn hours(first: u64, offset_minutes: i32) -> WeekHours {
    (0..3)
        .map(|i| (first + i * 5) % 28)
        .fold(Availability::default(), |week, part| {
            week.with(
                Weekday::ALL[(part / 4) as usize],
                DayPart::ALL[(part % 4) as usize],
            )
        })
        .week_hours(offset_minutes)
}

fn expertise(number: u64) -> Option<ExpertiseCode> {
    ExpertiseCode::parse(&format!("EXPERTISE_{number}"))
}

fn sector(number: u64) -> Option<SectorCode> {
    SectorCode::parse(&format!("SECTOR_{number}"))
}

fn region(number: u64) -> Option<RegionCode> {
    RegionCode::parse(&format!("MA-{:02}", number + 1))
}

/// A small generator (SplitMix64): the same people on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}
