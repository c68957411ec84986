//! Made-up people: the five who can sign in, 60 mentors, 180 mentees.

use super::{
    lists::{ABROAD, FAMILY, GIVEN, MOROCCO, Name, Place, REGIONS, TRADES, Trade},
    random::Random,
};
use domain::{
    Lang, PersonId, ProjectId, Timestamp,
    profiles::{Availability, DayPart, Level, Stage, Tongue, Weekday},
    time::DAY,
};

pub const MENTORS: usize = 60;
pub const MENTEES: usize = 180;

/// What a person of the demo is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Staff,
    Mentor { capacity: i64, paused: bool },
    Mentee,
}

pub struct DemoPerson {
    pub id: PersonId,
    pub email: String,
    pub lang: Lang,
    pub given: Name,
    pub family: Name,
    pub headline: String,
    pub bio: String,
    pub company: String,
    pub place: Place,
    pub federation: Option<&'static str>,
    pub years: i64,
    pub availability: Availability,
    pub part: Part,
    pub languages: Vec<(Tongue, Level)>,
    pub sectors: Vec<&'static str>,
    pub offers: Vec<&'static str>,
    pub needs: Vec<&'static str>,
    pub regions: Vec<&'static str>,
    pub project: Option<DemoProject>,
    pub joined: Timestamp,
}

pub struct DemoProject {
    pub id: ProjectId,
    pub title: String,
    pub stage: Stage,
    pub region: &'static str,
    pub sought: String,
    pub investment_minor: i64,
    pub currency: &'static str,
    pub jobs: i64,
}

/// Everybody. The mentors come first, the one who can sign in at their head; so for the mentees.
pub struct Everybody {
    pub staff: Vec<DemoPerson>,
    pub mentors: Vec<DemoPerson>,
    pub mentees: Vec<DemoPerson>,
}

impl Everybody {
    pub fn all(&self) -> impl Iterator<Item = &DemoPerson> {
        self.staff.iter().chain(&self.mentors).chain(&self.mentees)
    }
}

pub fn everybody(random: &mut Random, now: Timestamp) -> Everybody {
    let staff = [
        ("coordinator@example.org", "Hajar", "Mansouri"),
        ("partner@example.org", "Nora", "Filali"),
        ("admin@example.org", "Adil", "Kabbaj"),
    ];
    Everybody {
        staff: staff
            .into_iter()
            .map(|(email, given, family)| staff_member(random, now, email, given, family))
            .collect(),
        mentors: (0..MENTORS)
            .map(|index| mentor(random, now, index))
            .collect(),
        mentees: (0..MENTEES)
            .map(|index| mentee(random, now, index))
            .collect(),
    }
}

fn named(list: &[Name], latin: &str) -> Name {
    *list.iter().find(|name| name.0 == latin).unwrap_or(&list[0])
}

fn staff_member(
    random: &mut Random,
    now: Timestamp,
    email: &str,
    given: &str,
    family: &str,
) -> DemoPerson {
    let mut person = base(random, now, email.into(), &MOROCCO[6]);
    person.given = named(&GIVEN, given);
    person.family = named(&FAMILY, family);
    person.lang = Lang::Fr;
    person
}

/// What everybody has.
fn base(random: &mut Random, now: Timestamp, email: String, place: &Place) -> DemoPerson {
    // Before the oldest pair of the demo.
    let joined = now.plus(-random.between(340, 520) * DAY);
    DemoPerson {
        id: PersonId(random.id(joined.0)),
        email,
        lang: random.pick(&[Lang::Fr, Lang::Fr, Lang::Fr, Lang::Ar, Lang::En, Lang::De]),
        given: random.pick(&GIVEN),
        family: random.pick(&FAMILY),
        headline: String::new(),
        bio: String::new(),
        company: String::new(),
        place: *place,
        federation: None,
        years: 0,
        availability: availability(random),
        part: Part::Staff,
        languages: languages(random, place),
        sectors: Vec::new(),
        offers: Vec::new(),
        needs: Vec::new(),
        regions: Vec::new(),
        project: None,
        joined,
    }
}

fn mentor(random: &mut Random, now: Timestamp, index: usize) -> DemoPerson {
    let trade = &TRADES[index % TRADES.len()];
    let place = if index == 0 {
        MOROCCO[3]
    } else if random.chance(55) {
        random.pick(&MOROCCO)
    } else {
        random.pick(&ABROAD)
    };
    let email = if index == 0 {
        "mentor@example.org".into()
    } else {
        format!("mentor-{index:02}@example.org")
    };
    let mut person = base(random, now, email, &place);
    person.years = random.between(9, 34);
    person.headline = trade.headline.into();
    person.company = format!("{} {}", trade.company, place.1);
    person.bio = format!(
        "{} ans de métier, dont la moitié à {}. J’aide volontiers sur des questions concrètes, chiffres sur la table.",
        person.years, place.1
    );
    person.federation = trade.federation;
    person.sectors = sectors(random, trade);
    person.offers = some_of(random, &trade.expertise, 4);
    push_new(&mut person.offers, random.pick(&TRADES).expertise[0]);
    person.regions = regions(random, &place);
    person.part = Part::Mentor {
        capacity: random.between(1, 4),
        paused: random.chance(8),
    };
    if index == 0 {
        person.given = named(&GIVEN, "Zineb");
        person.family = named(&FAMILY, "El Mokri");
        person.lang = Lang::Fr;
        person.part = Part::Mentor {
            capacity: 4,
            paused: false,
        };
        person.availability = evenings();
        push_level(&mut person.languages, Tongue::French, Level::Fluent);
    }
    person
}

fn mentee(random: &mut Random, now: Timestamp, index: usize) -> DemoPerson {
    let trade = &TRADES[index % TRADES.len()];
    let place = if index == 0 {
        ABROAD[0]
    } else if random.chance(35) {
        random.pick(&MOROCCO)
    } else {
        random.pick(&ABROAD)
    };
    let email = if index == 0 {
        "mentee@example.org".into()
    } else {
        format!("mentee-{index:03}@example.org")
    };
    let mut person = base(random, now, email, &place);
    person.years = random.between(1, 12);
    let region = place.4.unwrap_or_else(|| random.pick(&REGIONS));
    let title = random.pick(&trade.projects);
    let stage = random.pick(&Stage::ALL);
    person.headline = format!("Projet : {title}");
    person.bio = format!(
        "Je vis à {} et je prépare ce projet depuis {} mois.",
        place.1,
        random.between(3, 30)
    );
    person.sectors = vec![trade.sector];
    person.needs = some_of(random, &trade.expertise, 3);
    person.regions = vec![region];
    person.part = Part::Mentee;
    let (currency, amount) = if place.0 == "MA" || random.chance(40) {
        ("MAD", random.between(2, 60) * 100_000)
    } else {
        ("EUR", random.between(2, 40) * 10_000)
    };
    person.project = Some(DemoProject {
        id: ProjectId(random.id(person.joined.0)),
        title: title.into(),
        stage,
        region,
        sought:
            "Un regard d’expérience sur les premiers clients, le plan de financement et l’équipe."
                .into(),
        investment_minor: amount * 100,
        currency,
        jobs: random.between(2, 40),
    });
    if index == 0 {
        person.given = named(&GIVEN, "Salma");
        person.family = named(&FAMILY, "Benali");
        person.lang = Lang::Fr;
        person.availability = evenings();
        push_level(&mut person.languages, Tongue::French, Level::Fluent);
    }
    person
}

fn sectors(random: &mut Random, trade: &Trade) -> Vec<&'static str> {
    let mut sectors = vec![trade.sector];
    if random.chance(40) {
        push_new(&mut sectors, random.pick(&TRADES).sector);
    }
    sectors
}

fn regions(random: &mut Random, place: &Place) -> Vec<&'static str> {
    let mut regions: Vec<&'static str> = place.4.into_iter().collect();
    while regions.len() < 2 {
        push_new(&mut regions, random.pick(&REGIONS));
    }
    regions
}

fn push_new(list: &mut Vec<&'static str>, code: &'static str) {
    if !list.contains(&code) {
        list.push(code);
    }
}

/// `count` of the six, in an order of chance.
fn some_of(random: &mut Random, all: &[&'static str; 6], count: usize) -> Vec<&'static str> {
    let mut chosen = Vec::new();
    while chosen.len() < count {
        push_new(&mut chosen, random.pick(all.as_slice()));
    }
    chosen
}

/// Arabic or Amazigh from home, French mostly well, the language of the place.
fn languages(random: &mut Random, place: &Place) -> Vec<(Tongue, Level)> {
    let mut languages = vec![(Tongue::Arabic, Level::Native)];
    if random.chance(20) {
        languages.push((Tongue::Amazigh, Level::Native));
    }
    if random.chance(92) {
        let level = random.pick(&[Level::Fluent, Level::Fluent, Level::Working]);
        languages.push((Tongue::French, level));
    }
    if let Some(local) = Tongue::from_code(place.3) {
        push_level(&mut languages, local, Level::Fluent);
    }
    if random.chance(45) {
        push_level(&mut languages, Tongue::English, Level::Working);
    }
    languages
}

fn push_level(languages: &mut Vec<(Tongue, Level)>, tongue: Tongue, level: Level) {
    if languages.iter().all(|(known, _)| *known != tongue) {
        languages.push((tongue, level));
    }
}

fn evenings() -> Availability {
    Weekday::ALL[..5]
        .iter()
        .fold(Availability::default(), |all, day| {
            all.with(*day, DayPart::Evening)
        })
        .with(Weekday::Saturday, DayPart::Morning)
}

fn availability(random: &mut Random) -> Availability {
    let part = random.pick(&DayPart::ALL);
    let mut all = if random.chance(60) {
        evenings()
    } else {
        Availability::default().with(Weekday::Sunday, DayPart::Afternoon)
    };
    for _ in 0..3 {
        all = all.with(random.pick(&Weekday::ALL[..5]), part);
    }
    all
}
