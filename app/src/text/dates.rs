//! Dates in words. The day itself is computed by the server; here it only gets its name.

use super::calendar;
use domain::{
    Lang,
    time::{Day, WallTime},
};

/// `23 novembre 2026`
pub fn date(lang: Lang, day: Day) -> String {
    calendar::full(
        lang,
        day_of_month(lang, day),
        month(lang, day.month),
        day.year,
    )
}

/// `lundi 23 novembre`: a date near enough to need no year.
pub fn date_with_weekday(lang: Lang, day: Day) -> String {
    calendar::near(
        lang,
        weekday(lang, day.weekday),
        day_of_month(lang, day),
        month(lang, day.month),
    )
}

/// `23 novembre`
pub fn short_date(lang: Lang, day: Day) -> String {
    calendar::short(lang, day_of_month(lang, day), month(lang, day.month))
}

/// `juillet 2027`
pub fn month_and_year(lang: Lang, day: Day) -> String {
    calendar::month_year(lang, month(lang, day.month), day.year)
}

/// `17:00`, on a 24-hour clock in all languages.
pub fn clock(time: WallTime) -> String {
    format!("{:02}:{:02}", time.hour, time.minute)
}

/// The first of the month is an ordinal in French.
fn day_of_month(lang: Lang, day: Day) -> String {
    match (lang, day.day) {
        (Lang::Fr, 1) => "1er".into(),
        (_, number) => number.to_string(),
    }
}

fn month(lang: Lang, month: u8) -> &'static str {
    let name = match month {
        1 => calendar::january,
        2 => calendar::february,
        3 => calendar::march,
        4 => calendar::april,
        5 => calendar::may,
        6 => calendar::june,
        7 => calendar::july,
        8 => calendar::august,
        9 => calendar::september,
        10 => calendar::october,
        11 => calendar::november,
        _ => calendar::december,
    };
    name(lang)
}

fn weekday(lang: Lang, weekday: u8) -> &'static str {
    let name = match weekday {
        1 => calendar::monday,
        2 => calendar::tuesday,
        3 => calendar::wednesday,
        4 => calendar::thursday,
        5 => calendar::friday,
        6 => calendar::saturday,
        _ => calendar::sunday,
    };
    name(lang)
}
