//! Times of the week as people write them: "Jeudi matin, Samedi après-midi", "Monday to Friday evening", "tous les soirs
//! sauf vendredi". What is not understood is left out and named; a "not" never becomes its opposite.

use super::{labels::words, lists::pieces, names};
use domain::profiles::{Availability, DayPart, Weekday};
use std::sync::LazyLock;

/// Folded names of days and of parts of the day, in the order of the table.
static WEEK: LazyLock<(Vec<(String, Weekday)>, Vec<(String, DayPart)>)> = LazyLock::new(|| {
    let (mut days, mut parts) = (Vec::new(), Vec::new());
    for (code, name) in names::WEEK.entries() {
        days.extend(day(code).map(|day| (joined(name), day)));
        parts.extend(part(code).map(|part| (joined(name), part)));
    }
    (days, parts)
});

fn day(code: &str) -> Option<Weekday> {
    Some(match code {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn part(code: &str) -> Option<DayPart> {
    Some(match code {
        "morning" => DayPart::Morning,
        "midday" => DayPart::Midday,
        "afternoon" => DayPart::Afternoon,
        "evening" => DayPart::Evening,
        _ => return None,
    })
}

/// What a word says, apart from days and parts of the day. Folded as [`words`] folds.
const EVERY: [&str; 13] = [
    "tous", "toutes", "tout", "chaque", "every", "all", "daily", "alle", "jeden", "jede",
    "taglich", "كل", "جميع",
];
const WORKDAYS: [&str; 6] = [
    "semaine",
    "ouvrables",
    "weekdays",
    "werktags",
    "wochentags",
    "workdays",
];
const WEEKEND: [&str; 4] = ["weekend", "weekends", "wochenende", "wochenenden"];
const TO: [&str; 7] = ["a", "au", "to", "until", "bis", "jusqu", "الي"];
const NOT: [&str; 26] = [
    "sauf",
    "excepte",
    "hors",
    "ausser",
    "except",
    "excluding",
    "but",
    "pas",
    "non",
    "not",
    "never",
    "no",
    "without",
    "jamais",
    "sans",
    "indisponible",
    "unavailable",
    "nicht",
    "nie",
    "kein",
    "keine",
    "عدا",
    "الا",
    "باستثناء",
    "غير",
    "ليس",
];
const FILLING: [&str; 36] = [
    "le",
    "la",
    "les",
    "l",
    "de",
    "du",
    "des",
    "d",
    "en",
    "et",
    "ou",
    "and",
    "or",
    "und",
    "oder",
    "the",
    "on",
    "in",
    "at",
    "from",
    "von",
    "vom",
    "am",
    "an",
    "im",
    "ab",
    "je",
    "suis",
    "disponible",
    "disponibles",
    "available",
    "verfugbar",
    "من",
    "في",
    "و",
    "ما",
];
const DAYS: [&str; 10] = [
    "jour",
    "jours",
    "day",
    "days",
    "tag",
    "tage",
    "tagen",
    "يوم",
    "ايام",
    "الايام",
];

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Day(Weekday),
    Part(DayPart),
    Every,
    Workdays,
    Weekend,
    To,
}

/// Reads what a cell says. A day without a part is the whole day. Also gives what was not understood.
pub fn availability(text: &str) -> (Availability, Vec<String>) {
    let (mut found, mut never) = (0, 0);
    let mut unknown = Vec::new();
    for piece in pieces(text) {
        match read(piece) {
            Some((said, denied)) => {
                found |= said;
                never |= denied;
                // "Not on Friday" alone says nothing that could be kept.
                if said == 0 {
                    unknown.push(piece.to_owned());
                }
            }
            None => unknown.push(piece.to_owned()),
        }
    }
    (Availability::from_bits(found & !never), unknown)
}

/// The slots that a piece names and those that it denies; none when a word is not understood.
fn read(piece: &str) -> Option<(u32, u32)> {
    let (mut said, mut denied) = (Vec::new(), Vec::new());
    let mut is_denied = false;
    for word in joined(piece).split(' ') {
        if NOT.contains(&word) {
            is_denied = true;
            continue;
        }
        let marks = marks(word)?;
        if is_denied {
            denied.extend(marks);
        } else {
            said.extend(marks);
        }
    }
    let said_slots = if said.is_empty() { 0 } else { slots(&said)? };
    match (is_denied, denied.is_empty()) {
        (false, _) => Some((said_slots, 0)),
        // "Lundi pas": what is denied stands before.
        (true, true) => Some((0, said_slots)),
        (true, false) => Some((said_slots, slots(&denied)?)),
    }
}

/// What one word marks; nothing for one that only fills.
fn marks(word: &str) -> Option<Vec<Mark>> {
    let simple = [
        (&EVERY[..], Mark::Every),
        (&WORKDAYS, Mark::Workdays),
        (&WEEKEND, Mark::Weekend),
        (&TO, Mark::To),
    ];
    if FILLING.contains(&word) || DAYS.contains(&word) {
        return Some(Vec::new());
    }
    if let Some((_, mark)) = simple.into_iter().find(|(words, _)| words.contains(&word)) {
        return Some(vec![mark]);
    }
    let (days, parts) = &*WEEK;
    let day = days.iter().find(|(name, _)| word.contains(name.as_str()));
    let rest = match day {
        Some((name, _)) => word.replacen(name.as_str(), "", 1),
        None => word.to_owned(),
    };
    let part = parts.iter().find(|(name, _)| rest.contains(name.as_str()));
    // The plural, the Arabic "and".
    let is_whole = part.is_some() || matches!(rest.as_str(), "" | "s" | "و");
    let found: Vec<Mark> = day
        .map(|(_, day)| Mark::Day(*day))
        .into_iter()
        .chain(part.map(|(_, part)| Mark::Part(*part)))
        .collect();
    (is_whole && !found.is_empty()).then_some(found)
}

/// The slots of marks in their order: days with the parts that follow them, ranges of days, every day.
fn slots(marks: &[Mark]) -> Option<u32> {
    let mut all = Availability::default();
    let (mut days, mut parts): (Vec<Weekday>, Vec<DayPart>) = (Vec::new(), Vec::new());
    let mut is_range = false;
    let mut is_named = false;
    for mark in marks {
        match mark {
            Mark::Day(_) | Mark::Every | Mark::Workdays | Mark::Weekend => {
                if !days.is_empty() && !parts.is_empty() {
                    all = with(all, &days, &parts);
                    (days, parts) = (Vec::new(), Vec::new());
                }
                is_named = true;
            }
            Mark::Part(_) | Mark::To => {}
        }
        match mark {
            Mark::Day(day) if is_range => {
                let from = *days.last()?;
                days.extend(days_between(from, *day));
                is_range = false;
            }
            Mark::Day(day) => days.push(*day),
            Mark::Every => days.extend(Weekday::ALL),
            Mark::Workdays => days.extend(&Weekday::ALL[..5]),
            Mark::Weekend => days.extend(&Weekday::ALL[5..]),
            Mark::Part(part) => parts.push(*part),
            Mark::To => is_range = true,
        }
    }
    // A part of no day, or a range without an end.
    if !is_named || is_range {
        return None;
    }
    Some(with(all, &days, &parts).bits())
}

fn with(mut all: Availability, days: &[Weekday], parts: &[DayPart]) -> Availability {
    let parts = if parts.is_empty() {
        &DayPart::ALL[..]
    } else {
        parts
    };
    for day in days {
        for part in parts {
            all = all.with(*day, *part);
        }
    }
    all
}

/// The days after `from` up to `to`, over the end of the week.
fn days_between(from: Weekday, to: Weekday) -> impl Iterator<Item = Weekday> {
    let week = Weekday::ALL.into_iter().cycle();
    let after = week.skip_while(move |day| *day != from).skip(1);
    let mut is_over = false;
    after.take_while(move |day| !std::mem::replace(&mut is_over, *day == to))
}

/// Folded, with the names of several words as one and a hyphen between days as "to".
fn joined(text: &str) -> String {
    let lower = text
        .to_lowercase()
        .replace("après-midi", "apresmidi")
        .replace("apres-midi", "apresmidi")
        .replace("week-end", "weekend")
        .replace(['-', '–', '—'], " to ");
    words(&lower)
        .replace("apres midi", "apresmidi")
        .replace("بعد الظهر", "بعدالظهر")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(days: &[Weekday], parts: &[DayPart]) -> Availability {
        with(Availability::default(), days, parts)
    }

    #[test]
    fn every_day_and_part_has_a_name() {
        let known = |code| day(code).is_some() || part(code).is_some();
        assert!(names::WEEK.entries().all(|(code, _)| known(code)));
        assert!(
            Weekday::ALL
                .iter()
                .all(|day| WEEK.0.iter().any(|(_, named)| named == day))
        );
        assert!(
            DayPart::ALL
                .iter()
                .all(|part| WEEK.1.iter().any(|(_, named)| named == part))
        );
    }

    #[test]
    fn times_of_the_week_are_read_in_four_languages() {
        let thursday_afternoon = of(&[Weekday::Thursday], &[DayPart::Afternoon]);
        for text in [
            "Jeudi après-midi",
            "thursday AFTERNOON",
            "Donnerstagnachmittag",
            "الخميس بعد الظهر",
            "le jeudi après-midi",
        ] {
            assert_eq!(availability(text), (thursday_afternoon, vec![]), "{text}");
        }
        let saturday = of(&[Weekday::Saturday], &[]);
        assert_eq!(availability("Sonnabend; samedi"), (saturday, vec![]));
        assert_eq!(
            availability("Dienstagvormittag").0,
            of(&[Weekday::Tuesday], &[DayPart::Morning])
        );
        assert_eq!(availability("Mardi midi, parfois").1, ["parfois"]);
    }

    #[test]
    fn several_days_share_the_part_that_follows_and_ranges_have_all_their_days() {
        use DayPart::{Evening, Morning};
        use Weekday::{Friday, Monday, Saturday, Sunday, Tuesday};
        for text in [
            "Lundi et mardi matin",
            "Monday and Tuesday morning",
            "الاثنين والثلاثاء صباحا",
        ] {
            assert_eq!(
                availability(text),
                (of(&[Monday, Tuesday], &[Morning]), vec![]),
                "{text}"
            );
        }
        let evenings = of(&Weekday::ALL[..5], &[Evening]);
        for text in [
            "Monday to Friday evening",
            "lundi-vendredi soir",
            "Du lundi au vendredi soir",
            "Montag bis Freitag Abend",
            "من الاثنين إلى الجمعة مساء",
        ] {
            assert_eq!(availability(text), (evenings, vec![]), "{text}");
        }
        let two = of(&[Monday], &[Morning]).bits() | of(&[Tuesday], &[Evening]).bits();
        assert_eq!(availability("lundi matin et mardi soir").0.bits(), two);
        assert_eq!(
            availability("Samstag bis Montag").0,
            of(&[Saturday, Sunday, Monday], &[])
        );
        assert_eq!(availability("vendredi à").0, of(&[], &[]));
        assert_eq!(availability("Freitags").0, of(&[Friday], &[]));
    }

    #[test]
    fn a_not_never_becomes_its_opposite() {
        use DayPart::Evening;
        let but_friday: Vec<Weekday> = Weekday::ALL
            .into_iter()
            .filter(|day| *day != Weekday::Friday)
            .collect();
        for text in [
            "Tous les soirs sauf vendredi",
            "Every evening except Friday",
            "jeden Abend außer Freitag",
            "كل مساء ما عدا الجمعة",
        ] {
            assert_eq!(
                availability(text),
                (of(&but_friday, &[Evening]), vec![]),
                "{text}"
            );
        }
        assert_eq!(
            availability("Tous les soirs, sauf vendredi").0,
            of(&but_friday, &[Evening])
        );
        for text in [
            "Indisponible le mercredi matin",
            "pas le lundi",
            "not on Mondays",
            "nicht am Montag",
            "ليس الاثنين",
            "Lundi non",
            "unavailable Monday",
        ] {
            let (found, unknown) = availability(text);
            assert!(found.is_empty(), "{text}");
            assert_eq!(unknown, [text], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text in "\\PC{0,60}") {
            let _ = availability(&text);
        }
    }
}
