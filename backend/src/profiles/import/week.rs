//! Times of the week as people write them: "Jeudi matin, Samedi après-midi".

use super::{labels::key, lists::pieces, names};
use domain::profiles::{Availability, DayPart, Weekday};
use std::sync::LazyLock;

/// Folded names of days and of parts of the day, in the order of the table.
static WEEK: LazyLock<(Vec<(String, Weekday)>, Vec<(String, DayPart)>)> = LazyLock::new(|| {
    let (mut days, mut parts) = (Vec::new(), Vec::new());
    for (code, name) in names::WEEK.entries() {
        days.extend(day(code).map(|day| (key(name), day)));
        parts.extend(part(code).map(|part| (key(name), part)));
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

/// Reads "Jeudi matin, Samedi après-midi". A day without a part is the whole day. Also gives what was not understood.
pub fn availability(text: &str) -> (Availability, Vec<String>) {
    let (days, parts) = &*WEEK;
    let mut found = Availability::default();
    let mut unknown = Vec::new();
    for piece in pieces(text) {
        let folded = key(piece);
        let Some((name, day)) = days.iter().find(|(name, _)| folded.contains(name)) else {
            unknown.push(piece.to_owned());
            continue;
        };
        let rest = folded.replacen(name, "", 1);
        match parts.iter().find(|(name, _)| rest.contains(name)) {
            Some((_, part)) => found = found.with(*day, *part),
            None if rest.is_empty() => {
                found = DayPart::ALL
                    .into_iter()
                    .fold(found, |all, part| all.with(*day, part));
            }
            None => unknown.push(piece.to_owned()),
        }
    }
    (found, unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        let thursday_afternoon =
            Availability::default().with(Weekday::Thursday, DayPart::Afternoon);
        for text in [
            "Jeudi après-midi",
            "thursday AFTERNOON",
            "Donnerstagnachmittag",
            "الخميس بعد الظهر",
        ] {
            assert_eq!(availability(text), (thursday_afternoon, vec![]), "{text}");
        }
        let saturday = DayPart::ALL
            .into_iter()
            .fold(Availability::default(), |all, part| {
                all.with(Weekday::Saturday, part)
            });
        assert_eq!(availability("Sonnabend; samedi"), (saturday, vec![]));
        assert_eq!(
            availability("Dienstagvormittag").0,
            Availability::default().with(Weekday::Tuesday, DayPart::Morning)
        );
        assert_eq!(availability("Mardi midi, parfois").1, ["parfois"]);
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text in "\\PC{0,60}") {
            let _ = availability(&text);
        }
    }
}
